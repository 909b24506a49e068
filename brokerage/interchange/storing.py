"""From content to rows, and back from rows to content for comparison and export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from brokerage.interchange.content import COORDINATE_DIGITS, Content, PlaceContent, TermContent
from brokerage.opportunities.models import (
    Opportunity,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
)
from brokerage.opportunities.sessions_text import SessionRule
from brokerage.taxonomies.models import Kind
from brokerage.weeks import Span, merge

Kinds = Mapping[str, Kind]  # the kind of every term, by URI


def store(role: Opportunity, content: Content, kinds: Kinds) -> None:
    """Make a role say what the content says, and leave alone what it does not speak of."""
    for name, value in content.facts.items():
        setattr(role, name, value)
    if role.places_offered is not None:  # what is taken is taken, whatever a file says
        role.places_offered = max(role.places_offered, role.places_taken or 0)
    if content.sessions is not None:
        role.sessions = [_session_row(rule) for rule in content.sessions]
    if content.windows is not None:
        role.windows = [
            OpportunityWindow(weekday=s.weekday, start_minute=s.start, end_minute=s.end)
            for s in content.windows
        ]
    if content.places is not None:
        role.places = [_place_row(place) for place in content.places]
    _store_terms(role, content, kinds)


def content_of(role: Opportunity, like: Content, kinds: Kinds) -> Content:
    """What a stored role says of the things that another content speaks of."""
    terms = [t for t in role.terms if kinds.get(t.uri) in like.term_kinds]
    return Content(
        facts={name: getattr(role, name) for name in like.facts},
        sessions=None if like.sessions is None else tuple(map(rule_of, role.sessions)),
        windows=None if like.windows is None else spans_of(role),
        places=None if like.places is None else tuple(map(_place_of, role.places)),
        terms=tuple(sorted(TermContent(t.uri, t.importance) for t in terms)),
        term_kinds=like.term_kinds,
    )


def rule_of(row: OpportunitySession) -> SessionRule:
    """A stored session as a rule."""
    return SessionRule(
        starts_on=row.starts_on,
        start_minute=row.start_minute,
        length_minutes=row.length_minutes,
        frequency=row.frequency,
        interval=row.interval,
        weekdays=tuple(row.weekdays),
        ordinals=tuple(row.ordinals),
        until=row.until,
        count=row.count,
        excluded=tuple(date.fromisoformat(day) for day in row.excluded),
        term_time_only=row.term_time_only,
        places=row.places,
    )


def spans_of(role: Opportunity) -> tuple[Span, ...]:
    """Stored windows in order, touching ones as one."""
    return merge(Span(w.weekday, w.start_minute, w.end_minute) for w in role.windows)


def rounded(degrees: float | None) -> float | None:
    """A coordinate as precise as we keep it."""
    return None if degrees is None else round(degrees, COORDINATE_DIGITS)


def _session_row(rule: SessionRule) -> OpportunitySession:
    return OpportunitySession(
        starts_on=rule.starts_on,
        start_minute=rule.start_minute,
        length_minutes=rule.length_minutes,
        frequency=rule.frequency,
        interval=rule.interval,
        weekdays=list(rule.weekdays),
        ordinals=list(rule.ordinals),
        until=rule.until,
        count=rule.count,
        excluded=[day.isoformat() for day in rule.excluded],
        term_time_only=rule.term_time_only,
        places=rule.places,
    )


def _place_row(place: PlaceContent) -> OpportunityPlace:
    values: dict[str, Any] = {name: getattr(place, name) for name in PlaceContent.__slots__}
    return OpportunityPlace(**values)


def _place_of(row: OpportunityPlace) -> PlaceContent:
    values = {name: getattr(row, name) for name in PlaceContent.__slots__}
    values["precision"] = str(row.precision)  # an enumeration, or the text that was read
    for name in ("latitude", "longitude"):
        values[name] = rounded(values[name])
    return PlaceContent(**values)


def _store_terms(role: Opportunity, content: Content, kinds: Kinds) -> None:
    """Change only what differs: a term removed and added again would meet itself in the table."""
    wanted = {term.uri: term.importance for term in content.terms}
    for row in list(role.terms):
        if row.uri in wanted:
            row.importance = wanted.pop(row.uri)
        elif kinds.get(row.uri) in content.term_kinds:
            role.terms.remove(row)
    role.terms += [OpportunityTerm(uri=uri, importance=how) for uri, how in wanted.items()]
