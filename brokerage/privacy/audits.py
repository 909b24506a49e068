"""Reading the audit trail: who did, read and exported what, when and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from brokerage.accounts.hats import managed_by
from brokerage.accounts.models import Account, Hat
from brokerage.actors import Actor, Role
from brokerage.audit import AuditEntry
from brokerage.introductions.models import Introduction
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import LOCAL_TIME

# Even that there is a concern is nobody's business but the designated people's; they see the
# trail of each concern on its own page.
HIDDEN = ("concern", "hold")
PAGE = 50
COLUMNS = ("when", "who", "on_behalf_of", "through", "action", "kind", "record", "fields")


@dataclass(frozen=True)
class Asked:
    """The filter of a page."""

    who: str = ""  # part of a name, or the name in the trail
    action: str = ""
    kind: str = ""
    record: str = ""
    since: date | None = None
    until: date | None = None


def entries_seen_by(session: Session, actor: Actor) -> Select[AuditEntry]:
    """An administrator: everything. A manager: what their staff did, and what was done with
    records of their centre's people, by whomever. Concerns are in neither."""
    query = select(AuditEntry).where(AuditEntry.kind.not_in(HIDDEN))
    if Role.ADMINISTRATOR in actor.roles:
        return query
    centres = managed_by(session, actor)
    staff = select("account:" + Account.public_id).join(Hat).where(Hat.centre_id.in_(centres))
    people = select(Volunteer.public_id).where(Volunteer.centre_id.in_(centres))
    theirs = select(Introduction.public_id).where(Introduction.home_centre_id.in_(centres))
    return query.where(
        or_(
            AuditEntry.actor.in_(staff),
            AuditEntry.public_id.in_(people),
            AuditEntry.public_id.in_(theirs),
        )
    )


def filtered(query: Select[AuditEntry], asked: Asked) -> Select[AuditEntry]:
    """Newest first."""
    if asked.who:
        like = "%" + asked.who.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        named = select("account:" + Account.public_id).where(Account.name.ilike(like, escape="\\"))
        query = query.where(or_(AuditEntry.actor.in_(named), AuditEntry.actor == asked.who))
    for column, value in (
        (AuditEntry.action, asked.action),
        (AuditEntry.kind, asked.kind),
        (AuditEntry.public_id, asked.record),
    ):
        if value:
            query = query.where(column == value)
    if asked.since:
        query = query.where(AuditEntry.done_at >= _midnight(asked.since))
    if asked.until:
        query = query.where(AuditEntry.done_at < _midnight(asked.until + timedelta(1)))
    return query.order_by(AuditEntry.id.desc())


def page_of(
    session: Session, query: Select[AuditEntry], page: int
) -> tuple[Sequence[AuditEntry], int]:
    """(one page, how many there are in all)."""
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    rows = session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    return rows, session.scalar(counted) or 0


def choices(session: Session, query: Select[AuditEntry]) -> tuple[list[str], list[str]]:
    """The actions and kinds that occur in what somebody sees."""
    seen = query.order_by(None).subquery()
    actions = session.scalars(select(seen.c.action).distinct().order_by(seen.c.action)).all()
    kinds = session.scalars(select(seen.c.kind).distinct().order_by(seen.c.kind)).all()
    return list(actions), list(kinds)


def names_of(session: Session, entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Who stands behind the names of the trail."""
    ids = {one.actor.removeprefix("account:") for one in entries}
    query = select(Account.public_id, Account.name).where(Account.public_id.in_(ids))
    return {f"account:{public_id}": name for public_id, name in session.execute(query)}


def row_of(entry: AuditEntry, names: dict[str, str]) -> list[object]:
    """One line of the file."""
    return [
        entry.done_at,
        names.get(entry.actor, entry.actor),
        entry.on_behalf_of,
        entry.through,
        entry.action,
        entry.kind,
        entry.public_id,
        list(entry.fields),
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_TIME)
