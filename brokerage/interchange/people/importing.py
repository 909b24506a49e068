"""Bringing people in: looked up together, decided row by row, in the caller's one transaction.

A person is known by source and id, so a second run changes only what the source changed. New people
belong to the centre that imports; they agreed to nothing, so they are seen by that centre only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.geography.located import Located
from brokerage.geography.service import find_postcodes
from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.people.drafts import PersonDraft, PersonItem
from brokerage.interchange.people.report import Line, PeopleReport
from brokerage.interchange.people.words import Words
from brokerage.progress import Progressing
from brokerage.volunteers.duplicates.likely import pairs_among, read_known
from brokerage.volunteers.editing import note_edit
from brokerage.volunteers.forgetting import forgotten_id
from brokerage.volunteers.models import Volunteer, VolunteerState, VolunteerTerm
from brokerage.volunteers.service import note_move, set_home

TWICE = "This person is already on line {} of the file."
ELSEWHERE = "This person belongs to another centre by now: ask for a transfer."
REMOVED = "This person asked to be removed, and is not brought in again."
BATCH = 500


def import_people(
    session: Session,
    items: Iterable[PersonItem],
    centre_id: int,
    actor: Actor,
    written: Progressing | None = None,
) -> PeopleReport:
    """Bring every item in; what could not be used, and what was dropped, is in the report."""
    report, drafts = PeopleReport(), []
    lines: dict[tuple[str, str], int] = {}
    for item in items:
        report.read += 1
        if isinstance(item, Rejected):
            report.refuse(item)
        elif item.key in lines:
            report.refuse(_refused(item, TWICE.format(lines[item.key])), item.name)
        else:
            lines[item.key] = item.line
            drafts.append(item)
    _People(session, centre_id, actor, report, drafts).take(written or Progressing())
    report.lines.sort(key=lambda line: line.line)
    return report


class _People:
    """One import, from its first row to its last."""

    def __init__(
        self,
        session: Session,
        centre_id: int,
        actor: Actor,
        report: PeopleReport,
        drafts: Sequence[PersonDraft],
    ) -> None:
        self._session, self._centre_id, self._actor = session, centre_id, actor
        self._report, self._drafts = report, drafts
        self._words = Words(session)
        self._homes = find_postcodes({d.postcode for d in drafts if d.postcode})
        self._made: list[Volunteer] = []

    def take(self, written: Progressing) -> None:
        """Decide every row, then see whom of the new ones somebody may know already."""
        known = _known(self._session, self._drafts)
        for draft in written.each(self._drafts):
            self._report.dropped.update(draft.dropped)
            self._report.remarks += draft.remarks
            if (draft.source, forgotten_id(draft.source_id)) in known:
                self._report.refuse(_refused(draft, REMOVED), draft.name)
                continue
            if draft.postcode and draft.postcode not in self._homes:
                self._report.place_unknown += 1
            found = known.get(draft.key)
            if found is not None and found.centre_id != self._centre_id:
                self._report.refuse(_refused(draft, ELSEWHERE), draft.name)
                continue
            what = self._update(found, draft) if found else self._create(draft)
            self._report.lines.append(Line(draft.line, what, draft.name))
        self._session.flush()
        self._report.unknown_terms = self._words.unknown
        self._report.may_be_known = self._count_known_already()

    def _create(self, draft: PersonDraft) -> str:
        person = Volunteer(
            centre_id=self._centre_id, source=draft.source, source_id=draft.source_id
        )
        if draft.since:
            person.created_at = draft.since
        self._write(person, draft)
        self._session.add(person)
        note_move(person, VolunteerState.REGISTERED, self._actor, "imported")
        if draft.state is VolunteerState.ACTIVE:
            note_move(person, VolunteerState.ACTIVE, self._actor, "imported")
        self._made.append(person)
        return "created"

    def _update(self, person: Volunteer, draft: PersonDraft) -> str:
        if person.source_digest == digest(draft):
            return "unchanged"
        changed = self._write(person, draft)
        note_edit(self._session, person, self._actor, changed)
        return "updated" if changed else "unchanged"

    def _write(self, person: Volunteer, draft: PersonDraft) -> set[str]:
        """What the source states; a blank cell never takes away what somebody here wrote."""
        stated = {name: value for name, value in draft.facts.items() if value not in (None, "", [])}
        uris, odd = self._words.read(draft.terms)
        if odd:
            stated["about"] = _with_words(str(stated.get("about", person.about or "")), odd)
        changed = {name for name, value in stated.items() if getattr(person, name) != value}
        for name in changed:
            setattr(person, name, stated[name])
        if draft.postcode and draft.postcode != person.postcode:
            _set_home(person, draft.postcode, self._homes.get(draft.postcode))
            changed.add("postcode")
        held = {term.uri for term in person.terms}
        if new := [uri for uri in uris if uri not in held]:
            person.terms.extend(VolunteerTerm(uri=uri, verified=False) for uri in new)
            changed.add("terms")
        person.source_digest = digest(draft)
        return changed

    def _count_known_already(self) -> int:
        made = {person.id for person in self._made}
        mine = select(Volunteer).where(Volunteer.centre_id == self._centre_id)
        pairs = pairs_among(read_known(self._session, mine)) if made else ()
        return len({pair.newer_id for pair in pairs if pair.newer_id in made})


def digest(draft: PersonDraft) -> str:
    """What the source said, so that a second run can tell whether it says something else."""
    told: list[Any] = [dict(sorted(draft.facts.items())), draft.postcode, draft.terms]
    return sha256(json.dumps(told, default=str).encode()).hexdigest()


def _known(session: Session, drafts: Sequence[PersonDraft]) -> dict[tuple[str, str], Volunteer]:
    """Who was imported before, by source and id."""
    wanted = [id_ for draft in drafts for id_ in (draft.source_id, forgotten_id(draft.source_id))]
    return {
        (source, id_): person
        for source in {draft.source for draft in drafts}
        for id_, person in find_imported(session, source, wanted).items()
    }


def find_imported(session: Session, source: str, wanted: Sequence[str]) -> dict[str, Volunteer]:
    """Who came from a source, by id there; a merged record gives the one that was kept."""
    found: dict[str, Volunteer] = {}
    for start in range(0, len(wanted), BATCH):
        query = select(Volunteer).where(
            Volunteer.source == source, Volunteer.source_id.in_(wanted[start : start + BATCH])
        )
        found |= {str(one.source_id): _kept(session, one) for one in session.scalars(query)}
    return found


def _kept(session: Session, person: Volunteer) -> Volunteer:
    while person.merged_into_id is not None:
        person = session.get_one(Volunteer, person.merged_into_id)
    return person


def _set_home(person: Volunteer, code: str, located: Located | None) -> None:
    """A postcode that no map here has is kept as it is written, without a point."""
    set_home(person, located)
    person.postcode = code


def _with_words(about: str, odd: Sequence[str]) -> str:
    """Words that mean no term stay in the text, each once."""
    new = [word for word in odd if word.casefold() not in about.casefold()]
    return "\n".join(text for text in (about, ", ".join(new)) if text)[:2000]


def _refused(draft: PersonDraft, reason: str) -> Rejected:
    return Rejected(draft.line, draft.record, (Remark(draft.line, "", "", reason),))
