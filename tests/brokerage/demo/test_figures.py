"""Months and quarters of the demonstration: counted, the older ones confirmed and closed."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.db import begin_writing, db, end_writing
from brokerage.demo.figures import add_figures, periods_so_far
from brokerage.demo.jobs import count_figures, load
from brokerage.demo.scale import SCALES, Scale
from brokerage.evaluation.models import CountedPeriod, Figure
from brokerage.evaluation.periods import Period
from tests.brokerage.demo.conftest import TODAY

SHORT = Scale(organisations=5, live=12, not_live=4, volunteers=20, introductions=6,
              quarters=3, months=4)  # fmt: skip


def stands(session: Session) -> dict[str, tuple[bool, int]]:
    rows = session.scalars(select(CountedPeriod))
    return {row.period: (row.closed_at is not None, len(row.confirmations)) for row in rows}


@pytest.mark.parametrize("name", ["app", "postgres_app"])
def test_how_the_figures_stand(name: str, request: pytest.FixtureRequest) -> None:
    app: Flask = request.getfixturevalue(name)
    load(app, SHORT, today=TODAY)
    told: list[int] = []
    count_figures(app, SHORT, today=TODAY, advance=told.append)
    assert sum(told) == SHORT.quarters + SHORT.months
    with app.app_context():
        session = db.session()
        centres = session.scalar(select(func.count(Centre.id)))
        assert centres == 7
        assert stands(session) == {
            "2025-Q4": (True, 7),
            "2026-Q1": (False, 6),
            "2026-Q2": (False, 0),
            "2026-03": (False, 6),
            "2026-04": (False, 0),
            "2026-05": (False, 0),
            "2026-06": (False, 0),
        }
        assert session.scalar(select(func.count(Figure.id))) > 20
        db.session.remove()


def test_the_small_one_goes_back_two_years() -> None:
    found = [str(one) for one in periods_so_far(SCALES["small"], TODAY)]
    assert len(found) == 9 + 14
    assert (found[0], found[-1]) == ("2024-Q2", "2026-06")


def test_the_lead_closed_what_is_closed(county: Flask) -> None:
    with county.app_context():
        begin_writing()
        add_figures(db.session(), Period.read("2025-Q1"), TODAY)
        closed = db.session.scalars(select(CountedPeriod)).one()
        assert str(closed.closed_by).removeprefix("account:") not in ("", "None")
        assert closed.counted_at == closed.closed_at
        assert str(closed.closed_at) == "2025-04-19 14:00:00+00:00"
        db.session.rollback()
        end_writing()
