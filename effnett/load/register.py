"""What the store and the surveys' definitions already say, for checks across files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from effnett.errors import did_you_mean
from effnett.model.organisation import OrgTree
from effnett.model.scorecard import Survey

REGION = re.compile(r"\d{4}|0301\d\d[a-z]?|EAK(?:UO)?|EAB|E(?:KA|AFK|AF|KG)\w{1,5}")
"""A KOSTRA region: municipality, Oslo district, country, all districts, county, KOSTRA group."""

SurveyUnit = tuple[str, int, int, str]
"""(survey, last, span, org_unit)."""


@dataclass(frozen=True)
class Register:
    """The unit register, the region names, the surveys, and how many were invited and have answered.

    `invited` and `answered` are what the store holds before this file, so that more answers than
    invited are found whichever of the two files comes first.
    """

    tree: OrgTree = field(default_factory=lambda: OrgTree({}))
    regions: Mapping[str, str] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    invited: Mapping[SurveyUnit, int] = field(default_factory=dict)
    answered: Mapping[SurveyUnit, int] = field(default_factory=dict)

    def knows(self, code: str) -> bool:
        """Whether a code is a unit of the register, or a KOSTRA region by its name or its form."""
        return code in self.tree.units or code in self.regions or bool(REGION.fullmatch(code))

    @cached_property
    def codes(self) -> list[str]:
        """Every code that is known by name."""
        return [*self.tree.units, *(code for code in self.regions if code not in self.tree.units)]

    def hint_for(self, code: str, beside: Iterable[str] | None = None) -> str:
        """What to do about a code that is not known, in a file of units that has the codes beside it, or of regions."""
        if code.isdigit() and len(code) in (3, 5) and self.knows("0" + code):
            return f"Regneark fjerner nullen foran i koder. Mente du 0{code}? Gjør kolonnen om til tekst"
        if not self.tree.units:
            return "Les inn enhetene først: effnett import units FIL"
        near = did_you_mean(code, self.codes if beside is None else self._likely(beside))
        return f"Mente du {near[0]}?" if near else "Legg enheten i enhetsfila, eller rett koden"

    def _likely(self, beside: Iterable[str]) -> Collection[str]:
        """The codes that a misspelt one may stand for: a file of one town's units is not about another town's.

        Those of the trees that the other rows are of, and the other rows' own. Every code where they are of none, and
        every unit where nothing is known of them.
        """
        units = self.tree.units
        own = [code for code in beside if self.knows(code)]
        tops = {[above for above in self.tree.path(code) if above in units][-1] for code in own if code in units}
        if tops:
            return [*own, *(code for top in sorted(tops) for code in self.tree.below(top))]
        return self.codes if own else units
