"""What a centre's leaving would do, counted beforehand, and asking for it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.accounts.models import Hat
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.consents import allowed
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.models import Introduction
from brokerage.jobs import Job
from brokerage.jobs.models import JobRun, RunState
from brokerage.jobs.service import ask
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState


@dataclass(frozen=True)
class Going:
    """``transferred`` go to ``to``; ``erased`` agreed to no other centre; ``roles`` are staff's."""

    to: Centre
    transferred: int
    erased: int
    introductions: int
    organisations: int
    roles: int

    @property
    def people(self) -> int:
        """Everybody who is there now."""
        return self.transferred + self.erased


def what_goes(session: Session, centre: Centre) -> Going:
    """Raises Conflict for the lead centre, which cannot leave, and where nobody takes over."""
    to = find_lead(session)
    if centre.is_lead or to is None or to.id == centre.id:
        raise Conflict("The lead centre cannot leave: make another centre the lead first.")
    shared = allowed(Volunteer.id, "share_any_centre")
    still_open = Introduction.home_centre_id == centre.id, Introduction.closed_at.is_(None)
    return Going(
        to=to,
        transferred=_count(session, Volunteer, *_there(centre), shared),
        erased=_count(session, Volunteer, *_there(centre), ~shared),
        introductions=_count(session, Introduction, *still_open),
        organisations=_count(session, Organisation, Organisation.centre_id == centre.id),
        roles=_count(session, Hat, Hat.centre_id == centre.id),
    )


def ask_to_leave(session: Session, centre: Centre, actor: Actor, job: Job, name: str) -> None:
    """Have the job do it, once. Raises Invalid where the centre's name was not typed as it is."""
    what_goes(session, centre)
    if " ".join(name.split()).casefold() != centre.name.casefold():
        raise Invalid(f"Type the name as it stands here: {centre.name}.", "name")
    if find_asked(session, centre, job) is None:
        ask(session, job, centre_id=centre.id, asked_by=actor.name)
        audit.record(session, actor, "ask", "centre", centre.public_id, ("leave",))


def find_asked(session: Session, centre: Centre, job: Job) -> JobRun | None:
    """The run that waits or is under way, if it was asked for."""
    under_way = JobRun.state.in_((RunState.ASKED, RunState.RUNNING))
    runs = session.scalars(select(JobRun).where(JobRun.job == job.name, under_way))
    return next((one for one in runs if one.arguments.get("centre_id") == centre.id), None)


def _there(centre: Centre) -> tuple[ColumnElement[bool], ...]:
    return (
        Volunteer.centre_id == centre.id,
        Volunteer.state != VolunteerState.ANONYMISED,
        Volunteer.merged_into_id.is_(None),
    )


def _count(session: Session, model: type, *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*where)) or 0
