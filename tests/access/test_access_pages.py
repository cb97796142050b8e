"""Every page asks who reads: what each is shown, and what nobody else is, without a browser."""

from __future__ import annotations

import ast
import io
import logging
from collections.abc import Mapping
from html import escape
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from access_world import (
    ACCESS,
    APP,
    CARD,
    LEADS,
    OTHERS,
    OWN,
    PARENTS,
    SECRETS,
    World,
    opened,
    rates,
    raw,
    standing,
    texts,
)
from places import PROJECT
from streamlit.testing.v1 import AppTest
from telling import numbers, told

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.periods import AsOf
from effnett.present.excel import scorecard_workbook
from effnett.present.views import scorecard_view
from effnett.present.wording import say
from effnett.workspace import open_workspace

PAGES = sorted((PROJECT / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_asks_first(page: Path) -> None:
    """The first thing that a page does is `people.admit()`: before it nothing is read, drawn or called."""
    body = ast.parse(page.read_text(encoding="utf-8")).body
    quiet = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    doing = [one for one in body if not isinstance(one, quiet) and any(isinstance(n, ast.Call) for n in ast.walk(one))]
    assert doing
    first = doing[0]
    assert isinstance(first, ast.Assign | ast.Expr)
    assert ast.unparse(first.value) == "people.admit()"


@pytest.mark.parametrize("page", [APP, *PAGES], ids=lambda page: page.stem)
@pytest.mark.parametrize(("email", "how"), [(None, "login"), ("ukjent@alna.no", "no_rule")])
def test_no_page_shows_anything_to_one_who_is_not_let_in(world: World, page: Path, email: str | None, how: str) -> None:
    """Neither through the bar nor by the page's own file: a button, or a sentence, and nothing else."""
    assert world.store.exists()
    app = opened(email, page, indicator="fravaer", org_unit="V")
    assert standing(app) == how
    assert [button.label for button in app.button] == ["Logg inn" if email is None else "Logg ut"]
    assert not any("Enhet" in text for text in texts(app))


def test_one_without_a_rule_is_told_whom_to_ask(world: World) -> None:
    """By name where the file says it, else in general; the address is escaped."""
    assert any("Spør om tilgang: Kari Nes." in text for text in texts(opened("ukjent@alna.no")))
    access = world.cards / "access.yaml"
    access.write_text(ACCESS.replace("contact: Kari Nes", ""), encoding="utf-8")
    said = " ".join(texts(opened("<script>@alna.no")))
    assert "Spør den som har satt opp effnett" in said
    assert "&lt;script&gt;" in said
    assert "<script>" not in said


def test_an_unverified_address_is_refused(world: World) -> None:
    """Where the login says that it is not verified, also a director's."""
    assert world.store.exists()
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.secrets["auth"] = SECRETS["auth"]
    app.user = {"is_logged_in": True, "email": "kari@alna.no", "email_verified": False}
    assert standing(app.run()) == "unverified"


def test_without_the_file_nobody_comes_in(world: World) -> None:
    """Not even to the button: there is nothing to come in to."""
    (world.cards / "access.yaml").unlink()
    for email in (None, "kari@alna.no"):
        assert standing(opened(email)) == "no_file"


def test_a_file_with_mistakes_lets_nobody_in(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """The page says that there are, and the log says where, once; when they are mended people come in again."""
    access = world.cards / "access.yaml"
    access.write_text(ACCESS.replace("role: director", "role: direktør"), encoding="utf-8")
    with caplog.at_level(logging.ERROR, "effnett"):
        for email in (None, "kari@alna.no", "ola@alna.no"):
            assert standing(opened(email)) == "mistakes"
    logged = [record.message for record in caplog.records if f"{access}:2:" in record.message]
    assert len(logged) == 1
    assert not any("direktør" in text for text in texts(opened("kari@alna.no")))
    access.write_text(ACCESS, encoding="utf-8")
    assert standing(opened("kari@alna.no")) == ""


def test_one_who_is_taken_out_is_out_at_the_next_click(world: World) -> None:
    """The file is read again when it has changed, also in the middle of a visit."""
    app = opened("lise@alna.no")
    assert standing(app) == ""
    (world.cards / "access.yaml").write_text(ACCESS.replace("lise", "line"), encoding="utf-8")
    app.selectbox(key="year").set_value(2008).run()
    assert standing(app) == "no_rule"


def test_secrets_that_cannot_be_read_let_nobody_in(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake in the file that sets up login must not be taken for no login."""
    assert world.store.exists()
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    monkeypatch.setattr(st, "get_option", {"secrets.files": [str(broken)], "server.address": "localhost"}.__getitem__)
    assert standing(opened(None, login=False)) == "secrets"
    assert any("secrets.toml cannot be read" in record.message for record in caplog.records)


def _pages_of(email: str) -> list[str]:
    """All that somebody is shown, whatever is asked for: the totals, own units, others', with a row open."""
    return [
        text for unit in ("T", *LEADS, "W", "X") for text in texts(opened(email, org_unit=unit, indicator="fravaer"))
    ] + list(texts(opened(email, PROJECT / "pages" / "data.py")))


def test_a_leader_is_told_no_figure_of_another_unit(world: World) -> None:
    """Neither in tables, units below, pulls, charts nor rows; her own are there, and the totals."""
    assert world.store.exists()
    hers = _pages_of("ola@alna.no")
    found = numbers(hers)
    assert told(rates("W1"), found) == []
    assert told(rates("X"), found) == []
    assert told(raw(*OTHERS), found) == []
    assert len(told(rates("V1"), found)) > 12
    assert told(raw("V1"), found)
    assert told(rates("V1", "W1", "X"), found)
    assert any("Enhet V1" in text for text in hers)
    assert not any(f"Enhet {unit}" in text for text in hers for unit in ("W", "W1", "X"))


def test_a_director_is_told_all(world: World) -> None:
    """What a leader is not told is there to be told."""
    assert world.store.exists()
    found = numbers(_pages_of("kari@alna.no"))
    for unit in (*OWN, *OTHERS):
        assert len(told(rates(unit), found)) > 12
        assert told(raw(unit), found)


def test_the_workbook_of_the_totals_has_no_other_unit(world: World) -> None:
    """It holds the unit that it is of, and so may be given to all who see that one."""
    workspace = open_workspace(str(world.store), str(world.cards))
    (card,) = workspace.definitions().scorecards.values()
    evaluated = evaluate_scorecard(card, workspace.facts(), AsOf(2009, 2), "T", years=5)
    book = openpyxl.load_workbook(io.BytesIO(scorecard_workbook(evaluated, scorecard_view(evaluated, "T"), "T")))
    found = numbers(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert told(rates(*OTHERS), found) == []
    assert told(rates("V1", "W1", "X"), found)


def test_a_leader_chooses_among_her_own(world: World) -> None:
    """Her first unit is shown first; the bar has hers, those below and the totals."""
    assert world.store.exists()
    app = opened("ola@alna.no")
    assert app.selectbox(key="org_unit").value == "V"
    assert app.selectbox(key="org_unit").options == ["Enhet T", "Enhet V", "Enhet V1"]
    assert len(opened("lise@alna.no").selectbox(key="org_unit").options) == len(PARENTS)


@pytest.mark.parametrize("asked", ["W", "Enhet W", "Q", "Enhet Q", "<b>"])
def test_a_leader_who_asks_for_another_unit_is_told(world: World, asked: str) -> None:
    """By code or name: the same of one that others lead as of one that there is not, and what is shown instead."""
    assert world.store.exists()
    app = opened("ola@alna.no", org_unit=asked)
    said = f"Du har ikke tilgang til enheten «{escape(asked)}», eller den finnes ikke. Viser Enhet V i stedet."
    assert [text for text in texts(app) if said in text]
    assert not [text for text in texts(app) if "som ikke finnes her" in text]
    assert app.query_params["org_unit"] == "Enhet V"


def test_one_who_sees_all_is_told_of_a_unit_that_there_is_not(world: World) -> None:
    """There is nothing to keep from her."""
    assert world.store.exists()
    told = [*texts(opened("lise@alna.no", org_unit="Q"))]
    assert [text for text in told if "som ikke finnes her" in text]
    assert not [text for text in told if "ikke tilgang" in text]


def test_a_leader_sees_scorecards_of_her_own_units_only(world: World) -> None:
    """Another unit's scorecard is not among the choices, not even by its address, and one with mistakes neither."""
    own = 'scorecard: {0}\nextends: kort\ntitle: Kort for {0}\norg_unit: "{1}"\n'
    (world.cards / "w.yaml").write_text(own.format("w", "W"), encoding="utf-8")
    (world.cards / "v.yaml").write_text(own.format("v", "V1"), encoding="utf-8")
    (world.cards / "feil.yaml").write_text("scorecard: feil\n", encoding="utf-8")
    app = opened("ola@alna.no", scorecard="Kort for w")
    assert app.selectbox(key="scorecard").options == ["Kort", "Kort for v"]
    assert "Kort for w" in opened("lise@alna.no").selectbox(key="scorecard").options
    (world.cards / "access.yaml").write_text(ACCESS.replace('["V"]', '["X"]'), encoding="utf-8")
    (world.cards / "kort.yaml").write_text(CARD.replace('"T"', '"W"'), encoding="utf-8")
    lonely = opened("ola@alna.no")
    assert any("Ingen av målekartene gjelder enhetene du leder" in text for text in texts(lonely))
    assert not lonely.selectbox


@pytest.mark.parametrize(
    ("email", "loads", "is_told"),
    [
        ("kari@alna.no", False, True),
        ("ola@alna.no", False, False),
        ("lise@alna.no", False, True),
        ("ann@alna.no", True, True),
    ],
)
def test_who_may_load_files(world: World, email: str, loads: bool, is_told: bool) -> None:
    """An analyst alone; messages about rows that were left out are for those who see all."""
    assert world.store.exists()
    app = opened(email, PROJECT / "pages" / "data.py")
    assert bool(app.selectbox) is loads
    for heading in ("data.rejects", "data.problems"):
        assert any(f"<h2>{say(heading)}</h2>" in text for text in texts(app)) is is_told
    assert any(f"<h2>{say('data.loaded')}</h2>" in text for text in texts(app))


def test_without_login_everybody_here_has_every_role(world: World) -> None:
    """And the Data page says that access.yaml is not in use."""
    data = opened(None, PROJECT / "pages" / "data.py", login=False)
    assert data.selectbox
    assert any("access.yaml er ikke i bruk" in text for text in texts(data))
    (world.cards / "access.yaml").unlink()
    assert not any("access.yaml" in text for text in texts(opened(None, PROJECT / "pages" / "data.py", login=False)))


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.5", None])
def test_without_login_nothing_is_shown_to_other_machines(
    world: World, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    """Where the server listens to others too, nobody is shown anything."""
    assert world.store.exists()
    options: Mapping[str, object] = {"server.address": address, "secrets.files": []}
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: {"Host": "localhost"}))
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: None))
    assert standing(opened(None, login=False)) == "elsewhere"
