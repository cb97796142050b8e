"""What likeness is made of, as an address or a command says it: `10;size=2;0-5=0.5;KOSbruttoinntekt=1`.

After the number of units come parts with their weights: `size`, ages from and to, and KOSTRA figures by their code,
where needed with a table and filters: `KOSnettodriftinnb@12362@KOKfunksjon0000:FGK9=1`. Parts that are not named have
the weight 0; with no part named all have their usual weights (docs/semantics.md 8).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from effnett.compare.likeness import DEFAULT_COUNT, AgeBand, Weights
from effnett.compare.refusals import refuse
from effnett.evaluate.kostra import kostra_series
from effnett.model.scorecard import Measure, Source
from effnett.store.facts import Facts

SIZE: Final = "size"
LEAST_ALIKE: Final = 3
MOST_ALIKE: Final = 100
_BAND: Final = re.compile(r"(\d{1,3})-(\d{1,3})")
_WEIGHT: Final = re.compile(r"\d{1,3}([.,]\d{1,3})?")
_FORM: Final = "Skriv for eksempel similar:10 eller similar:10;size=2;0-5=0.5;KOSbruttoinntekt=1"


class Likeness(NamedTuple):
    """How many units are most alike, and by what."""

    units: int = DEFAULT_COUNT
    weights: Weights = Weights()


def likeness_of(argument: str | None) -> Likeness:
    """What the text says. InputError where it cannot be read."""
    count, *parts = (argument or str(DEFAULT_COUNT)).split(";")
    if not (count.strip().isdecimal() and 1 <= int(count) <= MOST_ALIKE):
        refuse(f"«{count}» er ikke et antall på {LEAST_ALIKE} eller flere, høyst {MOST_ALIKE}", _FORM)
    if not any(part.strip() for part in parts):
        return Likeness(int(count))
    return Likeness(int(count), _weights([part.strip() for part in parts if part.strip()]))


def _weights(parts: list[str]) -> Weights:
    size, ages, figures = 0.0, [], []
    for part in parts:
        name, _, text = part.rpartition("=")
        weight = _weight(part, text)
        band = _BAND.fullmatch(name)
        if name == SIZE:
            size = weight
        elif band and int(band[1]) <= int(band[2]):
            ages.append(AgeBand(int(band[1]), int(band[2]), weight))
        else:
            figures.append((measure_of(name), weight))
    if not size + sum(band.weight for band in ages) + sum(weight for _, weight in figures):
        refuse("alle vektene er 0", "Gi minst én av dem en vekt over 0")
    return Weights(size, tuple(ages), tuple(figures))


def _weight(part: str, text: str) -> float:
    if not _WEIGHT.fullmatch(text.strip()):
        refuse(f"«{part}» har ikke en vekt som kan leses", _FORM)
    return float(text.strip().replace(",", "."))


def measure_of(name: str) -> Measure:
    """A KOSTRA figure by its code, with its table and filters where they are said."""
    contents, table, rest = [*name.split("@", 2), "", ""][:3]
    pairs = (pair.partition(":") for pair in rest.split(",") if pair)
    filters = tuple(sorted((dimension, code) for dimension, _, code in pairs))
    return Measure(Source.KOSTRA, contents, table=table or None, filters=filters)


def measure_text(measure: Measure) -> str:
    """A KOSTRA figure as `measure_of` reads it."""
    filters = ",".join(f"{dimension}:{code}" for dimension, code in measure.filters)
    parts = [measure.series, measure.table or "", filters]
    return "@".join(parts if filters else parts[:2] if measure.table else parts[:1])


def likeness_text(likeness: Likeness) -> str:
    """The text that says it; weights that are the usual ones are left out."""
    if likeness.weights == Weights():
        return str(likeness.units)
    weights = likeness.weights
    named = [(SIZE, weights.size), *((f"{band.first}-{band.last}", band.weight) for band in weights.ages)]
    named += [(measure_text(measure), weight) for measure, weight in weights.figures]
    return ";".join([str(likeness.units), *(f"{name}={weight:g}" for name, weight in named)])


def check_figures(facts: Facts, weights: Weights) -> None:
    """InputError where a figure is not among those loaded, or not one alone."""
    for measure, _ in weights.figures:
        found = len(kostra_series(facts, measure))
        if found != 1:
            what = "finnes ikke" if not found else f"er {found} tall"
            refuse(f"«{measure_text(measure)}» {what} blant KOSTRA-tallene", "Velg et tall som er lest inn")
