"""Rows written at once are those that the model would have written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from brokerage.centres.models import Centre
from brokerage.db import db
from brokerage.demo.bulk import insert_rows
from brokerage.demo.chance import stream
from brokerage.demo.contacts import in_full, landline, mobile
from brokerage.introductions.models import Task
from brokerage.volunteers.numbers import find_e164

AT = datetime(2026, 6, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("name", ["app", "postgres_app"])
def test_moments_lists_defaults_and_nothing_at_all_arrive(name, request):
    app = request.getfixturevalue(name)
    with app.app_context():
        centre = Centre(slug="here", name="Here", address="1 Quince Lane", phone="01632 960001")
        db.session.add(centre)
        db.session.commit()
        rows = [
            {"centre_id": centre.id, "kind": "other", "what": f"Row {number}: 'it' costs 5 %\t\\N",
             "due_on": date(2026, 6, 2), "added_by": "test", "created_at": AT, "done_at": None}
            for number in range(3)
        ]  # fmt: skip
        insert_rows(db.session.connection(), Task.__table__, rows)
        found = list(db.session.scalars(select(Task).order_by(Task.id)))
        assert [task.what for task in found] == [row["what"] for row in rows]
        assert {task.created_at for task in found} == {datetime(2026, 6, 1, 11, 30, tzinfo=UTC)}
        assert {task.done_at for task in found} == {None}
        assert len({task.public_id for task in found} - {None, ""}) == 3
        db.session.rollback()
        db.session.remove()


def test_a_number_in_full_is_the_one_that_would_be_read():
    rng = stream(1, "numbers")
    for said in [make(rng) for make in (landline, mobile) for _ in range(50)]:
        assert in_full(said) == find_e164(said)
