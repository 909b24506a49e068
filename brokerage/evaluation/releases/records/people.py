"""People: where they live, roughly how old they are, and where they stand. No equality answers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Subquery, func, select

from brokerage.evaluation.measures.asking import registered
from brokerage.evaluation.measures.people import is_active
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value
from brokerage.evaluation.releases.records.fields import CENTRE, DISTRICT, code, flag, own_name
from brokerage.evaluation.releases.records.source import Source
from brokerage.geography.models import Postcode
from brokerage.volunteers.choices import AGE_BANDS, HEARD_THROUGH, VOLUNTEERED_BEFORE
from brokerage.volunteers.models import Volunteer, VolunteerMove

OTHER = "other"
DECILE = {"minimum": 1, "maximum": 10}


def table(source: Source) -> Table:
    """Everybody who was known by the end of the period."""
    fields = (
        own_name("person", "Person", "the volunteer"),
        CENTRE,
        DISTRICT,
        Field(
            "decile",
            Type.INTEGER,
            "Deprivation decile",
            "Of the area of their postcode: 1 is the most deprived tenth of England.",
            DECILE,
        ),
        code("age_band", "Age band", f"One of: {', '.join(AGE_BANDS)}."),
        Field(
            "registered",
            Type.YEARMONTH,
            "Month of registration",
            "Always a month. Empty: not registered by the end of the period, or imported.",
        ),
        code("state", "Where they stood", "On the last day of the period."),
        flag("active", "Active", "In the period, as the measure “active” defines it."),
        code("heard_through", "Channel", "How they had heard of us."),
        code("volunteered_before", "Volunteered before", "“never”: this is their first time."),
        flag("imported", "Imported", "The record came from another system."),
    )
    about = "Everybody known by the end of the period, once each."
    return Table("people", "People", about, fields, ("person",), lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    until = source.period.moments[1]
    first, last = registered(), _last_moves(source)
    query = (
        select(
            *(Volunteer.id, Volunteer.centre_id, Volunteer.district_code),
            *(Postcode.deprivation_decile, Volunteer.age_band, first.c.at, last.c.to_state),
            is_active(source.period).label("active"),
            *(Volunteer.heard_through, Volunteer.volunteered_before, Volunteer.source),
        )
        .outerjoin(Postcode, Postcode.code == Volunteer.postcode)
        .outerjoin(first, first.c.volunteer_id == Volunteer.id)
        .outerjoin(last, (last.c.volunteer_id == Volunteer.id) & (last.c.back == 1))
    )
    for row in source.rows(query):
        if row.id not in source.people:
            continue
        at = source.day(row.at) if row.at is not None and row.at < until else None
        yield (
            source.people[row.id],
            source.centres.get(row.centre_id),
            row.district_code,
            row.deprivation_decile,
            _known(row.age_band, AGE_BANDS),
            str(at)[:7] if at is not None else None,
            row.to_state,
            bool(row.active),
            _known(row.heard_through, HEARD_THROUGH),
            _known(row.volunteered_before, VOLUNTEERED_BEFORE),
            row.source is not None,
        )


def _known(said: str | None, choices: dict[str, str]) -> str | None:
    """A word of ours; anything else, such as what an import brought, may name somebody."""
    return said if said is None or said in choices else OTHER


def _last_moves(source: Source) -> Subquery:
    order = (VolunteerMove.moved_at.desc(), VolunteerMove.id.desc())
    back = func.row_number().over(partition_by=VolunteerMove.volunteer_id, order_by=order)
    earlier = VolunteerMove.moved_at < source.period.moments[1]
    columns = (VolunteerMove.volunteer_id, VolunteerMove.to_state, back.label("back"))
    return select(*columns).where(earlier).subquery()
