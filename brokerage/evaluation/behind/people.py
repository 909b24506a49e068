"""People who come and go, as rows behind a figure. Only those are named whom the reader may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from brokerage.evaluation.behind.naming import About, Asking, joined, on_day
from brokerage.introductions.models import Introduction
from brokerage.tenancy import introductions_seen_by, volunteers_seen_by
from brokerage.volunteers.models import NamelessEnquiry, Volunteer, VolunteerState
from brokerage.volunteers.states import IN_WORDS

ERASED = "A record that was erased"
MERGED = "A record that was merged into another"
ELSEWHERE = "Somebody of another centre"


def people(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """Volunteers."""
    seen = people_seen(asking, ids)
    query = select(Volunteer).where(Volunteer.id.in_(ids))
    return {
        one.id: About(
            name_of(one, one.id in seen),
            joined(IN_WORDS[one.state], f"with us since {on_day(one.created_at)}"),
            one.public_id,
            "desk.person" if one.id in seen else "",
            {"volunteer_id": one.public_id},
        )
        for one in asking.session.scalars(query)
    }


def nameless(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """Enquiries of which nothing is kept but that they were made."""
    query = select(NamelessEnquiry).where(NamelessEnquiry.id.in_(ids))
    return {
        one.id: About("An enquiry without a name", f"On {on_day(one.asked_at)}")
        for one in asking.session.scalars(query)
    }


def name_of(volunteer: Volunteer, seen: bool) -> str:
    """What somebody is called here."""
    if volunteer.state == VolunteerState.ANONYMISED:
        return ERASED
    if volunteer.merged_into_id is not None:
        return MERGED
    if not seen:
        return ELSEWHERE
    return f"{volunteer.first_name} {volunteer.last_name}".strip()


def people_seen(asking: Asking, ids: Collection[int]) -> set[int]:
    """Those whose own record is open to the reader."""
    query = volunteers_seen_by(asking.actor).with_only_columns(Volunteer.id)
    return set(asking.session.scalars(query.where(Volunteer.id.in_(ids))))


def introductions_seen(asking: Asking, ids: Collection[int]) -> set[int]:
    """Those introductions that are open to the reader, and the person's name with them."""
    query = introductions_seen_by(asking.actor).with_only_columns(Introduction.id)
    return set(asking.session.scalars(query.where(Introduction.id.in_(ids))))
