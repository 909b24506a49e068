"""What to call people on the desk's pages: as much as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.actors import Actor
from brokerage.geography.service import list_districts
from brokerage.volunteers.models import Volunteer

BY_THE_SERVICE = "The service"
BY_THE_PUBLIC = "On the website"


def name_for(volunteer: Volunteer, actor: Actor) -> str:
    """The whole name of one's own centre's people, the first name of others."""
    if volunteer.centre_id in actor.centre_ids:
        return f"{volunteer.first_name} {volunteer.last_name}".strip() or "Somebody"
    return volunteer.first_name or "Somebody"


def names_of_actors(session: Session, actors: Iterable[str]) -> dict[str, str]:
    """Who did something, by the name that histories keep."""
    wanted = set(actors)
    ids = {name.removeprefix("account:") for name in wanted if name.startswith("account:")}
    query = select(Account.public_id, Account.name).where(Account.public_id.in_(ids))
    known = {f"account:{one}": name for one, name in session.execute(query)}
    return {name: known.get(name) or _other(name) for name in wanted}


def district_names() -> dict[str, str]:
    """The county's districts by code."""
    return {one.code: one.name for one in list_districts()}


def _other(name: str) -> str:
    if name == "public":
        return BY_THE_PUBLIC
    return "Somebody who has left" if name.startswith("account:") else BY_THE_SERVICE
