"""What is due to go, and letting it go. One rule for each line of the schedule that has months."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.concerns.models import Concern, ConcernNote
from brokerage.db import now
from brokerage.guidance.models import SupportEntry, TrainingBooking
from brokerage.hours.models import Letter
from brokerage.introductions.models import Contact, Introduction
from brokerage.introductions.service import withdraw_all
from brokerage.messages.models import OutboxMessage
from brokerage.organisations.models import Organisation
from brokerage.privacy import finding
from brokerage.privacy.erasing import erase
from brokerage.privacy.finding import Ids
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.privacy.schedule import Purpose
from brokerage.privacy.tables import FATES
from brokerage.privacy.whose import OF_A_CENTRE
from brokerage.suggestions.alerts.models import Alert
from brokerage.volunteers.checks import STEPS
from brokerage.volunteers.duplicates.merging import forget_old_merges
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerCheck,
    VolunteerReference,
    VolunteerState,
)
from brokerage.volunteers.service import move

JOB = Actor("job:privacy.retain", "job")
AT_ONCE = 500
GONE = {"name": "", "email": "", "phone": ""}  # of a booking; its group stays for figures

Act = Callable[[Session, Sequence[int]], None]


@dataclass(frozen=True)
class Due:
    """A line of the schedule and how many records are due under it."""

    purpose: Purpose
    count: int


def due(
    session: Session,
    purposes: Sequence[Purpose],
    at: datetime,
    centres: Collection[int] | None = None,
) -> list[Due]:
    """What a run would do; nothing is changed. Of some centres, or of the whole county."""
    found = []
    for one in purposes:
        if one.months is None or (centres is not None and one.id not in OF_A_CENTRE):
            continue
        query = RULES[one.id][0](_before(one, at)).order_by(None)
        if centres is not None:
            query = query.where(OF_A_CENTRE[one.id](centres))
        counting = select(func.count()).select_from(query.subquery())
        found.append(Due(one, session.scalar(counting) or 0))
    return found


def retain(session: Session, purpose: Purpose, at: datetime) -> int:
    """Let go of what is due under one line, at most AT_ONCE records. How many it was."""
    find, act = RULES[purpose.id]
    ids = session.scalars(find(_before(purpose, at)).limit(AT_ONCE)).all()
    if ids:
        act(session, ids)
        session.flush()
    return len(ids)


def _before(purpose: Purpose, at: datetime) -> datetime:
    return at - relativedelta(months=purpose.months or 0)


def _erase(session: Session, ids: Sequence[int]) -> None:
    for one in ids:
        erase(session, session.get_one(Volunteer, one), JOB, "no_reply")


def _leave(session: Session, ids: Sequence[int]) -> None:
    for one in ids:
        volunteer = session.get_one(Volunteer, one)
        withdraw_all(session, volunteer, JOB, "left")
        move(session, volunteer, VolunteerState.LEFT, JOB, "no_reply")


def _set(model: Any, values: Mapping[str, Any]) -> Act:
    """Take the words out of these rows and leave the rows."""

    def act(session: Session, ids: Sequence[int]) -> None:
        session.execute(
            update(model).where(model.id.in_(ids)).values(**values),
            execution_options={"synchronize_session": False},
        )

    return act


def _empty(model: Any) -> Act:
    return _set(model, FATES[model.__tablename__].emptied)


def _delete(*models: Any) -> Act:
    """Delete rows of the last; of those before it, the rows that are parts of these."""

    def act(session: Session, ids: Sequence[int]) -> None:
        for model in models[:-1]:
            session.execute(delete(model).where(model.concern_id.in_(ids)))
        session.execute(delete(models[-1]).where(models[-1].id.in_(ids)))

    return act


def _forget_merges(session: Session, _ids: Sequence[int]) -> None:
    forget_old_merges(session, now())


RULES: Mapping[str, tuple[Callable[[datetime], Ids], Act]] = {
    "enquiries": (finding.enquiries, _erase),
    "silent": (finding.silent, _leave),
    "left": (finding.left, _erase),
    "introductions": (
        finding.introductions,
        _set(Introduction, {**FATES["introductions"].emptied, "shared_agreed_at": None}),
    ),
    "contacts": (finding.contacts, _empty(Contact)),
    "letters": (finding.letters, _delete(Letter)),
    "messages": (finding.messages, _empty(OutboxMessage)),
    "references": (finding.references, _delete(VolunteerReference)),
    "checks": (finding.checks, _set(VolunteerCheck, STEPS)),
    "training": (finding.training, _set(TrainingBooking, GONE)),
    "support_given": (finding.support_given, _set(SupportEntry, {"note": ""})),
    "merges": (finding.merges, _forget_merges),
    "complaints": (finding.complaints, _empty(Complaint)),
    "data_requests": (finding.data_requests, _empty(DataRequest)),
    "alerts": (finding.alerts, _delete(Alert)),
    "organisation_contacts": (
        finding.organisation_contacts,
        _set(Organisation, dict.fromkeys(finding.CONTACTS)),
    ),
    "concerns": (finding.concerns, _delete(ConcernNote, Concern)),
}
