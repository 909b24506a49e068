"""One record for each check that has just what the check looks for, and nothing else wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.actors import PUBLIC
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.db import now
from brokerage.equality.models import EqualityAnswer
from brokerage.geography.models import Postcode
from brokerage.hours.models import Booking, HourEntry, Kind, Occurrence
from brokerage.hours.models.entries import month_number
from brokerage.introductions.models import FollowUp, Introduction
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity, OpportunityMove
from brokerage.opportunities.models import State as RoleState
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import LikelyPair, Volunteer
from brokerage.weeks import local_today
from tests.making import make_organisation, make_role, make_volunteer

TODAY = local_today()
ASHFORD_DISTRICT, DOVER_DISTRICT = "E07000105", "E07000108"
WHOLE: dict[str, Any] = {
    "email": "vera@people.example", "district_code": ASHFORD_DISTRICT, "postcode": "TN23 1AA",
    "age_band": "35-49", "availability_stated": True,
}  # fmt: skip


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def person(
    session: Session, *, asked: bool = True, equality: bool = True, **other: Any
) -> Volunteer:
    """Somebody whose record is whole, but for what is named."""
    made = make_volunteer(session, lead(session).id, **WHOLE | other)
    if asked:
        record_consent(session, made.id, "news", False, PUBLIC)
    if equality:
        answer = {"question": "sex", "answer": "prefer_not", "list_version": "1"}
        session.add(EqualityAnswer(volunteer_id=made.id, **answer))
    session.flush()
    return made


def body(session: Session, **other: Any) -> Organisation:
    whole = {"income_band": "small", "contact_name": "Wren", "email": "w@trust.example"}
    whole |= {"district_code": ASHFORD_DISTRICT, "insurance": "own", "centre_id": lead(session).id}
    return make_organisation(session, **whole | {"insurance_ends_on": TODAY} | other)


def role(session: Session, *, moved: bool = True, **other: Any) -> Opportunity:
    whole: dict[str, Any] = {"on": "Tue 18:30-20:30", "organisation": body(session)}
    made = make_role(session, **whole | other)
    if moved:
        said = {"to_state": "live", "actor": "account:tests", "through": "web"}
        session.add(OpportunityMove(opportunity_id=made.id, moved_at=now(), **said))
    session.flush()
    return made


def introduction(session: Session, state: State = State.REFERRED, **other: Any) -> Introduction:
    """Sent a week ago; with ``followed_up``, a follow-up is written down."""
    followed_up = other.pop("followed_up", False)
    sent = now() - timedelta(days=7)
    whole: dict[str, Any] = {"due_on": TODAY, "owner": "organisation", "referred_at": sent}
    made = Introduction(
        volunteer_id=person(session).id,
        opportunity_id=role(session).id,
        home_centre_id=lead(session).id,
        state=state,
        **whole | other,
    )
    session.add(made)
    session.flush()
    if followed_up:
        said = {"weeks": 4, "outcome": "going_well", "actor": "account:tests", "through": "web"}
        session.add(FollowUp(introduction_id=made.id, **said))
    session.flush()
    return made


def started(session: Session, **other: Any) -> Introduction:
    whole = {"started_on": days_ago(70), "followed_up": True, "owner": "broker"}
    return introduction(session, State.STARTED, **whole | other)


def entry(session: Session, of: Introduction | None = None, **other: Any) -> HourEntry:
    given = of or started(session)
    day = other.get("given_on", days_ago(7))
    whole: dict[str, Any] = {"given_on": day, "month": month_number(day), "minutes": 120}
    made = HourEntry(
        volunteer_id=given.volunteer_id,
        introduction_id=given.id,
        opportunity_id=given.opportunity_id,
        organisation_id=session.get_one(Opportunity, given.opportunity_id).organisation_id,
        centre_id=lead(session).id,
        **{"kind": Kind.RECORDED, "source": "page", "actor": "account:t", "through": "web"}
        | whole
        | other,
    )
    session.add(made)
    session.flush()
    return made


def lead(session: Session) -> Centre:
    return session.scalars(select(Centre).where(Centre.is_lead)).one()


def _other_district(session: Session) -> None:
    session.merge(
        Postcode(code="CT16 1AA", latitude=51.1, longitude=1.3, district_code=DOVER_DISTRICT,
                 source="tests")
    )  # fmt: skip
    person(session, postcode="CT16 1AA")


def _idle(session: Session) -> None:
    person(session, created_at=now() - timedelta(days=32))


def _stale(session: Session) -> None:
    one = person(session, state="registered").id
    then = update(Volunteer).where(Volunteer.id == one)  # what is written touches it, else
    session.execute(then.values(touched_at=now() - timedelta(days=366)))


def _pair(session: Session) -> None:
    one, other = person(session), person(session)
    session.add(LikelyPair(older_id=one.id, newer_id=other.id, points=9, reasons=[]))


def _ended_early(session: Session) -> None:
    ended = {"closed_at": now() - timedelta(days=30), "reason": "volunteer_stopped"}
    nobodys = {"owner": None, "due_on": None}
    introduction(session, State.ENDED, started_on=days_ago(20), **ended | nobodys)


def _overlapping(session: Session) -> None:
    given = started(session)
    entry(session, given, start_minute=600)
    entry(session, given, start_minute=690)
    entry(session, given, start_minute=810)  # begins as the second ends


def _attendance(session: Session) -> None:
    of = started(session)
    held = Occurrence(opportunity_id=of.opportunity_id, held_on=days_ago(3), start_minute=600,
                      length_minutes=60, places_taken=1)  # fmt: skip
    session.add(held)
    session.flush()
    who = {"introduction_id": of.id, "volunteer_id": of.volunteer_id}
    session.add(
        Booking(occurrence_id=held.id, state="booked", actor="account:t", through="web", **who)
    )


def _silent(session: Session) -> None:
    introduction(session, referred_at=now() - timedelta(days=60))


def _filled(session: Session) -> None:
    role(session, state=RoleState.FILLED, places_offered=3, places_taken=1)


SPOILED: dict[str, Callable[[Session], object]] = {
    "person_contact": lambda s: person(s, email=None),
    "person_channel": lambda s: person(s, preferred_channel="phone"),
    "person_home": lambda s: person(s, district_code=None),
    "person_postcode": lambda s: person(s, postcode=None),
    "person_district": _other_district,
    "person_age": lambda s: person(s, age_band=None),
    "person_born": lambda s: person(s, born_on=days_ago(20 * 365)),
    "person_times": lambda s: person(s, availability_stated=False),
    "person_consent": lambda s: person(s, asked=False),
    "person_equality": lambda s: person(s, equality=False),
    "person_idle": _idle,
    "person_stale": _stale,
    "pair_undecided": _pair,
    "introduction_late": lambda s: introduction(s, due_on=days_ago(31)),
    "placement_first_day": lambda s: introduction(s, State.ACCEPTED, agreed_on=days_ago(3)),
    "placement_ends_early": _ended_early,
    "follow_up_late": lambda s: started(s, due_on=days_ago(29)),
    "follow_up_missing": lambda s: started(s, followed_up=False),
    "hours_estimated_only": lambda s: entry(s, kind=Kind.ESTIMATED),
    "hours_impossible": lambda s: entry(s, minutes=17 * 60),
    "hours_overlapping": _overlapping,
    "hours_unconfirmed": lambda s: entry(s, given_on=days_ago(61)),
    "session_attendance": _attendance,
    "role_times": lambda s: role(s, on=None),
    "role_district": lambda s: role(s, at=None),
    "role_over": lambda s: role(s, ends_on=days_ago(1)),
    "role_quiet": lambda s: role(s, moved=False),
    "role_filled": _filled,
    "organisation_income": lambda s: body(s, income_band=None),
    "organisation_contact": lambda s: body(s, contact_name=""),
    "organisation_district": lambda s: body(s, district_code=None),
    "organisation_insurance": lambda s: body(s, insurance=None),
    "organisation_uninsured": lambda s: body(s, insurance_ends_on=days_ago(1)),
    "organisation_silent": _silent,
}
FOUND_TWICE = {"hours_overlapping"}  # both entries are listed
