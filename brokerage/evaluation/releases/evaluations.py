"""Named evaluations: set up by the pilot lead, ended by the lead or on their last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.evaluation.releases.keeping import let_go
from brokerage.evaluation.releases.models import (
    Evaluation,
    Release,
    ReleaseErasure,
    ReleaseState,
)
from brokerage.evaluation.releases.pseudonyms import new_key

LONGEST_NAME, LONGEST_PURPOSE = 80, 1000


@dataclass(frozen=True)
class Setting:
    """What is said of an evaluation when it is set up."""

    name: str
    evaluator: str
    purpose: str
    agreement: str
    begins_on: date
    ends_on: date
    months_only: bool


def set_up(
    session: Session, setting: Setting, actor: Actor, today: date, secret: str
) -> Evaluation:
    """A new one, with a key of its own. Raises Invalid, naming the field."""
    _check(session, setting, today)
    made = Evaluation(
        **asdict(setting), folded=folded(setting.name), key=new_key(secret), set_up_by=actor.name
    )
    session.add(made)
    session.flush()
    audit.record(session, actor, "set_up", "evaluation", made.public_id)
    return made


def end(session: Session, evaluation: Evaluation, actor: Actor) -> int:
    """Destroy the key and every file made under it; how many releases that were.

    Raises Conflict for one that has ended already.
    """
    lock(session, evaluation)
    if evaluation.ended_at is not None:
        raise Conflict("This evaluation has ended already.")
    evaluation.key, evaluation.ended_at, evaluation.ended_by = None, now(), actor.name
    gone = [one for one in evaluation.releases if one.state not in _GONE]
    for release in gone:
        let_go(session, release)
        release.state = ReleaseState.DELETED
    mine = ReleaseErasure.evaluation_id == evaluation.id
    for erasure in session.scalars(select(ReleaseErasure).where(mine)):
        session.delete(erasure)
    session.flush()
    audit.record(session, actor, "end", "evaluation", evaluation.public_id)
    return len(gone)


def list_evaluations(session: Session) -> Sequence[Evaluation]:
    """Those that go on first, then the newest."""
    order = (Evaluation.ended_at.is_not(None), Evaluation.id.desc())
    return session.scalars(select(Evaluation).order_by(*order)).all()


def list_running(session: Session) -> Sequence[Evaluation]:
    """Those that have a key."""
    going_on = select(Evaluation).where(Evaluation.ended_at.is_(None))
    return session.scalars(going_on.order_by(Evaluation.id)).all()


def get_evaluation(session: Session, public_id: str) -> Evaluation:
    """Raises NotFound."""
    query = select(Evaluation).where(Evaluation.public_id == public_id.replace("\0", ""))
    found = session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that evaluation.")
    return found


def get_by_name(session: Session, name: str) -> Evaluation:
    """As people write it. Raises NotFound, with the names there are."""
    found = session.scalar(select(Evaluation).where(Evaluation.folded == folded(name)))
    if found is None:
        names = [one.name for one in list_evaluations(session)]
        raise NotFound(f"There is no evaluation “{name}”.", "evaluation", names)
    return found


def get_release(session: Session, public_id: str) -> Release:
    """Raises NotFound."""
    found = session.scalar(select(Release).where(Release.public_id == public_id.replace("\0", "")))
    if found is None:
        raise NotFound("We cannot find that release.")
    return found


def lock(session: Session, evaluation: Evaluation) -> None:
    """Who erases, makes, approves or ends waits for the others here; read anew."""
    session.refresh(evaluation, with_for_update=True)


def folded(name: str) -> str:
    """Spaces and capitals make no other name."""
    return " ".join(name.split()).casefold()[:200]


_GONE = (ReleaseState.REPLACED, ReleaseState.FAILED, ReleaseState.DECLINED)


def _check(session: Session, setting: Setting, today: date) -> None:
    if not folded(setting.name):
        raise Invalid("Enter a name.", "name")
    if len(setting.name) > LONGEST_NAME:
        raise Invalid(f"Use {LONGEST_NAME} characters or fewer.", "name")
    if session.scalar(select(Evaluation.id).where(Evaluation.folded == folded(setting.name))):
        raise Invalid("There is an evaluation of that name. Choose another.", "name")
    if len(setting.purpose) > LONGEST_PURPOSE:
        raise Invalid(f"Use {LONGEST_PURPOSE:,} characters or fewer.", "purpose")
    for field in ("evaluator", "agreement"):
        if len(getattr(setting, field)) > 200:
            raise Invalid("Use 200 characters or fewer.", field)
    if setting.ends_on < setting.begins_on:
        raise Invalid("The last day is before the first.", "ends_on")
    if setting.ends_on < today:
        raise Invalid("The last day has passed.", "ends_on")
