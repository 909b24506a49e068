from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select, update

from brokerage.db import Base, db
from brokerage.demo import ledger
from brokerage.demo.jobs import load, load_once, write_digests
from brokerage.demo.joining import WAITING
from brokerage.demo.posting import WANTED
from brokerage.demo.scale import Scale
from brokerage.errors import Conflict, NotAllowedInProduction
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import CatalogueVersion, Opportunity
from brokerage.organisations.models import Organisation
from brokerage.suggestions.alerts.models import Alert, AlertState
from brokerage.suggestions.index import read_statistics
from brokerage.volunteers.models import Volunteer
from tests.brokerage.demo.conftest import TINY, TODAY

INVENTED = ("centres", "organisations", "opportunities", "volunteers", "school_holidays")


# when a record was last touched is told by the clock, for the live pool and for likely pairs
BY_THE_CLOCK = {"touched_at", "compared_at"}


def digest(app):
    """Of every row of every table."""
    found = hashlib.sha256()
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            if table.name == "accounts":
                continue  # passwords are salted, and ids of accounts are never foretold
            columns = [column for column in table.columns if column.name not in BY_THE_CLOCK]
            for row in db.session.execute(select(*columns).order_by(*table.primary_key)):
                found.update(repr((table.name, *row)).encode())
        db.session.remove()
    return found.hexdigest()


def rows(app):
    with app.app_context():
        tables = [t for t in Base.metadata.sorted_tables if t.name != "catalogue_version"]
        return {t.name: db.session.scalar(select(func.count()).select_from(t)) for t in tables}


def cleared(app):
    with app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "catalogue_version":  # its one row comes with the migration
                db.session.execute(table.delete())
        db.session.execute(update(CatalogueVersion).values(version=0))
        db.session.commit()
        db.session.remove()


def test_the_same_seed_on_the_same_day_gives_the_same_rows(app):
    digests = []
    for seed, today in ((7, TODAY), (7, TODAY), (8, TODAY), (7, date(2026, 6, 11))):
        cleared(app)
        load(app, TINY, today=today, seed=seed)
        digests.append(digest(app))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_what_it_says_it_wrote_is_there(app):
    written = load(app, TINY, today=TODAY)
    there = rows(app)
    assert {name: there[name] for name in written} == written
    assert written["organisations"] == TINY.organisations + len(WAITING)
    assert written["opportunities"] == TINY.live + TINY.not_live + len(WANTED)
    assert written["volunteers"] == TINY.volunteers


def test_progress_reaches_the_end(app):
    told = []
    load(app, TINY, today=TODAY, advance=told.append)
    assert sum(told) == TINY.steps


@pytest.mark.parametrize("after", [3, 10, 30])
def test_interrupted_it_leaves_nothing(app, monkeypatch, after):
    monkeypatch.setattr(ledger, "BLOCK", 1)  # so that much has been written by then
    told = []

    def interrupt(_count):
        told.append(1)
        if len(told) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(app, TINY, today=TODAY, advance=interrupt)
    assert set(rows(app).values()) == {0}
    load(app, TINY, today=TODAY)  # and the next attempt begins afresh
    assert rows(app)["volunteers"] == TINY.volunteers


def test_it_is_loaded_once_only(app):
    assert load_once(app, TINY)
    before = digest(app)
    assert not load_once(app, TINY)
    assert digest(app) == before


def test_records_that_are_there_already_are_left_alone(app):
    with app.app_context():
        somebody = Organisation(name="Kept", kind="charity", source="desk", source_id="1")
        db.session.add(somebody)
        db.session.commit()
    with pytest.raises(Conflict):
        load(app, TINY)
    assert rows(app)["organisations"] == 1
    assert rows(app)["districts"] == 0


def test_production_refuses_it(app):
    app.config["MODE"] = "production"
    with pytest.raises(NotAllowedInProduction):
        load(app, TINY)
    with pytest.raises(NotAllowedInProduction):
        load_once(app, TINY)
    assert set(rows(app).values()) == {0}


def test_all_roles_have_the_number_of_one_change_and_their_words_are_weighed(app):
    load(app, TINY, today=TODAY)
    with app.app_context():
        assert set(db.session.scalars(select(Opportunity.changed_version))) == {1}
    assert len(read_statistics(app).columns.words) > 100


def test_ids_go_on_from_there(postgres_app):
    """PostgreSQL hands out ids by counters of its own, which must not fall behind."""
    load(postgres_app, TINY, today=TODAY)
    with postgres_app.app_context():
        centre = db.session.scalar(select(Volunteer.centre_id).limit(1))
        newcomer = Volunteer(centre_id=centre, first_name="Wren")
        db.session.add(newcomer)
        db.session.commit()
        assert newcomer.id == TINY.volunteers + 1
        db.session.remove()


def test_both_databases_get_the_same_rows(app, postgres_app):
    load(app, TINY, today=TODAY)
    load(postgres_app, TINY, today=TODAY)
    assert rows(app) == rows(postgres_app)


def test_two_that_load_at_once_load_it_once(postgres_app):
    with ThreadPoolExecutor(2) as both:
        loaded = list(both.map(lambda _n: load_once(postgres_app, TINY), range(2)))
    assert sorted(loaded) == [False, True]
    assert rows(postgres_app)["organisations"] == TINY.organisations + len(WAITING)


def test_the_mailbox_holds_the_days_digests_each_once(app):
    assert load_once(app, Scale(30, 110, 0, 40, 20))
    write_digests(app)
    with app.app_context():
        told = select(OutboxMessage).where(OutboxMessage.purpose == "digests")
        messages = db.session.scalars(told).all()
        assert len({one.about_id for one in messages}) == len(messages) > 3
        states = set(db.session.scalars(select(Alert.state)))
        assert states == {AlertState.ACTIVE, AlertState.PAUSED, AlertState.ASKED}
