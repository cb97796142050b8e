"""The limits for small groups, made one: what is hidden is hidden alike in all scorecards (docs/semantics.md 7).

A figure that one scorecard shows gives away what another hides, so the strictest limit for the same thing holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from effnett.model.scorecard import FocusArea, Indicator, Scorecard, Source, SuccessFactor

OWN_LIMIT: Final = re.compile(rb"min_respondents(?![\"']?\s*:\s*5\b)|min_employees(?![\"']?\s*:\s*10\b)")
"""What a file says where its limits are not the usual ones: then other files must be read too."""


def with_strictest_limits(scorecards: Iterable[Scorecard]) -> list[Scorecard]:
    """The scorecards with the limits that hold among them; one that changes nothing is given back as it is."""
    cards = list(scorecards)
    strictest: dict[object, int] = {}
    for indicator in (each for card in cards for each in card.indicators):
        what = _what(indicator)
        strictest[what] = max(strictest.get(what, 0), _limit(indicator))
    return [_changed(card, strictest) if _is_loose(card, strictest) else card for card in cards]


def _what(indicator: Indicator) -> object:
    """All sick leave is of the same people, and so are a question's mean and its shares."""
    measure = indicator.measure
    return (measure.source, measure.series, measure.question) if measure.source is Source.SURVEY else measure.source


def _limit(indicator: Indicator) -> int:
    return indicator.min_employees if indicator.measure.source is Source.SICK_LEAVE else indicator.min_respondents


def _is_loose(card: Scorecard, strictest: dict[object, int]) -> bool:
    return any(_limit(each) < strictest[_what(each)] for each in card.indicators)


def _changed(card: Scorecard, strictest: dict[object, int]) -> Scorecard:
    def one(indicator: Indicator) -> Indicator:
        limit = strictest[_what(indicator)]
        if indicator.measure.source is Source.SICK_LEAVE:
            return replace(indicator, min_employees=limit)
        return replace(indicator, min_respondents=limit)

    def factor(found: SuccessFactor) -> SuccessFactor:
        return replace(found, indicators=tuple(map(one, found.indicators)))

    def area(found: FocusArea) -> FocusArea:
        return replace(found, success_factors=tuple(map(factor, found.success_factors)))

    return replace(card, focus_areas=tuple(map(area, card.focus_areas)))
