"""Evaluations made by hand, so that words and pictures are tested without a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from effnett.errors import Place
from effnett.model.evaluation import Change, Evaluation, Point, ScorecardEvaluation, Status, Verdict
from effnett.model.observation import Absent, Quality
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import (
    Direction,
    FocusArea,
    Indicator,
    Measure,
    Scorecard,
    Source,
    SuccessFactor,
    Target,
    TargetKind,
)

UNIT = "030112"
AS_OF = AsOf(2009, 2)
LIMIT = {Direction.HIGHER: TargetKind.AT_LEAST, Direction.LOWER: TargetKind.AT_MOST}


def target(direction: Direction, limit: str, steps: tuple[int, ...] = ()) -> Target:
    """A target on the good side of a limit."""
    return Target(LIMIT[direction], Fraction(limit), None, tuple(Fraction(step) for step in steps))


def indicator(id: str, title: str, source: Source = Source.SURVEY, **given: Any) -> Indicator:
    """An indicator: a survey question on 1–6 with at least 4,5, unless told otherwise."""
    survey = source is Source.SURVEY
    direction = given.pop("direction", Direction.HIGHER if survey else Direction.LOWER)
    limit = given.pop("limit", "4.5")
    series = given.pop("series", "total" if source is Source.SICK_LEAVE else id)
    made: dict[str, Any] = {
        "unit": "score" if survey else "percent",
        "window": Window.LATEST if survey else Window.YEAR_TO_DATE,
        "scale": (1.0, 6.0) if survey else None,
        "targets": {2009: target(direction, limit)} if limit else {},
        "method": {"nb": "Brukerundersøkelse" if survey else "Tall fra NLP"},
        **given,
    }
    return Indicator(
        id=id,
        title={"nb": title},
        measure=Measure(source, series),
        direction=direction,
        place=Place("alna.yaml", 1),
        **made,
    )


def line(values: list[float | None], aim: Target | None) -> tuple[Point, ...]:
    """A line ending in 2009."""
    first = 2010 - len(values)
    return tuple(
        Point(
            date(first + at, 1, 1),
            date(first + at, 8, 31),
            value,
            None if value is not None else Absent.MISSING,
            target=aim,
        )
        for at, value in enumerate(values)
    )


def evaluation(of: Indicator, value: float | None, status: Status, **given: Any) -> Evaluation:
    """An evaluation with its period and line."""
    aim = given.pop("target", of.targets.get(2009))
    survey = of.measure.source is Source.SURVEY
    first, last = (date(2008, 1, 1), date(2008, 12, 31)) if survey else (date(2009, 1, 1), date(2009, 8, 31))
    months = None if survey else (8, 8)
    made: dict[str, Any] = {"first": first, "last": last, "months": months, "quality": Quality.FINAL, **given}
    history = made.pop("line", [None if value is None else value - 0.2, value])
    return Evaluation(of, UNIT, of.window, value=value, target=aim, status=status, points=line(history, aim), **made)


def alna() -> ScorecardEvaluation:
    """The scorecard of the picture: every status, and what is said beside a figure."""
    better, unsure = Verdict.BETTER, Verdict.NO_SURE_CHANGE
    satisfied = indicator("brukertilfredshet", "Brukertilfredshet – samlet")
    respect = indicator("respekt", "Brukertilfredshet – respekt", near=Fraction("0.2"))
    staff = indicator("medarbeidertilfredshet", "Medarbeidertilfredshet – samlet", method={"nb": "Ansatteundersøkelse"})
    sick = indicator("sykefravaer", "Sykefravær", Source.SICK_LEAVE, limit="9.9")
    power = indicator("ansvar", "Ansvar og myndighet i praksis", method={"nb": "Ansatteundersøkelse"})
    money = indicator(
        "okonomi",
        "Økonomisk resultat",
        Source.ACCOUNTS,
        limit="100",
        series="actual_of_budget",
        method={"nb": "Regnskap mot budsjett"},
    )
    leaders = indicator("ledelse", "Tilfredshet med ledere", method={"nb": "Ansatteundersøkelse"})
    helpers = indicator("frivillige", "Samarbeid med frivillige")
    local = indicator(
        "lokale-satsinger",
        "Gjennomføring av planlagte lokale satsinger",
        Source.ACTIVITY,
        direction=Direction.HIGHER,
        method={"nb": "Registrering av tiltak"},
        targets={2009: target(Direction.HIGHER, "90", (30, 60, 90))},
        decimals=0,
    )
    small = indicator("liten", "Trivsel i små enheter")
    areas = (
        _area("Brukere og tjenester", [("Tjenester med rett kvalitet", satisfied), ("Kontakt med bruker", respect)]),
        _area(
            "Ansatte og arbeidsmiljø", [("Attraktiv arbeidsplass", staff, sick), ("Myndige medarbeidere", power, small)]
        ),
        _area("Organisasjon og styring", [("Økonomi i balanse", money), ("God ledelse", leaders)]),
        _area(
            "Frivillighet og lokalsamfunnsutvikling",
            [("Samarbeid med frivillige lag og organisasjoner", helpers), ("Aktive lokalsamfunn", local)],
        ),
    )
    scorecard = Scorecard(
        "bydel-alna", {"nb": "Målekart for Bydel Alna"}, UNIT, (2006, 2009), areas, Place("alna.yaml", 1)
    )
    evaluations = (
        evaluation(
            satisfied, 4.7, Status.MET, respondents=1214, change=Change(4.6, 0.1, unsure), line=[4.89, 4.7, 4.6, 4.7]
        ),
        evaluation(
            respect,
            4.4,
            Status.NEAR,
            respondents=1198,
            change=Change(4.5, -0.1, unsure),
            uncertain=True,
            line=[4.5, 4.55, 4.5, 4.4],
        ),
        evaluation(
            staff,
            4.3,
            Status.NEAR,
            respondents=1873,
            change=Change(4.3, 0.0, Verdict.UNCHANGED),
            quality=Quality.YEAR_UNCERTAIN,
            line=[4.2, 4.3, None, 4.3],
        ),
        evaluation(
            sick,
            10.6,
            Status.MISSED,
            numerator=24321.5,
            denominator=229448.0,
            change=Change(10.2, 0.4, Verdict.WORSE),
            line=[11.6, 10.35, 10.2, 10.6],
        ),
        evaluation(
            power,
            4.6,
            Status.MET,
            respondents=24,
            few_answers=True,
            low_response=True,
            change=Change(4.4, 0.2, better),
            line=[4.3, 4.4, 4.4, 4.6],
        ),
        evaluation(small, None, Status.SUPPRESSED, absent=Absent.SUPPRESSED, line=[]),
        evaluation(
            money,
            98.7,
            Status.MET,
            numerator=668_000_000.0,
            denominator=676_800_000.0,
            quality=Quality.ESTIMATE,
            change=Change(97.0, 1.7, None),
            line=[97.24, 95.93, 97.0, 98.7],
        ),
        evaluation(
            leaders,
            4.45,
            Status.NEAR,
            respondents=1866,
            change=Change(4.47, -0.02, unsure),
            line=[4.47, 4.45, 4.45, 4.45],
        ),
        evaluation(helpers, None, Status.NO_DATA, absent=Absent.NOT_KNOWN_YET, line=[4.2, 4.3, 4.4, None]),
        evaluation(
            local,
            62.07,
            Status.MET,
            numerator=18.0,
            denominator=29.0,
            target=target(Direction.HIGHER, "60"),
            change=Change(38.0, 24.0, better),
            months=(6, 8),
            line=[80.0, 85.0, 38.0, 62.07],
        ),
    )
    return ScorecardEvaluation(scorecard, AS_OF, UNIT, evaluations, "made-by-hand")


def renamed(evaluated: ScorecardEvaluation, title: str) -> ScorecardEvaluation:
    """The same, with every text of the first indicator, factor and area replaced."""
    text = {"nb": title}
    first = evaluated.evaluations[0]
    new = replace(first.indicator, title=text, method=text)
    area = evaluated.scorecard.focus_areas[0]
    factor = replace(area.success_factors[0], title=text, indicators=(new,))
    areas = (replace(area, title=text, success_factors=(factor,)),)
    return replace(
        evaluated,
        scorecard=replace(evaluated.scorecard, focus_areas=areas),
        evaluations=(first._replace(indicator=new),),
    )


def _area(title: str, factors: list[Any]) -> FocusArea:
    return FocusArea({"nb": title}, tuple(SuccessFactor({"nb": name}, tuple(each)) for name, *each in factors))
