"""Up to four of TeamKinetic's exports brought in together, each after those it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.interchange.parts import Part
from brokerage.interchange.people import teamkinetic as people_columns
from brokerage.interchange.people.formats import OpenedPeople
from brokerage.interchange.people.importing import import_people
from brokerage.interchange.report import Report, listed, told_by_reason
from brokerage.interchange.service import import_roles
from brokerage.interchange.teamkinetic import attendances, organisations, roles
from brokerage.interchange.teamkinetic.exports import OpenedExport
from brokerage.interchange.teamkinetic.history import import_sessions
from brokerage.interchange.teamkinetic.owners import Owners
from brokerage.progress import Progressing

ItemT = TypeVar("ItemT")
Progress = Callable[[int], None]
NAMED = (
    "Roles that now have their organisation: {}. They are drafts: bring the opportunities export "
    "in again to publish those that are authorised."
)


@dataclass
class ReadExport:
    """An export with its rows read ahead, before the database is held."""

    opened: OpenedExport
    items: list[Any] = field(default_factory=list)


def read_exports(
    exports: Sequence[OpenedExport], today: date, progress: Progress = lambda _row: None
) -> list[ReadExport]:
    """Read what takes long; ``progress`` is told how many rows were read in all."""
    done = 0

    def told(items: Iterable[ItemT]) -> Iterator[ItemT]:
        nonlocal done
        for item in items:
            done += 1
            progress(done)
            yield item

    found = []
    for one in exports:
        read: Iterable[Any] = ()
        if one.export.kind == "volunteers":
            read = people_columns.read(one.table, today)
        elif one.export.kind == "sessions":
            read = attendances.read(one.table)
        found.append(ReadExport(one, list(told(read))))
    return found


def import_exports(
    session: Session,
    exports: Sequence[ReadExport],
    centre: Centre,
    actor: Actor,
    today: date,
    written: Progressing | None = None,
) -> list[Part]:
    """Bring them in, in the caller's one transaction; a part for each file."""
    run = _Run(session, centre, actor, today, exports)
    run.written = written or Progressing()
    return [run.take(one) for one in exports]


class _Run:
    """What the exports need of each other."""

    def __init__(
        self,
        session: Session,
        centre: Centre,
        actor: Actor,
        today: date,
        exports: Sequence[ReadExport],
    ) -> None:
        self._session, self._actor, self._today = session, actor, today
        self._centre = (centre.id, centre.public_id)
        self.written = Progressing()  # told of each row
        tables = {one.opened.export.kind: one.opened.table for one in exports}
        self._sessions = tables.get("sessions")

    def take(self, one: ReadExport) -> Part:
        """Bring one export in."""
        opened = one.opened
        table = opened.table
        part = Part(opened.export.title, opened.name, table.heading, table.delimiter)
        steps = {
            "providers": self._providers,
            "volunteers": self._volunteers,
            "opportunities": self._opportunities,
            "sessions": self._attendances,
        }
        steps[opened.export.kind](one, part)
        return part

    def _providers(self, one: ReadExport, part: Part) -> None:
        table, owners = one.opened.table, Owners(self._session, self._centre)
        self._roles(organisations.read(table, self._centre, owners), part)
        part.notes += _dropped(organisations.dropped(table))
        if part.counts.get("created"):
            part.notes.append("New organisations are not verified yet.")

    def _volunteers(self, one: ReadExport, part: Part) -> None:
        report = import_people(self._session, one.items, self._centre[0], self._actor, self.written)
        report.remarks[:0] = one.opened.table.remarks
        report.not_kept = OpenedPeople(one.opened.table, None, self._today).not_kept()
        part.lines, part.rejected = report.lines, report.rejected
        part.notes += report.notes()

    def _opportunities(self, one: ReadExport, part: Part) -> None:
        named = attendances.owners(self._sessions) if self._sessions else None
        times = attendances.times(self._sessions) if self._sessions else None
        whose = Owners(self._session, self._centre).by_placement(named)
        self._roles(roles.read(one.opened.table, self._centre, whose, times), part)

    def _attendances(self, one: ReadExport, part: Part) -> None:
        owners = Owners(self._session, self._centre)
        if named := owners.name_roles(attendances.owners(one.opened.table)):
            part.notes.append(NAMED.format(named))
        items = self.written.each(one.items)
        import_sessions(self._session, items, self._centre, self._actor, part)
        if part.counts.get("passed over"):
            part.notes.append("Rows passed over name no volunteer: dates that nobody joined.")
        hours = sum((item.said_minutes or 0) for item in one.items if _is_attendance(item)) / 60
        if hours:
            part.notes.append(f"Hours as the volunteers logged them: {hours:g}, kept by session.")

    def _roles(self, items: Iterable[Any], part: Part) -> None:
        report = import_roles(
            self._session,
            self.written.each(items),
            today=self._today,
            centre_id=self._centre[0],
            by_row=True,
        )
        part.lines, part.rejected = report.told, report.rejected
        part.notes += _notes(report)


def _is_attendance(item: Any) -> bool:
    return isinstance(item, attendances.Attendance)


def _notes(report: Report) -> Iterator[str]:
    if report.states:
        told = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in report.states.items())
        yield f"Of the roles created and updated: {told}."
    if report.place_unknown:
        yield f"Place unknown: {report.place_unknown} (kept, never ranked by distance)."
    if report.unknown_terms:
        told = ", ".join(f"{word} ({n})" for word, n in report.unknown_terms.most_common(20))
        yield f"Not in any taxonomy, and kept in the description: {told}."
    yield from listed("Worth knowing", told_by_reason(report.remarks))


def _dropped(found: Counter[str]) -> Iterator[str]:
    if found:
        yield f"Not kept: {', '.join(f'{name} ({n})' for name, n in found.most_common())}."
