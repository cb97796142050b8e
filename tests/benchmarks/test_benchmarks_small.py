"""Every part of `python -m benchmarks` in its smallest form, so that it does not rot. No time is asserted."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import skip_loudly

from benchmarks import evaluate, importing, page, process
from benchmarks import national as national_part
from benchmarks.__main__ import PARTS, main
from benchmarks.table import Limit, Ratio, as_text
from benchmarks.timing import best, interleaved
from benchmarks.worlds import TOP, Extent, World, as_jsonstat, district, national
from benchmarks.yardsticks import ELSEWHERE, MissingError, shared


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The district of the yardsticks, imported once."""
    try:
        shared("bench")
    except MissingError as error:
        skip_loudly(str(error))
    return district(tmp_path_factory.mktemp("district"))


@pytest.mark.parametrize(
    ("limit", "ours", "theirs", "ratio", "verdict"),
    [
        (Limit(2), 10.0, 5.0, 2.0, "pass"),
        (Limit(2), 10.1, 5.0, 2.02, "OVER"),
        (Limit(10, faster=True), 5.0, 50.0, 10.0, "pass"),
        (Limit(10, faster=True), 5.0, 49.0, 9.8, "OVER"),
        (None, 3.0, 2.0, 1.5, ""),
    ],
)
def test_a_ratio_is_judged_by_its_limit(
    limit: Limit | None, ours: float, theirs: float, ratio: float, verdict: str
) -> None:
    """At most so many times the yardstick, or at least so many times faster, both ends included."""
    found = Ratio("part", "what", ours, "yardstick", theirs, limit)
    assert found.ratio == pytest.approx(ratio)
    assert found.verdict == verdict


def test_the_table_has_a_line_for_each_ratio() -> None:
    """A heading, a rule and one line a ratio, with both figures in it."""
    text = as_text([Ratio("import", "read", 5.0, "pyjstat", 60.0, Limit(10, faster=True))])
    assert len(text.splitlines()) == 3
    assert "60.00 ms  12.00   ≥ 10  pass" in text


def test_runs_are_interleaved() -> None:
    """One of each in turn, and once before anything counts."""
    calls: list[str] = []
    times = interleaved({"this": lambda: calls.append("this"), "yardstick": lambda: calls.append("yardstick")}, 2)
    assert calls == ["this", "yardstick"] * 3
    assert best(times, "yard")[0] == "yardstick"


def test_long_rows_become_jsonstat() -> None:
    """Row-major, the year fastest, and a missing figure with its mark."""
    rows = [
        {"region": "0301", "figure": "k1", "year": "2008", "value": "1.5"},
        {"region": "0301", "figure": "k1", "year": "2009", "value": ""},
    ]
    made = as_jsonstat(rows)
    assert (made["size"], made["value"], made["status"]) == ([1, 1, 2], [1.5, None], {"1": ".."})


@pytest.mark.shared
def test_the_evaluation_agrees_with_the_yardstick_and_is_measured(world: World) -> None:
    """Every figure and status of 24 units × 40 agrees to 1e-9 with SQL that others wrote, and each ratio has both."""
    ratios = list(evaluate.measure(world, runs=1))
    assert {ratio.what.split(",")[0] for ratio in ratios} == {"one unit × 40", "the district", "all 24 units"}
    assert all(ratio.ours > 0 and ratio.theirs > 0 for ratio in ratios)


@pytest.mark.shared
def test_figures_that_differ_are_not_compared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speed says nothing where the answers are not the same."""
    monkeypatch.setattr(evaluate.Yardstick, "query", lambda *_, **__: [])
    with pytest.raises(evaluate.DifferentError, match="figures differ"):
        list(evaluate.measure(world, runs=1))


@pytest.mark.shared
def test_the_process_is_measured(world: World) -> None:
    """The command runs as it stands, beside opening the file."""
    ratios = list(process.measure(world, runs=1))
    assert [ratio.limit is not None for ratio in ratios] == [True, False, False]


@pytest.mark.shared
def test_the_page_knows_its_units_and_reads_what_was_found(world: World) -> None:
    """The table that is waited for is named by code; the figures of the page come with their limits."""
    assert f'"Bydel Alna": "{TOP}"' in page.changed(world)
    timed = ("load_settled", "load_warm_settled", "change_settled", "server_cpu_ms_change")
    figures = {name: [110, 200] for name in timed}
    found = {name: figures | {"server_MB": 150} for name in ("this", "empty", "fast", "floor")}
    assert {ratio.verdict for ratio in page.ratios(found)} == {"pass", ""}


@pytest.mark.shared
def test_the_import_is_measured(real_files: Path) -> None:
    """Both readers take the real file and a made one, and ours lands them."""
    ratios = list(importing.measure(1, real_files / "ssb-barnehager-2015-2023.jsonstat.json", Extent(3, 4)))
    done = ["read", "read and published"]
    assert [ratio.what for ratio in ratios] == [
        f"{what}, {how}" for what in ("JSON-stat", "JSON-stat of a national year") for how in done
    ]


def test_the_national_store_agrees_with_a_query_by_hand(tmp_path: Path) -> None:
    """Small ones, with the same statuses as two queries written for it."""
    extents = Extent(regions=4, series=80, years=6), Extent(regions=2, series=80, years=6)
    large, small = (national(extent, tmp_path) for extent in extents)
    ratios = list(national_part.measure(large, small, extents, runs=1))
    assert large.facts().rows("SELECT count(*) FROM kostra") == [(extents[0].rows,)]
    assert len(ratios) == 4


def test_what_is_missing_is_told_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the yardsticks the parts that need them say so, and the exit status is 0."""
    monkeypatch.setenv(ELSEWHERE, str(tmp_path))
    assert main(["import"]) == 0
    assert "import: not measured" in capsys.readouterr().err


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The parts there are are named."""
    with pytest.raises(SystemExit):
        main(["everything"])
    assert ", ".join(PARTS) in capsys.readouterr().err
