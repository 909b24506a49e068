"""People: what a centre has to know of somebody to find something that fits, and to count them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, not_, or_, select

from brokerage.consents import Consent
from brokerage.equality.models import EqualityAnswer
from brokerage.evaluation.periods import midnight
from brokerage.evaluation.quality.ages import age_differs
from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.geography.models import Postcode
from brokerage.hours.figures import CURRENT
from brokerage.hours.models import HourEntry
from brokerage.introductions.models import Introduction
from brokerage.volunteers.models import Volunteer, VolunteerCarer, VolunteerState

LOOKED_AFTER = (VolunteerState.REGISTERED, VolunteerState.ACTIVE, VolunteerState.PAUSED)
LEFT_ALONE = timedelta(days=365)
NEW = timedelta(days=30)  # time to find somebody a first role
ARGS = ("volunteer_id",)


def _records() -> Select[*tuple[Any, ...]]:
    here = Volunteer.state.in_((VolunteerState.ENQUIRY, *LOOKED_AFTER))
    return select().select_from(Volunteer).where(here, Volunteer.merged_into_id.is_(None))


def _registered(_today: date) -> ColumnElement[bool]:
    """Of an enquiry, a name and one way to reach them is all that is asked."""
    return Volunteer.state.in_(LOOKED_AFTER)


def _active(_today: date) -> ColumnElement[bool]:
    return Volunteer.state == VolunteerState.ACTIVE


def _empty(column: Any) -> ColumnElement[bool]:
    return func.coalesce(column, "") == ""


def _no_carer() -> ColumnElement[bool]:
    reachable = or_(not_(_empty(VolunteerCarer.phone)), not_(_empty(VolunteerCarer.email)))
    return Volunteer.id.not_in(select(VolunteerCarer.volunteer_id).where(reachable))


def _no_contact(_today: date) -> ColumnElement[bool]:
    own = (Volunteer.email, Volunteer.phone, Volunteer.second_phone, Volunteer.address)
    return and_(*(_empty(column) for column in own), _no_carer())


def _channel_missing(_today: date) -> ColumnElement[bool]:
    """They named a way to be reached, and what it needs is not there."""
    way = Volunteer.preferred_channel
    by_phone = and_(_empty(Volunteer.phone), _empty(Volunteer.second_phone))
    return or_(
        and_(way == "email", _empty(Volunteer.email)),
        and_(way.in_(("phone", "text")), by_phone),
        and_(way == "letter", _empty(Volunteer.address)),
        and_(way == "carer", _no_carer()),
    )


def _can_be_reached(today: date) -> ColumnElement[bool]:
    return not_(_no_contact(today))


def _other_district(_today: date) -> ColumnElement[bool]:
    of_postcode = (
        select(Postcode.district_code)
        .where(Postcode.code == Volunteer.postcode)
        .correlate(Volunteer)
        .scalar_subquery()
    )
    return of_postcode != Volunteer.district_code


def _nothing_happened(today: date) -> ColumnElement[bool]:
    came = Volunteer.created_at < midnight(today - NEW)
    introduced = exists().where(Introduction.volunteer_id == Volunteer.id)
    gave = exists().where(CURRENT, HourEntry.volunteer_id == Volunteer.id)
    return and_(came, ~introduced, ~gave)


def _untouched(today: date) -> ColumnElement[bool]:
    return Volunteer.touched_at < midnight(today - LEFT_ALONE)


def _name(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.first_name} {row.last_name}".strip()


def _edit(anchor: str) -> Mend:
    return Mend("at_the_desk.edit", anchor, ARGS)


_PAGE = Mend("desk.person", "", ARGS)

CHECKS = (
    Check(
        "person_contact", "No way to reach them",
        "Without an e-mail address, a telephone number or an address nobody can offer them a role.",
        Severity.MISSING, _no_contact, _edit("email"),
    ),
    Check(
        "person_channel", "The way they want to be reached is not there",
        "They asked, for example, to be rung, but there is no telephone number.",
        Severity.CONTRADICTORY, _channel_missing, _edit("preferred_channel"),
        asked=_can_be_reached,
    ),
    Check(
        "person_home", "No home area",
        "Without it nobody knows what is near, and they count in no district.",
        Severity.MISSING, lambda _today: Volunteer.district_code.is_(None), _edit("near"),
        asked=_registered,
    ),
    Check(
        "person_postcode", "No postcode",
        "Distances are rough without it, and they are missing in the figures on deprived areas.",
        Severity.MISSING, lambda _today: _empty(Volunteer.postcode), _edit("near"),
        asked=_registered,
    ),
    Check(
        "person_district", "Postcode in another district",
        "The record names one district and the postcode lies in another: one of them is wrong.",
        Severity.CONTRADICTORY, _other_district, _edit("near"),
        asked=lambda _today: and_(not_(_empty(Volunteer.postcode)),
                                  Volunteer.district_code.is_not(None)),
        detail=("Postcode", Volunteer.postcode),
    ),
    Check(
        "person_age", "No age group",
        "Some roles have a lowest age, and reach by age cannot be told without it.",
        Severity.MISSING, lambda _today: Volunteer.age_band.is_(None), _edit("age_band"),
        asked=_registered,
    ),
    Check(
        "person_born", "Date of birth in another age group",
        "The date of birth gives another age group than the one that was ticked.",
        Severity.CONTRADICTORY, age_differs, _edit("age_band"),
        asked=lambda _today: and_(Volunteer.born_on.is_not(None), Volunteer.age_band.is_not(None)),
    ),
    Check(
        "person_times", "No times stated",
        "Roles cannot be ordered by what fits somebody’s week.",
        Severity.MISSING, lambda _today: not_(Volunteer.availability_stated), _edit("part-when"),
        asked=_registered,
    ),
    Check(
        "person_consent", "Never asked what they agree to",
        "Nothing is written down about news, reminders, or help from other centres.",
        Severity.MISSING, lambda _today: Volunteer.id.not_in(select(Consent.volunteer_id)),
        _edit("part-agree"), asked=_registered,
    ),
    Check(
        "person_equality", "No answer to the equality questions",
        "Reach can be told only of those who were asked. “Prefer not to say” is an answer too.",
        Severity.MISSING, lambda _today: Volunteer.id.not_in(select(EqualityAnswer.volunteer_id)),
        _PAGE, asked=_registered, listed=False,
    ),
    Check(
        "person_idle", "Active, but nothing has happened",
        "They count as active but have no introduction and no hours after 30 days.",
        Severity.CONTRADICTORY, _nothing_happened, Mend("desk.person", "stands", ARGS),
        asked=_active, detail=("With us since", Volunteer.created_at),
    ),
    Check(
        "person_stale", "Not looked at for a year",
        "Addresses, times and wishes change: ask whether all of it is still right.",
        Severity.STALE, _untouched, _edit(""),
        asked=lambda _today: Volunteer.state.in_(LOOKED_AFTER[:2]),
        detail=("Last changed", Volunteer.touched_at),
    ),
)  # fmt: skip
PEOPLE = Subject(
    "people", "People", "person", "people", _records, Volunteer.centre_id, Volunteer.id,
    {"volunteer_id": Volunteer.public_id, "first_name": Volunteer.first_name,
     "last_name": Volunteer.last_name},
    _name, CHECKS, _PAGE,
)  # fmt: skip
