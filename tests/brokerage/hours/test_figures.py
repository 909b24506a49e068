"""The database adds up as the rule does."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from flask import Flask

from brokerage.db import db, now, unit_of_work
from brokerage.hours.figures import hours_given
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.models.entries import month_number
from brokerage.hours.recording import stretch
from brokerage.hours.rules import best_evidence
from tests.making import make_county, make_role, make_volunteer

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
FIRST = date(2026, 9, 20)


def scatter(session, rng: random.Random, count: int) -> list[HourEntry]:
    """Entries of every kind, many about the same days, some of them set aside."""
    make_county(session)
    roles = [make_role(session) for _ in range(3)]
    people = [make_volunteer(session) for _ in range(3)]
    made = []
    for number in range(count):
        role, person = rng.choice(roles), rng.choice(people)
        day = FIRST + timedelta(days=rng.randrange(75))
        made.append(
            HourEntry(
                volunteer_id=person.id,
                opportunity_id=role.id,
                organisation_id=role.organisation_id,
                centre_id=person.centre_id,
                given_on=day,
                month=month_number(day),
                start_minute=rng.choice([None, 540, 1110]),
                minutes=rng.randrange(0, 300),
                kind=rng.choice(list(Kind)),
                source="page",
                source_id=str(number),
                actor="account:tests",
                through="web",
                superseded_at=now() if rng.random() < 0.2 else None,
            )
        )
    session.add_all(made)
    session.flush()
    return made


@pytest.mark.parametrize("which", DATABASES)
@pytest.mark.parametrize("seed", range(6))
def test_the_database_gives_what_the_rule_gives(
    which: str, seed: int, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    rng = random.Random(seed)
    with app.app_context(), unit_of_work() as session:
        entries = scatter(session, rng, rng.choice([0, 5, 60, 200]))
        current = [stretch(one) for one in entries if one.superseded_at is None]
        for _ in range(8):
            since = FIRST + timedelta(days=rng.randrange(60))
            until = since + timedelta(days=rng.randrange(40))
            assert hours_given(session, since, until) == best_evidence(current, since, until)
        session.rollback()
        db.session.remove()


def test_a_centre_counts_its_own_credit_only(session):
    entries = scatter(session, random.Random(1), 40)
    mine = entries[0].centre_id
    ever = (date.min, date.max)
    assert hours_given(session, *ever, [mine]) == hours_given(session, *ever)
    assert hours_given(session, *ever, [mine + 1]).best == 0
    assert hours_given(session, *ever, []).best == 0
