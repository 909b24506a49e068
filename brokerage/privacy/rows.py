"""The rows about one person, table by table; for the copy they get and for erasing them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, or_, select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account, Hat
from brokerage.db import Base
from brokerage.privacy.tables import BY_ADDRESS, OWNED, PERSON, about_a_person, owner_of
from brokerage.volunteers.models import Volunteer


def ids_of(session: Session, volunteer: Volunteer) -> list[int]:
    """The record's own id and those of records that were merged into it."""
    found, queue = [volunteer.id], [volunteer.id]
    while queue:
        merged = select(Volunteer.id).where(Volunteer.merged_into_id.in_(queue))
        queue = [one for one in session.scalars(merged) if one not in found]
        found += queue
    return found


def addresses_of(session: Session, ids: Sequence[int]) -> set[str]:
    """The e-mail addresses of a record and its account, unless somebody else has the same."""
    accounts = select(Account.email).join(Hat).where(Hat.volunteer_id.in_(ids))
    records = select(Volunteer.email).where(Volunteer.id.in_(ids))
    found = {one for one in (*session.scalars(accounts), *session.scalars(records)) if one}
    others = select(Volunteer.email).where(Volunteer.email.in_(found), Volunteer.id.not_in(ids))
    mine = found - set(session.scalars(others))  # a household shares one
    return mine | {one.lower() for one in mine}


def conditions(
    session: Session, ids: Sequence[int], addresses: Collection[str]
) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """For each table about people, which of its rows are about these."""
    owned: dict[str, Sequence[int]] = {PERSON: ids}
    for name in OWNED:
        table = Base.metadata.tables[name]
        owned[name] = session.scalars(select(table.c.id).where(_mine(table, owned))).all()
    for table, columns in about_a_person():
        mine = [one.in_(owned[owner_of(one)]) for one in columns]
        if table.name in BY_ADDRESS:
            mine.append(table.c[BY_ADDRESS[table.name]].in_(addresses))
        yield table, or_(*mine)


def rows_of(session: Session, table: Table, where: ColumnElement[bool]) -> Sequence[RowMapping]:
    """Oldest first."""
    return session.execute(select(table).where(where).order_by(table.c.id)).mappings().all()


def _mine(table: Table, owned: dict[str, Any]) -> ColumnElement[bool]:
    return or_(
        *(
            one.in_(owned[PERSON])
            for one in table.columns
            if any(key.column.table.name == PERSON for key in one.foreign_keys)
        )
    )
