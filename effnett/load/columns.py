"""The declared columns of every tidy kind: one table (docs/contract.md 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from effnett.load import cells
from effnett.load.cells import Parser
from effnett.model.batch import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: `optional` ones may be left out; those not `filled` may have empty cells."""

    name: str
    parse: Parser = cells.text
    filled: bool = True
    optional: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it holds figures; these show the file's decimal mark."""
        return self.parse in (cells.number, cells.not_negative, cells.count, cells.share)


@dataclass(frozen=True, slots=True)
class TidyKind:
    """A kind of tidy file. `key` are the columns no two rows may share; none where rows are added up.

    `figures` are the columns that make a row an observation: a row where all of them are empty is none.
    Where `denominator` is a mark, none of the figures is kept: they would be parts of another sum.
    """

    kind: Kind
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    denominator: str = ""

    @property
    def marking(self) -> tuple[str, ...]:
        """The columns whose marks are the row's."""
        return (*self.figures, self.denominator)

    @property
    def required(self) -> list[str]:
        """The columns a file must have."""
        return [column.name for column in self.columns if not column.optional]

    @property
    def names(self) -> list[str]:
        """All the columns a file may have."""
        return [column.name for column in self.columns]


_UNIT = Column("org_unit", cells.code)
_PERIOD = Column("period", cells.period)
_MONTH = Column("month", cells.month)
_QUALITY = Column("quality", cells.quality, filled=False, optional=True)
_SURVEY = (Column("survey"), _PERIOD, _UNIT)


def _may_be_empty(name: str, parse: Parser, optional: bool = False) -> Column:
    return Column(name, parse, filled=False, optional=optional)


TIDY: Final[Mapping[Kind, TidyKind]] = {
    tidy.kind: tidy
    for tidy in (
        TidyKind(
            Kind.UNITS,
            (
                _UNIT,
                Column("name"),
                _may_be_empty("kind", cells.text),
                _may_be_empty("parent", cells.code),
                _may_be_empty("valid_from", cells.day),
                _may_be_empty("valid_to", cells.day),
                _may_be_empty("successor", cells.code),
                _may_be_empty("kostra_code", cells.code),
                _may_be_empty("employees", cells.count),
                _QUALITY,
            ),
            key=("org_unit",),
        ),
        TidyKind(
            Kind.SICK_LEAVE,
            (
                _UNIT,
                _MONTH,
                _may_be_empty("agreed_days", cells.not_negative),
                _may_be_empty("self_certified_days", cells.not_negative),
                _may_be_empty("doctor_certified_days", cells.not_negative),
                _may_be_empty("employees", cells.count),
                _may_be_empty("short_term_days", cells.not_negative, optional=True),
                _may_be_empty("long_term_days", cells.not_negative, optional=True),
                _QUALITY,
            ),
            key=("org_unit", "month"),
            figures=(
                "agreed_days",
                "self_certified_days",
                "doctor_certified_days",
                "short_term_days",
                "long_term_days",
            ),
            denominator="agreed_days",
        ),
        TidyKind(
            Kind.ACCOUNTS,
            (
                _UNIT,
                _MONTH,
                Column("function", cells.code),
                Column("account", cells.code),
                _may_be_empty("budget", cells.number),
                _may_be_empty("actual", cells.number),
                _QUALITY,
            ),
            figures=("actual",),
            denominator="budget",
        ),
        TidyKind(
            Kind.POPULATION,
            (
                Column("region", cells.code),
                Column("year", cells.year),
                Column("sex", cells.sex),
                Column("age", cells.age),
                _may_be_empty("persons", cells.not_negative),
                _QUALITY,
            ),
            key=("region", "year", "sex", "age"),
            figures=("persons",),
        ),
        TidyKind(
            Kind.SURVEY_ANSWERS,
            (
                *_SURVEY,
                Column("question"),
                _may_be_empty("answer", cells.number),
                Column("respondents", cells.count),
                _QUALITY,
            ),
            key=("survey", "period", "org_unit", "question", "answer"),
            denominator="respondents",
        ),
        TidyKind(
            Kind.SURVEY_MEANS,
            (
                *_SURVEY,
                Column("question"),
                _may_be_empty("mean", cells.number),
                _may_be_empty("sd", cells.not_negative),
                _may_be_empty("respondents", cells.count),
                _QUALITY,
            ),
            key=("survey", "period", "org_unit", "question"),
            figures=("mean",),
            denominator="respondents",
        ),
        TidyKind(
            Kind.SURVEY_INVITED,
            (*_SURVEY, _may_be_empty("invited", cells.count), _may_be_empty("responded", cells.count), _QUALITY),
            key=("survey", "period", "org_unit"),
            figures=("invited", "responded"),
        ),
        TidyKind(
            Kind.ACTIVITY,
            (
                Column("measure"),
                _PERIOD,
                _UNIT,
                _may_be_empty("numerator", cells.number),
                _may_be_empty("denominator", cells.number),
                _QUALITY,
            ),
            key=("measure", "period", "org_unit"),
            figures=("numerator",),
            denominator="denominator",
        ),
        TidyKind(
            Kind.REGION_CODES,
            (
                Column("old_code", cells.code),
                Column("new_code", cells.code),
                Column("from_date", cells.day),
                _may_be_empty("weight", cells.share),
                _QUALITY,
            ),
            key=("old_code", "new_code", "from_date"),
        ),
        TidyKind(
            Kind.REGION_GROUPS,
            (
                Column("group"),
                _UNIT,
                _may_be_empty("from_year", cells.year),
                _may_be_empty("to_year", cells.year),
                _QUALITY,
            ),
            key=("group", "org_unit", "from_year"),
        ),
    )
}


def likely_kinds(names: set[str]) -> list[Kind]:
    """The kinds whose needed columns are all among a file's."""
    return [tidy.kind for tidy in TIDY.values() if set(tidy.required) <= names]
