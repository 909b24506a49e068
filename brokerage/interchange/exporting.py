"""Roles as our own table: the same columns that the import reads (docs/importing.md)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from brokerage.interchange.own_csv import COLUMNS, TERM_COLUMNS, moment_cell
from brokerage.interchange.storing import rounded, rule_of, spans_of
from brokerage.opportunities import places_text, sessions_text
from brokerage.opportunities.models import Opportunity, OpportunityPlace, Precision
from brokerage.opportunities.places_text import PlaceText, write_place
from brokerage.opportunities.sessions_text import write_session
from brokerage.tables import cell, guarded
from brokerage.taxonomies.models import Kind, Term

BATCH = 500
Names = dict[str, tuple[Kind, str]]


def export_roles(session: Session, file: TextIO) -> int:
    """Write every role, whatever its state; how many there were."""
    names = _term_names(session)
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for role in _roles(session):
        writer.writerow([_cell(role, column, names) for column in COLUMNS])
        count += 1
    return count


def _roles(session: Session) -> Iterator[Opportunity]:
    children = ("sessions", "windows", "places", "terms", "organisation")
    options = [selectinload(getattr(Opportunity, name)) for name in children]
    last = 0
    while True:
        query = select(Opportunity).where(Opportunity.id > last).order_by(Opportunity.id)
        batch = session.scalars(query.options(*options).limit(BATCH)).all()
        if not batch:
            return
        yield from batch
        last = batch[-1].id


def _cell(role: Opportunity, column: str, names: Names) -> str:
    if column in TERM_COLUMNS:
        return guarded(" | ".join(_terms(role, TERM_COLUMNS[column], names)))
    if column in _COMPOSED:
        return guarded(_COMPOSED[column](role))
    return cell(getattr(role, column))


def _term_names(session: Session) -> Names:
    """Kind and short name of every term. One that no taxonomy has goes by its URI: another
    database would not know its short name."""
    terms = session.scalars(select(Term))
    return {term.uri: (Kind(term.kind), term.slug if term.known else term.uri) for term in terms}


def _terms(role: Opportunity, wanted: Kind, names: Names) -> Iterator[str]:
    for term in sorted(role.terms, key=lambda term: term.uri):
        kind, name = names[term.uri]
        if kind is wanted:
            yield f"{name} ({term.importance})" if term.importance else name


def _place(row: OpportunityPlace) -> PlaceText:
    latitude, longitude = rounded(row.latitude), rounded(row.longitude)
    has_point = latitude is not None and longitude is not None
    return PlaceText(
        name=row.name,
        address=row.address,
        postcode=row.postcode,
        point=(latitude, longitude) if has_point else None,  # type: ignore[arg-type]
        private_home=row.is_private_home,
        approximate=row.precision == Precision.AREA,
    )


_COMPOSED: dict[str, Callable[[Any], str]] = {
    "id": lambda role: role.public_id,
    "organisation": lambda role: role.organisation.name,
    "organisation_source": lambda role: role.organisation.source,
    "organisation_id": lambda role: role.organisation.source_id,
    "published_at": lambda role: moment_cell(role.published_at),
    "sessions": lambda role: sessions_text.SEPARATOR.join(
        write_session(rule_of(row)) for row in role.sessions
    ),
    "windows": lambda role: " | ".join(map(str, spans_of(role))),
    "places": lambda role: places_text.SEPARATOR.join(
        write_place(_place(row)) for row in role.places
    ),
}
