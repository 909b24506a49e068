"""Somebody who was erased, or has said no, goes from every release that was made before."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import func, select

from brokerage.actors import Actor
from brokerage.consents import record_consent
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict
from brokerage.evaluation.releases.evaluations import end
from brokerage.evaluation.releases.jobs import make_release, making, replacing, tidy_releases
from brokerage.evaluation.releases.letting_go import require_open
from brokerage.evaluation.releases.models import (
    Evaluation,
    Release,
    ReleaseChunk,
    ReleaseErasure,
    ReleaseFile,
)
from brokerage.evaluation.releases.pseudonyms import pseudonyms_of
from brokerage.privacy.erasing import erase
from brokerage.volunteers.models import Volunteer
from tests.brokerage.evaluation.releases.asking import (
    an_evaluation,
    approved,
    asked,
    files,
    made,
    numbers,
    rows,
)
from tests.evaluating import EVALUATOR, LEAD

DESK = Actor("account:desk", "desk")


def busiest(app: Flask, evaluation_id: int, release_id: int) -> tuple[int, str]:
    """Somebody with hours in a release: their id and their pseudonym there."""
    given = {row["person"] for row in rows(files(app, release_id)["hours.csv"])}
    with app.app_context():
        evaluation = db.session.get_one(Evaluation, evaluation_id)
        names = pseudonyms_of(evaluation, app.config["SECRET_KEY"])
        for one in db.session.execute(select(Volunteer.id, Volunteer.public_id)):
            if (name := names.of("person", one.public_id)) in given:
                return one.id, name
    raise AssertionError("nobody of the county gave hours")


def erase_one(app: Flask, volunteer_id: int) -> None:
    with app.app_context(), unit_of_work() as session:
        erase(session, session.get_one(Volunteer, volunteer_id), DESK)


def tidy(app: Flask) -> str | None:
    with app.app_context():
        return tidy_releases.work()


def newest(app: Flask, evaluation_id: int) -> int:
    with app.app_context():
        mine = Release.evaluation_id == evaluation_id
        return db.session.scalars(
            select(Release.id).where(mine).order_by(Release.number.desc())
        ).first()


def is_open(app: Flask, release_id: int) -> bool:
    with app.app_context():
        try:
            require_open(db.session.get_one(Release, release_id))
        except Conflict:
            return False
        return True


def test_an_erasure_takes_the_rows_out_and_nothing_else(county: Flask) -> None:
    evaluation = an_evaluation(county)
    first = approved(county, evaluation)
    before = files(county, first)
    who, name = busiest(county, evaluation, first)
    assert is_open(county, first)
    erase_one(county, who)
    assert not is_open(county, first)  # from the moment of the erasure
    assert tidy(county) == "0 evaluations ended, 1 releases made anew."
    second = newest(county, evaluation)
    assert numbers(county, evaluation) == {1: "replaced", 2: "approved"}
    assert (files(county, first), is_open(county, second)) == ({}, True)
    after = files(county, second)
    for file, content in before.items():
        if file.endswith(".csv"):
            kept = [line for line in content.splitlines(True) if name.encode() not in line]
            assert after[file] == b"".join(kept)
    about = json.loads(after["datapackage.json"])
    assert (about["people_taken_out_since"], about["release"], about["replaces"]) == (1, 2, 1)
    assert b"1 person was taken out since it was first made" in after["README.txt"]
    assert name.encode() not in b"".join(after.values())
    with county.app_context():
        assert db.session.scalar(select(func.count(ReleaseErasure.id))) == 0


def test_who_was_not_in_it_changes_nothing(county: Flask) -> None:
    evaluation = an_evaluation(county)
    first = approved(county, evaluation)
    before = files(county, first)
    with county.app_context(), unit_of_work() as session:
        centre = session.scalars(select(Volunteer.centre_id)).first()
        new = Volunteer(centre_id=centre, first_name="New", state="registered")
        session.add(new)
        session.flush()
        erase(session, new, DESK)
    assert tidy(county) is None
    assert (numbers(county, evaluation), is_open(county, first)) == ({1: "approved"}, True)
    assert files(county, first) == before


def test_somebody_erased_while_a_release_is_read_is_not_in_it(
    county: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = an_evaluation(county)
    who, name = busiest(county, evaluation, made(county, evaluation))
    read = making._read

    def read_and_erase(*args: object) -> object:
        found = read(*args)
        with unit_of_work() as session:
            erase(session, session.get_one(Volunteer, who), DESK)
        tidy_releases.work()  # it comes before the release is kept, and has to come again
        return found

    monkeypatch.setattr(making, "_read", read_and_erase)
    number = asked(county, evaluation)
    with county.app_context():
        make_release.work(number, EVALUATOR.name)
    tidy(county)
    assert name.encode() not in files(county, newest(county, evaluation))["people.csv"]
    assert (
        sorted(numbers(county, evaluation).values()) == ["replaced", "replaced"] + ["waiting"] * 2
    )


def test_a_release_asked_for_meanwhile_has_its_number_and_the_next_is_taken(
    county: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = an_evaluation(county)
    first = approved(county, evaluation)
    who, name = busiest(county, evaluation, first)
    erase_one(county, who)
    read, times = replacing._read, []

    def read_and_ask(*args: object) -> object:
        found = read(*args)
        times.append(found.number)
        if len(times) == 1:
            asked(county, evaluation)
        return found

    monkeypatch.setattr(replacing, "_read", read_and_ask)
    tidy(county)
    assert times == [2, 3]
    assert numbers(county, evaluation) == {1: "replaced", 2: "making", 3: "approved"}
    taken = files(county, newest(county, evaluation))
    assert json.loads(taken["datapackage.json"])["release"] == 3
    assert name.encode() not in b"".join(taken.values())


def test_who_says_no_is_left_out_and_taken_out(county: Flask) -> None:
    evaluation = an_evaluation(county)
    first = made(county, evaluation)
    who, name = busiest(county, evaluation, first)
    with county.app_context(), unit_of_work() as session:
        record_consent(session, who, "evaluation", False, DESK)
    later = files(county, made(county, evaluation))
    assert name.encode() not in later["people.csv"]
    assert json.loads(later["datapackage.json"])["people_left_out"]["said no to evaluation"] == 1
    assert tidy(county) == "0 evaluations ended, 1 releases made anew."
    assert numbers(county, evaluation) == {1: "replaced", 2: "waiting", 3: "waiting"}
    assert tidy(county) is None


def test_at_the_end_key_and_files_are_gone_and_nothing_can_be_linked(county: Flask) -> None:
    evaluation = an_evaluation(county)
    first = approved(county, evaluation)
    with county.app_context(), unit_of_work() as session:
        assert end(session, session.get_one(Evaluation, evaluation), LEAD) == 1
    with county.app_context():
        found = db.session.get_one(Evaluation, evaluation)
        assert found.key is None
        counts = [db.session.scalar(select(func.count(m.id))) for m in (ReleaseFile, ReleaseChunk)]
        assert counts == [0, 0]
        with pytest.raises(Conflict, match="key was destroyed"):
            pseudonyms_of(found, county.config["SECRET_KEY"])
    assert numbers(county, evaluation) == {1: "deleted"}
    assert not is_open(county, first)


def test_the_night_after_the_last_day_ends_it(
    county: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = an_evaluation(county)
    with county.app_context():
        last = db.session.get_one(Evaluation, evaluation).ends_on
    where = "brokerage.evaluation.releases.jobs.local_today"
    monkeypatch.setattr(where, lambda: last)
    assert tidy(county) is None
    monkeypatch.setattr(where, lambda: last.replace(year=last.year + 1))
    assert tidy(county) == "1 evaluations ended, 0 releases made anew."
    with county.app_context():
        assert db.session.get_one(Evaluation, evaluation).key is None
