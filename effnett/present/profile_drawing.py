"""The model resources – services – target groups – users – employees, drawn with a figure on each relation.

The drawing is for wide windows; on a narrow one the same is a list (web/look-service.css).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final, NamedTuple

from effnett.present.wording import say

SIZE: Final = (860, 484)
_NODE: Final = (172, 60)
_LINES: Final = 2
_WIDTH: Final = 33
"""About how many letters of the small print go on a line of an edge's label."""


class Edge(NamedTuple):
    """What stands on a relation: its figure in large print, which figure it is, and the small print under it."""

    value: str
    title: str
    note: str = ""


class _Place(NamedTuple):
    """Where a relation is drawn: its arrow as a path, and the top of its label's column."""

    arrow: str
    x: int
    y: int


_NODES: Final[Mapping[str, tuple[int, int]]] = {
    "resources": (0, 8),
    "targets": (688, 8),
    "services": (0, 318),
    "users": (688, 318),
    "employees": (344, 408),
}
"""The upper left corner of each node's box."""
_PLACES: Final[Mapping[str, _Place]] = {
    "prioritering": _Place("M172 38H680", 430, 46),
    "produktivitet": _Place("M86 68V310", 98, 130),
    "dekningsgrad": _Place("M774 68V310", 762, 130),
    "kvalitet": _Place("M172 348H680", 430, 212),
    "medarbeidere": _Place("M344 438H86V386", 532, 384),
}
_SIDE: Final = {"produktivitet": "start", "dekningsgrad": "end", "medarbeidere": "start"}
_NODES_OF: Final = {
    "prioritering": ("resources", "targets"),
    "dekningsgrad": ("targets", "users"),
    "produktivitet": ("resources", "services"),
    "kvalitet": ("services", "users"),
    "medarbeidere": ("employees", "services"),
}


def model_svg(edges: Mapping[str, Edge], text: str, language: str = "nb") -> str:
    """The drawing. A relation without a figure is dashed; `text` says all of it for those who do not see it."""
    parts = [_relation(name, place, edges.get(name), language) for name, place in _PLACES.items()]
    parts += [_node(name, at, language) for name, at in _NODES.items()]
    width, height = SIZE
    head = (
        '<defs><marker id="prf-head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="tip" d="M0 0L10 5L0 10Z"/></marker></defs>'
    )
    return (
        f'<svg class="model" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(text, quote=True)}">'
        f"{head}{''.join(parts)}</svg>"
    )


def relation_words(dimension: str, language: str = "nb") -> str:
    """`Prioritering: fra ressurser til målgrupper`."""
    first, last = (say(f"profile.node.{name}", language).lower() for name in _NODES_OF[dimension])
    return say("profile.relation", language, name=say(f"peers.dimension.{dimension}", language), first=first, last=last)


def _relation(dimension: str, place: _Place, edge: Edge | None, language: str) -> str:
    arrow = f'<path class="arrow{"" if edge else " none"}" d="{place.arrow}" marker-end="url(#prf-head)"/>'
    return arrow + _label(dimension, place, edge, language)


def _label(dimension: str, place: _Place, edge: Edge | None, language: str) -> str:
    lines = [("name", say(f"peers.dimension.{dimension}", language), 20)]
    if edge is None:
        lines.append(("note", say("profile.no_figure", language), 22))
    else:
        lines.append(("value", edge.value, 32))
        lines += [("note", text, 18 if at else 22) for at, text in enumerate(wrapped(edge.title))]
        if edge.note:
            lines.append(("note strong", edge.note, 20))
    anchor = _SIDE.get(dimension, "middle")
    texts, y = [], place.y
    for kind, text, step in lines:
        y += step
        texts.append(f'<text class="{kind}" x="{place.x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>')
    return "".join(texts)


def _node(name: str, at: tuple[int, int], language: str) -> str:
    x, y = at
    width, height = _NODE
    label = escape(say(f"profile.node.{name}", language))
    return (
        f'<rect class="node {name}" x="{x + 1}" y="{y}" width="{width - 2}" height="{height}" rx="10"/>'
        f'<text class="node" x="{x + width // 2}" y="{y + height // 2 + 6}" text-anchor="middle">{label}</text>'
    )


def wrapped(text: str, width: int = _WIDTH, most: int = _LINES) -> list[str]:
    """A text on a few lines, cut with dots where it is longer."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: width - 2].rstrip()} …"]
