"""The small world of access_world, imported once and opened by each test with an access.yaml of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from access_world import ACCESS, CARD, LEAVE, PARENTS, World

from effnett.intake import import_file
from effnett.model.batch import Kind


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world's figures, imported."""
    folder = tmp_path_factory.mktemp("access")
    units = [f"{code},Enhet {code},enhet,{parent},,,,,60" for code, parent in PARENTS.items()]
    leave = [f"{unit},{month},{row.agreed},{row.own},{row.doctor},,,60" for (unit, month), row in LEAVE.items()]
    files = {
        Kind.UNITS: ["org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees", *units],
        Kind.SICK_LEAVE: [
            "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,short_term_days,long_term_days,employees",
            *leave,
        ],
    }
    for kind, lines in files.items():
        path = folder / f"{kind.value}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        import_file(folder / "store", {}, path, kind)
    return folder / "store"


@pytest.fixture
def world(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The world as the pages open it, with an access.yaml of its own."""
    (tmp_path / "kort.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "access.yaml").write_text(ACCESS, encoding="utf-8")
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(tmp_path))
    monkeypatch.delenv("EFFNETT_ACCESS", raising=False)
    st.cache_resource.clear()
    yield World(store, tmp_path)
    st.cache_resource.clear()
