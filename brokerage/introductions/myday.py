"""The desk's first screen: what is due, what is late, and whom we wait for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from brokerage.introductions.due import NEXT_ACTION, Owner
from brokerage.introductions.models import Introduction, Task
from brokerage.introductions.states import State
from brokerage.introductions.tasks import list_tasks
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation


@dataclass(frozen=True)
class LateOrganisation:
    """One organisation and everything it owes an answer to: one call settles several."""

    organisation: Organisation
    introductions: tuple[Introduction, ...]


@dataclass(frozen=True)
class MyDay:
    """``ours``: a broker's turn, due by today. ``late``: others', by organisation and by person.
    ``waiting``: others' turn, still in time, the nearest day first."""

    ours: tuple[Introduction, ...]
    late_organisations: tuple[LateOrganisation, ...]
    late_volunteers: tuple[Introduction, ...]
    waiting: tuple[Introduction, ...]
    tasks: tuple[Task, ...]


def my_day(session: Session, centre_ids: Collection[int], today: date) -> MyDay:
    """Everything open of these centres, by who must act and by when."""
    everything = session.scalars(_open_of(centre_ids)).all()
    ours = [i for i in everything if i.owner == Owner.BROKER]
    theirs = [i for i in everything if i.owner != Owner.BROKER]
    late = [i for i in theirs if _is_late(i, today)]
    return MyDay(
        ours=tuple(i for i in ours if i.due_on is not None and i.due_on <= today),
        late_organisations=tuple(_by_organisation(late)),
        late_volunteers=tuple(i for i in late if i.owner == Owner.VOLUNTEER),
        waiting=tuple(i for i in theirs if not _is_late(i, today)),
        tasks=tuple(list_tasks(session, centre_ids, today)),
    )


def next_action(introduction: Introduction) -> str:
    """What the owner should do, in words for a button or a line."""
    if introduction.returned_at is not None:
        return "Ring once more, or offer another role"
    return NEXT_ACTION[State(introduction.state)]


def list_of_volunteer(session: Session, volunteer_id: int) -> Sequence[Introduction]:
    """Where each of somebody's introductions stands: the open ones first, then the newest."""
    query = select(Introduction).where(Introduction.volunteer_id == volunteer_id)
    with_role = query.options(joinedload(Introduction.opportunity))
    order = (Introduction.closed_at.is_not(None), Introduction.id.desc())
    return session.scalars(with_role.order_by(*order)).unique().all()


def list_of_organisation(
    session: Session, organisation_ids: Collection[int]
) -> Sequence[Introduction]:
    """What waits for an organisation's answer, the nearest day first."""
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id.in_(organisation_ids))
        .where(Introduction.closed_at.is_(None), Introduction.owner == Owner.ORGANISATION)
        .order_by(Introduction.due_on, Introduction.id)
    )
    return session.scalars(query).all()


def _open_of(centre_ids: Collection[int]) -> Select[Introduction]:
    query = select(Introduction).where(
        Introduction.closed_at.is_(None),
        or_(
            Introduction.home_centre_id.in_(centre_ids),
            Introduction.placing_centre_id.in_(centre_ids),
        ),
    )
    with_people = query.options(
        joinedload(Introduction.volunteer),
        joinedload(Introduction.opportunity).joinedload(Opportunity.organisation),
    )
    return with_people.order_by(Introduction.due_on, Introduction.id)


def _is_late(introduction: Introduction, today: date) -> bool:
    reminded = introduction.reminded_at is not None
    return reminded or (introduction.due_on is not None and introduction.due_on < today)


def _by_organisation(late: Sequence[Introduction]) -> list[LateOrganisation]:
    """The ones with most to settle first."""
    theirs = [i for i in late if i.owner == Owner.ORGANISATION]
    theirs.sort(key=lambda i: (i.opportunity.organisation.name, i.opportunity.organisation_id))
    grouped = [
        LateOrganisation(organisation, tuple(group))
        for organisation, group in groupby(theirs, key=lambda i: i.opportunity.organisation)
    ]
    return sorted(grouped, key=lambda one: -len(one.introductions))
