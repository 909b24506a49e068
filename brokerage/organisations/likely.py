"""Organisations that may be the same one: by register number, or by a name that reads alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.organisations.models import Organisation, Standing

ALIKE = 88  # of 100, when words that say little are left out
MOST = 5
SAYS_LITTLE = frozenset(
    {"the", "a", "an", "of", "and", "for", "in", "at", "ltd", "limited", "cic", "cio", "charity",
     "trust", "group", "club", "society", "association", "community", "project"}
)  # fmt: skip
# Whoever registers learns only of those that the public can know of.
SHOWN = (Standing.VERIFIED, Standing.LISTED)


@dataclass(frozen=True)
class Known:
    """What is compared of an organisation, and what somebody may be shown of it."""

    public_id: str
    name: str
    org_id: str | None = None
    district_code: str | None = None


def plain(name: str) -> str:
    """A name without case, marks and words that say little, unless nothing else is in it."""
    words = re.findall(r"\w+", name.casefold().replace("’", "").replace("'", ""))
    telling = [word for word in words if word not in SAYS_LITTLE]
    return " ".join(telling or words)


def alike(name: str, org_id: str | None, others: Iterable[Known]) -> list[Known]:
    """Those that may be the same, the likeliest first. Pure."""
    wanted = plain(name)
    scored = [
        (
            101.0
            if org_id and one.org_id == org_id
            else fuzz.token_sort_ratio(wanted, plain(one.name)),
            one,
        )
        for one in others
    ]
    near = [pair for pair in scored if pair[0] >= ALIKE]
    return [one for _, one in sorted(near, key=lambda pair: (-pair[0], pair[1].name))][:MOST]


def find_alike(
    session: Session,
    name: str,
    org_id: str | None = None,
    *,
    but: int | None = None,
    states: Sequence[Standing] = SHOWN,
) -> list[Known]:
    """The same, among organisations in these states."""
    columns = (
        Organisation.public_id, Organisation.name, Organisation.org_id, Organisation.district_code,
    )  # fmt: skip
    query = select(*columns).where(Organisation.state.in_(states))
    if but is not None:
        query = query.where(Organisation.id != but)
    return alike(name, org_id, (Known(*row) for row in session.execute(query)))
