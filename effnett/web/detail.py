"""A row's detail on the page. Nothing here runs, and no chart library is loaded, before a row is opened."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import streamlit as st

from effnett.compare.reforms import breaks_between
from effnett.evaluate.control import chart as read_chart
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.explain import explain
from effnett.evaluate.spread import spread
from effnett.model.evaluation import Evaluation, ScorecardEvaluation
from effnett.model.scorecard import Source
from effnett.present import control, detail
from effnett.present.pulls import pulls_html, spread_html
from effnett.present.reforms import reforms_html
from effnett.present.views import narrowed
from effnett.present.wording import say
from effnett.web import components, data, follow_up, people
from effnett.web.choices import Choice


def draw(choice: Choice, evaluated: ScorecardEvaluation, indicator_id: str) -> None:
    """Draw the detail of one row below the table."""
    evaluation = next(each for each in evaluated.of_unit(choice.org_unit) if each.indicator.id == indicator_id)
    below = _with_units_below(choice, evaluation)
    beside = below[0]
    evaluation = evaluation._replace(forecast_record=beside.forecast_record, target_notes=beside.target_notes)
    components.html(detail.heading_html(evaluation))
    _chart(evaluation)
    _control_chart(choice, evaluation)
    written = follow_up.on_indicator(choice, indicator_id)
    components.html(f'<div class="ef ef-detail">{_texts(choice, evaluation, below, written)}</div>')


def _with_units_below(choice: Choice, evaluation: Evaluation) -> Sequence[Evaluation]:
    """The indicator for the unit itself and all below it, with what stands beside its figures."""
    one = narrowed(choice.scorecard, [evaluation.indicator])
    facts = data.workspace().facts()
    return evaluate_scorecard(one, facts, choice.as_of, choice.org_unit, children=True, outlook=True).evaluations


def _chart(evaluation: Evaluation) -> None:
    charts = importlib.import_module("effnett.present.charts")
    chart = charts.series_chart(evaluation) if evaluation.points else None
    if chart is None:
        components.html(f'<p class="ef">{say("detail.no_series")}</p>')
    else:
        st.altair_chart(chart, theme=None, key="series")


def _control_chart(choice: Choice, evaluation: Evaluation) -> None:
    """Whether the change is real, for a monthly series that has months enough."""
    chart = read_chart(data.workspace().facts(), evaluation, choice.as_of)
    if chart is None:
        return
    components.html(control.chart_heading_html(chart, evaluation))
    drawing = importlib.import_module("effnett.present.control_chart")
    st.altair_chart(drawing.control_chart(chart, evaluation), theme=None, key="control")
    components.html(f'<div class="ef">{control.figures_html(chart, evaluation)}</div>')


def _texts(choice: Choice, evaluation: Evaluation, below: Sequence[Evaluation], written: str) -> str:
    """Everything below the chart as one piece; `written` is what people have written about it, as HTML."""
    facts = data.workspace().facts()
    only = _only(choice, below)
    seen = [each for each in below if only is None or each.org_unit in only]
    units = detail.unit_rows(seen, choice.tree, choice.org_unit, choice.as_of)
    return (
        detail.series_html(evaluation)
        + _reforms(choice, evaluation)
        + (f"<p>{say('access.own_units')}</p>" if only is not None else "")
        + detail.units_html(units)
        + pulls_html(below, choice.tree, choice.as_of, only=only)
        + ("" if only is not None else spread_html(spread(facts, below, choice.as_of), evaluation.indicator))
        + written
        + detail.definition_html(detail.definition(evaluation.indicator, choice.tree))
        + detail.explanation_html(
            explain(choice.scorecard, evaluation.indicator.id, facts, choice.as_of, choice.org_unit, only)
        )
    )


def _only(choice: Choice, below: Sequence[Evaluation]) -> frozenset[str] | None:
    """The units that the reader may see where that is not all below the chosen one."""
    reader, tree, top = people.person(), choice.tree, choice.scorecard.org_unit
    seen = reader.seen([each.org_unit for each in below], tree, top, choice.as_of)
    return None if len(seen) == len(below) else frozenset(reader.seen(tree.units, tree, top, choice.as_of))


def _reforms(choice: Choice, evaluation: Evaluation) -> str:
    """Why a line of published figures is broken in the years it is drawn over."""
    if evaluation.indicator.measure.source is not Source.KOSTRA or not evaluation.points:
        return ""
    region = choice.tree.unit(choice.org_unit).region
    years = [point.year for point in evaluation.points]
    broken = breaks_between(data.workspace().facts(), region, min(years), max(years))
    return reforms_html(broken, lambda code: choice.tree.unit(code).name)
