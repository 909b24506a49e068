"""How often each role was shown: added up in the process, written down in bundles.

Reading a page writes nothing; jobs.py writes the tally down once a minute.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.models import RoleShowing
from matching.exposure import attention

KEPT = timedelta(days=91)  # longer than any fair turn looks back
INSERTS: dict[str, Any] = {"postgresql": postgresql_insert, "sqlite": sqlite_insert}
Key = tuple[int, date]  # a role's row, and a day


@dataclass
class Tally:
    """What was shown since the last time it was written down. Threads share it."""

    counts: dict[Key, tuple[int, float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, roles: Sequence[int], on: date) -> None:
        """One page with these roles, from the top."""
        shares = zip(roles, attention(len(roles)).tolist(), strict=True)
        with self.lock:
            self._merge({(role, on): (1, share) for role, share in shares})

    def take(self) -> dict[Key, tuple[int, float]]:
        """Everything so far; the tally begins again."""
        with self.lock:
            taken, self.counts = self.counts, {}
        return taken

    def put_back(self, taken: Mapping[Key, tuple[int, float]]) -> None:
        """What could not be written down; it is tried again with what comes."""
        with self.lock:
            self._merge(taken)

    def _merge(self, more: Mapping[Key, tuple[int, float]]) -> None:
        for key, (shown, share) in more.items():
            before = self.counts.get(key, (0, 0.0))
            self.counts[key] = (before[0] + shown, before[1] + share)


def record_showings(session: Session, taken: Mapping[Key, tuple[int, float]]) -> int:
    """Add a tally to what is written down, in one statement; roles that are gone are passed over.

    Rows go in the same order in every process, so that two never wait for each other.
    """
    ids = {role for role, _on in taken}
    known = set(session.scalars(select(Opportunity.id).where(Opportunity.id.in_(ids))))
    rows = [
        {"opportunity_id": role, "shown_on": on, "shown": shown, "attention": share}
        for (role, on), (shown, share) in sorted(taken.items())
        if role in known
    ]
    if rows:
        new = INSERTS[session.get_bind().dialect.name](RoleShowing)
        more = {
            name: getattr(RoleShowing, name) + new.excluded[name] for name in ("shown", "attention")
        }
        keys = ["opportunity_id", "shown_on"]
        session.execute(new.on_conflict_do_update(index_elements=keys, set_=more), rows)
    return len(rows)


def prune_showings(session: Session, today: date) -> int:
    """Delete what no fair turn looks at any more; how many rows."""
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(RoleShowing).where(RoleShowing.shown_on < today - KEPT)
    )
    return gone.rowcount
