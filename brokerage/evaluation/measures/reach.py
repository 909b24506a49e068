"""Who the active volunteers are, to be set beside the people who live here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from brokerage.equality.models import EqualityAnswer
from brokerage.evaluation.cells import TOTAL, Cell
from brokerage.evaluation.measures.asking import NOT_STATED, in_all
from brokerage.evaluation.measures.people import HERE, is_active
from brokerage.evaluation.measures.rows import Column, Record, Source, Sources, rows_of
from brokerage.evaluation.periods import Period
from brokerage.geography.models import Postcode
from brokerage.volunteers.models import Volunteer


def _answer(question: str) -> Column:
    return (
        select(EqualityAnswer.answer)
        .where(EqualityAnswer.volunteer_id == Volunteer.id, EqualityAnswer.question == question)
        .order_by(EqualityAnswer.id.desc())
        .limit(1)
        .correlate(Volunteer)
        .scalar_subquery()
    )


_TENTH = (
    select(cast(Postcode.deprivation_decile, String))
    .where(Postcode.code == Volunteer.postcode)
    .correlate(Volunteer)
    .scalar_subquery()
)
GROUPS: Mapping[str, Column] = {
    "reach_district": func.nullif(Volunteer.district_code, ""),
    "reach_age": func.nullif(Volunteer.age_band, ""),
    "reach_deprivation": func.nullif(_TENTH, ""),  # of the area of their postcode
    "reach_disability": func.nullif(_answer("disability"), ""),
    "reach_ethnic_group": func.nullif(_answer("ethnic_group"), ""),
}


def by(measure: str) -> Sources:
    """The active people, by what one of the measures divides them into."""

    def found(_session: Session, period: Period) -> list[Source]:
        rows = rows_of(Volunteer.id, HERE, GROUPS[measure]).where(is_active(period))
        return [Source(Record.PERSON, rows)]

    return found


def all_at_once(session: Session, period: Period) -> dict[str, list[Cell]]:
    """How many are active, and by every division: finding out who is takes most of the time."""
    active = Counter[tuple[int | None, str | None]]()
    found = {name: Counter[tuple[int | None, str | None, str]]() for name in GROUPS}
    query = select(*HERE, *GROUPS.values()).where(is_active(period))
    for centre, district, *groups in session.execute(query):
        active[centre, district] += 1
        for counter, group in zip(found.values(), groups, strict=True):
            counter[centre, district, NOT_STATED if group is None else group] += 1
    cells = {"active": [Cell(*place, TOTAL, count) for place, count in active.items()]}
    for name, counter in found.items():
        cells[name] = in_all(Cell(*place, numerator=count) for place, count in counter.items())
    return cells
