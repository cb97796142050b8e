"""SSB's figures as JSON-stat, CSV and workbook: the same cells, marks and all."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from load_helpers import read, refused

from effnett.errors import InputError
from effnett.load.jsonstat import read_jsonstat
from effnett.load.kostra import Asked, region_cell, region_name, time_period
from effnett.model.batch import Batch, Kind

Edit = Callable[[dict[str, Any]], object]


def dataset() -> dict[str, Any]:
    """A dataset of two regions, two contents, two functions and two years: 16 cells numbered from 0."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "12362: Utgifter, etter region",
        "updated": "2024-06-15T06:00:00Z",
        "id": ["KOKkommuneregion0000", "KOKfunksjon0000", "ContentsCode", "Tid"],
        "size": [2, 2, 2, 2],
        "role": {"geo": ["KOKkommuneregion0000"], "time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            "KOKkommuneregion0000": _dimension({"0301": "Oslo - Oslove", "2025": "Deatnu - Tana (-2019)"}),
            "KOKfunksjon0000": _dimension({"FGK8b": "Barnehage", "FGK9": "Skole"}),
            "ContentsCode": {
                "category": {
                    "index": ["KOSa", "KOSb"],
                    "label": {"KOSa": "A (kr)", "KOSb": "B"},
                    "unit": {"KOSa": {"base": "kr", "decimals": 0}},
                }
            },
            "Tid": _dimension({"2022": "2022", "2023": "2023"}),
        },
        "value": list(range(16)),
    }


def _dimension(labels: dict[str, str]) -> dict[str, Any]:
    return {"category": {"index": {code: at for at, code in enumerate(labels)}, "label": labels}}


def cells(batch: Batch) -> dict[tuple[Any, ...], tuple[Any, Any]]:
    """Value and mark by contents, filters, region and year."""
    series = batch.series
    return {
        (series[r["series"]].contents, series[r["series"]].filters, r["region"], r["last"] // 12): (
            r["value"],
            r["mark"],
        )
        for r in batch.rows.to_pylist()
    }


def reading(data: dict[str, Any], asked: Asked | None = None) -> Batch:
    """Read a dataset."""
    return read_jsonstat(json.dumps(data), "x.json", asked or Asked())


def test_every_cell_is_in_its_place() -> None:
    """Row-major, the last dimension fastest; other dimensions are filters of the series."""
    batch = reading(dataset())
    found = cells(batch)
    for at, (region, function, contents, year) in enumerate(
        (r, f, c, y)
        for r in ("0301", "2025")
        for f in ("FGK8b", "FGK9")
        for c in ("KOSa", "KOSb")
        for y in (2022, 2023)
    ):
        assert found[contents, (("KOKfunksjon0000", function),), region, year] == (float(at), None)
    assert batch.rows["line"].to_pylist() == list(range(1, 17))
    first = batch.series[0]
    assert (first.table, first.label, first.unit, first.decimals, first.updated[:10]) == (
        "12362", "A (kr)", "kr", 0, "2024-06-15",
    )  # fmt: skip
    assert batch.regions == (("0301", "Oslo"), ("2025", "Tana"))


@given(st.lists(st.one_of(st.none(), st.integers(-9, 9), st.floats(-1e6, 1e6)), min_size=16, max_size=16), st.data())
def test_all_shapes_say_the_same(values: list[Any], data: st.DataObject) -> None:
    """List or sparse values, status as object or array, index as list or shuffled object: one reading."""
    marks = {str(at): data.draw(st.sampled_from([".", "..", ":", "..."])) for at, v in enumerate(values) if v is None}
    plain, sparse = dataset(), dataset()
    plain |= {"value": values, "status": [marks.get(str(at)) for at in range(16)]}
    sparse |= {"value": {str(at): v for at, v in enumerate(values) if v is not None}, "status": marks}
    for dimension in sparse["dimension"].values():
        index = dimension["category"]["index"]
        pairs = list(index.items()) if isinstance(index, dict) else [(code, at) for at, code in enumerate(index)]
        random.Random(1).shuffle(pairs)
        dimension["category"]["index"] = dict(pairs)
    assert cells(reading(plain)) == cells(reading(sparse))
    assert {mark for _, mark in cells(reading(plain)).values() if mark} == set(marks.values())


