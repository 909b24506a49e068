"""The organisations that centres work with, and a fair turn by their size."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, func, not_, or_, select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.evaluation.cells import TOTAL, Cell
from brokerage.evaluation.measures.asking import live_at, one_if, within
from brokerage.evaluation.measures.introductions import HERE as SENT_FROM
from brokerage.evaluation.measures.rows import (
    Column,
    Counting,
    Groups,
    Record,
    Row,
    Selected,
    Source,
    rows_of,
)
from brokerage.evaluation.periods import Period
from brokerage.guidance.models import (
    BookingState,
    SupportEntry,
    TrainingBooking,
    TrainingEvent,
)
from brokerage.guidance.support import SupportGiven, support_given
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity, OpportunityMove, State
from brokerage.organisations.models import Organisation
from brokerage.organisations.schemas import INCOME_BANDS
from brokerage.volunteers.models import Volunteer

DAY = timedelta(days=1)
HERE = (Organisation.centre_id, Organisation.district_code)


def supported(_session: Session, period: Period) -> list[Source]:
    """Organisations with a live role, an introduction or support, by yearly income."""
    size = func.nullif(Organisation.income_band, "")
    rows = rows_of(Organisation.id, HERE, size).where(is_supported(period))
    return [Source(Record.ORGANISATION, rows)]


def is_supported(period: Period) -> ColumnElement[bool]:
    """Whether an organisation had anything from a centre in a period."""
    became_live = select(OpportunityMove.opportunity_id).where(
        OpportunityMove.to_state == State.LIVE, within(OpportunityMove.moved_at, period)
    )
    was_live = select(Opportunity.organisation_id).where(
        or_(Opportunity.id.in_(live_at(period.moments[0])), Opportunity.id.in_(became_live))
    )
    sent = (
        select(Opportunity.organisation_id)
        .join(Introduction, Introduction.opportunity_id == Opportunity.id)
        .where(within(Introduction.referred_at, period))
    )
    helped = select(SupportEntry.organisation_id).where(
        SupportEntry.organisation_id.is_not(None),
        SupportEntry.given_on >= period.first_on,
        SupportEntry.given_on < period.until,
    )
    ids = (was_live, sent, helped, _trained(period))
    return or_(*(Organisation.id.in_(one) for one in ids))


def _trained(period: Period) -> Select[int | None]:
    """Whose people came to a training: a line of the support log that nobody had to write."""
    return (
        select(TrainingBooking.organisation_id)
        .join(TrainingEvent, TrainingEvent.id == TrainingBooking.event_id)
        .where(TrainingBooking.organisation_id.is_not(None), TrainingBooking.attended.is_(True))
        .where(TrainingBooking.state == BookingState.BOOKED)
        .where(within(TrainingEvent.starts_at, period))
    )


def support(session: Session, period: Period) -> list[Source]:
    """Minutes of advice, guidance and training, by kind, where the organisation is."""
    centre_ids = session.scalars(select(Centre.id)).all()
    given = support_given(session, period.first_on, period.until - DAY, centre_ids)
    where = select(Organisation.id, Organisation.district_code)
    districts: dict[int | None, str | None] = {row.id: row[1] for row in session.execute(where)}
    rows = [
        Row(line_of(one), one.centre_id, districts.get(one.organisation_id), one.kind, one.minutes)
        for one in given
    ]
    return [Source(Record.SUPPORT, rows)]


def line_of(one: SupportGiven) -> str:
    """A name for one line of the log: of a training, each group that came has its own."""
    return one.entry or f"{one.event} {one.who}"


def fair_turn(session: Session, period: Period) -> list[Cell]:
    """For each size: its introductions, of all those to organisations whose income we know.

    Each is counted once, then told of every size: adding up its rows would be five times as long.
    """
    found: list[Cell] = []
    sized = Counting(lambda *_: [Source(Record.INTRODUCTION, _sent(period))], Groups.OWN)
    for cell in sized(session, period):
        if cell.group not in INCOME_BANDS:
            found.append(cell._replace(group=TOTAL, numerator=0, unknown=cell.numerator))
            continue
        count = cell.numerator
        found.append(cell._replace(group=TOTAL, denominator=count))
        found += [
            cell._replace(group=size, numerator=count * (size == cell.group), denominator=count)
            for size in INCOME_BANDS
        ]
    return found


def fair_turn_rows(_session: Session, period: Period) -> list[Source]:
    """The same, one by one."""
    band = Organisation.income_band
    known = band.in_(INCOME_BANDS)
    all_of_them = _sent(
        period, TOTAL, one_if(known), one_if(known), one_if(or_(band.is_(None), not_(known)))
    )
    by_size = [_sent(period, size, one_if(band == size), 1).where(known) for size in INCOME_BANDS]
    return [Source(Record.INTRODUCTION, rows) for rows in (all_of_them, *by_size)]


def _sent(
    period: Period,
    group: Column | str = Organisation.income_band,
    numerator: Column | int = 1,
    denominator: Column | int = 0,
    unknown: Column | int = 0,
) -> Selected:
    parts = {"numerator": numerator, "denominator": denominator, "unknown": unknown}
    return (
        rows_of(Introduction.id, SENT_FROM, group, **parts)
        .join(Volunteer, Volunteer.id == Introduction.volunteer_id)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(within(Introduction.referred_at, period))
    )
