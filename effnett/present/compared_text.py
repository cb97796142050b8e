"""A comparison as a plain table for the terminal, in Norwegian (docs/contract.md 3)."""

from __future__ import annotations

from effnett.compare.likeness import Weights
from effnett.compare.municipalities import in_norway
from effnett.compare.offered import SIBLINGS, SIMILAR
from effnett.compare.ranks import RANKS_FROM
from effnett.compare.weights import likeness_of
from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import in_language
from effnett.present import formatting as write
from effnett.present.views import quantity
from effnett.present.wording import absent_word, quality_word, say


def comparison_table(comparison: Comparison, language: str = "nb") -> str:
    """A few lines on where the unit stands, and one line for each unit, best first."""
    heads = [say(f"head.{head}", language) for head in ("rank", "unit", "result")]
    rows = [heads, *(_row(row, comparison, language) for row in comparison.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [_line(row, widths) for row in rows]
    title = in_language(comparison.indicator.title, language)
    head = f"{title} · {comparison.year} · {group_title(comparison.group, language)}"
    told = [head, "", standing(comparison, language), *spread_lines(comparison, language)]
    return "\n".join([*told, "", lines[0], "-" * max(map(len, lines)), *lines[1:]]) + "\n"


def group_title(group: PeerGroup, language: str = "nb") -> str:
    """The group's own title, or what its rule or list is called."""
    if group.title or group.rule is None:
        return group.title or say("peers.siblings" if group.id == SIBLINGS else "compare.list", language)
    if group.rule == SIMILAR:
        units, weights = likeness_of(group.argument)
        words = "peers.similar.weighted" if weights != Weights() else "compare.similar"
        return say(words, language, which=units)
    if group.argument is None:
        return say(f"compare.{group.rule}" + ("" if group.rule == "country" else ".own"), language)
    return say(f"compare.{group.rule}", language, which=group.argument)


def group_in_sentence(group: PeerGroup, language: str = "nb") -> str:
    """The group's name within a sentence: one that says a rule ("Kommunene i eget fylke") has no capital there."""
    title = group_title(group, language)
    says_rule = group.rule is not None and group.argument is None and not title[1:2].isupper()
    return f"{title[:1].lower()}{title[1:]}" if says_rule else title


def standing(comparison: Comparison, language: str = "nb") -> str:
    """Where the unit itself stands: its value, its place and how many it is better than."""
    own = comparison.own
    if own is None or own.value is None:
        name = own.name if own else comparison.org_unit
        lacking = lack_words(own, language) if own else ""
        reason = f" ({lacking})" if lacking else ""
        return f"{name}: {say('compare.without', language, year=comparison.year)}{reason}"
    parts = [
        value_words(own.value, comparison, language),
        *figure_notes(own, language),
        _place_words(own, comparison, language),
    ]
    if comparison.percentile is not None and not comparison.is_neutral:
        share = write.percent_sign(write.number(comparison.percentile, 0, language))
        parts.append(say("compare.better_than", language, share=share))
    return f"{own.name}: " + ", ".join(parts)


def spread_lines(comparison: Comparison, language: str = "nb") -> list[str]:
    """How many have a figure, and how the figures lie."""
    spread = comparison.spread
    counted = counted_words(comparison, language)
    if spread.median is None or spread.least is None or spread.most is None or comparison.with_data == 1:
        return [counted]

    def words(value: float) -> str:
        return value_words(value, comparison, language)

    parts = [say("compare.median", language, value=words(spread.median))]
    if spread.q1 is not None and spread.q3 is not None:
        low = write.number(spread.q1, comparison.indicator.decimals, language)
        parts.append(say("compare.quartiles", language, q1=low, q3=words(spread.q3)))
    parts.append(say("compare.ends", language, least=words(spread.least), most=words(spread.most)))
    return [counted, "; ".join(parts)]


def counted_words(comparison: Comparison, language: str = "nb") -> str:
    """How many of how many have a figure; of the country's municipalities, how many of them are loaded at all."""
    counted = say("compare.with_data", language, n=comparison.with_data, of=comparison.of, year=comparison.year)
    all_of_them = whole_country(comparison)
    if all_of_them is None:
        return counted
    lacking = say("peers.not_all_loaded", language, loaded=comparison.of, of=all_of_them)
    return f"{say('peers.country', language, n=comparison.with_data, of=all_of_them, year=comparison.year)}. {lacking}"


def whole_country(comparison: Comparison) -> int | None:
    """How many municipalities there were, where the country is compared and not all of them are loaded."""
    known = in_norway(comparison.year) if comparison.group.rule == "country" else None
    return known if known is not None and known > comparison.of else None


def value_words(value: float, comparison: Comparison, language: str = "nb") -> str:
    """A value with the indicator's decimals and unit."""
    indicator = comparison.indicator
    return quantity(write.number(value, indicator.decimals, language), indicator)


def lack_words(row: PeerFigure, language: str = "nb") -> str:
    """Why there is no figure: that the unit was no municipality that year goes before what stands in the file."""
    if not row.exists:
        return say("peers.gone", language)
    return absent_word(row.absent, language) if row.absent else ""


def figure_notes(row: PeerFigure, language: str = "nb") -> tuple[str, ...]:
    """What is to be known of a figure: its quality, and how much of the year it is of."""
    quality = quality_word(row.quality, language)
    months = say("months", language, have=row.months[0], of=row.months[1]) if row.months else ""
    return tuple(note for note in (quality, months) if note)


def _place_words(own: PeerFigure, comparison: Comparison, language: str) -> str:
    if own.rank is None:
        return say("compare.no_rank", language, least=RANKS_FROM)
    words = "peers.size" if comparison.is_neutral else "peers.rank"
    return say(words, language, rank=own.rank, n=comparison.with_data) + tied_words(own.rank, comparison, language)


def tied_words(rank: int, comparison: Comparison, language: str = "nb") -> str:
    """`, delt` where others have the same place."""
    shared = sum(row.rank == rank for row in comparison.rows) > 1
    return f", {say('peers.tied', language)}" if shared else ""


def _row(row: PeerFigure, comparison: Comparison, language: str) -> list[str]:
    value = "" if row.value is None else value_words(row.value, comparison, language)
    own = f" ← {say('compare.own', language)}" if row.org_unit == comparison.org_unit else ""
    return [str(row.rank or ""), f"{row.name} ({row.org_unit}){own}", value or lack_words(row, language)]


def _line(row: list[str], widths: list[int]) -> str:
    return f"{row[0].rjust(widths[0])}  {row[1].ljust(widths[1])}  {row[2].rjust(widths[2])}".rstrip()