def test_marks_and_quality() -> None:
    """`-` is 0, no mark is missing, `*` is provisional, and a mark goes before a figure beside it."""
    data = dataset() | {"status": {"0": "-", "1": ".", "2": ":", "4": "*", "5": "x"}}
    data["value"][0:4] = [None, None, 7, None]
    batch = reading(data)
    assert batch.rows["value"].to_pylist()[:5] == [0.0, None, None, None, 4.0]
    assert batch.rows["mark"].to_pylist()[:5] == [None, ".", ":", "..", None]
    assert batch.rows["quality"].to_pylist()[:6] == [3, 3, 3, 3, 2, 3]
    assert batch.notices == ("1 celle har både tall og merke; merket gjelder.", "Ukjente merker er ikke brukt: x.")


def test_dimension_of_one_without_index() -> None:
    """A dimension of one may have a label alone; roles may be missing where names tell."""
    data = dataset()
    data["dimension"]["Tid"] = {"category": {"label": {"2009K3": "2009K3"}}}
    data |= {"size": [2, 2, 2, 1], "value": list(range(8)), "role": {}}
    row = reading(data).rows.to_pylist()[0]
    assert (row["last"], row["span"]) == (2009 * 12 + 8, 3)


def without_role(data: dict[str, Any], role: str, name: str) -> None:
    """Take a role from the dataset, and the name that would tell it."""
    data["role"].pop(role)
    data["dimension"]["Annet"] = data["dimension"].pop(name)
    data["id"][data["id"].index(name)] = "Annet"


REFUSED: list[tuple[Edit, str]] = [
    (lambda d: d["value"].pop(), "value har 15 celler, men size sier 16"),
    (lambda d: d.update(value={"16": 1}), "celler utenfor de 16"),
    (lambda d: d.update(value={"a": 1}), "en celle har ikke nummer"),
    (lambda d: d["value"].__setitem__(3, "12"), "celle 4 er '12', ikke et tall"),
    (lambda d: d["value"].__setitem__(3, True), "celle 4 er 'True'"),
    (lambda d: d["value"].__setitem__(3, 10**400), "celle 4 er"),
    (lambda d: d["value"].__setitem__(3, float("nan")), "NaN er ikke et tall"),
    (lambda d: d.update(value="x"), "verken liste eller objekt"),
    (lambda d: d.update(size=[2, 2, 2]), "id og size passer ikke sammen"),
    (lambda d: d.update(size=[2, 2, 2, 0]), "ingen celler"),
    (lambda d: d.update(size=[2, 2, 2, 10**9]), "for mange celler"),
    (lambda d: d.update(size=[2, 2, 3, 2]), "dimensjonen ContentsCode har 2 kategorier, men size er 3"),
    (lambda d: d["dimension"].pop("Tid"), "dimensjonen 'Tid' er ikke beskrevet"),
    (lambda d: d.pop("value"), "ikke JSON-stat 2"),
    (lambda d: (d["dimension"].update(Tid=_dimension({"2022H1": "", "2022H2": ""}))), "verken år, kvartal eller måned"),
    (lambda d: without_role(d, "geo", "KOKkommuneregion0000"), "fant ingen dimensjon med regioner"),
    (lambda d: d["role"].update(time=["KOKfunksjon0000", "Tid"]), "to dimensjoner av samme slag"),
    (lambda d: without_role(d, "metric", "ContentsCode"), "Oppgi den: --contents KODE"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "said"), REFUSED)
def test_wrong_datasets_are_refused(edit: Edit, said: str) -> None:
    """Each fault of a dataset is told as itself."""
    data = dataset()
    edit(data)
    with pytest.raises(InputError) as caught:
        reading(data)
    assert said in str(caught.value)


def test_truncated_json_says_where(tmp_path: Path) -> None:
    """A file cut in the middle says the position; an answer that is an error is one."""
    text = json.dumps(dataset(), indent=1)[:300]
    said = refused(tmp_path, Kind.KOSTRA, text, "k.json")
    assert said.startswith(f"k.json:{text.count(chr(10)) + 1}:")
    assert "kuttet" in said or "ødelagt" in said
    assert "feilmelding" in refused(tmp_path, Kind.KOSTRA, '{"error": "404"}', "k.json")
    assert "nettside" in refused(tmp_path, Kind.KOSTRA, "<html>", "k.json")


