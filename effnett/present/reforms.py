"""What has become of a municipality, in words: what is joined, what is broken and why (docs/semantics.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from effnett.compare.reforms import NotThere, Reform
from effnett.present import formatting as write
from effnett.present.plain import list_html, listed
from effnett.present.wording import say

Name = Callable[[str], str]
"""A region's name by its code; the code itself where none is known."""


def reform_text(reform: Reform, name: Name, language: str = "nb") -> str:
    """One reform in a sentence or two: who became whom from when, and what that does to the line."""
    told = _happened(reform, name, language)
    told += " " + say("reform.joined" if reform.is_joined else "reform.broken", language)
    return f"{told} {_sums_text(reform, name, language)}" if reform.is_split else told


def _happened(reform: Reform, name: Name, language: str) -> str:
    """Who became whom from when."""
    told = say(
        f"reform.{reform.kind}",
        language,
        day=write.day(reform.day, language),
        old=_listed(reform.old, name, language),
        new=_listed(reform.new, name, language),
    )
    if reform.parts:
        told += " " + say("reform.parts", language, parts=_listed(reform.parts, name, language))
    return told


def not_there_text(gone: NotThere, year: int, name: Name, language: str = "nb") -> str:
    """Who was no municipality of their own in a year, why, and where they were then."""
    told = [say("reform.not_there", language, year=year, names=listed(gone.names, language))]
    told.append(_happened(gone.reform, name, language))
    if gone.now and gone.now != gone.reform.new:
        told.append(say("reform.now", language, year=year, now=_listed(gone.now, name, language)))
    return " ".join(told)


def _sums_text(reform: Reform, name: Name, language: str) -> str:
    """What becomes of that which adds up, where a code was split."""
    if not reform.shares:
        return say("reform.no_shares", language)
    shares = [f"{_named(code, name)} {_percent(share, language)}" for code, share in reform.shares]
    return say("reform.shares", language, shares=listed(shares, language))


def reforms_html(reforms: Iterable[Reform], name: Name, language: str = "nb", sums: bool = False) -> str:
    """All reforms as a list; nothing where there are none. `sums` tells of mergers what stands beside published
    figures and does follow along."""
    texts = [
        reform_text(reform, name, language)
        + (f" {say('reform.sums', language)}" if sums and reform.kind == "merged" and not reform.is_split else "")
        for reform in reforms
    ]
    return list_html(texts) if texts else ""


def _listed(codes: Sequence[str], name: Name, language: str) -> str:
    """Codes with their names, each written once: `0702 Holmestrand og 0714 Hof`."""
    return listed([_named(code, name) for code in codes], language)


def _named(code: str, name: Name) -> str:
    return code if name(code) == code else f"{code} {name(code)}"


def _percent(share: Fraction, language: str) -> str:
    """A share in per cent, with a decimal where it has one."""
    percent = float(share * 100)
    return write.percent_sign(write.number(percent, 0 if percent.is_integer() else 1, language))
