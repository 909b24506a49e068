"""What an import holds from its first row to its last, and what it does with each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from brokerage.centres.service import centre_for_district
from brokerage.db import now
from brokerage.interchange import held
from brokerage.interchange.bodies import Organisations
from brokerage.interchange.content import Content, digest
from brokerage.interchange.drafts import Draft, DraftOrganisation, Item, Rejected, Remark
from brokerage.interchange.report import Report
from brokerage.interchange.resolving import Resolver, place_is_unknown
from brokerage.interchange.shifting import shifted
from brokerage.interchange.standing import IMPORT, complaint, may_move, target_state
from brokerage.interchange.storing import content_of, store
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import (
    SHOWN_TO_THE_PUBLIC,
    note_move,
)

TWICE = "This source and source id are already on line {} of the file."


class Importing:
    """Looks a batch up together, decides row by row, writes the batch together."""

    def __init__(
        self,
        session: Session,
        today: date,
        shift_days: int,
        seen_on: date | None,
        *,
        centre_id: int | None = None,
        by_row: bool = False,
    ) -> None:
        self._session = session
        self._today = today
        self._seen_on = seen_on
        self._centre_id = centre_id  # of roles in no district that a centre serves
        self._resolver = Resolver(session)
        self._organisations = Organisations(session, self._resolver.atlas)
        self._lines: dict[held.Key, int] = {}
        self._centres: dict[str, int | None] = {}
        self._written: list[Opportunity] = []  # of this batch
        self._changed: list[int] = []  # ids only: a large file must not stay in memory
        self._report = Report(shifted_days=shift_days, by_row=by_row)
        self._ids: set[str] = set()  # public ids that this file has taken

    def take(self, items: list[Item]) -> None:
        """Bring one batch in."""
        with self._session.no_autoflush:
            drafts = list(self._usable(items))
            self._resolver.prepare(drafts)
            resolved = [(draft, *found) for draft in drafts if (found := self._resolve(draft))]
            known = held.digests(self._session, (draft.key for draft, *_ in resolved))
            stale = [d.key for d, _content, told in resolved if known.get(d.key, told) != told]
            roles = held.roles(self._session, stale)
            for draft, content, told in resolved:
                if draft.key in roles:
                    self._update(roles[draft.key], draft, content, told)
                elif draft.key in known:
                    self._report.unchanged += 1
                    self._tell(draft, "unchanged")
                else:
                    self._add(draft, content, told)
        self._session.flush()
        self._changed += [role.id for role in self._written]
        self._written.clear()

    def finish(self) -> Report:
        """Number the change, once for the whole file."""
        if self._changed:
            held.number_change(self._session, self._changed)
        self._report.organisations_added = self._organisations.added
        self._report.organisations_updated = self._organisations.updated
        self._report.unknown_terms = self._resolver.terms.unknown
        return self._report

    def _usable(self, items: list[Item]) -> Iterator[Draft]:
        for item in items:
            self._report.read += not isinstance(item, DraftOrganisation)
            if isinstance(item, Rejected):
                self._report.refuse(item)
            elif isinstance(item, DraftOrganisation):
                self._record(item)
            elif item.key in self._lines:
                reason = TWICE.format(self._lines[item.key])
                fault = Remark(item.line, "source_id", item.source_id, reason)
                self._report.refuse(Rejected(item.line, item.record, (fault,)), _title(item))
            else:
                self._lines[item.key] = item.line
                yield shifted(item, self._report.shifted_days, self._seen_on)

    def _record(self, draft: DraftOrganisation) -> None:
        before = self._organisations.added, self._organisations.updated
        self._organisations.record(draft)
        added, updated = self._organisations.added, self._organisations.updated
        what = "created" if added > before[0] else "updated" if updated > before[1] else "unchanged"
        self._report.tell(draft.line, what, draft.name)
        self._report.remarks += draft.remarks

    def _tell(self, draft: Draft, what: str) -> None:
        self._report.tell(draft.line, what, _title(draft))

    def _resolve(self, draft: Draft) -> tuple[Content, str] | None:
        found = self._resolver.resolve(draft)
        if isinstance(found, Rejected):
            self._report.refuse(found, _title(draft))
            return None
        content, remarks = found
        self._report.remarks += (*draft.remarks, *remarks)
        if content.places is not None:
            self._report.place_unknown += place_is_unknown(content.facts, content.places)
        organisation = self._organisations.record(draft.organisation)
        told = digest(
            content, organisation.source, organisation.source_id, draft.status, draft.shifted_days
        )
        return content, told

    def _add(self, draft: Draft, content: Content, told: str) -> None:
        role = Opportunity(source=draft.source, source_id=draft.source_id)
        wanted = draft.public_id
        if wanted and wanted not in self._ids and held.is_free(self._session, wanted):
            role.public_id = wanted  # a second row with the same one gets one of its own
            self._ids.add(wanted)
        self._session.add(role)
        self._write(role, draft, content, told)
        target = target_state(draft, content, self._today)
        role.published_at = _published(draft, target)
        note_move(role, target, IMPORT, "imported")
        self._report.added += 1
        self._tell(draft, "created")
        self._report.states[target] += 1

    def _update(self, role: Opportunity, draft: Draft, content: Content, told: str) -> None:
        target = target_state(draft, content, self._today)
        if self._says_the_same(role, draft, content) and role.state == target:
            role.source_digest = told
            self._report.unchanged += 1
            self._tell(draft, "unchanged")
            return
        self._write(role, draft, content, told)
        if may_move(State(role.state), target, draft.status_stated):
            note_move(role, target, IMPORT, "import_updated")
        elif role.state != target:
            self._report.remarks.append(complaint(draft, State(role.state), target))
        self._report.updated += 1
        self._tell(draft, "updated")
        self._report.states[role.state] += 1

    def _says_the_same(self, role: Opportunity, draft: Draft, content: Content) -> bool:
        stored = content_of(role, content, self._resolver.terms.kinds)
        return (
            digest(stored) == digest(content)
            and role.organisation is self._organisations.record(draft.organisation)
            and role.shifted_days == draft.shifted_days
        )

    def _write(self, role: Opportunity, draft: Draft, content: Content, told: str) -> None:
        store(role, content, self._resolver.terms.kinds)
        role.organisation = self._organisations.record(draft.organisation)
        role.source_digest = told
        role.shifted_days = draft.shifted_days
        nearest = self._centre(content.first_district)
        role.centre_id = role.centre_id or nearest or self._centre_id
        self._written.append(role)

    def _centre(self, district: str | None) -> int | None:
        if district is None:
            return None
        if district not in self._centres:
            serving = centre_for_district(self._session, district, self._today)
            self._centres[district] = serving.centre.id if serving else None
        return self._centres[district]


def _title(draft: Draft) -> str:
    return str(draft.facts.get("title", ""))


def _published(draft: Draft, target: State) -> datetime | None:
    """When the role became public; never later than now, whatever was shifted."""
    if draft.published_at is None:
        return now() if target in SHOWN_TO_THE_PUBLIC else None
    return min(draft.published_at, now())
