"""From a scorecard's YAML to the `Scorecard`, with every default filled in (docs/contract.md 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from effnett.define.keys import SCORECARD
from effnett.define.located_yaml import Node
from effnett.define.mistakes import Mistakes
from effnett.define.records import Fields
from effnett.define.targets import LocatedTargets
from effnett.define.values import UNREADABLE
from effnett.errors import Place
from effnett.model.periods import Window
from effnett.model.scorecard import (
    Direction,
    FocusArea,
    Indicator,
    Measure,
    Scorecard,
    Source,
    SuccessFactor,
    TargetKind,
    Targets,
)

_DIRECTIONS: Final = {
    TargetKind.AT_LEAST: Direction.HIGHER,
    TargetKind.AT_MOST: Direction.LOWER,
    TargetKind.BETWEEN: Direction.BETWEEN,
}
_LATEST: Final = (Source.SURVEY, Source.KOSTRA)
_EVERYWHERE: Final = ("decimals", "near", "min_respondents", "min_employees", "max_age")
"""Keys that the scorecard's `defaults` may give for all its indicators."""


@dataclass(frozen=True)
class Draft:
    """An indicator as it was read, before it is known to be sound."""

    fields: Fields
    defaults: Mapping[str, Any]

    @cached_property
    def source(self) -> Source | None:
        """Where the observations come from; None where the measure could not be read."""
        measure = self.fields.get("measure")
        return measure[0] if measure else None

    @cached_property
    def measure(self) -> Fields:
        """What the measure says; only asked for where there is a source."""
        found: Fields = self.fields.get("measure")[1]
        return found

    @property
    def series(self) -> str:
        """The thing measured in its source: the survey's id, the KOSTRA code."""
        assert self.source is not None
        found: str = self.measure.get(self.source.value)
        return found

    @property
    def is_share(self) -> bool:
        """Whether the indicator is a survey's share of answers."""
        return self.source is Source.SURVEY and self.measure.get("statistic") == "share"

    @cached_property
    def targets(self) -> LocatedTargets:
        """The indicator's own targets by year."""
        found: LocatedTargets = self.fields.get("target", {})
        return found

    @cached_property
    def unit_targets(self) -> Mapping[str, tuple[Place, LocatedTargets]]:
        """Targets of single units, with the place of the unit's code."""
        found: Mapping[str, tuple[Place, LocatedTargets]] = self.fields.get("org_unit_targets", {})
        return found

    @property
    def all_targets(self) -> list[LocatedTargets]:
        """The indicator's targets and its units'."""
        return [self.targets, *(targets for _, targets in self.unit_targets.values())]

    @property
    def direction(self) -> Direction | None:
        """As declared, else as the first target says; None where neither does."""
        declared = self.fields.get("direction")
        if declared:
            return Direction(declared)
        kinds = [found.target.kind for targets in self.all_targets for found in targets.values()]
        return _DIRECTIONS[kinds[0]] if kinds else None

    @property
    def window(self) -> Window:
        """As declared, else what is usual for the source (docs/semantics.md 1)."""
        usual = Window.LATEST if self.source in _LATEST else Window.YEAR_TO_DATE
        return Window(self.fields.get("window", usual.value))

    @property
    def own_unit(self) -> str | None:
        """The unit that figures of this source always come in; None where the author must say."""
        if self.source is Source.SICK_LEAVE or self.is_share:
            return "percent"
        if self.source is Source.SURVEY:
            return "score"
        if self.source is Source.ACCOUNTS:
            return "percent" if self.series == "actual_of_budget" else "nok"
        return None

    @property
    def unit(self) -> str:
        """As declared, else the source's own; activity is taken for percent, KOSTRA stands as published."""
        usual = self.own_unit or ("percent" if self.source is Source.ACTIVITY else "ratio")
        found: str = self.fields.get("unit", usual)
        return found


class ScorecardDraft(NamedTuple):
    """A scorecard as it was read, and the drafts of its indicators in order."""

    fields: Fields
    indicators: tuple[Draft, ...]


def read_draft(node: Node, mistakes: Mistakes) -> ScorecardDraft | None:
    """Read a scorecard's node; None where it has no keys at all."""
    if node.entries and not any(key in SCORECARD.by_name for key in node.entries):
        mistakes.add("not_a_scorecard", node.place)
        return None
    fields = SCORECARD.read(node, mistakes)
    if fields is UNREADABLE:
        return None
    defaults = fields.get("defaults")
    values = defaults.values if defaults else {}
    drafts = tuple(
        Draft(indicator, values)
        for area in fields.get("focus_areas", ())
        for factor in area.get("success_factors", ())
        for indicator in factor.get("indicators", ())
    )
    return ScorecardDraft(fields, drafts)


def build(draft: ScorecardDraft, version: str) -> Scorecard:
    """The scorecard of a draft without mistakes."""
    fields = draft.fields
    built = {id(one.fields): build_indicator(one) for one in draft.indicators}
    areas = tuple(
        FocusArea(
            area.get("title"),
            tuple(
                SuccessFactor(factor.get("title"), tuple(built[id(one)] for one in factor.get("indicators")))
                for factor in area.get("success_factors")
            ),
        )
        for area in fields.get("focus_areas")
    )
    return Scorecard(
        id=fields.get("scorecard"),
        title=fields.get("title"),
        org_unit=fields.get("org_unit"),
        years=fields.get("years"),
        focus_areas=areas,
        place=fields.place("scorecard"),
        version=version,
        description=fields.get("description", {}),
    )


def build_indicator(draft: Draft) -> Indicator:
    """The indicator of a draft without mistakes."""
    fields = draft.fields
    direction = draft.direction
    assert direction is not None
    scale = fields.get("scale")
    weight = fields.get("weight")
    everywhere = {key: fields.get(key, draft.defaults.get(key)) for key in _EVERYWHERE}
    return Indicator(
        id=fields.get("id"),
        title=fields.get("title") or {"nb": _title_of(fields.get("id"))},
        measure=_measure(draft),
        unit=draft.unit,
        window=draft.window,
        direction=direction,
        place=fields.home,
        method=fields.get("method", {}),
        description=fields.get("description", {}),
        source_note=fields.get("source_note", {}),
        owner=fields.get("owner", ""),
        scale=(float(scale[0]), float(scale[1])) if scale else None,
        targets=_targets(draft.targets),
        org_unit_targets={code: _targets(targets) for code, (_, targets) in draft.unit_targets.items()},
        dimension=fields.get("dimension"),
        service=fields.get("service"),
        weight=float(weight) if weight else None,
        critical=fields.get("critical", False),
        breaks=fields.get("break", {}),
        shifts=fields.get("shift", {}),
        **{key: value for key, value in everywhere.items() if value is not None},
    )


def _measure(draft: Draft) -> Measure:
    assert draft.source is not None
    fields = draft.measure
    return Measure(
        source=draft.source,
        series=draft.series,
        question=fields.get("question", ""),
        statistic=fields.get("statistic", "mean"),
        answers=tuple(float(answer) for answer in fields.get("answers", ())),
        functions=fields.get("functions", ("*",) if draft.source is Source.ACCOUNTS else ()),
        table=fields.get("table"),
        filters=fields.get("filters", ()),
    )


def _targets(targets: LocatedTargets) -> Targets:
    return {year: located.target for year, located in targets.items()}


def _title_of(name: str) -> str:
    """A title for an indicator that has none: `lokale-satsinger` is "Lokale satsinger"."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
