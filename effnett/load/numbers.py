"""Numbers as text: which decimal mark a file uses, found from all its numbers together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from effnett.load.rejects import refuse

_BOTH = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+")
_REPEATED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+")
_ONE = re.compile(r"(\d+)([.,])(\d+)")
_SPACES = re.compile("(?<=\\d)[ \u00a0\u202f\u2009](?=\\d{3}(?!\\d))")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_SHORT = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_EXACT = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d+")
OTHER: Final = {".": ",", ",": "."}


@dataclass(frozen=True)
class NumberStyle:
    """The decimal mark of a file, and the mark between its thousands, if any."""

    decimal: str = "."
    thousands: str = ""

    def number(self, text: str) -> float | None:
        """The number a text stands for; None where it is none."""
        if self.decimal == "." and not self.thousands and _SHORT.fullmatch(text):
            return float(text)
        plain = _SPACES.sub("", text).replace("−", "-")
        if self.thousands and self.thousands in plain:
            if not re.fullmatch(rf"-?\d{{1,3}}(?:\{self.thousands}\d{{3}})+(?:\{self.decimal}\d+)?", plain):
                return None
            plain = plain.replace(self.thousands, "")
        if self.decimal == ",":
            if "." in plain:
                return None
            plain = plain.replace(",", ".")
        if _PLAIN.fullmatch(plain) or _EXACT.fullmatch(plain):
            value = float(plain)
            return value if abs(value) < 1e300 else None
        return None


@dataclass
class _Evidence:
    """The first text that shows each mark to be the decimal one, or that may be read either way."""

    decimal: dict[str, str]
    thousands: dict[str, str]
    either: dict[str, str]


Where = Callable[[str], int | None]
"""The line a text stands on."""


def number_style(texts: Iterable[str], file: str, separator: str | None, where: Where = lambda _: None) -> NumberStyle:
    """The one style all the numbers of a file are written in; refused where there are two, or either will do."""
    found = _evidence(texts)
    decimals = {**found.decimal, **{OTHER[mark]: text for mark, text in found.thousands.items()}}
    if len(decimals) > 1:
        _refuse_mixed(file, decimals["."], decimals[","], where)
    if decimals:
        decimal = next(iter(decimals))
        stray = found.either.get(OTHER[decimal])
        if stray and not found.thousands:
            pair = (decimals["."], stray) if decimal == "." else (stray, decimals[","])
            _refuse_mixed(file, *pair, where)
        return NumberStyle(decimal, OTHER[decimal] if found.thousands else "")
    if len(found.either) > 1:
        _refuse_mixed(file, found.either["."], found.either[","], where)
    if found.either:
        mark, text = next(iter(found.either.items()))
        # `1.234` alone: English where commas part the columns; `1,234` alone: Norwegian where semicolons do.
        if (separator, mark) in ((",", "."), (";", ","), ("\t", ",")):
            return NumberStyle(mark)
        _refuse_either(file, text, mark, where(text))
    return NumberStyle()


def _says_nothing(text: str, found: _Evidence) -> bool:
    """Whether a text has no mark, or one alone that has been seen to be the decimal one."""
    points, commas = text.count("."), text.count(",")
    if points == 1 and not commas:
        return "." in found.decimal
    if commas == 1 and not points:
        return "," in found.decimal
    return not points and not commas


def _evidence(texts: Iterable[str]) -> _Evidence:
    found = _Evidence({}, {}, {})
    for text in texts:
        if _says_nothing(text, found):
            continue
        plain = _SPACES.sub("", text).lstrip("-−")
        if grouped := _BOTH.fullmatch(plain) or _REPEATED.fullmatch(plain):
            found.thousands.setdefault(grouped.group(1), text)
        elif one := _ONE.fullmatch(plain):
            whole, mark, rest = one.groups()
            may_be_thousands = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
            (found.either if may_be_thousands else found.decimal).setdefault(mark, text)
    return found


def _refuse_either(file: str, text: str, mark: str, line: int | None) -> NoReturn:
    whole, decimal = text.replace(mark, ""), text.replace(mark, ",")
    refuse(
        file,
        f"«{text}» kan leses på to måter: {whole} (tusenskille) eller {decimal} (desimaler)",
        "Skriv minst ett tall i fila slik at det er klart, for eksempel uten tusenskille",
        line,
    )


def _refuse_mixed(file: str, with_point: str, with_comma: str, where: Where) -> NoReturn:
    refuse(
        file,
        f"fila har tall både med punktum («{with_point}») og med komma («{with_comma}»): "
        f"den kan leses på to måter, med «{with_point}» eller med «{with_comma}» som desimaltall",
        "Bruk samme desimaltegn i hele fila",
        max(where(with_point) or 0, where(with_comma) or 0) or None,
    )
