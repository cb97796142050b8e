"""From the store to sums: a few set-based queries for a whole scorecard (docs/semantics.md 1 to 3)."""

from __future__ import annotations

from effnett.evaluate.flow import Found, flow_query, read_flow, rounds
from effnett.evaluate.kostra import kostra_query_of, read_kostra
from effnett.evaluate.queries import Query, Request
from effnett.evaluate.shielding import clear
from effnett.evaluate.tree import reads
from effnett.store.facts import Facts


def read_sums(facts: Facts, request: Request) -> Found:
    """All sums of a request, by the indicator's position and as the units stand; on one cursor of its own.

    What must not be shown is cleared away here, before anything else sees it.
    """
    cursor = facts.cursor()
    who = reads(facts, request.shown, request.as_of.day)
    found = read_flow(cursor, facts, request, who) if who.shown else {}
    clear(found, facts, request)
    found.update(read_kostra(cursor, facts, request))
    return found


def queries_of(facts: Facts, request: Request) -> list[Query]:
    """The main queries that `read_sums` runs for a request of one unit, to be shown."""
    who = reads(facts, request.shown, request.as_of.day)
    found = [flow_query(facts, request, who, wanted) for wanted, _ in rounds(facts, request) if who.shown]
    kostra = kostra_query_of(facts, request)
    return [*found, kostra] if kostra else found
