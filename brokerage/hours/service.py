"""Sessions that other systems recorded: as they said it, and among the hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.hours.models import HourEntry, ImportedSession, Kind, Source
from brokerage.hours.models.entries import month_number
from brokerage.hours.rules import DAY
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity

BATCH = 500


def find_imported_sessions(
    session: Session, source: str, ids: Collection[str]
) -> dict[str, ImportedSession]:
    """The sessions that were brought in before, by their id at the source."""
    wanted = list(ids)
    found: dict[str, ImportedSession] = {}
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        query = select(ImportedSession).where(
            ImportedSession.source == source, ImportedSession.source_id.in_(some)
        )
        found |= {one.source_id: one for one in session.scalars(query)}
    return found


def record_imported_session(
    session: Session, known: ImportedSession | None, facts: Mapping[str, Any]
) -> tuple[ImportedSession, str]:
    """Keep what another system says of a session: "created", "updated" or "unchanged"."""
    if known is None:
        made = ImportedSession(**facts)
        session.add(made)
        return made, "created"
    changed = {name: value for name, value in facts.items() if getattr(known, name) != value}
    for name, value in changed.items():
        setattr(known, name, value)
    return known, "updated" if changed else "unchanged"


def feed_imported(session: Session, kept: Collection[ImportedSession], actor: Actor) -> int:
    """Bring sessions of another system among the hours: what the person said as recorded, what
    the organisation said as verified. Brought in again, only what differs is corrected. How many.
    """
    said = {key: facts for one in kept for key, facts in _said(one)}
    known = _entries(session, list(said))
    places = _places(session, kept)
    written = 0
    for key, (one, kind, minutes) in said.items():
        before = known.get(key)
        if before is not None and (before.minutes, before.given_on) == (minutes, one.held_on):
            continue
        made = _entry(one, kind, minutes, actor, places)
        if before is not None:
            _set_aside(session, before)
        made.source_id = key
        session.add(made)
        written += 1
        if before is not None:
            session.flush()
            before.superseded_by_id = made.id
    session.flush()
    return written


def _said(one: ImportedSession) -> Iterator[tuple[str, tuple[ImportedSession, Kind, int]]]:
    """By key at the source. Nobody's word is made up: what was only planned gives no hours."""
    ways = ((Kind.RECORDED, one.said_minutes), (Kind.VERIFIED, one.checked_minutes))
    for kind, minutes in ways:
        if minutes is not None and 0 <= minutes <= DAY and (minutes or kind == Kind.VERIFIED):
            yield f"{one.source_id}:{kind}"[-255:], (one, kind, minutes)


def _entries(session: Session, keys: Sequence[str]) -> dict[str, HourEntry]:
    found: dict[str, HourEntry] = {}
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        query = select(HourEntry).where(
            HourEntry.source == Source.IMPORT, HourEntry.source_id.in_(some)
        )
        found |= {str(one.source_id): one for one in session.scalars(query)}
    return found


def _places(
    session: Session, kept: Collection[ImportedSession]
) -> dict[tuple[int, int], tuple[int | None, int]]:
    """(placement, organisation) by person and role."""
    roles = sorted({one.opportunity_id for one in kept})
    found: dict[tuple[int, int], tuple[int | None, int]] = {}
    for start in range(0, len(roles), BATCH):
        some = roles[start : start + BATCH]
        query = (
            select(
                Introduction.volunteer_id,
                Opportunity.id,
                Introduction.id,
                Opportunity.organisation_id,
            )
            .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
            .where(Opportunity.id.in_(some), Introduction.started_on.is_not(None))
            .order_by(Introduction.id)
        )
        found |= {(person, role): (id_, body) for person, role, id_, body in session.execute(query)}
        bodies = select(Opportunity.id, Opportunity.organisation_id).where(Opportunity.id.in_(some))
        found |= {(0, role): (None, body) for role, body in session.execute(bodies)}
    return found


def _entry(
    one: ImportedSession,
    kind: Kind,
    minutes: int,
    actor: Actor,
    places: Mapping[tuple[int, int], tuple[int | None, int]],
) -> HourEntry:
    placement, organisation = places.get(
        (one.volunteer_id, one.opportunity_id), places[0, one.opportunity_id]
    )
    return HourEntry(
        volunteer_id=one.volunteer_id,
        introduction_id=placement,
        opportunity_id=one.opportunity_id,
        organisation_id=organisation,
        centre_id=one.centre_id,
        given_on=one.held_on,
        month=month_number(one.held_on),
        start_minute=one.start_minute,
        minutes=minutes,
        kind=kind,
        source=Source.IMPORT,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )


def _set_aside(session: Session, before: HourEntry) -> None:
    """The old value stays, without the key, which goes to the new one."""
    before.source_id, before.superseded_at = None, now()
    before.version += 1
    session.flush()
