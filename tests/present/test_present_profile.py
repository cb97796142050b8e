"""The model drawn, and the sheet as HTML: every relation, every text escaped, nothing where there is nothing."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import evaluation, indicator
from peers_world import of_values

from effnett.compare.offered import Offered
from effnett.compare.profile import Extreme, Index, Profile, ProfileLine, ProfileWanted, Shown
from effnett.compare.services import DIMENSIONS, Service
from effnett.errors import Place
from effnett.model.evaluation import Evaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.organisation import PeerGroup
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator, Scorecard, Source
from effnett.present.profile import Around, cell_text, edges_of, empty_html, index_html, page_html
from effnett.present.profile_drawing import SIZE, Edge, model_svg, relation_words, wrapped

INDEX = Index(94.4, Extreme(107.2, "<Grorud>", False), Extreme(94.4, "Hole", True), 3)


def tagged(id: str, dimension: str | None, title: str = "Tittel <b>") -> Indicator:
    """A figure of a service."""
    made = indicator(id, title, Source.KOSTRA, limit=None, unit="percent", decimals=1)
    return replace(made, dimension=dimension, service="barnehage")


def line(dimension: str | None, value: float | None = 85.7, index: Index | None = INDEX, **now: object) -> ProfileLine:
    """Three years of a figure."""
    years = (Shown(2007, 80.0), Shown(2008, 81.0, quality=Quality.ESTIMATE), Shown(2009, value, **now))  # type: ignore[arg-type]  # the test's own names
    return ProfileLine(tagged(f"i-{dimension}", dimension), years, None, index)


def of_year(year: int) -> Evaluation:
    """A target that is met by a figure of a year."""
    span = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    return evaluation(tagged("x", "kvalitet"), 4.5, Status.MET, **span)


def sheet(*lines: ProfileLine, borrowed: bool = False, problem: str = "") -> Profile:
    """A profile of some lines."""
    card = Scorecard("kort", {"nb": "Et <kort>"}, "0612", (2006, 2009), (), Place("kort.yaml"))
    service = Service("barnehage", "barnehage", card, tuple(one.indicator for one in lines), borrowed)
    group = Offered("naboer", PeerGroup("naboer", "Nabo & co"), 3, 4, problem)
    return Profile(ProfileWanted("0612", AsOf(2009, 2), service), "Hole <kommune>", lines, (group,), group)


def html(profile: Profile) -> str:
    """The whole sheet."""
    return page_html(profile, Around([profile.wanted.service], ["Et varsel"], str))


def test_a_full_sheet() -> None:
    """Its marks, both choices, a figure on every relation, three years, and the ends of the index."""
    found = html(sheet(*(line(dimension) for dimension in (None, *DIMENSIONS))))
    for text in ('data-page="service"', 'data-done="0612"', 'data-as-of="2009-T2"', 'data-choose="service"',
                 'data-choose="peers"', "Hole &lt;kommune&gt;", "Nabo &amp; co", "3 av 4 med tall", "Et varsel",
                 "Rammebetingelser", "høyest 107: &lt;Grorud&gt;", "lavest 94: vi selv", "anslag"):  # fmt: skip
        assert text in found
    assert found.count('<tr class="fa">') == 6
    assert "<b>0" not in found
    assert "Tittel <b>" not in found


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_service_with_one_relation(dimension: str) -> None:
    """One arrow is whole, the others are dashed and say that they have none."""
    found = html(sheet(line(dimension)))
    assert found.count('class="arrow none"') == 4
    assert found.count('<tr class="fa">') == 1
    assert found.count("ingen indikator") >= 4


def test_the_drawing_is_sound_and_holds_its_texts() -> None:
    """Well-formed, with a text alternative; no text lies outside."""
    edges = {name: Edge("1 < 2", "En & to", "indeks 94") for name in DIMENSIONS}
    root = ElementTree.fromstring(model_svg(edges, 'Alt "sagt"').replace("&nbsp;", " "))
    assert root.attrib["aria-label"] == 'Alt "sagt"'
    for text in root.iter("text"):
        assert 0 <= float(text.attrib["x"]) <= SIZE[0]
        assert 0 <= float(text.attrib["y"]) <= SIZE[1]
    assert {node.text for node in root.iter("text")} >= {"Ressurser", "Tjenester", "Målgrupper", "Brukere", "Ansatte"}


def test_an_edge_takes_the_newest_figure() -> None:
    """The first with a value for the last year; else the newest, and its year is told."""
    none = line("kvalitet", None, None, absent=Absent.MISSING)
    assert edges_of(sheet(none, line("kvalitet")))["kvalitet"].note == "indeks 94"
    older = edges_of(sheet(none))["kvalitet"]
    assert (older.value.replace("\u202f", " "), older.note) == ("81,0 %", "2008")
    nothing = ProfileLine(tagged("x", "kvalitet"), (Shown(2009, None, Absent.SUPPRESSED),))
    assert edges_of(sheet(nothing))["kvalitet"].value == "skjermet"


CELLS = [
    (Shown(2009, None, Absent.SUPPRESSED), "skjermet"),
    (Shown(2009, None, Absent.MISSING), "–"),
    (Shown(2009, 85.66), "85,7\u202f%"),
]


@pytest.mark.parametrize(("shown", "text"), CELLS)
def test_a_cell(shown: Shown, text: str) -> None:
    """A value, or why there is none."""
    assert cell_text(shown, tagged("x", "kvalitet")) == text


def test_what_is_hidden_has_its_reason_in_place_of_an_index() -> None:
    """And a figure that nobody else has says so."""
    hidden = html(sheet(line("kvalitet", None, None, absent=Absent.SUPPRESSED)))
    assert "skjermet av hensyn til personvernet" in hidden
    assert "ingen å måle mot" in html(sheet(line("kvalitet", 1.0, None)))


def test_why_there_is_no_index_and_of_which_year_a_status_is() -> None:
    """Only whole years are measured; an average of 0 gives no ratio; an older status has its year."""
    older = replace(line("kvalitet", None, None, absent=Absent.MISSING), evaluation=of_year(2008))
    assert "Nådd i 2008" in html(sheet(older))
    part = html(sheet(replace(line("kvalitet", 1.0, None), evaluation=of_year(2009))))
    assert "bare hele år måles mot andre" in part
    assert "Nådd i" not in part
    zero = of_values({"a": 0.0, "b": 0.0, "c": 0.0})
    assert "ingen indeks: gjennomsnittet er 0" in html(sheet(replace(line("kvalitet", 1.0, None), comparison=zero)))


def test_an_average_that_ssb_publishes_is_told() -> None:
    """Beside the index; the mean of the units has no word of its own."""
    assert "SSBs snitt" in index_html(INDEX._replace(is_published=True))
    assert "SSBs snitt" not in index_html(INDEX)


def test_what_is_borrowed_and_what_cannot_be_used_is_told() -> None:
    """In the heading, escaped."""
    assert "Et &lt;kort&gt;" in html(sheet(line("kvalitet"), borrowed=True))
    refused = html(sheet(line("kvalitet"), problem="Gruppen har <ingen>."))
    assert "Gruppen har &lt;ingen&gt;." in refused
    assert "4 med tall" not in refused


def test_an_empty_page_says_what_to_write() -> None:
    """With an example that has both keys, and all the relations by name."""
    found = empty_html("0612", "2009-T2")
    for text in ("service: barnehage", "dimension: dekningsgrad", *DIMENSIONS, 'data-done="0612"'):
        assert text in found


def test_relations_in_words() -> None:
    """Which parts of the model each joins."""
    assert relation_words("produktivitet") == "Produktivitet: ressurser – tjenester"
    assert relation_words("kvalitet", "en") == "Quality: services – users"


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0, 500))
def test_the_strip_holds_all_its_marks(one: float, other: float, third: float) -> None:
    """Wherever the lowest, the highest and our own lie."""
    low, own, high = sorted((one, other, third))
    found = index_html(Index(own, Extreme(high, "", False), Extreme(low, "", False), 3))
    root = ElementTree.fromstring(found.replace("&nbsp;", " "))
    circle = next(root.iter("circle"))
    assert 0 <= float(circle.attrib["cx"]) <= 150


def test_an_outlier_leaves_the_strip_readable() -> None:
    """At 838 of an average of 100 the others would lie on one another: it stands at the edge, open."""
    found = index_html(Index(80.0, Extreme(838.0, "", False), Extreme(60.0, "", False), 43))
    circles = {one.attrib["class"]: float(one.attrib["cx"]) for one in ElementTree.fromstring(found).iter("circle")}
    assert circles == {"beyond": 142.0, "own": pytest.approx(8 + 20 / 190 * 134, abs=0.1)}
    own = index_html(Index(838.0, Extreme(838.0, "", True), Extreme(60.0, "", False), 43))
    assert 'class="own beyond" cx="142.0"' in own
    alike = index_html(Index(100.0, Extreme(100.0, "", True), Extreme(100.0, "", False), 3))
    assert 'class="own" cx="75.0"' in alike


@given(st.text("abc deæø", max_size=120))
def test_a_wrapped_text_has_two_lines_at_most(text: str) -> None:
    """Nothing is lost but what is cut with dots."""
    found = wrapped(text)
    assert len(found) <= 2
    if not found[-1].endswith(" …"):
        assert " ".join(found).split() == text.split()
