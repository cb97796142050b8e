"""A store of records in each kind of database."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest
from places import skip_loudly
from sqlalchemy import create_engine, make_url, text

from effnett.store.record_engine import RECORDS
from effnett.store.records import Records, open_records

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running PostgreSQL's address, without a database."""
    programs = postgres_server.binaries()
    if programs is None:
        skip_loudly("PostgreSQL is not installed: apt-get install postgresql")
    else:
        with postgres_server.running(programs) as address:
            yield address


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """An empty database's address, as a person writes it."""
    name = f"effnett_{next(_NUMBERS)}"
    engine = create_engine(make_url(f"{postgres}postgres").set(drivername="postgresql+psycopg"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres + name


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store's folder, its records in each kind of database in turn."""
    if request.param == "postgresql":
        monkeypatch.setenv(RECORDS, request.getfixturevalue("postgres_url"))
    else:
        monkeypatch.delenv(RECORDS, raising=False)
    return tmp_path / "lager"


@pytest.fixture
def records(store: Path) -> Iterator[Records]:
    """The records of an empty store."""
    opened = open_records(store)
    yield opened
    opened.engine.dispose()
