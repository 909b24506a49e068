"""Reach: who the active volunteers are. People who did not say are a group of their own."""

from __future__ import annotations

from tests.brokerage.evaluation.independent.people import active, home
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import NOT_STATED, Span, Tally


def reach(rows: Rows, span: Span, tally: Tally) -> None:
    tenth = {row.code: row.deprivation_decile for row in rows["postcodes"]}
    answers = {(row.volunteer_id, row.question): row.answer for row in rows["equality_answers"]}
    for number in active(rows, span):
        person = rows.people[number]
        tally.add("active", home(person), n=1)
        said = {
            "reach_district": person.district_code,
            "reach_age": person.age_band,
            "reach_deprivation": tenth.get(person.postcode),
            "reach_disability": answers.get((number, "disability")),
            "reach_ethnic_group": answers.get((number, "ethnic_group")),
        }
        for measure, group in said.items():
            tally.count(measure, home(person), [NOT_STATED if group is None else str(group)])
