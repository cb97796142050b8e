"""The steering year and its milestones, from `year.yaml` (docs/contract.md 1)."""

from __future__ import annotations

from effnett.define.keys import STEERING_YEAR
from effnett.define.located_yaml import Node
from effnett.define.mistakes import Mistakes
from effnett.define.records import Fields
from effnett.define.surveys import tell_twice
from effnett.define.values import UNREADABLE
from effnett.model.steering_year import AppliesTo, Milestone, SteeringYear


def read_year(node: Node, mistakes: Mistakes) -> SteeringYear:
    """The milestones of a file that are whole, in its order; of two with one id the first."""
    fields = STEERING_YEAR.read(node, mistakes)
    if fields is UNREADABLE:
        return SteeringYear()
    found = fields.get("milestones", ())
    tell_twice(found, mistakes)
    by_id: dict[str, Milestone] = {}
    for one in found:
        if all(one.get(key) for key in ("id", "title", "date")):
            milestone = _milestone(one)
            by_id.setdefault(milestone.id, milestone)
            _tell_far(one, milestone, mistakes)
    return SteeringYear(tuple(by_id.values()))


def _milestone(one: Fields) -> Milestone:
    applies_to = AppliesTo(one.get("applies_to", AppliesTo.EVERY_UNIT.value))
    return Milestone(one.get("id"), one.get("title"), one.get("date"), one.get("tertial"), applies_to)


def _tell_far(one: Fields, milestone: Milestone, mistakes: Mistakes) -> None:
    """Warn of a date that lies nowhere near its tertial: one of the two is likely to be wrong."""
    if milestone.tertial is not None and milestone.is_far_from_its_tertial:
        month, day = milestone.falls
        words = {"date": f"{month:02d}-{day:02d}", "tertial": milestone.tertial}
        mistakes.add("far_from_tertial", one.place("date"), **words)
