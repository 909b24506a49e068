"""Every number of the demonstration county, counted a second time from the definitions alone.

Nothing may be missing on either side: not a measure, not a centre, not a district, not a group.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from brokerage.db import db
from brokerage.evaluation.definitions import measures
from brokerage.evaluation.periods import Period
from tests.brokerage.evaluation.independent.comparing import differences
from tests.brokerage.evaluation.independent.recount import recount
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import Span

MONTH, QUARTER, BUSIEST = (Period.read(text) for text in ("2026-05", "2026-Q1", "2026-Q2"))
# Told of in test_edges.py as well, since a demonstration may be without.
THIN = {"funding", "volunteers_content", "organisations_content"} | {
    name for name in measures() if name.startswith("outcome_")
}


@pytest.fixture(scope="module", params=["demonstration", "demonstration_on_postgres"])
def place(request: pytest.FixtureRequest) -> Iterator[tuple[Session, Rows]]:
    """One of the two databases, and its rows."""
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context():
        yield db.session(), Rows(db.session.connection())
        db.session.remove()


@pytest.mark.parametrize("period", [MONTH, QUARTER, BUSIEST], ids=str)
def test_both_ways_of_counting_agree(place: tuple[Session, Rows], period: Period) -> None:
    session, rows = place
    assert differences(session, rows, period) == []


def test_no_measure_agrees_because_there_is_nothing(place: tuple[Session, Rows]) -> None:
    _, rows = place
    found = {key[0] for key in recount(rows, Span(BUSIEST.first_on, BUSIEST.until))}
    assert set(measures()) - found <= THIN
