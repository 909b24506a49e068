"""A release on its way: asked for, made, let go by a second person, or declined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor, Role
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.evaluation.approving import require_another
from brokerage.evaluation.definitions import definitions_version
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.evaluations import lock
from brokerage.evaluation.releases.keeping import let_go
from brokerage.evaluation.releases.models import Evaluation, Release, ReleaseState
from brokerage.evaluation.releases.pseudonyms import ENDED

LONGEST_REASON = 1000
NOT_YET = {
    ReleaseState.MAKING: "This release is still being made.",
    ReleaseState.WAITING: "A second person has to approve this release first.",
    ReleaseState.DECLINED: "This release was declined.",
    ReleaseState.FAILED: "This release could not be made.",
    ReleaseState.REPLACED: "Another release has taken the place of this one.",
    ReleaseState.DELETED: "The evaluation has ended, and this release was deleted.",
}
MADE_ANEW = "Somebody was erased. A release without them is being made: try in a few minutes."


def ask_for(
    session: Session, evaluation: Evaluation, period: Period, actor: Actor, today: date
) -> Release:
    """The next number of a period. Raises Conflict and Invalid, naming the field."""
    lock(session, evaluation)
    _check_open(evaluation, today)
    if period.until > today:
        raise Invalid(f"{period.in_words()} is not over yet.", "period")
    last = select(func.max(Release.number)).where(
        Release.evaluation_id == evaluation.id, Release.period == str(period)
    )
    made = Release(
        evaluation=evaluation,
        period=str(period),
        number=(session.scalar(last) or 0) + 1,
        definitions=definitions_version(),
        state=ReleaseState.MAKING,
        asked_by=actor.name,
        asked_by_lead=Role.LEAD in actor.roles,
    )
    session.add(made)
    session.flush()
    audit.record(session, actor, "ask", "release", made.public_id)
    return made


def approve(session: Session, release: Release, actor: Actor) -> None:
    """A second person lets it go; one of the two runs the pilot. Raises Conflict."""
    _check_waits(session, release)
    _require_two(release, actor)
    _decide(session, release, actor, ReleaseState.APPROVED)
    audit.record(session, actor, "approve", "release", release.public_id)


def decline(session: Session, release: Release, reason: str, actor: Actor) -> None:
    """Nobody gets it. Raises Invalid without a reason, and Conflict."""
    said = reason.strip()
    if not said:
        raise Invalid("Say why, so that it can be made better.", "reason")
    if len(said) > LONGEST_REASON:
        raise Invalid(f"Use {LONGEST_REASON:,} characters or fewer.", "reason")
    _check_waits(session, release)
    release.reason = said
    _decide(session, release, actor, ReleaseState.DECLINED)
    audit.record(session, actor, "decline", "release", release.public_id)


def may_approve(release: Release, actor: Actor) -> bool:
    """Whether somebody may be the second of the two."""
    try:
        _require_two(release, actor)
    except Conflict:
        return False
    return True


def require_open(release: Release) -> None:
    """Raises Conflict for one that nobody may take away, or not just now."""
    if release.state != ReleaseState.APPROVED:
        raise Conflict(NOT_YET[ReleaseState(release.state)])
    if release.erasures_seen < release.evaluation.erasures:
        raise Conflict(MADE_ANEW)


def note_taken(session: Session, release: Release, actor: Actor, what: str) -> None:
    """Who took which release, which file of it, and its checksum."""
    names = (what.lower(), checksum_of(release))
    audit.record(session, actor, "download", "release", release.public_id, names)


def checksum_of(release: Release) -> str:
    """As the audit trail writes it: half of it, as a name there has 40 letters at most."""
    return f"sha256.{(release.sha256 or '')[:32]}"


def find_numbered(
    session: Session, evaluation: Evaluation, period: Period, number: int | None
) -> Release:
    """A release by its number, else the newest approved one. Raises NotFound."""
    mine = Release.evaluation_id == evaluation.id, Release.period == str(period)
    query = select(Release).where(*mine).order_by(Release.number.desc())
    if number is not None:
        query = query.where(Release.number == number)
    else:
        query = query.where(Release.state == ReleaseState.APPROVED)
    found = session.scalars(query.limit(1)).first()
    if found is not None:
        return found
    numbers: Sequence[int] = session.scalars(select(Release.number).where(*mine)).all()
    which = f"release {number}" if number is not None else "approved release"
    known = [f"--release {one}" for one in sorted(numbers)]
    raise NotFound(f"There is no {which} of {period} for “{evaluation.name}”.", "release", known)


def _require_two(release: Release, actor: Actor) -> None:
    require_another(release.asked_by, actor)
    if not release.asked_by_lead and Role.LEAD not in actor.roles:
        raise Conflict("One of the two people has to be the pilot lead.")


def _check_open(evaluation: Evaluation, today: date) -> None:
    if evaluation.ended_at is not None or today > evaluation.ends_on:
        raise Conflict(ENDED if evaluation.key is None else "Its last day has passed.")
    if today < evaluation.begins_on:
        raise Conflict(f"It begins on {evaluation.begins_on:%-d %B %Y}.")


def _check_waits(session: Session, release: Release) -> None:
    lock(session, release.evaluation)
    session.refresh(release)
    if release.state != ReleaseState.WAITING:
        raise Conflict("This release has gone on meanwhile: look at where it stands.")


def _decide(session: Session, release: Release, actor: Actor, state: ReleaseState) -> None:
    release.state, release.decided_by, release.decided_at = state, actor.name, now()
    if state == ReleaseState.DECLINED:
        let_go(session, release)
    session.flush()
