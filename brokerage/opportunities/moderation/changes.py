"""Every change of a published role, and those that wait for the centre.

Posting (posting/minding.py) takes ``as_it_stands`` before and after an edit and calls
``note_changes``; what ``must_wait`` goes through ``propose``. The old text stays meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.centres.service import centre_for_district
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.opportunities.models import Opportunity, OpportunityPlace, State
from brokerage.opportunities.moderation.models import ProposedChange, RoleChange
from brokerage.opportunities.moderation.wording import words_of
from brokerage.opportunities.service import record_change
from brokerage.opportunities.sessions_text import SessionRule, write_session
from brokerage.organisations.requirements import RISKS, Flags, why_not_live
from brokerage.versions import note_change

PUBLISHED = frozenset({State.LIVE, State.PAUSED, State.FILLED})
RISKY = frozenset({*RISKS, "check_level", "check_reason", "attendance", "places"})
PLACE = (
    "name", "address", "postcode", "latitude", "longitude", "precision", "district_code",
    "is_private_home",
)  # fmt: skip
UNTRACKED = frozenset(
    {
        "id", "public_id", "organisation_id", "centre_id", "state", "version", "changed_version",
        "created_at", "published_at", "source", "source_id", "source_digest", "shifted_days",
        "places_taken", "in_flight",
    }
)  # fmt: skip


def as_it_stands(role: Opportunity) -> dict[str, Any]:
    """Everything that the organisation says of a role, as plain values to compare."""
    names = [one.key for one in Opportunity.__table__.columns if one.key not in UNTRACKED]
    found: dict[str, Any] = {name: getattr(role, name) for name in names}
    found["places"] = [{name: getattr(one, name) for name in PLACE} for one in role.places]
    found["sessions"] = [_session(one) for one in role.sessions]
    found["windows"] = [[w.weekday, w.start_minute, w.end_minute] for w in role.windows]
    found["terms"] = sorted([term.uri, term.importance or ""] for term in role.terms)
    return found


def note_changes(
    session: Session,
    role: Opportunity,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    actor: Actor,
) -> list[RoleChange]:
    """Keep what is different, field by field, of a role that is published."""
    if role.state not in PUBLISHED:
        return []
    made = [
        RoleChange(
            opportunity_id=role.id,
            field=name,
            old=words_of(name, before.get(name)),
            new=words_of(name, after[name]),
            actor=actor.name,
            on_behalf_of=actor.on_behalf_of,
            through=actor.through,
        )
        for name in after
        if before.get(name) != after[name]
    ]
    session.add_all(made)
    session.flush()
    if made:
        names = [one.field for one in made]
        audit.record(session, actor, "edited", "opportunity", role.public_id, names, role.version)
    return made


def waits(role: Opportunity, wanted: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    """The part of a change that the centre looks at first: risky, of a live role, untrusted.

    What the desk itself changes does not wait.
    """
    return must_wait(role, as_it_stands(role), wanted, actor)


def must_wait(
    role: Opportunity, before: Mapping[str, Any], wanted: Mapping[str, Any], actor: Actor
) -> dict[str, Any]:
    """The same, of a role that stood otherwise before."""
    if not is_looked_at_first(role, actor):
        return {}
    return {n: v for n, v in wanted.items() if n in RISKY and not _same(n, before.get(n), v)}


def is_looked_at_first(role: Opportunity, actor: Actor) -> bool:
    """Whether the centre looks at a risky change of such a role before it is published."""
    watched = role.state in PUBLISHED and not role.organisation.trusted
    return watched and not actor.centre_ids


def propose(
    session: Session, role: Opportunity, wanted: Mapping[str, Any], actor: Actor
) -> ProposedChange:
    """Put a change before the centre; one that waited already is replaced."""
    for one in list_proposals(session, role):
        one.settled_at, one.outcome = now(), "replaced"
    made = ProposedChange(
        opportunity=role,
        wanted=dict(wanted),
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
        note="",
    )
    session.add(made)
    session.flush()
    audit.record(session, actor, "proposed", "opportunity", role.public_id, wanted)
    return made


def withdraw(session: Session, role: Opportunity) -> None:
    """They want what stands there after all: nothing waits any more."""
    for one in list_proposals(session, role):
        one.settled_at, one.outcome = now(), "withdrawn"
    session.flush()


def accept(session: Session, one: ProposedChange, actor: Actor, today: date) -> None:
    """Publish a change that waited. Raises Conflict where the organisation has more to show."""
    _open(session, one)
    role = one.opportunity
    flags = Flags(**{name: one.wanted.get(name, getattr(role, name)) for name in RISKS})
    if why := why_not_live(role.organisation, flags, today):
        raise Conflict(why)
    before = as_it_stands(role)
    put(role, one.wanted)
    _belong(session, role, one.wanted, today)
    session.flush()
    note_changes(session, role, before, as_it_stands(role), actor)
    note_change(role)
    record_change(session, [role])
    _settle(session, one, "accepted", "", actor)


def refuse(session: Session, one: ProposedChange, note: str, actor: Actor) -> None:
    """Leave the role as it is."""
    _open(session, one)
    _settle(session, one, "refused", note.strip()[:2000], actor)


def list_proposals(session: Session, role: Opportunity) -> Sequence[ProposedChange]:
    """What waits of one role."""
    mine = ProposedChange.opportunity_id == role.id, ProposedChange.settled_at.is_(None)
    return session.scalars(select(ProposedChange).where(*mine).order_by(ProposedChange.id)).all()


def list_changes(session: Session, role: Opportunity) -> Sequence[RoleChange]:
    """What was changed since it was published, newest first."""
    mine = select(RoleChange).where(RoleChange.opportunity_id == role.id)
    return session.scalars(mine.order_by(RoleChange.id.desc())).all()


def _session(one: Any) -> str:
    names = SessionRule.__dataclass_fields__
    rule = SessionRule(**{n: _frozen(getattr(one, n)) for n in names})
    places = f", {one.places} places" if one.places else ""
    return write_session(rule) + places


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def put(role: Opportunity, wanted: Mapping[str, Any]) -> None:
    """Put what waited, or what stood there before, into a role."""
    for name, value in wanted.items():
        if name == "places":
            role.places = [OpportunityPlace(**place) for place in value]
        else:
            setattr(role, name, value)


def _belong(session: Session, role: Opportunity, wanted: Mapping[str, Any], today: date) -> None:
    """The centre of the place looks after a role that moved."""
    codes = [place.district_code for place in role.places if place.district_code]
    if "places" in wanted and codes:
        serving = centre_for_district(session, codes[0], today)
        role.centre_id = serving.centre.id if serving else role.organisation.centre_id


def _same(name: str, old: Any, new: Any) -> bool:
    """Whether nothing that matters is different: a point said again may move by a few metres."""
    return (
        [_spot(one) for one in old] == [_spot(one) for one in new]
        if name == "places"
        else (old == new)
    )


def _spot(place: Mapping[str, Any]) -> tuple[Any, ...]:
    point = [place.get(name) for name in ("latitude", "longitude")]
    rounded = [None if one is None else round(one, 3) for one in point]
    said = [place.get(name) or "" for name in ("name", "address", "postcode", "is_private_home")]
    return (*said, *rounded)


def _open(session: Session, one: ProposedChange) -> None:
    session.refresh(one, ["settled_at"], with_for_update=True)
    if one.settled_at is not None:
        raise Conflict("Somebody has answered this change already.")


def _settle(session: Session, one: ProposedChange, outcome: str, note: str, actor: Actor) -> None:
    one.settled_at, one.outcome, one.note, one.settled_by = now(), outcome, note, actor.name
    session.flush()
    audit.record(session, actor, f"change.{outcome}", "opportunity", one.opportunity.public_id)
