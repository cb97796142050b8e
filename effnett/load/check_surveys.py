"""Rules for surveys: answers on the scale, never more answers than people asked."""

from __future__ import annotations

from effnett.errors import did_you_mean
from effnett.load.register import Register
from effnett.load.rejects import Findings
from effnett.load.rows import Rows
from effnett.model.periods import Period

_GROUP = ("survey", "org_unit")


def known_surveys(rows: Rows, register: Register, findings: Findings) -> None:
    """A survey or a question that surveys.yaml lacks is told; it may be defined later."""
    if not register.surveys:
        return
    for survey in sorted({name for name in rows["survey"] if name is not None} - set(register.surveys)):
        near = did_you_mean(survey, register.surveys)
        findings.notices.append(
            f"Undersøkelsen «{survey}» står ikke i surveys.yaml." + (f" Mente du {near[0]}?" if near else "")
        )
    if "question" in rows.columns:
        _known_questions(rows, register, findings)


def _known_questions(rows: Rows, register: Register, findings: Findings) -> None:
    for survey, question in sorted(p for p in set(rows.keys(("survey", "question"))) if None not in p):
        defined = register.surveys.get(survey)
        ids = [known.id for known in defined.questions] if defined else []
        if ids and question not in ids:
            near = did_you_mean(question, ids)
            findings.notices.append(
                f"Spørsmålet «{question}» i {survey} står ikke i surveys.yaml."
                + (f" Mente du {near[0]}?" if near else "")
            )


def answers_on_scale(rows: Rows, register: Register, findings: Findings) -> None:
    """No answer, and no mean, lies outside the survey's scale."""
    name = "answer" if "answer" in rows.columns else "mean"
    for row, (survey, answer) in enumerate(rows.keys(("survey", name))):
        defined = register.surveys.get(survey)
        if defined and answer is not None and not defined.scale[0] <= answer <= defined.scale[1]:
            low, high = (_written(end) for end in defined.scale)
            findings.reject(
                row,
                f"{name} {_written(answer)} er utenfor skalaen {low}–{high} til {survey}",
                "La feltet stå tomt når svaret er «vet ikke»"
                if name == "answer"
                else "Rett tallet, eller skalaen i surveys.yaml",
            )


def answers_of_invited(rows: Rows, register: Register, findings: Findings) -> None:
    """All answers to one question of one unit together are no more than those invited."""
    groups: dict[tuple[str, str, str, Period], list[int]] = {}
    keys = zip(*(rows[name] for name in (*_GROUP, "question")), rows.periods, strict=True)
    for row, (survey, unit, question, period) in enumerate(keys):
        if row not in findings.dropped and rows["respondents"][row] is not None and period is not None:
            groups.setdefault((survey, unit, question, period), []).append(row)
    for (survey, unit, question, period), members in groups.items():
        invited = register.invited.get((survey, period.last, period.span, unit))
        total = sum(rows["respondents"][row] for row in members)
        if invited is not None and total > invited:
            for row in members:
                findings.reject(
                    row,
                    f"{total} har svart på «{question}», men bare {invited} var invitert (n > N)",
                    "Rett svarene, eller les inn survey_invited på nytt",
                )


def invited_and_responded(rows: Rows, register: Register, findings: Findings) -> None:
    """No more have responded, here or in what is loaded, than were invited."""
    columns = zip(*(rows[name] for name in (*_GROUP, "invited", "responded")), rows.periods, strict=True)
    for row, (survey, unit, invited, responded, period) in enumerate(columns):
        if invited is None or period is None:
            continue
        answered = register.answered.get((survey, period.last, period.span, unit), 0)
        if responded is not None and responded > invited:
            findings.reject(row, f"{responded} har svart, men bare {invited} er invitert (n > N)", "Rett tallene")
        elif answered > invited:
            findings.reject(
                row,
                f"{answered} svar er lest inn for {unit}, men bare {invited} er invitert (n > N)",
                "Rett tallet på inviterte, eller les inn svarene på nytt",
            )


def _written(value: float) -> str:
    return f"{value:g}".replace(".", ",")
