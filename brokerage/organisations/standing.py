"""How an organisation becomes one of ours, and how it stops: each step kept with who and why.

Services never commit and never see the request; what is said about a step is telling.py's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.organisations.models import Organisation, OrganisationMove, Standing
from brokerage.organisations.reasons import DECLINED, HELP
from brokerage.organisations.requirements import NO_RISK, WORDS, missing
from brokerage.organisations.states import check_standing
from brokerage.versions import note_change

LONGEST = 2000


def submit(session: Session, organisation: Organisation, actor: Actor) -> None:
    """Put it before the centre: the address is proved, or what was missing is there."""
    _move(session, organisation, Standing.SUBMITTED, actor)
    organisation.submitted_at = now()


def verify(session: Session, organisation: Organisation, actor: Actor, today: date) -> None:
    """The centre says yes. Raises Invalid where something of the short list is missing."""
    lacking = missing(organisation, NO_RISK, today)
    if lacking:
        names = "; ".join(one.label.lower() for one in lacking)
        raise Invalid(f"Still missing: {names}. Add it, or answer “not yet”.", "answer")
    _move(session, organisation, Standing.VERIFIED, actor)
    organisation.verified_at = now()


def not_yet(
    session: Session,
    organisation: Organisation,
    actor: Actor,
    lacking: Iterable[str],
    help_offered: Iterable[str],
    note: str,
) -> None:
    """The centre says what is missing and how it helps. Raises Invalid, naming the field."""
    codes = [code for code in WORDS if code in set(lacking)]
    if not codes and not note.strip():
        raise Invalid("Tick what is missing, or write it.", "missing")
    move = _move(session, organisation, Standing.NOT_YET, actor, note=_checked(note))
    move.missing = codes
    move.help = [code for code in HELP if code in set(help_offered)]
    organisation.verified_at, organisation.trusted = None, False


def decline(
    session: Session, organisation: Organisation, actor: Actor, reason: str, note: str
) -> None:
    """The centre says no, and why. Raises Invalid, naming the field."""
    if reason not in DECLINED:
        raise Invalid("Choose why.", "reason")
    if reason == "other" and not note.strip():
        raise Invalid("Write why, for them to read.", "note")
    _move(session, organisation, Standing.DECLINED, actor, reason=reason, note=_checked(note))


def leave(session: Session, organisation: Organisation, actor: Actor, note: str = "") -> None:
    """It stops. Its members see nothing of volunteers from now on."""
    _move(session, organisation, Standing.LEFT, actor, note=_checked(note))
    organisation.verified_at, organisation.trusted = None, False


def trust(
    session: Session, organisation: Organisation, actor: Actor, on: bool, reason: str
) -> None:
    """Let it publish without being looked at first, or no longer. Raises Invalid or Conflict."""
    why = " ".join(reason.split())
    if not why or len(why) > 400:
        raise Invalid("Write why, in up to 400 characters.", "why")
    _lock(session, organisation)
    if on and organisation.state != Standing.VERIFIED:
        raise Conflict("Only an organisation that is verified can be trusted.")
    organisation.trusted, organisation.trusted_reason = on, why
    note_change(organisation)
    session.flush()
    _audit(session, organisation, actor, "trusted" if on else "not_trusted", ["trusted"])


def mark_centre(session: Session, organisation: Organisation, actor: Actor, on: bool) -> None:
    """Note that it also runs a centre: for the report on fair turns, never for ranking."""
    _lock(session, organisation)
    organisation.runs_a_centre = on
    note_change(organisation)
    session.flush()
    _audit(session, organisation, actor, "marked", ["runs_a_centre"])


def list_waiting(session: Session, centre_ids: Collection[int]) -> Sequence[Organisation]:
    """Who waits for an answer of these centres, the longest first."""
    query = select(Organisation).where(
        Organisation.state == Standing.SUBMITTED,
        or_(Organisation.centre_id.in_(centre_ids), Organisation.centre_id.is_(None)),
    )
    return session.scalars(query.order_by(Organisation.submitted_at, Organisation.id)).all()


def last_answer(organisation: Organisation) -> OrganisationMove | None:
    """What the centre said last."""
    answers = (Standing.NOT_YET, Standing.VERIFIED, Standing.DECLINED)
    return next((one for one in reversed(organisation.moves) if one.to_state in answers), None)


def _move(
    session: Session,
    organisation: Organisation,
    target: Standing,
    actor: Actor,
    *,
    reason: str | None = None,
    note: str = "",
) -> OrganisationMove:
    _lock(session, organisation)
    check_standing(Standing(organisation.state), target)
    move = OrganisationMove(
        from_state=organisation.state,
        to_state=target,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
        reason=reason,
        note=note,
    )
    organisation.moves.append(move)
    organisation.state = target
    note_change(organisation)
    session.flush()
    _audit(session, organisation, actor, str(target), ["state"])
    return move


def _lock(session: Session, organisation: Organisation) -> None:
    """Two answers at once come one after the other."""
    session.flush()
    mine = select(Organisation.id).where(Organisation.id == organisation.id)
    session.execute(mine.with_for_update())
    session.refresh(organisation, ["state", "version", "trusted"])


def _audit(
    session: Session, organisation: Organisation, actor: Actor, action: str, names: list[str]
) -> None:
    audit.record(
        session, actor, action, "organisation", organisation.public_id, names, organisation.version
    )


def _checked(note: str) -> str:
    said = note.strip()
    if len(said) > LONGEST:
        raise Invalid(f"Write up to {LONGEST:,} characters.", "note")
    return said
