"""The command line: which commands there are and what they take (docs/contract.md 3).

Each command is a module in `effnett/commands/` with `run(options) -> int`, imported when it is called,
so that `evaluate` does not pay for what `import` needs. Exit 0 done, 1 the user's input is wrong, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from effnett.errors import InputError
from effnett.model.batch import Kind

DEFAULT_SCORECARDS = "scorecards"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = parser().parse_args(arguments)
    command = importlib.import_module(f"effnett.commands.{options.command}_command")
    try:
        status: int = command.run(options)
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


class _Parser(argparse.ArgumentParser):
    """Tells its usage, and what is wrong with how it was used, in Norwegian."""

    def format_usage(self) -> str:
        """As argparse has it, in Norwegian."""
        return _norwegian(super().format_usage())

    def format_help(self) -> str:
        """As argparse has it, in Norwegian."""
        return _norwegian(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help, and leave with 2."""
        for pattern, norwegian in _USAGE:
            message = re.sub(pattern, norwegian, message)
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\nHjelp: {self.prog} --help\n")


_USAGE: Final = (
    (r"^the following arguments are required: (.*)", r"mangler \1."),
    (r"invalid choice: (.*) \(choose from (.*)\)$", r"\1 finnes ikke. Velg en av: \2."),
    (r"invalid int value: (.*)", r"\1 er ikke et helt tall."),
    (r"^argument ", ""),
    (r"expected one argument$", "mangler en verdi."),
    (r"expected at least one argument$", "mangler minst en verdi."),
    (r"^unrecognized arguments: (.*)", r"kjenner ikke \1."),
    (r"^ambiguous option: (.*) could match (.*)", r"\1 kan være flere: \2."),
)
"""What argparse says in English of wrong usage, and what is said in its place."""
_HELP: Final = {
    "usage:": "bruk:",
    "positional arguments:": "oppgis i denne rekkefølgen:",
    "options:": "valg:",
    "show this help message and exit": "vis denne hjelpen",
}


def _norwegian(text: str) -> str:
    for english, norwegian in _HELP.items():
        text = text.replace(english, norwegian, 1)
    return text


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = _Parser(prog="effnett", description="Målekart for kommuner og bydeler.")
    commands = root.add_subparsers(dest="command", required=True, metavar="KOMMANDO")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--store", default=os.environ.get("EFFNETT_STORE"), metavar="MAPPE")
        command.add_argument(
            "--scorecards", default=os.environ.get("EFFNETT_SCORECARDS", DEFAULT_SCORECARDS), metavar="MAPPE"
        )
        command.add_argument("--lang", choices=("nb", "en"), default="nb")
        return command

    check = add("check", "Finn alle feil i målekartene.")
    check.add_argument("folder", nargs="?", metavar="MAPPE")

    importing = add("import", "Les inn filer.")
    importing.add_argument("kind", choices=[kind.value for kind in Kind], metavar="SLAG")
    importing.add_argument("files", nargs="+", metavar="FIL")
    importing.add_argument("--contents", metavar="KODE", help="KOSTRA: statistikkvariabelens kode")
    importing.add_argument("--table", metavar="NUMMER", help="KOSTRA: tabellens nummer")
    importing.add_argument("--allow-rejects", action="store_true", help="les inn de gode radene")

    for name, text in (
        ("evaluate", "Regn ut et målekart."),
        ("explain", "Vis hvor en verdi kommer fra."),
    ):
        command = add(name, text)
        command.add_argument("scorecard", metavar="MÅLEKART", help="id eller fil")
        if name == "explain":
            command.add_argument("indicator", metavar="INDIKATOR")
        command.add_argument("--year", type=int, required=True, metavar="ÅR")
        command.add_argument("--tertial", type=int, choices=(1, 2, 3), required=True)
        if name == "evaluate":
            command.add_argument("--children", action="store_true", help="ta med enhetene under")
        command.add_argument("--org-unit", metavar="ENHET")
        if name == "evaluate":
            command.add_argument("--format", choices=("json", "table", "csv"), default="table")

    comparing = add("compare", "Sammenlign en indikator med andre.")
    comparing.add_argument("scorecard", metavar="MÅLEKART", help="id eller fil")
    comparing.add_argument("--indicator", required=True, metavar="INDIKATOR")
    comparing.add_argument("--year", type=int, required=True, metavar="ÅR")
    comparing.add_argument(
        "--peers", required=True, metavar="GRUPPE", help="id fra peers.yaml, country, list:0301,1103 …"
    )
    comparing.add_argument("--org-unit", metavar="ENHET")
    comparing.add_argument("--format", choices=("json", "table", "csv"), default="table")

    add("status", "Vis hva som er lastet inn.").add_argument("--format", choices=("json", "table"), default="table")
    add("demo", "Bygg demonstrasjonsdata.")
    add("backup", "Ta kopi av hele lageret, også mens det er i bruk.").add_argument("file", metavar="FIL")
    restoring = add("restore", "Gjenopprett lageret fra en kopi.")
    restoring.add_argument("file", metavar="FIL")
    restoring.add_argument("--replace", action="store_true", help="erstatt det som er der; det tas kopi av det først")
    add("schema", "Skriv JSON Schema for et målekart.")
    return root
