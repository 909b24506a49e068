"""What people of the demonstration county entered: targets, baselines, a wage rate and funding.

All of it is invented, and its sources say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.evaluation.entered.keeping import correct, enter
from brokerage.evaluation.models import Funding, Target, WageRate
from brokerage.evaluation.periods import Period
from brokerage.evaluation.reading import last_periods
from brokerage.volunteers.models import Volunteer

INVENTED = "Invented for the demonstration"
# Of the people on a centre's books: what share of them a quarter should bring.
AIMS = {"enquiries": 0.1, "registrations": 0.1, "placements": 0.06}
AIMED_RATES = {"placement_rate": 40.0, "answered": 75.0}
GIVERS = (
    ("The Example Community Fund", "trust", 1_250_000),
    ("Example District Council", "council_grant", 400_000),
    ("Example Builders Ltd", "business", 75_050),
    ("Collection at the volunteers’ fair", "donations", 31_240),
)


def add_entered(session: Session, today: date) -> None:
    """Before anything is counted, so that the funding is in it."""
    number = session.scalar(select(Account.public_id).where(Account.sign_in_name == "lead"))
    lead = Actor(f"account:{number}", "web")
    people = select(Volunteer.centre_id, func.count()).group_by(Volunteer.centre_id)
    of_centre = {row[0]: row[1] for row in session.execute(people)}
    ids = list(session.scalars(select(Centre.id).order_by(Centre.id)))
    sizes: dict[int | None, int] = {
        None: sum(of_centre.values()),
        **{one: of_centre.get(one, 0) for one in ids},
    }
    for centre_id, size in sizes.items():
        for target in _targets(centre_id, size, today):
            enter(session, "target", target, lead)
    enter(session, "rate", _rate(today), lead)
    _fund(session, ids, today, lead)


def _targets(centre_id: int | None, size: int, today: date) -> Iterator[Target]:
    present = Period.around(today, "quarter")
    first = last_periods(present, 5)[0]
    for measure, share in AIMS.items():
        amount = max(5, 5 * round(size * share / 5))
        for quarter in (present.before(), present):
            yield _target(centre_id, measure, "target", quarter, amount)
        yield _target(centre_id, measure, "baseline", first, round(0.8 * amount))
    for measure, per_cent in AIMED_RATES.items():
        yield _target(centre_id, measure, "target", present.before(), per_cent)


def _target(
    centre_id: int | None, measure: str, kind: str, quarter: Period, amount: float
) -> Target:
    facts = {"measure": measure, "kind": kind, "period": str(quarter), "amount": amount}
    return Target(centre_id=centre_id, source=INVENTED, **facts)


def _rate(today: date) -> WageRate:
    return WageRate(
        name="ASHE median hourly pay (invented)",
        area="Kent",
        pence=1650,
        valid_from=date(today.year - 2, 4, 1),
        source=f"{INVENTED}: not a figure of the Office for National Statistics",
    )


def _fund(session: Session, centres: list[int], today: date, lead: Actor) -> None:
    """Some in each of the last four quarters; one was keyed wrongly at first and put right."""
    places = [None, *centres]
    for back, quarter in enumerate(reversed(last_periods(Period.around(today, "quarter"), 4))):
        for number, (giver, kind, pence) in enumerate(GIVERS):
            day = min(quarter.first_on + timedelta(9 + 17 * number), today)
            place = places[(back + number) % len(places)]
            enter(session, "funding", _funding(place, day, giver, kind, pence), lead)
    slip = enter(session, "funding", _funding(None, today, *GIVERS[1]), lead)
    put_right = _funding(None, today, *GIVERS[1][:2], GIVERS[1][2] // 10)
    correct(session, "funding", slip, put_right, lead)


def _funding(place: int | None, day: date, giver: str, kind: str, pence: int) -> Funding:
    facts = {"came_from": giver, "kind": kind, "pence": pence, "note": INVENTED + "."}
    return Funding(centre_id=place, received_on=day, **facts)
