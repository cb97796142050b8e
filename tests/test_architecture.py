"""Who may know whom (ARCHITECTURE.md): read from the imports themselves, late ones too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from places import PROJECT

ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "define": {"errors", "model"},
    "load": {"errors", "model"},
    "store": {"errors", "model"},
    "intake": {"errors", "model", "load", "store"},
    "evaluate": {"errors", "model", "store"},
    "compare": {"errors", "model", "store", "evaluate"},
    "present": {"errors", "model", "evaluate", "compare"},
    "demo": {"errors", "model", "store", "intake", "demo_records"},
    "demo_records": {"errors", "model", "store"},
    "workspace": {"errors", "model", "define", "store", "demo"},
    "commands": None,
    "web": None,
    "cli": {"errors", "model", "commands"},
    "__main__": {"cli"},
}
"""What each part may import of ours besides itself; None is everything but what stands above it."""

NEVER_IMPORTED = {"web", "cli", "commands", "pages"}
"""Nothing knows these; the command line alone knows the commands, and the pages know the web."""


def part(module: str) -> str:
    """The part of the package that a module belongs to: `load` of `effnett.load.reading`."""
    return [*module.split("."), ""][1]


def imports() -> list[tuple[str, str]]:
    """(importing part, imported module) of every import in the package and the pages."""
    found = []
    for path in [*(PROJECT / "effnett").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]:
        relative = path.relative_to(PROJECT).with_suffix("")
        owner = part(".".join(relative.parts)) if relative.parts[0] == "effnett" else "pages"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.append((owner, node.module))
            elif isinstance(node, ast.Import):
                found += [(owner, alias.name) for alias in node.names]
    return found


def test_each_part_knows_only_those_it_may() -> None:
    """No import that the plan of the house does not show."""
    wrong = []
    for owner, module in imports():
        other = part(module)
        if not module.startswith("effnett.") or other in ("", owner):
            continue
        allowed = ALLOWED.get(owner)
        above = other in NEVER_IMPORTED and not (owner == "pages" and other == "web")
        if (allowed is not None and other not in allowed) or (allowed is None and above):
            wrong.append(f"{owner} imports {module}")
    assert not wrong


def test_every_part_is_in_the_plan() -> None:
    """A new package or module at the top gets its place here and in ARCHITECTURE.md."""
    parts = {p.stem for p in (PROJECT / "effnett").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert parts - {"__init__"} == set(ALLOWED)
    plan = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [name for name in sorted(parts - {"__init__", "__main__"}) if name not in plan] == []


@pytest.mark.parametrize(
    ("owners", "forbidden"),
    [
        ({"errors", "model", "define", "load", "store", "evaluate", "compare", "present", "commands"}, "streamlit"),
        ({"errors", "model", "define", "store", "evaluate", "compare", "workspace", "cli"}, "pandas"),
        ({"errors", "model"}, "duckdb"),
        (set(ALLOWED) - {"store"}, "sqlalchemy"),
        (set(ALLOWED) - {"store"}, "alembic"),
    ],
)
def test_frameworks_stay_where_they_belong(owners: set[str], forbidden: str) -> None:
    """Streamlit in web and pages; no pandas on the way from store to evaluation; databases in the store alone."""
    assert [owner for owner, module in imports() if owner in owners and module.split(".")[0] == forbidden] == []


def test_there_are_no_circles() -> None:
    """No module leads back to itself."""
    root = PROJECT / "effnett"
    edges: dict[str, set[str]] = {}
    for path in root.rglob("*.py"):
        name = ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        edges[name] = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    assert _circle(edges) == []


def _circle(edges: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        done.add(name)
        return next((found for other in sorted(edges.get(name, ())) if (found := walk(other, [*path, name]))), [])

    return next((found for name in sorted(edges) if (found := walk(name, []))), [])


def test_no_path_of_one_machine() -> None:
    """The project stands alone: no absolute path of a developer's machine in its sources."""
    files = [
        p
        for folder in ("effnett", "pages", "tests", "benchmarks", "docs", "data")
        for p in (PROJECT / folder).rglob("*")
    ]
    texts = [p for p in files if p.suffix in {".py", ".md", ".sql", ".yaml", ".toml", ".sh"} and p != Path(__file__)]
    assert [
        str(p) for p in texts if "/home/" in p.read_text(encoding="utf-8") or "/work/" in p.read_text(encoding="utf-8")
    ] == []
