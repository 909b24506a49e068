"""What the database already holds of a batch, by source and source id, in few queries."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import record_change, with_everything

Key = tuple[str, str]
BATCH = 500


def digests(session: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """The digest of every role that is held; empty where it was never imported."""
    columns = (Opportunity.source, Opportunity.source_id, Opportunity.source_digest)
    found: dict[Key, str] = {}
    for source, ids in _by_source(keys).items():
        query = select(*columns).filter_by(source=source)
        for row in session.execute(query.where(Opportunity.source_id.in_(ids))):
            found[row[0], row[1]] = row[2] or ""
    return found


def roles(session: Session, keys: Iterable[Key]) -> dict[Key, Opportunity]:
    """The roles themselves, with everything that belongs to them."""
    found: dict[Key, Opportunity] = {}
    for source, ids in _by_source(keys).items():
        query = select(Opportunity).filter_by(source=source)
        query = with_everything(query.where(Opportunity.source_id.in_(ids)))
        found |= {(role.source, role.source_id): role for role in session.scalars(query)}
    return found


def is_free(session: Session, public_id: str) -> bool:
    """Whether no role has this reference yet."""
    query = select(Opportunity.id).where(Opportunity.public_id == public_id)
    return session.scalar(query) is None


def number_change(session: Session, ids: list[int]) -> None:
    """Give all changed roles one number, so that every worker's index takes them up at once.

    As record_change does, but by id: a large file must not stay in memory until its end.
    """
    version = record_change(session, [])
    for start in range(0, len(ids), BATCH):
        session.execute(
            update(Opportunity)
            .where(Opportunity.id.in_(ids[start : start + BATCH]))
            .values(changed_version=version)
            .execution_options(synchronize_session=False)
        )
    session.expire_all()


def _by_source(keys: Iterable[Key]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source, source_id in keys:
        found.setdefault(source, []).append(source_id)
    return found
