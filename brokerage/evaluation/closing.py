"""From counted to closed: each centre confirms a period, the pilot lead closes it.

A closed period keeps its numbers. What would be counted differently later is not hidden in them
but listed, in the period that was open when it was noticed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.evaluation.cells import Sum
from brokerage.evaluation.counting import Place, count_each, count_period, find_counted
from brokerage.evaluation.models import Adjustment, CountedPeriod, Figure, PeriodConfirmation
from brokerage.evaluation.periods import Period

LOOKED_BACK = 8  # closed periods of each kind that late changes are looked for in


def confirm(
    session: Session, period: Period, centre_id: int, actor: Actor, today: date, note: str = ""
) -> PeriodConfirmation:
    """A centre says that its part of a period is complete. Again: the note is the newer one.

    Raises Conflict for a period that is not over, or is closed.
    """
    counted = _over_and_open(session, period, today)
    found = next((c for c in counted.confirmations if c.centre_id == centre_id), None)
    if found is None:
        found = PeriodConfirmation(centre_id=centre_id, confirmed_by=actor.name, note="")
        counted.confirmations.append(found)
    found.note = note.strip()
    session.flush()
    audit.record(session, actor, "confirm", "period", str(period))
    return found


def take_back(session: Session, period: Period, centre_id: int, actor: Actor, today: date) -> None:
    """Something is missing after all. Raises Conflict for a period that is closed."""
    counted = _over_and_open(session, period, today)
    for one in [c for c in counted.confirmations if c.centre_id == centre_id]:
        counted.confirmations.remove(one)
    session.flush()
    audit.record(session, actor, "take_back", "period", str(period))


def close(
    session: Session, period: Period, actor: Actor, today: date, *, without_all: bool = False
) -> CountedPeriod:
    """Count once more and keep it for good; a quarter closes its months with it.

    Raises Conflict while centres have not confirmed, naming them, unless ``without_all``.
    """
    counted = ready_to_close(session, period, today, without_all=without_all)
    for each in closed_together(period):
        count_period(session, each)
    return _keep_for_good(session, counted, period, actor)


def ready_to_close(
    session: Session, period: Period, today: date, *, without_all: bool = False
) -> CountedPeriod:
    """The period, where nothing stands in the way. Raises Conflict as ``close`` does."""
    counted = _over_and_open(session, period, today)
    waiting = not_confirmed(session, counted)
    if waiting and not without_all:
        names = ", ".join(centre.name for centre in waiting)
        raise Conflict(f"Not yet confirmed by: {names}.", "without_all")
    return counted


def close_counted(
    session: Session, period: Period, actor: Actor, today: date, *, without_all: bool = False
) -> CountedPeriod:
    """As ``close``, for a period and months that were counted a moment ago: all at once or none."""
    counted = ready_to_close(session, period, today, without_all=without_all)
    return _keep_for_good(session, counted, period, actor)


def closed_together(period: Period) -> list[Period]:
    """What becomes final with a period: of a quarter, its months too."""
    return [period, *(period.each_month() if period.months > 1 else ())]


def _keep_for_good(
    session: Session, counted: CountedPeriod, period: Period, actor: Actor
) -> CountedPeriod:
    for each in closed_together(period):
        one = find_counted(session, each) or count_period(session, each)
        if one.closed_at is None:
            one.closed_at, one.closed_by = now(), actor.on_behalf_of or actor.name
    session.flush()
    audit.record(session, actor, "close", "period", str(period))
    return counted


def not_confirmed(session: Session, counted: CountedPeriod) -> Sequence[Centre]:
    """The centres that took part then and have not confirmed, by name."""
    confirmed = [one.centre_id for one in counted.confirmations]
    taking_part = Centre.left_on.is_(None) | (Centre.left_on > counted.first_on)
    query = select(Centre).where(taking_part, Centre.id.not_in(confirmed))
    return session.scalars(query.order_by(Centre.name)).all()


def list_late_changes(session: Session, listed_in: CountedPeriod) -> int:
    """Compare closed periods with what would be counted today; how many numbers are new.

    What was listed before is taken into account, so that each change is listed once.
    """
    kind = Period.read(listed_in.period).kind
    query = (
        select(CountedPeriod)
        .where(CountedPeriod.closed_at.is_not(None), CountedPeriod.first_on < listed_in.first_on)
        .order_by(CountedPeriod.first_on.desc())
    )
    closed = [c for c in session.scalars(query) if Period.read(c.period).kind == kind]
    return sum(compare(session, one, listed_in) for one in closed[:LOOKED_BACK])


def adjusted(session: Session, counted: CountedPeriod) -> dict[tuple[str, Place], Sum]:
    """What is known of a closed period by now: as closed, and every adjustment since."""
    figures = session.scalars(select(Figure).where(Figure.counted_period_id == counted.id))
    since = session.scalars(select(Adjustment).where(Adjustment.closed_period_id == counted.id))
    found: defaultdict[tuple[str, Place], Sum] = defaultdict(Sum)
    for row in (*figures, *since):
        place = row.measure, (row.centre_id, row.district_code, row.grouping)
        found[place] = found[place].plus(Sum(row.numerator, row.denominator, row.unknown))
    return found


def compare(session: Session, closed: CountedPeriod, listed_in: CountedPeriod) -> int:
    """List what one closed period would be today, in another; how many numbers are new."""
    known, period, changes = adjusted(session, closed), Period.read(closed.period), 0
    for measure, today in count_each(session, period):
        places = {place for name, place in known if name == measure} | set(today)
        for place in sorted(places, key=str):
            was, is_ = known.get((measure, place), Sum()), today.get(place, Sum())
            change = Sum(*(new - old for new, old in zip(is_, was, strict=True)))
            if any(change):
                session.add(_adjustment(closed, listed_in, measure, place, change))
                changes += 1
    session.flush()
    return changes


def _adjustment(
    closed: CountedPeriod, listed_in: CountedPeriod, measure: str, place: Place, change: Sum
) -> Adjustment:
    centre_id, district_code, grouping = place
    return Adjustment(
        closed_period_id=closed.id,
        listed_in_id=listed_in.id,
        measure=measure,
        centre_id=centre_id,
        district_code=district_code,
        grouping=grouping,
        **change._asdict(),
    )


def _over_and_open(session: Session, period: Period, today: date) -> CountedPeriod:
    if today < period.until:
        raise Conflict(f"{period.in_words()} is not over yet.", "period")
    counted = find_counted(session, period) or count_period(session, period)
    session.flush()
    # Whoever confirms, takes back or closes waits here for the other, and sees what came of it.
    session.refresh(counted, with_for_update=True)
    if counted.closed_at is not None:
        raise Conflict(f"{period.in_words()} is closed. Late changes are listed.", "period")
    return counted
