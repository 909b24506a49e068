"""What everybody can read: the newest edition of each quarter that was let go."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from brokerage.errors import Invalid, NotFound
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.making import editions
from brokerage.evaluation.publishing.models import Publication, PublishedTable

NOT_THERE = "There are no published figures of that quarter."


def list_published(session: Session) -> list[Publication]:
    """One for each quarter, the newest first."""
    query = (
        select(Publication)
        .where(Publication.approved_at.is_not(None), Publication.withdrawn_at.is_(None))
        .order_by(Publication.period.desc(), Publication.edition.desc())
    )
    newest: dict[str, Publication] = {}
    for one in session.scalars(query):
        newest.setdefault(one.period, one)
    return list(newest.values())


def find_published(session: Session, text: str) -> tuple[Publication | None, Sequence[Publication]]:
    """What is public of a quarter, and every edition that ever was, the newest first.

    None where all were withdrawn. Raises NotFound where nothing was ever public.
    """
    try:
        period = Period.read(text)
    except Invalid as problem:
        raise NotFound(NOT_THERE) from problem
    ever = [one for one in editions(session, period) if one.approved_at is not None]
    if not ever:
        raise NotFound(NOT_THERE)
    return next((one for one in ever if one.state == "public"), None), ever


def get_published(session: Session, text: str) -> Publication:
    """The one that is public. Raises NotFound."""
    found, _ = find_published(session, text)
    if found is None:
        raise NotFound(NOT_THERE)
    return found


def get_publication(session: Session, public_id: str) -> Publication:
    """Any edition, for those who make and approve them. Raises NotFound."""
    query = select(Publication).where(Publication.public_id == public_id)
    lines = selectinload(Publication.tables).selectinload(PublishedTable.lines)
    found = session.scalar(query.options(lines))
    if found is None:
        raise NotFound("There is no such publication.")
    return found


def closed_quarters(session: Session) -> list[Period]:
    """What could be published, the newest first."""
    query = select(CountedPeriod.period).where(CountedPeriod.closed_at.is_not(None))
    found = sorted((Period.read(text) for text in session.scalars(query)), reverse=True)
    return [period for period in found if period.kind == "quarter"]
