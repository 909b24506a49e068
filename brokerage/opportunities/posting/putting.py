"""What was understood, put into the role: page by page, and never over somebody else's answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from brokerage.centres.service import centre_for_district
from brokerage.errors import Conflict, Invalid
from brokerage.opportunities.models import (
    Opportunity,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)
from brokerage.opportunities.places import Precision
from brokerage.opportunities.posting.answers import answers_of
from brokerage.opportunities.posting.details import Details, PlaceSaid
from brokerage.opportunities.posting.pages import HOURS, SESSION, Answers, Page
from brokerage.opportunities.posting.private import PUBLIC_TEXTS, without_private
from brokerage.opportunities.posting.reading import empties
from brokerage.opportunities.service import SHOWN_TO_THE_PUBLIC, record_change
from brokerage.opportunities.sessions_text import SessionRule
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.versions import ChangedMeanwhile, check_version, note_change

CLOSED = frozenset({State.CLOSED})


def change(
    session: Session,
    role: Opportunity,
    pages: Iterable[Page],
    details: Details,
    typed: Answers,
    vocabulary: Vocabulary,
    today: date,
    drawn: str | None = None,
) -> set[str]:
    """Put the answers of some pages into a role; the names of those that changed.

    ``drawn``: the digest of what stood there when the pages were drawn. Raises ChangedMeanwhile
    where that changed since and the answers differ; Conflict for a role that has closed.
    """
    check_version(session, role, None)
    if role.state in CLOSED:
        raise Conflict("This role has closed. You can post it again as a copy.")
    names = [name for page in pages for name in page.fields if name not in SESSION]
    before = answers_of(role, vocabulary)
    differences = _differing(before, typed, names)
    if drawn is not None and drawn != digest(before, names) and differences:
        raise ChangedMeanwhile(differences, role.version)
    _check_counts(role, details.record)
    _put(session, role, details, vocabulary, today)
    session.flush()
    now = answers_of(role, vocabulary)
    changed = {name for name in now if sorted(now[name]) != sorted(before.get(name, ()))}
    if changed:
        count_change(session, role)
    return changed


def count_change(session: Session, role: Opportunity) -> None:
    """Say that a role changed: to whoever edits it too, and to the index where it is public."""
    note_change(role)
    session.flush()
    if role.state in SHOWN_TO_THE_PUBLIC:
        record_change(session, [role])


def digest(answers: Answers, names: Iterable[str]) -> str:
    """What some fields said, as a form carries it."""
    said = "\0".join(f"{name}={'|'.join(sorted(answers.get(name, ())))}" for name in sorted(names))
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def put_session(
    session: Session, role: Opportunity, rule: SessionRule, number: int | None = None
) -> None:
    """A new session, or the one with that number as it is now said."""
    check_version(session, role, None)
    row = next((one for one in role.sessions if one.id == number), None)
    if row is None:
        row = OpportunitySession(excluded=[])
        role.sessions.append(row)
    for name in ("starts_on", "start_minute", "length_minutes", "frequency", "interval", "until",
                 "count", "term_time_only", "places"):  # fmt: skip
        setattr(row, name, getattr(rule, name))
    row.weekdays, row.ordinals = list(rule.weekdays), list(rule.ordinals)
    if role.state not in CLOSED:
        role.windows, role.hours_minutes, role.hours_per = [], None, None
    count_change(session, role)


def remove_session(session: Session, role: Opportunity, number: int) -> None:
    """Take one session away; none with that number is none already."""
    check_version(session, role, None)
    for one in [one for one in role.sessions if one.id == number]:
        role.sessions.remove(one)
        count_change(session, role)


def take_private_out(role: Opportunity, centre_phone: str) -> list[str]:
    """Put the centre's number where a private one stood; what was taken out."""
    taken = []
    for name in PUBLIC_TEXTS:
        text, found = without_private(getattr(role, name), centre_phone)
        if found:
            setattr(role, name, text)
            taken += found
    return taken


