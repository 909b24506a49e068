"""Who does something, on whose behalf, and through what. Services take it as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may be in the service. One person may be several of them."""

    VOLUNTEER = "volunteer"
    MEMBER = "member"  # of an organisation
    BROKER = "broker"  # of one or more centres
    MANAGER = "manager"  # of a centre; everything a broker is, and its staff
    LEAD = "lead"  # runs the pilot: other centres' people as figures only
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """``name`` is what histories keep: account:<public id>, job:<name>, import:<format>, public.

    ``through``: web, desk, phone, letter, import, api or job. The rest says what a signed-in
    person may reach; it is empty for jobs, imports and the public.
    """

    name: str
    through: str
    on_behalf_of: str | None = None
    account_id: int | None = None
    roles: frozenset[Role] = frozenset()
    centre_ids: frozenset[int] = frozenset()  # where they are broker or manager
    organisation_ids: frozenset[int] = frozenset()
    volunteer_id: int | None = None


PUBLIC = Actor("public", "web")