def test_what_is_asked_must_agree_with_the_file() -> None:
    """--contents and --table fill in what the file does not say; they do not overrule it."""
    for asked in (Asked(contents="KOSx"), Asked(table="12134")):
        with pytest.raises(InputError):
            reading(dataset(), asked)
    data = dataset() | {"label": "Utdrag"}
    assert reading(data, Asked(table="12134")).series[0].table == "12134"


WIDE = """"region";"Andel barn (prosent) 2022";"Andel barn (prosent) 2023"
"0301 Oslo - Oslove";80,5;81,25
"1151 Utsira";..;"-"
"""
LONG = """region;år;12134: Andel barn, etter region
0301 Oslo;2022;80,5
0301 Oslo;2023;81,25
1151 Utsira;2022;..
1151 Utsira;2023;-
"""
LONG_WITH_CODES = """region,statistikkvariabel,tid,verdi
0301 Oslo,KOSandel,2022,80.5
0301 Oslo,KOSandel,2023,81.25
1151 Utsira,KOSandel,2022,..
1151 Utsira,KOSandel,2023,-
"""
ROWS = {
    ("0301", 2022): (80.5, None),
    ("0301", 2023): (81.25, None),
    ("1151", 2022): (None, ".."),
    ("1151", 2023): (0.0, None),
}


