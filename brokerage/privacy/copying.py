"""Everything about a person, for the person: to read, to print, and as JSON to take away.

It is collected by walking the tables (tables.py), so nothing is forgotten. Concerns under
safeguarding are not in it: whether they can be given is decided by hand, and whether there are
any is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Table, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.accounts.models import Account, Hat, SignIn
from brokerage.actors import Actor
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import Base, now
from brokerage.equality.service import answers_for_the_person
from brokerage.privacy.drafts import TITLE as DRAFTS
from brokerage.privacy.drafts import drafts_of
from brokerage.privacy.rows import addresses_of, conditions, ids_of, rows_of
from brokerage.privacy.tables import FATES, NEVER_SHOWN, PERSON
from brokerage.privacy.wording import column_in_words, value_in_words, who_in_words
from brokerage.volunteers.models import RegistrationDraft, Volunteer

FORMAT = "volunteer-record/1"
SECRET_KINDS = ("concern", "hold")
NAMES = {  # what a key of ours stands for, in words
    "centres": "name",
    "opportunities": "title",
    "organisations": "name",
    "districts": "name",
    "terms": "label",
}
EQUALITY = "equality_answers"


@dataclass(frozen=True)
class Section:
    """One table: ``rows`` as stored, ``words`` for people to read."""

    table: str
    title: str
    rows: list[dict[str, Any]]
    words: list[list[tuple[str, str]]]


@dataclass(frozen=True)
class Copy:
    """Everything, at one moment."""

    made_at: datetime
    public_id: str
    centre: str
    sections: list[Section]
    with_equality: bool

    def as_document(self) -> dict[str, Any]:
        """What the JSON file holds."""
        return {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "record": self.public_id,
            "controller": self.centre,
            "sections": {
                one.table: {"title": one.title, "rows": one.rows} for one in self.sections
            },
        }


def copy_of(session: Session, volunteer: Volunteer, actor: Actor, *, own_eyes: bool) -> Copy:
    """Everything about somebody, written down in the audit trail.

    ``own_eyes``: they are signed in themselves. Staff who print it for them do not see answers to
    equality monitoring, which no member of staff ever reads back.
    """
    ids = ids_of(session, volunteer)
    account = session.scalars(
        select(Account).join(Hat).where(Hat.volunteer_id.in_(ids)).limit(1)
    ).first()
    own = f"account:{account.public_id}" if account else None
    table = Base.metadata.tables[PERSON]
    sections = [
        _section(session, table, "Your record", rows_of(session, table, table.c.id.in_(ids)), own)
    ]
    for table, mine in conditions(session, ids, addresses_of(session, ids)):
        fate = FATES[table.name]
        if fate.given and table.name != EQUALITY:
            found = rows_of(session, table, mine)
            sections.append(_section(session, table, fate.title, found, own))
    sections.append(_drafts(session, ids))
    if own_eyes:
        sections.append(_equality(session, volunteer, actor))
    if account is not None:
        sections += _account(session, account, own)
    sections.append(_trail(session, [volunteer.public_id], own))
    audit.record(session, actor, "export", "volunteer", volunteer.public_id, ("everything",))
    centre = session.get_one(Centre, volunteer.centre_id).name
    full = [one for one in sections if one.rows]
    return Copy(now(), volunteer.public_id, centre, full, own_eyes)


def _section(
    session: Session, table: Table, title: str, rows: Iterable[RowMapping], own: str | None
) -> Section:
    kept = [_row(session, table, row, own) for row in rows]
    words = [
        [(column_in_words(name), value_in_words(name, value)) for name, value in row.items()]
        for row in kept
    ]
    stored = [{name: _plain(value) for name, value in row.items()} for row in kept]
    shown = [[(label, text) for label, text in row if text] for row in words]
    return Section(table.name, title, stored, shown)


def _row(session: Session, table: Table, row: RowMapping, own: str | None) -> dict[str, Any]:
    """Without ours and others' keys; names in their place."""
    found: dict[str, Any] = {}
    for column in table.columns:
        name, value = column.name, row[column.name]
        if name in NEVER_SHOWN or value is None:
            continue
        keys = [key.column for key in column.foreign_keys]
        if not keys:
            found[name] = who_in_words(value, own) if _is_actor(name, value) else value
        elif (target := keys[0].table.name) in NAMES:
            label = keys[0].table.c[NAMES[target]]
            found[name.removesuffix("_id")] = session.scalar(select(label).where(keys[0] == value))
    return found


def _is_actor(name: str, value: object) -> bool:
    return isinstance(value, str) and (name == "actor" or name.endswith("_by"))


def _equality(session: Session, volunteer: Volunteer, actor: Actor) -> Section:
    told = answers_for_the_person(session, volunteer.id, volunteer.public_id, actor)
    rows = [dict(told)] if told else []
    return Section(EQUALITY, FATES[EQUALITY].title, rows, [list(told.items())] if told else [])


def _drafts(session: Session, ids: Sequence[int]) -> Section:
    """What was typed into registrations that were not sent, as it was typed."""
    rows: list[dict[str, Any]] = [
        {"changed_at": one.changed_at, **{name: "; ".join(told) for name, told in said.items()}}
        for one in drafts_of(session, ids)
        if (said := {name: told for name, told in one.answers.items() if any(told)})
    ]
    words = [[(column_in_words(k), value_in_words(k, v)) for k, v in row.items()] for row in rows]
    stored = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return Section(RegistrationDraft.__tablename__, DRAFTS, stored, words)


def _account(session: Session, account: Account, own: str | None) -> list[Section]:
    """How they sign in, and where they did; nothing that lets anybody in."""
    made = []
    for model, title, column in (
        (Account, "Your account", Account.id),
        (SignIn, "Where you signed in", SignIn.account_id),
    ):
        table = Base.metadata.tables[model.__tablename__]
        mine = table.c[column.key] == account.id
        made.append(_section(session, table, title, rows_of(session, table, mine), own))
    return made


def _trail(session: Session, public_ids: Sequence[str], own: str | None) -> Section:
    """Who read or changed what, and when: staff as staff, without their names."""
    query = select(AuditEntry).where(
        AuditEntry.public_id.in_(public_ids), AuditEntry.kind.not_in(SECRET_KINDS)
    )
    rows = [
        {
            "done_at": one.done_at,
            "done_by": who_in_words(one.actor, own),
            "through": one.through,
            "action": one.action,
            "kind": one.kind,
            "fields": list(one.fields),
        }
        for one in session.scalars(query.order_by(AuditEntry.id))
    ]
    words = [[(column_in_words(k), value_in_words(k, v)) for k, v in row.items()] for row in rows]
    stored = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return Section("audit_entries", "Who read or changed your record", stored, words)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
