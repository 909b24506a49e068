"""Every night: what is open is counted anew, what is closed is compared, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.audit import AuditEntry
from brokerage.centres.service import find_lead
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict
from brokerage.evaluation.closing import close
from brokerage.evaluation.closing_asked import progress_name
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.jobs import close_asked, count_open_periods, open_periods
from brokerage.evaluation.models import Adjustment, CountedPeriod, Figure
from brokerage.evaluation.periods import Period, midnight
from brokerage.jobs.jobs import jobs_of
from brokerage.progress import rows_done
from brokerage.weeks import local_today
from tests.making import make_county, make_volunteer

LEAD = Actor("account:lead", "web")
TODAY = local_today()
MONTH, LAST = Period.around(TODAY), Period.around(TODAY).before()


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Iterator[Flask]:
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context():
        with unit_of_work() as session:
            make_county(session)
            came(session)
        yield app
        db.session.remove()


def came(session: Session) -> None:
    """Somebody more who got in touch last month."""
    lead = find_lead(session)
    assert lead is not None
    make_volunteer(session, lead.id, created_at=midnight(LAST.first_on) + timedelta(days=5))


def enquiries(session: Session, period: Period) -> int:
    query = (
        select(Figure.numerator)
        .join(CountedPeriod, CountedPeriod.id == Figure.counted_period_id)
        .where(CountedPeriod.period == str(period), Figure.measure == "enquiries")
    )
    return sum(session.scalars(query))


def test_what_is_open_is_counted_anew(county: Flask) -> None:
    assert count_open_periods.work() == "4 periods counted."
    assert enquiries(db.session(), LAST) == 1
    db.session.rollback()
    with unit_of_work() as session:
        came(session)
    count_open_periods.work()
    assert enquiries(db.session(), LAST) == 2


def test_what_is_closed_stays_and_late_changes_are_listed_once(county: Flask) -> None:
    with unit_of_work() as session:
        close(session, LAST, LEAD, TODAY, without_all=True)
        came(session)
    first = count_open_periods.work()
    assert first is not None
    assert "late changes listed" in first
    assert count_open_periods.work() == "3 periods counted."
    assert enquiries(db.session(), LAST) == 1
    listed = db.session.scalars(select(Adjustment).where(Adjustment.measure == "enquiries")).all()
    assert [one.numerator for one in listed] == [1]
    assert db.session.get_one(CountedPeriod, listed[0].listed_in_id).period == str(MONTH)


def test_an_old_one_that_nobody_closed_is_counted_too(county: Flask) -> None:
    old = Period.read("2020-02")
    with unit_of_work() as session:
        count_period(session, old)
    assert open_periods(date(2026, 6, 10)) == [
        old, *(Period.read(text) for text in ("2026-Q1", "2026-Q2", "2026-05", "2026-06")),
    ]  # fmt: skip


def closed(session: Session) -> dict[str, str | None]:
    query = select(CountedPeriod.period, CountedPeriod.closed_by)
    found = {row[0]: row[1] for row in session.execute(query.order_by(CountedPeriod.period))}
    session.rollback()
    return found


def test_a_quarter_is_closed_with_its_months_or_not_at_all(county: Flask) -> None:
    quarter = Period.around(TODAY, "quarter").before()
    asked = {"period": str(quarter), "asked_by": "account:lead"}
    with pytest.raises(Conflict, match="Not yet confirmed by"):
        close_asked.work(**asked)  # as where a centre took its word back after it was asked for
    assert list(closed(db.session()).values()) == [None] * 4
    for _ in range(2):  # again, as after a process that died at the very end
        assert close_asked.work(**asked, without_all=True) == f"{quarter.in_words()} is closed."
    assert list(closed(db.session()).values()) == ["account:lead"] * 4
    acts = select(AuditEntry.actor, AuditEntry.on_behalf_of).where(AuditEntry.action == "close")
    told = [tuple(row) for row in db.session.execute(acts)]
    assert told == [("job:evaluation.close", "account:lead")]
    assert rows_done(county, progress_name(str(quarter))) == 0


def test_it_runs_by_the_clock(app: Flask) -> None:
    assert jobs_of(app)["evaluation.count"].crontab == "15 3 * * *"
    assert jobs_of(app)["evaluation.quality"].crontab == "45 3 * * *"
