"""`befolkning.parquet` as it is: columns at a time, for there are millions of rows."""

from __future__ import annotations

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from effnett.load.rejects import Findings, listed, refuse
from effnett.load.tables import TABLES
from effnett.model.batch import Batch, Kind
from effnett.model.observation import Quality

COLUMNS: Final = frozenset(("location_code", "age", "sex", "calyear", "pop_jan1_n", "imputed"))
_PLACE = re.compile(r"(?P<sort>[a-z]+)_nor(?P<code>\w*)")
_SEXES: Final = ("female", "male", "total")


def is_population_table(table: pa.Table) -> bool:
    """Whether a Parquet table has the columns of `befolkning.parquet`."""
    return set(table.column_names) >= COLUMNS


def region_of(location: str) -> str:
    """The code SSB gives a place: `municip_nor0301` is 0301, a county EKA.., the country EAK; others keep theirs.

    >>> [region_of(place) for place in ("wardoslo_nor030112", "county_nor31", "nation_nor")]
    ['030112', 'EKA31', 'EAK']
    """
    found = _PLACE.fullmatch(location)
    if not found:
        return location
    sort, code = found["sort"], found["code"]
    if sort == "nation":
        return "EAK"
    if sort == "county":
        return f"EKA{code}"
    return code if len(code) in (4, 6) else location


def read_population(table: pa.Table, file: str) -> Batch:
    """Every row; projected ones are estimates, and those without a number keep none."""
    rows = table.num_rows
    places = _combined(table["location_code"]).dictionary_encode()
    regions = [region_of(place or "") for place in places.dictionary.to_pylist()]
    sexes = _combined(table["sex"]).dictionary_encode()
    _refuse_other_sexes([sex or "" for sex in sexes.dictionary.to_pylist()], file)
    projected = pc.fill_null(_combined(table["imputed"]), False)
    columns = {
        "region": pa.array(regions, pa.string()).take(places.indices),
        "year": _whole(table["calyear"], pa.int16(), file),
        "sex": sexes.cast(pa.string()),
        "age": _whole(table["age"], pa.int16(), file),
        "persons": _combined(table["pop_jan1_n"]).cast(pa.float64()),
        "quality": pc.if_else(
            projected, pa.scalar(int(Quality.ESTIMATE), pa.int8()), pa.scalar(int(Quality.FINAL), pa.int8())
        ),
        "line": pa.array(range(1, rows + 1), pa.int32()),
    }
    findings = Findings(file, ())
    _tell(findings, columns["persons"].null_count, pc.sum(projected).as_py() or 0, sorted(set(regions)))
    schema = TABLES["population"]
    arrays = [columns[name] for name in schema.names]
    return Batch(
        Kind.POPULATION,
        "population",
        pa.Table.from_arrays(arrays, schema=schema),
        notices=tuple(findings.notices),
    )


def _combined(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole


def _whole(column: pa.ChunkedArray, kind: pa.DataType, file: str) -> pa.Array:
    try:
        return _combined(column).cast(kind)
    except pa.ArrowInvalid as error:
        refuse(file, f"år eller alder er ikke hele tall ({str(error).splitlines()[0]})", "Hent fila på nytt")


def _refuse_other_sexes(sexes: list[str], file: str) -> None:
    if odd := [sex for sex in sexes if sex not in _SEXES]:
        refuse(file, f"kolonnen sex har {listed(odd)}", f"Tillatt er {listed(_SEXES)}")


def _tell(findings: Findings, missing: int, projected: int, regions: list[str]) -> None:
    if missing:
        findings.notices.append(f"{missing} rader har ikke noe folketall; de står uten tall.")
    if projected:
        findings.notices.append(f"{projected} rader er framskrevet, og regnes som anslag (estimate).")
    if others := [region for region in regions if "_nor" in region]:
        findings.notices.append(f"Steder uten kode hos SSB beholder navnet fra fila: {listed(others)}.")
