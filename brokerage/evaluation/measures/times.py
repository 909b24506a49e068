"""How long things take: days at each step, and whether organisations answer in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from brokerage.db import Moment
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.measures.asking import within
from brokerage.evaluation.measures.introductions import HERE
from brokerage.evaluation.measures.rows import Record, Row, Source
from brokerage.evaluation.periods import Period, midnight
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import State
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import day_of
from brokerage.working_days import MONDAY_TO_FRIDAY, add_working_days

IN_TIME = 5
IMPORTED = "import"  # actors.through: the moment is that of the import, not of what happened
LONGEST_FIVE = timedelta(days=21)  # five working days never take longer, Christmas included
DAY = timedelta(days=1)
ANSWERS = frozenset(
    {
        State.ACKNOWLEDGED,
        State.INTERVIEWING,
        State.CHECKS,
        State.ACCEPTED,
        State.STARTED,
        State.UNSUCCESSFUL,
    }
)
NOT_THE_ORGANISATIONS = frozenset(
    {State.WITHDRAWN, State.POSTPONED, State.ROLE_CLOSED, State.RE_REFERRED}
)


def at_each_step(session: Session, period: Period) -> list[Source]:
    """Days from the move into a step to the next, for stays that ended in the period."""
    order = (IntroductionMove.moved_at, IntroductionMove.id)
    came = func.lag(IntroductionMove.moved_at, type_=Moment).over(
        partition_by=IntroductionMove.introduction_id, order_by=order
    )
    since, until = period.moments
    moved = select(IntroductionMove.introduction_id).where(
        within(IntroductionMove.moved_at, period)
    )
    moves = (
        select(
            IntroductionMove.introduction_id,
            IntroductionMove.from_state,
            IntroductionMove.moved_at,
            IntroductionMove.through,
            came.label("came_at"),
        )
        .where(IntroductionMove.introduction_id.in_(moved), IntroductionMove.moved_at < until)
        .subquery()
    )
    query = (
        select(Introduction.id, *HERE, moves.c.from_state, moves.c.came_at, moves.c.moved_at)
        .join(Introduction, Introduction.id == moves.c.introduction_id)
        .join(Volunteer, Volunteer.id == Introduction.volunteer_id)
        .where(moves.c.came_at.is_not(None), moves.c.from_state.is_not(None))
        .where(moves.c.moved_at >= since, moves.c.moved_at < until, moves.c.through != IMPORTED)
    )
    rows = [
        Row(number, centre, district, step, days=(left - came_at) / DAY)
        for number, centre, district, step, came_at, left in session.execute(query)
    ]
    return [Source(Record.INTRODUCTION, rows)]


def answered(session: Session, period: Period) -> list[Source]:
    """Of those whose fifth working day lies in the period: whether an answer had come by then."""
    return [Source(Record.INTRODUCTION, list(_answered(session, period)))]


def _answered(session: Session, period: Period) -> Iterator[Row]:
    sent = (
        select(*HERE, Introduction.id, Introduction.referred_at)
        .join(Volunteer, Volunteer.id == Introduction.volunteer_id)
        .where(Introduction.referred_at >= midnight(period.first_on - LONGEST_FIVE))
        .where(Introduction.referred_at < midnight(period.until))
        .where(Introduction.id.not_in(_brought_in()))
    )
    later = _moves_since_sent(session, period)
    for centre, district, number, referred_at in session.execute(sent):
        if referred_at is None:
            continue
        due = add_working_days(day_of(referred_at), IN_TIME, MONDAY_TO_FRIDAY)
        if not period.first_on <= due < period.until:
            continue
        by_then = {target for target, moved_at in later[number] if day_of(moved_at) <= due}
        if by_then & ANSWERS or not by_then & NOT_THE_ORGANISATIONS:
            yield Row(number, centre, district, TOTAL, int(bool(by_then & ANSWERS)), 1)


def _brought_in() -> Select[int]:
    """Another system's: of these nobody knows when they were answered."""
    return select(IntroductionMove.introduction_id).where(IntroductionMove.through == IMPORTED)


def _moves_since_sent(session: Session, period: Period) -> dict[int, list[tuple[str, datetime]]]:
    """What became of each introduction after it was sent, and when."""
    query = (
        select(
            IntroductionMove.introduction_id,
            IntroductionMove.to_state,
            IntroductionMove.moved_at,
        )
        .join(Introduction, Introduction.id == IntroductionMove.introduction_id)
        .where(IntroductionMove.moved_at >= Introduction.referred_at)
        .where(Introduction.referred_at >= midnight(period.first_on - LONGEST_FIVE))
        .where(IntroductionMove.moved_at < midnight(period.until))
    )
    found = defaultdict(list)
    for number, target, moved_at in session.execute(query):
        found[number].append((target, moved_at))
    return found
