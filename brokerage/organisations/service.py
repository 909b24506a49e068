"""What can be done with an organisation. Services never commit and never see the request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.organisations.models import Organisation

DEFAULT_KIND = "other"


@dataclass(frozen=True, slots=True)
class OrganisationKey:
    """How an organisation is known, without loading it."""

    id: int
    source: str
    source_id: str
    name: str


def list_keys(session: Session) -> list[OrganisationKey]:
    """How every organisation is known, in the order in which they came."""
    columns = (Organisation.id, Organisation.source, Organisation.source_id, Organisation.name)
    rows = session.execute(select(*columns).order_by(Organisation.id))
    return [OrganisationKey(*row) for row in rows]


def find_by_source(session: Session, source: str, source_id: str) -> Organisation | None:
    """An organisation as another system knows it."""
    known = select(Organisation).filter_by(source=source, source_id=source_id)
    return session.scalars(known).first()


def add_organisation(
    session: Session, *, source: str, source_id: str, name: str, facts: Mapping[str, Any]
) -> Organisation:
    """A new organisation, with what its source states of it."""
    organisation = Organisation(source=source, source_id=source_id, name=name)
    organisation.kind, organisation.description = DEFAULT_KIND, ""
    organisation.runs_a_centre = organisation.trusted = False
    session.add(organisation)
    update_organisation(organisation, name=name, facts=facts)
    return organisation


def update_organisation(
    organisation: Organisation, *, name: str | None, facts: Mapping[str, Any]
) -> bool:
    """Take over what a source states; whether anything is different. No name: keep the name."""
    stated = {**facts, "name": name} if name else dict(facts)
    changed = {key: new for key, new in stated.items() if getattr(organisation, key) != new}
    for key, value in changed.items():
        setattr(organisation, key, value)
    return bool(changed)
