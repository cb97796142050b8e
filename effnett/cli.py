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
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NoReturn

from effnett.errors import InputError
from effnett.model.batch import Kind

DEFAULT_SCORECARDS = "scorecards"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parser(arguments).parse_args(arguments)
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


def parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The command line: all of it, or as much as these arguments ask for where they begin with a command."""
    root = _Parser(prog="effnett", description="Målekart for kommuner og bydeler.")
    commands = root.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    asked = arguments[:1] if arguments and arguments[0] in _COMMANDS else _COMMANDS
    for name in asked:
        text, add_own = _COMMANDS[name]
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--store", default=os.environ.get("EFFNETT_STORE"), metavar="MAPPE")
        command.add_argument(
            "--scorecards", default=os.environ.get("EFFNETT_SCORECARDS", DEFAULT_SCORECARDS), metavar="MAPPE"
        )
        command.add_argument("--lang", choices=("nb", "en"), default="nb")
        add_own(command)
    return root


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", metavar="MAPPE")


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=[kind.value for kind in Kind], metavar="SLAG")
    command.add_argument("files", nargs="+", metavar="FIL")
    command.add_argument("--contents", metavar="KODE", help="KOSTRA: statistikkvariabelens kode")
    command.add_argument("--table", metavar="NUMMER", help="KOSTRA: tabellens nummer")
    command.add_argument("--allow-rejects", action="store_true", help="les inn de gode radene")


def _evaluate(command: argparse.ArgumentParser) -> None:
    _add_scorecard(command)
    _add_as_of(command)
    command.add_argument("--children", action="store_true", help="ta med enhetene under")
    _add_unit(command)
    _add_format(command, "json", "table", "csv")


def _explain(command: argparse.ArgumentParser) -> None:
    _add_scorecard(command)
    command.add_argument("indicator", metavar="INDIKATOR")
    _add_as_of(command)
    _add_unit(command)


def _compare(command: argparse.ArgumentParser) -> None:
    _add_scorecard(command)
    command.add_argument("--indicator", required=True, metavar="INDIKATOR")
    _add_year(command)
    command.add_argument(
        "--peers", required=True, metavar="GRUPPE", help="id fra peers.yaml, country, list:0301,1103 …"
    )
    _add_unit(command)
    _add_format(command, "json", "table", "csv")


def _status(command: argparse.ArgumentParser) -> None:
    _add_format(command, "json", "table")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FIL")


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FIL")
    command.add_argument("--replace", action="store_true", help="erstatt det som er der; det tas kopi av det først")


def _nothing_more(_command: argparse.ArgumentParser) -> None:
    """A command that takes what all of them take."""


def _add_scorecard(command: argparse.ArgumentParser) -> None:
    command.add_argument("scorecard", metavar="MÅLEKART", help="id eller fil")


def _add_as_of(command: argparse.ArgumentParser) -> None:
    _add_year(command)
    command.add_argument("--tertial", type=int, choices=(1, 2, 3), required=True)


def _add_year(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", type=int, required=True, metavar="ÅR")


def _add_unit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--org-unit", metavar="ENHET")


def _add_format(command: argparse.ArgumentParser, *formats: str) -> None:
    command.add_argument("--format", choices=formats, default="table")


_COMMANDS: Final[Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "check": ("Finn alle feil i målekartene.", _check),
    "import": ("Les inn filer.", _import),
    "evaluate": ("Regn ut et målekart.", _evaluate),
    "explain": ("Vis hvor en verdi kommer fra.", _explain),
    "compare": ("Sammenlign en indikator med andre.", _compare),
    "status": ("Vis hva som er lastet inn.", _status),
    "demo": ("Bygg demonstrasjonsdata.", _nothing_more),
    "backup": ("Ta kopi av hele lageret, også mens det er i bruk.", _backup),
    "restore": ("Gjenopprett lageret fra en kopi.", _restore),
    "schema": ("Skriv JSON Schema for et målekart.", _nothing_more),
}
"""What each command is for, and what it takes besides what all of them take."""
