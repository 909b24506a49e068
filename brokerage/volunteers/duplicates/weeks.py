"""Two weeks of one person do not add up: the chosen one goes with the kept record."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.volunteers.models import VolunteerPause, VolunteerWindow

TABLES = (VolunteerWindow, VolunteerPause)
Swapped = dict[str, dict[str, list[int]]]


def swap(session: Session, kept_id: int, merged_id: int) -> Swapped:
    """Exchange the times of two records; which rows were whose."""
    owned = {
        model.__tablename__: {
            owner: list(session.scalars(select(model.id).where(model.volunteer_id == person)))
            for owner, person in (("kept", kept_id), ("merged", merged_id))
        }
        for model in TABLES
    }
    _give(session, owned, {"kept": merged_id, "merged": kept_id}, {})
    return owned


def swap_back(session: Session, owned: Swapped, kept_id: int, merged_id: int) -> None:
    """Give each record its own times again; what somebody said since stays with the kept one."""
    back = {"kept": kept_id, "merged": merged_id}
    _give(session, owned, back, {"kept": merged_id, "merged": kept_id})


def _give(
    session: Session, owned: Swapped, to: Mapping[str, int], only_if: Mapping[str, int]
) -> None:
    for model in TABLES:
        for owner, ids in owned.get(model.__tablename__, {}).items():
            change = update(model).where(model.id.in_(ids))
            if owner in only_if:
                change = change.where(model.volunteer_id == only_if[owner])
            session.execute(change.values(volunteer_id=to[owner]))
