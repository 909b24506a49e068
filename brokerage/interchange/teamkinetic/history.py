"""Applications and sessions become introductions as history, and hours kept as they were said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict
from brokerage.hours.service import (
    feed_imported,
    find_imported_sessions,
    record_imported_session,
)
from brokerage.interchange import held
from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.parts import Part
from brokerage.interchange.people.importing import find_imported
from brokerage.interchange.report import Line
from brokerage.interchange.teamkinetic.attendances import Attendance, Nobody
from brokerage.interchange.teamkinetic.exports import SOURCE, key_at
from brokerage.introductions.history import Told, bring_in
from brokerage.opportunities.models import Opportunity
from brokerage.schema import day_in_words
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import day_of, local_today

NO_PERSON = "This person is not on your books: bring the volunteers export in first."
NO_ROLE = "This role has not been brought in: bring the opportunities export in first."
Pair = tuple[Volunteer, Opportunity]


def import_sessions(
    session: Session,
    items: Iterable[Attendance | Nobody | Rejected],
    centre: tuple[int, str],
    actor: Actor,
    part: Part,
) -> None:
    """Bring every row in; what happened to each is in the part."""
    rows = []
    for item in items:
        if isinstance(item, Rejected):
            part.refuse(item)
        elif isinstance(item, Nobody):
            part.lines.append(Line(item.line, "passed over", ""))
        else:
            rows.append(item)
    _History(session, centre, actor, part, rows).take()
    part.lines.sort(key=lambda line: line.line)


class _History:
    """One export, looked up together, decided pair by pair."""

    def __init__(
        self,
        session: Session,
        centre: tuple[int, str],
        actor: Actor,
        part: Part,
        rows: Sequence[Attendance],
    ) -> None:
        self._session, self._centre, self._actor = session, centre, actor
        self._part, self._rows = part, rows
        ids = {id_ for row in rows for id_ in row.person_ids}
        self._people = find_imported(session, SOURCE, sorted(ids))
        keys = {(SOURCE, key_at(centre[1], row.placement)) for row in rows}
        self._roles = held.roles(session, keys)
        self._known = find_imported_sessions(session, SOURCE, {self._key(row) for row in rows})

    def take(self) -> None:
        """Decide every pair of a person and a role."""
        pairs: dict[tuple[int, int], tuple[Pair, list[Attendance]]] = {}
        for row in self._rows:
            pair = self._pair(row)
            if pair is not None:
                key = (pair[0].id, pair[1].id)
                pairs.setdefault(key, (pair, []))[1].append(row)
        for pair, rows in pairs.values():
            self._bring_in(pair, rows)
        self._session.flush()
        feed_imported(self._session, self._known.values(), self._actor)

    def _pair(self, row: Attendance) -> Pair | None:
        person = next((self._people[i] for i in row.person_ids if i in self._people), None)
        role = self._roles.get((SOURCE, key_at(self._centre[1], row.placement)))
        if person is None or person.centre_id != self._centre[0]:
            self._refuse(row, "VOLID", NO_PERSON)
        elif role is None:
            self._refuse(row, "PLACEMENTID", NO_ROLE)
        else:
            return person, role
        return None

    def _bring_in(self, pair: Pair, rows: Sequence[Attendance]) -> None:
        try:
            what = bring_in(self._session, *pair, self._actor, _told(rows))
        except Conflict as problem:
            for row in rows:
                self._refuse(row, "PLACEMENTID", problem.message)
            return
        for number, row in enumerate(rows):
            done = self._keep_hours(pair, row) if row.session else "unchanged"
            if number == 0 and done == "unchanged":
                done = what
            self._part.lines.append(Line(row.line, done, _name(row)))

    def _keep_hours(self, pair: Pair, row: Attendance) -> str:
        key = self._key(row)
        facts: dict[str, Any] = {
            "volunteer_id": pair[0].id,
            "opportunity_id": pair[1].id,
            "centre_id": self._centre[0],
            "source": SOURCE,
            "source_id": key,
            "held_on": row.held_on,
            "start_minute": row.start_minute,
            "planned_minutes": row.planned_minutes,
            "said_minutes": row.said_minutes,
            "checked_minutes": row.checked_minutes,
            "attended": row.attended,
        }
        kept, what = record_imported_session(self._session, self._known.get(key), facts)
        self._known[key] = kept
        return what

    def _key(self, row: Attendance) -> str:
        return key_at(self._centre[1], f"{row.session}:{row.person_ids[0]}")

    def _refuse(self, row: Attendance, column: str, reason: str) -> None:
        fault = Remark(row.line, column, "", reason)
        self._part.refuse(Rejected(row.line, row.record, (fault,)), _name(row))


def _name(row: Attendance) -> str:
    """Who it was, and when: one person has many rows."""
    when = f"session on {day_in_words(row.held_on)}" if row.held_on else "application"
    return f"{row.name or 'Somebody'}, {when}"


def _told(rows: Sequence[Attendance]) -> Told:
    """What all rows about one person and one role say together."""
    joined = [row for row in rows if row.joined]
    applied_at = min((row.joined_at for row in joined if row.joined_at), default=None)
    if not joined:
        return Told()
    came = [row.held_on for row in joined if row.held_on and row.attended]
    days = [*came, *([day_of(applied_at)] if applied_at else [])]
    first = min(days, default=min((row.held_on for row in joined if row.held_on), default=None))
    return Told(applied_at, _not_later(first, local_today()))


def _not_later(day: date | None, today: date) -> date:
    return min(day or today, today)