def by_region(batch: Batch) -> dict[tuple[str, int], tuple[Any, Any]]:
    """Value and mark by region and year."""
    return {(r["region"], r["last"] // 12): (r["value"], r["mark"]) for r in batch.rows.to_pylist()}


CSVS = [
    (WIDE, "KOSandel"),
    (WIDE.replace(",", ".").replace(";", ","), "KOSandel"),
    ("12134: Barnehager\n\n" + WIDE, "KOSandel"),
    (WIDE.replace("Andel barn (prosent)", "KOSandel"), None),
    (WIDE.replace("Andel barn (prosent) ", ""), "KOSandel"),
    (WIDE + '"Fotnoter:"\n', "KOSandel"),
    (LONG, "KOSandel"),
    (LONG_WITH_CODES, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), CSVS)
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_ssb_csv(text: str, contents: str | None, encoding: str, tmp_path: Path) -> None:
    """Wide and long, both separators, with titles and footnotes: the same cells."""
    asked = {"contents": contents} if contents else {}
    batch = read(tmp_path, Kind.KOSTRA, text.encode(encoding), **asked)
    assert by_region(batch) == ROWS
    assert batch.rejects == ()
    assert [series.contents for series in batch.series] == ["KOSandel"]
    assert batch.series[0].table == ("12134" if "12134" in text else "")
    assert batch.regions == (("0301", "Oslo"), ("1151", "Utsira"))


def test_ssb_csv_with_filters_and_several_contents(tmp_path: Path) -> None:
    """Other columns of text become filters; codes in the heads tell contents apart."""
    text = "region;funksjon;KOSa 2022;KOSb 2022\n0301 Oslo;FGK8b Barnehage;1;2\n0301 Oslo;FGK9 Skole;3;4\n"
    batch = read(tmp_path, Kind.KOSTRA, text)
    assert [(s.contents, s.filters) for s in batch.series] == [
        ("KOSa", (("funksjon", "FGK8b"),)), ("KOSb", (("funksjon", "FGK8b"),)),
        ("KOSa", (("funksjon", "FGK9"),)), ("KOSb", (("funksjon", "FGK9"),)),
    ]  # fmt: skip
    assert batch.rows["value"].to_pylist() == [1.0, 2.0, 3.0, 4.0]


CSV_FAULTS = [
    (WIDE, {}, "Oppgi den: --contents KODE"),
    (WIDE.replace("(prosent) 2023", "(antall) 2023"), {"contents": "KOSa"}, "2 statistikkvariabler uten kode"),
    (WIDE.replace("2023", "2022"), {"contents": "KOSa"}, "flere kolonner gjelder"),
    (WIDE.replace(";", ","), {"contents": "KOSa"}, "fil.csv:2: raden har 5 felt, men overskriften 3"),
    ("a;b\n1;2\n", {}, "fant ikke en rad med region og år"),
]


@pytest.mark.parametrize(("text", "asked", "said"), CSV_FAULTS)
def test_ssb_csv_that_cannot_be_used(text: str, asked: dict[str, str], said: str, tmp_path: Path) -> None:
    """A CSV that does not say enough asks for the rest."""
    assert said in refused(tmp_path, Kind.KOSTRA, text, **asked)


def test_bad_rows_of_a_csv_are_rejected(tmp_path: Path) -> None:
    """Codes that lost their zero, regions without a code, words for figures, and cells told twice."""
    text = WIDE + "301 Oslo;1;2\nOslo;1;2\n4601 Bergen;x;3\n1151 Utsira;1;2\n"
    batch = read(tmp_path, Kind.KOSTRA, text, contents="KOSandel")
    said = [str(problem) for problem in batch.rejects]
    assert [p.place.line for p in batch.rejects] == [4, 5, 6, 7, 7]
    for part, whole in zip(
        ("Mente du 0301", "ingen kode", "«x» er ikke et tall", "linje 3", "linje 3"), said, strict=True
    ):
        assert part in whole


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook of sheets."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path.read_bytes()


def test_a_sheet_without_a_code_asks_for_it(tmp_path: Path) -> None:
    """`Ark1` is no contents code; a sheet's own code is not overruled."""
    table: list[list[object]] = [["", "2022"], ["0301 Oslo", 80.5]]
    plain = workbook(tmp_path / "b.xlsx", {"Ark1": table})
    assert "Oppgi den: --contents KODE" in refused(tmp_path, Kind.KOSTRA, plain, "b.xlsx")
    assert read(tmp_path, Kind.KOSTRA, plain, "b.xlsx", contents="KOSa").series[0].contents == "KOSa"
    named = workbook(tmp_path / "c.xlsx", {"KOSa": table})
    assert "arket er «KOSa», ikke «KOSb»" in refused(tmp_path, Kind.KOSTRA, named, "c.xlsx", contents="KOSb")


def test_ssb_workbook(tmp_path: Path) -> None:
    """Sheet names are contents codes; titles, merged regions and footnotes are read past."""
    table = [["", "2022", 2023], ["0301 Oslo", 80.5, 81.25], ["1151 Utsira", "..", "-"]]
    titled: list[list[object]] = [["12134: Barnehager"], [], *table, [], ["Kilde: SSB"]]
    content = workbook(tmp_path / "b.xlsx", {"KOSa": table, "KOSb": titled, "Merknader": [["Tekst"]]})
    batch = read(tmp_path, Kind.KOSTRA, content, "b.xlsx")
    assert [series.contents for series in batch.series] == ["KOSa", "KOSb"]
    assert by_region(batch) == ROWS
    assert batch.rows.num_rows == 8
    assert any("Merknader" in notice for notice in batch.notices)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Oslo - Oslove", "Oslo"),
        ("Guovdageaidnu-Kautokeino", "Kautokeino"),
        ("Kárášjohka-Karasjok", "Karasjok"),
        ("Nord-Fron", "Nord-Fron"),
        ("Halden (-2019)", "Halden"),
        ("Unjárga - Nesseby", "Nesseby"),
        ("Nore og Uvdal (2020-2023)", "Nore og Uvdal"),
        ("Våler (Østfold)", "Våler (Østfold)"),
        ("Indre-Øst", "Indre-Øst"),
    ],
)
def test_region_names(label: str, name: str) -> None:
    """Names are written once, without other languages and years."""
    assert region_name(label) == name


@pytest.mark.parametrize("code", ["2009H1", "2009U05", "2009-2010", "2009K5", "2009M13", "x", "0000"])
def test_other_times_are_no_period(code: str) -> None:
    """Halves, weeks and spans of years are no period of ours."""
    assert time_period(code) is None


def test_region_cells() -> None:
    """Codes of regions stand before the name; a name alone has none."""
    assert region_cell("EKG10 KOSTRA-gruppe 10") == ("EKG10", "KOSTRA-gruppe 10")
    assert region_cell("0301") == ("0301", "")
    assert region_cell("Oslo") is None
