"""The log of support: written once, counted once, by whoever gave it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from flask import Flask
from sqlalchemy import select

from brokerage.actors import PUBLIC
from brokerage.db import db, now, unit_of_work
from brokerage.guidance.booking import Guest, book, tick
from brokerage.guidance.models import SupportEntry, TrainingBooking, TrainingEvent
from brokerage.guidance.support import log, support_given
from brokerage.privacy.retention import retain
from brokerage.privacy.schedule import schedule
from brokerage.weeks import local_today
from tests.brokerage.guidance.conftest import Desks, desks_of
from tests.making import make_support, make_training

TODAY = local_today()
LIST, NEW = "/desk/support-given", "/desk/support-given/new"
TYPED = {
    "who": "the example trust",
    "given_on": TODAY.isoformat(),
    "minutes": "20",
    "kind": "advice",
    "function": "developing",
    "topic": "insurance",
    "note": "Asked about public liability.",
    "submission": "one",
}


def given(app: Flask, first: date = TODAY, last: date = TODAY) -> list:
    with app.app_context():
        centre_id = db.session.get_one(TrainingEvent, 1).centre_id
        return support_given(db.session(), first, last, {centre_id})


def test_it_is_logged_once_for_an_organisation_that_we_know(desks: Desks) -> None:
    for _ in range(2):
        assert desks.here.post(NEW, data=TYPED).status_code == 302
    (entry,) = desks.rows(SupportEntry)
    assert (entry.organisation_id, entry.group_name) == (desks.organisation_id, "")
    page = desks.here.get(LIST).text
    assert "The Example Trust" in page
    assert "Asked about public liability." in page
    assert "1 time, 1 group, 20 minutes" in page
    assert "Not registered with us" not in page
    assert "Nothing is in the log" in desks.there.get(LIST).text
    assert desks.there.get(f"{LIST}/{entry.public_id}").status_code == 404
    assert desks.audited("support") == ["log"]


def test_a_group_that_is_not_registered_has_a_name(desks: Desks) -> None:
    desks.here.post(NEW, data={**TYPED, "who": "Street party"})
    assert [one.group_name for one in desks.rows(SupportEntry)] == ["Street party"]
    assert "Not registered with us" in desks.here.get(LIST).text
    form = desks.here.get(NEW).text
    assert '<option value="The Example Trust">' in form
    assert 'list="groups"' in form


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("who", ""),
        ("who", "x" * 201),
        ("given_on", "1 1 2199"),
        ("given_on", "soon"),
        ("minutes", "0"),
        ("minutes", "1441"),
        ("kind", "money"),
        ("function", ""),
        ("topic", "zeppelins"),
        ("note", "x" * 2001),
    ],
)
def test_what_cannot_be_logged_is_named_and_nothing_is_lost(desks, field, text) -> None:
    answer = desks.here.post(NEW, data={**TYPED, field: text})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Asked about public liability." in answer.text or field == "note"
    assert desks.rows(SupportEntry) == []


def test_a_mistake_is_put_right_or_taken_out(desks: Desks) -> None:
    desks.here.post(NEW, data=TYPED)
    path = f"{LIST}/{desks.rows(SupportEntry)[0].public_id}"
    assert 'value="The Example Trust"' in desks.here.get(path).text
    desks.here.post(path, data={**TYPED, "minutes": "45", "version": "1"})
    assert [one.minutes for one in given(desks.app)] == [45]
    stale = desks.here.post(path, data={**TYPED, "minutes": "5", "version": "1"})
    assert stale.status_code == 422
    assert 'value="5"' in stale.text
    version = re.search(r'name="version" value="(\d+)"', stale.text)[1]
    assert desks.here.post(path, data={**TYPED, "minutes": "5", "version": version}).location
    desks.here.post(f"{path}/take-out", data={"version": version})
    assert len(given(desks.app)) == 1  # it was changed since
    desks.here.post(f"{path}/take-out", data={"version": "3"})
    assert given(desks.app) == []
    assert desks.audited("support") == ["log", "correct", "correct", "take_out"]


def test_what_groups_attended_counts_by_itself(session, desks: Desks) -> None:
    event = session.get_one(TrainingEvent, 1)
    known = {"organisation_id": desks.organisation_id}
    for name, whose in (
        ("Ann", known),
        ("Bo", known),
        ("Cy", {"group_name": "Street party"}),
        ("Di", {}),  # comes for herself: no group's
        ("Ed", {"group_name": "Never came"}),
    ):
        book(session, event, Guest(name, f"{name.lower()}@people.example", **whose), PUBLIC)
    event.starts_at = now() - timedelta(hours=1)
    session.flush()
    came = {one.public_id for one in event.bookings if one.name != "Ed"}
    tick(session, event, event.version, came, PUBLIC)
    centre = {event.centre_id}
    found = support_given(session, TODAY - timedelta(1), TODAY, centre)
    told = [(one.who, one.people, one.minutes, one.kind, one.function) for one in found]
    assert told == [
        ("Street party", 1, 90, "training", "good_practice"),
        ("The Example Trust", 2, 90, "training", "good_practice"),
    ]
    assert found[1].event == event.public_id
    assert support_given(session, TODAY + timedelta(1), TODAY + timedelta(9), centre) == []
    assert support_given(session, TODAY - timedelta(1), TODAY, {99}) == []


def test_the_days_are_the_days_here_and_both_ends_count(session, desks: Desks) -> None:
    event = session.get_one(TrainingEvent, 1)
    for days in (0, 1, 2):
        facts = make_support(given_on=date(2026, 3, 30) - timedelta(days), group_name=str(days))
        log(session, event.centre_id, facts, PUBLIC)
    found = support_given(session, date(2026, 3, 29), date(2026, 3, 30), {event.centre_id})
    assert [one.who for one in found] == ["0", "1"]


def test_the_list_follows_its_address_and_so_does_the_file(desks: Desks) -> None:
    desks.here.post(NEW, data=TYPED)
    risky = {**TYPED, "who": "=1+1", "topic": "data", "submission": "two", "note": "+44"}
    desks.here.post(NEW, data=risky)
    page = desks.here.get(f"{LIST}?topic=insurance&kind=advice").text
    assert "The Example Trust" in page
    assert "=1+1" not in page
    assert "2 times" in desks.here.get(f"{LIST}?topic=zeppelins&from=never&page=9").text
    assert "Nothing is in the log" in desks.here.get(f"{LIST}?until=1+1+2020").text
    assert "1 time" in desks.here.get(f"{LIST}?q=LIABILITY").text
    answer = desks.here.get(f"{LIST}.csv?topic=data")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 2
    assert rows[0][:2] == ["Day", "Organisation or group"]
    assert rows[1][1] == "'=1+1"
    assert rows[1][-1] == "'+44"
    assert "export" in desks.audited("support")


def test_a_long_log_has_pages(desks: Desks) -> None:
    with desks.app.app_context(), unit_of_work() as session:
        centre_id = session.get_one(TrainingEvent, 1).centre_id
        for number in range(30):
            log(session, centre_id, make_support(group_name=f"Group {number:02}"), PUBLIC)
    page = desks.here.get(f"{LIST}?kind=advice").text
    assert "30 times, 30 groups, 600 minutes (about 10 hours)" in page
    assert "Group 24" in page
    assert "Group 25" not in page
    assert "Group 25" in desks.here.get(f"{LIST}?kind=advice&page=2").text


def test_names_and_notes_go_when_their_time_is_up(session, desks: Desks) -> None:
    lines = {one.id: one for one in schedule()}
    event = session.get_one(TrainingEvent, 1)
    book(session, event, Guest("Jo", "jo@people.example", group_name="Street party"), PUBLIC)
    event.starts_at = now() - relativedelta(months=lines["training"].months, days=1)
    young = make_training(session, event.centre)
    book(session, young, Guest("Mo", "mo@people.example"), PUBLIC)
    for months in (35, 37):
        day = TODAY - relativedelta(months=months)
        log(session, event.centre_id, make_support(given_on=day, note="Said"), PUBLIC)
    assert [retain(session, lines[name], now()) for name in ("training", "support_given")] == [1, 1]
    session.expire_all()
    old, kept = session.scalars(select(TrainingBooking).order_by(TrainingBooking.id))
    assert (old.name, old.email, old.group_name) == ("", "", "Street party")
    assert kept.name == "Mo"
    notes = session.scalars(select(SupportEntry.note).order_by(SupportEntry.id)).all()
    assert notes == ["Said", ""]
    assert retain(session, lines["training"], now()) == 0


@pytest.mark.postgres
def test_the_log_on_postgresql(postgres_app: Flask) -> None:
    desks = desks_of(postgres_app)
    desks.here.post(NEW, data=TYPED)
    desks.book(desks.app.test_client(), "Jo", group="Street party")
    desks.begin()
    came = [one.public_id for one in desks.rows(TrainingBooking)]
    form = {"came": came, "version": str(desks.event.version)}
    desks.here.post(f"/desk/training/{desks.event_id}/attendance", data=form)
    found = given(postgres_app, TODAY - timedelta(1))
    assert {(one.who, one.people) for one in found} == {
        ("The Example Trust", None),
        ("Street party", 1),
    }
    assert "Street party" in desks.here.get(f"{LIST}.csv").text
