"""Roles past their date."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from brokerage.db import db, unit_of_work
from brokerage.opportunities import jobs
from brokerage.opportunities.models import Opportunity, State
from brokerage.weeks import local_today
from tests.making import make_county, make_role


def test_roles_expire_when_their_last_day_is_over(app: Flask, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    today = local_today()
    over, last = today - timedelta(1), today
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        past = [make_role(session, f"Past {n}") for n in range(3)]
        for role in past:
            role.ends_on = over
        past.append(make_role(session, "Advert over"))
        past[-1].expires_on = over
        past.append(make_role(session, "Full and over", state=State.FILLED))
        past[-1].ends_on = over
        stays = [make_role(session, "Last day"), make_role(session, "No end")]
        stays[0].ends_on = last
        closed = make_role(session, "Closed", state=State.CLOSED)
        closed.ends_on = over
        ids = [role.id for role in past]
        others = {role.id: State(role.state) for role in (*stays, closed)}
    with app.app_context():
        assert jobs.expire_roles.work() == "Roles expired: 5."
        assert jobs.expire_roles.work() is None
        for role_id in ids:
            role = db.session.get(Opportunity, role_id)
            assert role is not None
            assert role.state == State.EXPIRED
            assert (role.moves[-1].actor, role.moves[-1].reason) == (
                "job:opportunities.expire",
                "date_passed",
            )
        assert {i: db.session.get(Opportunity, i).state for i in others} == others
