"""The UK national volunteering data standard, as JSON-LD, in both shapes it is found in.

An activity with several roles becomes as many of our roles. Known slips of real exports are read
as what they mean: ``label`` for ``title``, ``applylink``, ``begining``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from brokerage.interchange.cleaning import plain
from brokerage.interchange.concepts import read_concepts, stated_by
from brokerage.interchange.dates import read_moment
from brokerage.interchange.drafts import Draft, DraftOrganisation, Item, Rejected, Remark
from brokerage.interchange.jsonld import NAMELESS, Document, Node, many, one_of, open_document
from brokerage.interchange.locations import read_places
from brokerage.interchange.providers import SOURCE, read_organisation, unnamed_organisation
from brokerage.interchange.rows import Row
from brokerage.interchange.times import When, read_times
from brokerage.interchange.wording import state_title
from brokerage.opportunities.models import Attendance
from brokerage.taxonomies.models import Kind

LINKS = ("applyLink", "applylink", "applyUrl", "url")
_WEB_ADDRESS = re.compile(r"https?://\S{1,490}")
ALL_KINDS = frozenset(Kind)


def open_file(path: Path) -> Document:
    """Raises Invalid for a file that is not such a document."""
    return open_document(path)


def read(document: Document, today: date) -> Iterator[Item]:
    """Organisations first, then every role of every activity; other records as refused."""
    for uri, (line, node) in document.organisations.items():
        yield read_organisation("" if uri.startswith(NAMELESS) else uri, node, line)
    for line, activity in document.activities:
        for number, role in enumerate(many(activity.get("role")) or [{}]):
            yield _read(document, line, activity, role if isinstance(role, Mapping) else {}, number)
    for line, node in document.strays:
        shown = plain(str(node)[:60])
        reason = "This is neither an organisation nor an activity."
        yield Rejected(line, node, (Remark(line, "type", shown, reason),))


def _read(document: Document, line: int, activity: Node, role: Node, number: int) -> Item:
    cells = {
        "title": one_of(role, "title", "label") or one_of(activity, "title", "label", "name"),
        "id": one_of(activity, "id", "@id", "identifier"),
        "description": _description(activity, role),
        "applyLink": one_of(role, *LINKS) or one_of(activity, *LINKS),
        **{name: one_of(role, name) or one_of(activity, name) for name in _PLAIN},
    }
    row = Row(line, cells, activity)
    draft = _draft(document, row, activity, role, number)
    if row.faults:
        return row.rejected
    return replace(draft, remarks=tuple(row.remarks), record=activity)


_PLAIN = ("minimumAge", "maximumAge", "commitment", "publishStartDate", "publishEndDate")


def _draft(document: Document, row: Row, activity: Node, role: Node, number: int) -> Draft:
    organisation = _organisation(document, row, activity)
    state_title(row, "title", organisation.name)
    row.state("description", row.prose("description"), "description")
    row.state("commitment", row.text("commitment") or "", "commitment")
    row.state("apply_url", _link(row), "applyLink")
    row.state("minimum_age", row.read("minimumAge", _age), "minimumAge")
    row.state("maximum_age", row.read("maximumAge", _age), "maximumAge")
    when = _state_times(row, activity)
    attendance = _attendance(activity, role)
    row.state("attendance", attendance.value, "session")
    concepts = read_concepts(activity, role)
    for name, value in stated_by(concepts).items():
        row.state(name, value, "reward")
    published = row.date("publishStartDate")
    return Draft(
        line=row.line,
        source=SOURCE,
        source_id=_source_id(document, row, role, number),
        organisation=organisation,
        facts=row.facts,
        sessions=when.sessions,
        windows=when.windows,
        places=read_places(row, many(activity.get("session")), attendance),
        terms=concepts,
        term_kinds=ALL_KINDS,
        published_at=row.read("publishStartDate", read_moment),
        touched_on=published,
    )


def _organisation(document: Document, row: Row, activity: Node) -> DraftOrganisation:
    named = one_of(activity, "organisation", "organization")
    if isinstance(named, Mapping):
        return read_organisation(document.uri(one_of(named, "id", "@id")), named, row.line)
    uri = document.uri(named)
    if uri in document.organisations:
        line, node = document.organisations[uri]
        return read_organisation(uri, node, line)
    return unnamed_organisation(uri, row)


def _link(row: Row) -> str | None:
    text = row.text("applyLink")
    if text and not _WEB_ADDRESS.fullmatch(text):
        row.remark("applyLink", "This is not a web address: it is left out.")
        return None
    return text


def _source_id(document: Document, row: Row, role: Node, number: int) -> str:
    identifier = row.needed("id")
    own = one_of(role, "id", "@id")
    text = document.uri(own or identifier)
    return (text if own or not number else f"{text}#role-{number + 1}")[:255]


def _description(activity: Node, role: Node) -> str:
    texts = [one_of(activity, "description"), one_of(role, "description")]
    return "\n\n".join(dict.fromkeys(str(text) for text in texts if text))


def _state_times(row: Row, activity: Node) -> When:
    times = [
        time
        for session in many(activity.get("session"))
        if isinstance(session, Mapping)
        for time in many(session.get("time"))
    ]
    try:
        when = read_times(times)
    except ValueError as problem:
        row.fault("session.time", str(problem), value=str(times)[:100])
        when = read_times([])
    if when.ongoing:
        row.remark("session.time", "An end so far off means that there is none.", value="")
    row.state("starts_on", when.starts_on, "session.time")
    row.state("ends_on", when.ends_on, "session.time")
    shown_until = row.end("publishEndDate", row.date("publishStartDate"))
    row.state("expires_on", shown_until, "publishEndDate")
    return when


def _attendance(activity: Node, role: Node) -> Attendance:
    remote = one_of(role, "allowsRemoteParticipation")
    if remote is None:
        remote = activity.get("allowsRemoteParticipation")
    kinds = {
        str(place.get("locationType", "")).strip().lower()
        for session in many(activity.get("session"))
        if isinstance(session, Mapping)
        for place in many(session.get("location"))
        if isinstance(place, Mapping)
    }
    if kinds == {"remote"}:
        return Attendance.REMOTE
    if str(remote).strip().lower() in ("true", "1", "yes") or "remote" in kinds:
        return Attendance.HYBRID if kinds else Attendance.REMOTE
    return Attendance.IN_PERSON


def _age(text: str) -> int:
    digits = "".join(c for c in text if c.isdigit())
    if not digits or set(text) - set("0123456789+ "):
        raise ValueError("This is not an age, such as 18.")
    return int(digits)
