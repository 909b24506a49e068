"""Roles that opened lately, compiled once for everybody who is due.

A role is news from the moment it last became live: posted, imported, or opened again. A change of
its words is none. Only such roles are ranked, by the statistics and fair turns of the whole live
index, so that their order is that of a result page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity, OpportunityMove, State
from brokerage.opportunities.service import list_by_public_id
from brokerage.suggestions import adapter
from brokerage.suggestions.facets import Facets, tags
from brokerage.suggestions.index import Snapshot
from matching.catalogue import Catalogue
from matching.columns import Bools, Doubles, Ints
from matching.repeats import Repeats

OVERLAP = timedelta(hours=1)  # a role shows when its transaction ends; imports take a while


@dataclass(frozen=True)
class News:
    """``opened`` (seconds) and ``numbers`` (rows of the table) align with ``catalogue.ids``."""

    snapshot: Snapshot
    opened: Doubles
    numbers: Ints

    def since(self, moment: datetime, announced: list[int]) -> Bools:
        """What is new to somebody who has seen everything up to a moment, and been told these."""
        fresh = self.opened > moment.timestamp()
        return fresh & ~np.isin(self.numbers, announced)

    def number_of(self, public_id: str) -> int | None:
        """The row of a role."""
        at = self.snapshot.catalogue.index_of(public_id)
        return None if at is None else int(self.numbers[at])


def read_news(session: Session, live: Snapshot, since: datetime) -> News:
    """Compile the roles that became live after a moment."""
    opened = list_opened(session, since)
    rows = list_by_public_id(session, list(opened))
    found = [rows[name] for name in opened if name in rows]
    catalogue = Catalogue.build(
        adapter.opportunities(found, live.vocabulary, live.today),
        live.catalogue.statistics,
        taxonomy=live.catalogue.terms.taxonomy,
        calendar=live.calendar,
        today=live.today,
    )
    marks = {row.public_id: tags(row, live.vocabulary) for row in found}
    ids = catalogue.ids
    return News(
        replace(
            live,
            catalogue=catalogue,
            facets=Facets.build([marks[name] for name in ids]),
            tags=marks,
            repeats=Repeats.of(catalogue),
        ),
        np.array([opened[name].timestamp() for name in ids], float),
        np.array([rows[name].id for name in ids], np.int64),
    )


def list_opened(session: Session, since: datetime) -> Mapping[str, datetime]:
    """When each live role last became so, of those after a moment."""
    moved = func.max(OpportunityMove.moved_at)
    to_live = OpportunityMove.to_state == State.LIVE
    mine = OpportunityMove.opportunity_id == Opportunity.id
    query = (
        select(Opportunity.public_id, moved, Opportunity.published_at)
        .outerjoin(OpportunityMove, mine & to_live)
        .where(Opportunity.state == State.LIVE)
        .group_by(Opportunity.id)
        .order_by(Opportunity.id)
    )
    dated = ((name, at or published) for name, at, published in session.execute(query))
    return {name: at for name, at in dated if at is not None and at > since}
