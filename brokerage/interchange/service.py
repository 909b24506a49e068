"""Bringing drafts in. One unit of work, opened by the command, holds a whole file: interrupted at
any moment it leaves the old state or the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.service import centre_for_district
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.interchange.bodies import Organisations
from brokerage.interchange.content import Content, digest, last_day
from brokerage.interchange.drafts import Draft, DraftOrganisation, Item, Rejected, Remark
from brokerage.interchange.report import Report
from brokerage.interchange.resolving import Resolver, place_is_unknown
from brokerage.interchange.shifting import shifted
from brokerage.interchange.storing import content_of, store
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import (
    SHOWN_TO_THE_PUBLIC,
    note_move,
    record_change,
    with_everything,
)
from brokerage.opportunities.states import check_move

BATCH = 500
IMPORT = Actor("import", "import")
TWICE = "The same source and source id are already on line {line} of this file."
STAYS = "The source says {target}, but the role is {current} here: it stays so."
Key = tuple[str, str]
Progress = Callable[[int], None]


def import_roles(
    session: Session,
    items: Iterable[Item],
    *,
    today: date,
    shift_days: int = 0,
    seen_on: date | None = None,
    progress: Progress = lambda line: None,
) -> Report:
    """Bring every item in: adds, updates what changed, and reports what it could not use.

    ``progress`` is told the line that was reached.
    """
    importing = _Importing(session, today, shift_days, seen_on)
    for batch in _batches(items):
        importing.take(batch)
        progress(max((item.line for item in batch), default=0))
    return importing.finish()


class _Importing:
    """What an import holds from its first row to its last."""

    def __init__(
        self, session: Session, today: date, shift_days: int, seen_on: date | None
    ) -> None:
        self._session = session
        self._today = today
        self._shift = shift_days
        self._seen_on = seen_on
        self._resolver = Resolver(session)
        self._organisations = Organisations(session, self._resolver.atlas)
        self._lines: dict[Key, int] = {}
        self._centres: dict[str, int | None] = {}
        self._changed: list[Opportunity] = []
        self.report = Report(shifted_days=shift_days)

    def take(self, items: list[Item]) -> None:
        """One batch: looked up together, written together."""
        drafts = list(self._usable(items))
        with self._session.no_autoflush:
            self._resolver.prepare(drafts)
            held = self._held({(draft.source, draft.source_id) for draft in drafts})
            for draft in drafts:
                self._take(draft, held.get((draft.source, draft.source_id)))
        self._session.flush()

    def finish(self) -> Report:
        """Number the change, once for the whole file."""
        if self._changed:
            record_change(self._session, self._changed)
        self.report.organisations_added = self._organisations.added
        self.report.organisations_updated = self._organisations.updated
        self.report.unknown_terms = self._resolver.terms.unknown
        return self.report

    def _usable(self, items: list[Item]) -> Iterator[Draft]:
        for item in items:
            self.report.read += not isinstance(item, DraftOrganisation)
            if isinstance(item, Rejected):
                self.report.rejected.append(item)
            elif isinstance(item, DraftOrganisation):
                self._organisations.record(item)
                self.report.remarks += item.remarks
            elif self._is_first(item):
                yield shifted(item, self._shift, self._seen_on)

    def _is_first(self, draft: Draft) -> bool:
        line = self._lines.setdefault((draft.source, draft.source_id), draft.line)
        if line != draft.line or draft.source_id in self._taken_on(draft):
            self._refuse(draft, "source_id", draft.source_id, TWICE.format(line=line))
            return False
        return True
