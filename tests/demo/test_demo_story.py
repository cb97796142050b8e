"""The demonstration through the whole chain: files in, scorecards out, with the published figures and the story."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from effnett.define.definitions import read_definitions
from effnett.demo import build_demo
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Evaluation, ScorecardEvaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.periods import AsOf
from effnett.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demonstration store, built anew."""
    store = tmp_path_factory.mktemp("demo") / "store"
    build_demo(store, PROJECT / "data", read_definitions(PROJECT / "scorecards").surveys)
    return Workspace(store, PROJECT / "scorecards")


def evaluated(workspace: Workspace, scorecard: str, as_of: AsOf, children: bool = False) -> ScorecardEvaluation:
    """A shipped scorecard at an as-of."""
    return evaluate_scorecard(workspace.definitions().scorecard(scorecard), workspace.facts(), as_of, children=children)


def top(workspace: Workspace, scorecard: str, as_of: AsOf) -> dict[str, Evaluation]:
    """The top unit's evaluations by indicator."""
    return {one.indicator.id: one for one in evaluated(workspace, scorecard, as_of).evaluations}


def test_the_shipped_scorecards_fit_what_is_loaded(workspace: Workspace) -> None:
    """No error and no warning, also against the loaded units, questions, functions and series."""
    assert dict(workspace.definitions().problems) == {}


@pytest.mark.parametrize(
    ("indicator", "year", "value", "quality"),
    [
        ("sykefravaer", 2006, 11.6, Quality.FINAL),
        ("sykefravaer", 2007, 10.35, Quality.FINAL),
        ("sykefravaer", 2008, 10.06, Quality.FINAL),
        ("okonomisk-resultat", 2006, 97.24, Quality.FINAL),
        ("okonomisk-resultat", 2007, 95.93, Quality.FINAL),
        ("okonomisk-resultat", 2008, 97, Quality.ESTIMATE),
        ("brukertilfredshet-samlet", 2006, 4.89, Quality.FINAL),
        ("brukertilfredshet-samlet", 2007, 4.7, Quality.FINAL),
        ("medarbeidertilfredshet", 2007, 4.2, Quality.YEAR_UNCERTAIN),
        ("medarbeidertilfredshet", 2008, 4.3, Quality.YEAR_UNCERTAIN),
        ("tilfredshet-med-ledere", 2007, 4.47, Quality.YEAR_UNCERTAIN),
        ("tilfredshet-med-ledere", 2008, 4.45, Quality.YEAR_UNCERTAIN),
    ],
)
def test_the_published_figures_come_out(
    workspace: Workspace, indicator: str, year: int, value: float, quality: Quality
) -> None:
    """Added up from months, units and answers, with the source's own doubts."""
    found = top(workspace, "bydel-alna", AsOf(year, 3))[indicator]
    assert found.value == pytest.approx(value, abs=1e-9)
    assert found.quality is quality


def test_user_satisfaction_of_2008_is_not_known_yet(workspace: Workspace) -> None:
    """The source's "??" is no value, and 2007's is not carried forward."""
    found = top(workspace, "bydel-alna", AsOf(2008, 3))["brukertilfredshet-samlet"]
    assert (found.value, found.absent, found.status) == (None, Absent.NOT_KNOWN_YET, Status.NO_DATA)


def test_the_second_tertial_of_2009_has_something_of_everything(workspace: Workspace) -> None:
    """A page worth looking at: targets met, near, missed, and without data."""
    found = top(workspace, "bydel-alna", AsOf(2009, 2))
    by_status = {status: {id for id, one in found.items() if one.status is status} for status in Status}
    assert by_status[Status.MET] == {"egen-kompetanse", "ansvar-og-myndighet", "okonomisk-resultat", "lokale-satsinger"}
    assert by_status[Status.NEAR] == {"brukertilfredshet-respekt", "medarbeidertilfredshet", "tilfredshet-med-ledere"}
    assert by_status[Status.MISSED] == {"sykefravaer"}
    assert by_status[Status.NO_DATA] == {"brukertilfredshet-samlet", "samarbeid-med-frivillige"}


def test_the_smallest_unit_is_suppressed_and_the_smallest_beside_it(workspace: Workspace) -> None:
    """The rest of the department would give the smallest unit back; everything else of the district is shown."""
    found = evaluated(workspace, "bydel-alna", AsOf(2009, 2), children=True).evaluations
    suppressed = Counter(one.org_unit for one in found if one.status is Status.SUPPRESSED)
    assert suppressed == {"frivilligsentral": 5, "stab": 5}


def test_hole_shows_figures_in_all_four_parts(workspace: Workspace) -> None:
    """Every indicator of the "målstyringsark" has a value."""
    found = top(workspace, "hole", AsOf(2009, 2))
    assert [id for id, one in found.items() if one.value is None] == []