def _differing(
    before: Answers, typed: Answers, names: Iterable[str]
) -> dict[str, tuple[object, object]]:
    pairs = {name: (_plain(before, name), _plain(typed, name)) for name in names if name in typed}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(answers: Answers, name: str) -> list[str]:
    return sorted(" ".join(text.split()) for text in answers.get(name, ()) if text.strip())


def _check_counts(role: Opportunity, record: Mapping[str, Any]) -> None:
    wanted, at_once = record.get("places_offered"), record.get("in_flight_limit")
    if wanted is not None and wanted < role.places_taken:
        message = f"{role.places_taken} people have a place already. Write that or more."
        raise Invalid(message, "places_offered")
    if at_once is not None and at_once < role.in_flight:
        raise Invalid(
            f"You are talking to {role.in_flight} now. Write that or more.", "in_flight_limit"
        )


def _put(
    session: Session, role: Opportunity, details: Details, vocabulary: Vocabulary, today: date
) -> None:
    for name, value in details.record.items():
        setattr(role, name, value)
    if "with_children" in details.record:
        _forget_check(role)
    if details.when is not None:
        _put_when(role, details.when)
    if details.place is not None:
        _put_place(session, role, details.place, today)
    if details.windows is not None:
        role.windows = [
            OpportunityWindow(weekday=span.weekday, start_minute=span.start, end_minute=span.end)
            for span in details.windows
        ]
    if details.skills is not None:
        _put_terms(role, Kind.SKILL, dict.fromkeys(details.skills, "needed"), vocabulary)
    if details.causes is not None:
        _put_terms(role, Kind.CAUSE, dict.fromkeys(details.causes), vocabulary)
    if details.musts is not None:
        for term in role.terms:
            if _is(term, Kind.SKILL, vocabulary):
                others = term.importance if term.importance != "must" else "needed"
                term.importance = "must" if term.uri in details.musts else others


def _forget_check(role: Opportunity) -> None:
    """Work with nobody who needs care opens no higher check than a basic one."""
    who = (role.with_children, role.with_adults_at_risk, role.in_private_homes)
    if not any(who) and role.check_level not in ("none", "basic"):
        role.check_level, role.check_reason = "none", None


def _put_when(role: Opportunity, when: str) -> None:
    if when != "times":
        role.sessions = []
    if when != HOURS:
        role.windows = []
    for name, value in empties(when).items():
        setattr(role, name, value)


def _put_place(session: Session, role: Opportunity, said: PlaceSaid, today: date) -> None:
    role.in_private_homes = said.private or role.in_private_homes
    located = said.located
    if located is None:
        role.places = []
        return
    row = role.places[0] if role.places else OpportunityPlace()
    row.name, row.address, row.is_private_home = said.name, said.address, said.private
    row.postcode = said.postcode or located.code
    row.latitude, row.longitude = located.point
    row.precision = Precision.AREA if located.approximate else Precision.EXACT
    row.district_code = located.district.code if located.district else None
    if not role.places:
        role.places = [row]
    serving = centre_for_district(session, row.district_code, today)
    role.centre_id = serving.centre.id if serving else role.organisation.centre_id


def _put_terms(
    role: Opportunity, kind: Kind, wanted: dict[str, Any], vocabulary: Vocabulary
) -> None:
    """Change only what differs: a skill keeps how much it matters."""
    for row in list(role.terms):
        if row.uri in wanted:
            wanted.pop(row.uri)
        elif _is(row, kind, vocabulary):
            role.terms.remove(row)
    role.terms += [OpportunityTerm(uri=uri, importance=how) for uri, how in wanted.items()]


def _is(term: OpportunityTerm, kind: Kind, vocabulary: Vocabulary) -> bool:
    found = vocabulary.by_uri.get(term.uri)
    return found is not None and found.kind == kind
