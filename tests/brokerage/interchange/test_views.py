"""Imports on pages: send, preview, confirm, report; and what is never kept."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, now, unit_of_work
from brokerage.interchange import runs
from brokerage.interchange.jobs import forget_imports, work_on_import
from brokerage.interchange.models import ImportFile, ImportRun, RunState
from brokerage.jobs.models import JobRun
from brokerage.volunteers.models import Volunteer
from tests.making import make_centre, make_county, signed_in

TABLE = (
    "Ref,Forename,Surname,Email,Ethnicity\n"
    "1,Wren,Lanternsea,wren@example.org,Cornish\n"
    "2,Finch,,finch@example.org,Kentish\n"
    "3,,Nameless,,Kentish\n"
)
VOLUNTEERS = (
    "VOLID,VOLLONGID,FIRSTNAME,SURNAME,EMAIL,POSTCODE,DATEREGISTERED,STATUS,ETHNICITY,DOB\n"
    "3,E19,Wren,Lanternsea,wren@example.org,TN231AA,2025-09-22,New,Cornish,1954-03-24\n"
    "4,F2A,Finch,Marsh,,,2025-09-22,Access Denied,Kentish,1960-01-02\n"
)


@pytest.fixture
def broker(app):
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    return signed_in(app, Role.BROKER)


@pytest.fixture
def send(broker):
    def run(form, *files, **more):
        sent = [(io.BytesIO(content), name) for name, content in files]
        data = {"form": form, "files": sent, "key": "one", **more}
        return broker.post("/imports", data=data)

    return run


@pytest.fixture
def work(app):
    """Does what was asked, as the worker beside the requests does."""

    def run():
        with app.app_context():
            found = db.session.scalar(select(ImportRun.id).order_by(ImportRun.id.desc()))
            db.session.rollback()
            return work_on_import.work(run_id=found)

    return run


def look(app, query):
    with app.app_context():
        return db.session.scalars(query).all()


def run_of(app):
    with app.app_context():
        found = db.session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
        db.session.expunge_all()
        return found


def names(app):
    return look(app, select(Volunteer.first_name).order_by(Volunteer.id))


def test_teamkinetic_from_file_to_report(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    assert answer.status_code == 302
    waiting = broker.get(answer.location)
    assert "Is being read" in waiting.text
    assert waiting.headers["Refresh"] == "4"
    assert "Refresh" not in broker.get(answer.location + "?still=1").headers
    work()
    preview = broker.get(answer.location).text
    assert "Nothing has been kept yet" in preview
    assert "Access was denied to this person" in preview
    assert "ethnicity (1)" in preview
    assert "Wren Lanternsea" in broker.get(f"{answer.location}?show=created").text
    assert names(app) == []
    broker.post(f"{answer.location}/confirm")
    broker.post(f"{answer.location}/confirm")  # twice is once
    work()
    report = broker.get(answer.location).text
    assert "What was brought in" in report
    assert "Wren" not in report
    assert names(app) == ["Wren"]


def test_the_files_are_locked_and_gone_afterwards(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    (kept,) = look(app, select(ImportFile.content))
    assert b"Wren" not in kept
    work()
    broker.post(f"{answer.location}/confirm")
    work()
    assert look(app, select(ImportFile.kind)) == ["rejects"]
    everything = "".join(map(str, look(app, select(ImportRun.report))))
    assert "Wren" not in everything
    assert "Cornish" not in everything


def test_refused_rows_come_back_without_what_is_never_brought_in(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    work()
    broker.post(f"{answer.location}/confirm")
    work()
    name = "Volunteer-data.rejects.csv"
    taken = broker.post(f"{answer.location}/rejects", data={"name": name})
    assert taken.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert "Finch,Marsh" in taken.text
    assert "1960-01-02" in taken.text  # needed again for the age group
    assert "Kentish" not in taken.text
    assert "import.rejects_taken" in look(app, select(AuditEntry.action))
    broker.post(f"{answer.location}/rejects/delete")
    assert look(app, select(ImportFile.id)) == []
    assert broker.post(f"{answer.location}/rejects", data={"name": name}).status_code == 409


def test_a_table_asks_which_column_is_what(app, broker, send, work):
    answer = send("mapped", ("people.csv", TABLE.encode()))
    asked = broker.get(answer.location, follow_redirects=True).text
    assert "Ethnicity: seems to hold ethnicity" in asked
    assert '<option value="first_name" selected>First name</option>' in asked
    wrong = broker.post(f"{answer.location}/columns", data={"table": "people"})
    assert wrong.status_code == 422
    assert "Say which column holds the name." in wrong.text
    chosen = {"table": "Our people", "column-0": "id", "column-1": "first_name"}
    broker.post(f"{answer.location}/columns", data=chosen | {"column-3": "email"})
    work()
    preview = broker.get(answer.location).text
    assert "This must not be empty." in preview
    broker.post(f"{answer.location}/confirm")
    work()
    assert names(app) == ["Wren", "Finch"]
    centre_id, sources = 1, look(app, select(Volunteer.source))
    assert set(sources) == {f"centre-{centre_id}-our-people"}


def test_the_same_table_is_read_as_last_time(app, broker, send, work):
    answer = send("mapped", ("people.csv", TABLE.encode()))
    broker.post(
        f"{answer.location}/columns", data={"table": "mine", "column-1": "last_name"} | FIRST
    )
    work()
    broker.post(f"{answer.location}/confirm")
    work()
    again = send("mapped", ("later.csv", TABLE.encode()), key="two")
    asked = broker.get(again.location, follow_redirects=True).text
    assert 'value="mine"' in asked
    assert '<option value="last_name" selected>' in asked


FIRST = {"column-2": "first_name"}


def test_a_spreadsheet_comes_in_as_well(app, broker, send, work):
    book = Workbook()
    for row in (["Name", "Phone"], ["Wren Lanternsea", 7700900123]):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    answer = send("mapped", ("people.xlsx", held.getvalue()))
    chosen = {"table": "sheet", "column-0": "name", "column-1": "phone"}
    broker.post(f"{answer.location}/columns", data=chosen)
    work()
    broker.post(f"{answer.location}/confirm")
    work()
    assert look(app, select(Volunteer.phone)) == ["07700900123"]


@pytest.mark.parametrize(
    ("form", "files", "words"),
    [
        ("", [("a.csv", b"a,b\n1,2\n")], "Choose what you bring in."),
        ("teamkinetic", [], "Choose a file."),
        ("teamkinetic", [("a.csv", b"a,b\n1,2\n")], "a.csv is none of TeamKinetic&#39;s four"),
        ("teamkinetic", [("a.pdf", b"%PDF-1.4")], "a.pdf is a PDF."),
        ("mapped", [("a.csv", b"")], "a.csv is empty."),
        ("mapped", [("a.csv", b"a\n1\n"), ("b.csv", b"a\n1\n")], "Send one table at a time."),
        ("mapped", [("a.xlsx", b"PK nothing")], "is not a spreadsheet we can read"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_at_once(app, send, form, files, words):
    answer = send(form, *files)
    assert answer.status_code == 422
    assert words in answer.text
    assert look(app, select(ImportRun.id)) == []


def test_sent_twice_is_one_import(app, send):
    first = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    second = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    assert first.location == second.location
    assert len(look(app, select(ImportRun.id))) == 1


def test_only_this_page_takes_large_files(app, broker, send):
    large = VOLUNTEERS.encode() + b"5,F3,Big,Person,,,,New,,\n" * 20_000
    assert len(large) > app.config["MAX_BODY_BYTES"]
    assert send("teamkinetic", ("Volunteer-data.csv", large)).status_code == 302
    app.config["MAX_IMPORT_BYTES"] = 300_000
    assert send("teamkinetic", ("Volunteer-data.csv", large), key="two").status_code == 413
    manager = signed_in(app, Role.MANAGER)
    there = manager.post("/staff/new", data={"full_name": "x" * 400_000})
    assert there.status_code == 413


def test_stopped_keeps_nothing_and_cannot_be_confirmed(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    broker.post(f"{answer.location}/stop")
    assert work() is None
    assert look(app, select(ImportFile.id)) == []
    assert "nothing was kept" in broker.get(answer.location).text
    assert broker.post(f"{answer.location}/confirm").status_code == 409


def test_a_fault_of_ours_leaves_no_import_that_waits_for_ever(app, send, work, monkeypatch):
    send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))

    def broken(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("brokerage.interchange.uploads.import_exports", broken)
    with pytest.raises(ZeroDivisionError):
        work()
    failed = run_of(app)
    assert (failed.state, failed.problem[:20]) == (RunState.FAILED, "Something went wrong")
    assert look(app, select(ImportFile.id)) == []


def test_what_is_left_alone_is_forgotten(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    work()
    with app.app_context():
        assert forget_imports.work() is None
    later(app, timedelta(days=2))
    with app.app_context():
        assert forget_imports.work() == "1 imports."
    assert look(app, select(ImportFile.id)) == []
    assert run_of(app).state == RunState.STOPPED
    assert broker.get(answer.location).status_code == 200


def test_after_a_week_only_counts_are_left(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    work()
    broker.post(f"{answer.location}/confirm")
    work()
    later(app, timedelta(days=8))
    with app.app_context():
        assert forget_imports.work() == "1 imports."
        assert forget_imports.work() is None
    (part,) = run_of(app).report
    assert part["counts"] == {"created": 1, "refused": 1}
    assert part["rows"] == part["notes"] == []


def later(app, by):
    """As if this much time had passed."""
    with app.app_context(), unit_of_work() as session:
        for run in session.scalars(select(ImportRun)):
            run.changed_at = now() - by


def test_another_centre_sees_none_of_it(app, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    work()
    with app.app_context(), unit_of_work() as session:
        dover = make_centre(session, "Dover", "E07000108").id
    other = signed_in(app, Role.BROKER, centre_id=dover)
    assert other.get(answer.location).status_code == 404
    assert other.post(f"{answer.location}/confirm").status_code == 404
    assert "Volunteer-data.csv" not in other.get("/imports").text


def test_a_preview_counts_its_rows_and_keeps_them_to_pages(app, broker, send, work):
    rows = "".join(f"{n},L{n},Wren{n},Sea,,,2025-09-22,New,,\n" for n in range(10, 340))
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode() + rows.encode()))
    work()
    assert run_of(app).rows_read == 250
    page = broker.get(f"{answer.location}?show=created&page=4").text
    assert "page 4 of 4" in page
    assert broker.get(f"{answer.location}?show=created&page=99").status_code == 200
    assert look(app, select(func.count(Volunteer.id))) == [0]


def test_bringing_in_shows_how_far_it_is_and_leaves_nothing_behind(
    app, broker, send, work, monkeypatch
):
    rows = "".join(VOLUNTEERS.splitlines(keepends=True)[-2:-1]).split(",", 2)[2]
    many = "".join(f"{n},W{n},{rows}" for n in range(10, 260))
    head = VOLUNTEERS.splitlines(keepends=True)[0]
    answer = send("teamkinetic", ("Volunteer-data.csv", (head + many).encode()))
    work()
    broker.post(f"{answer.location}/confirm")
    seen = []
    finish = runs.finish

    def looked_at_before_the_end(*given):
        seen.append(broker.get(answer.location).text)
        finish(*given)

    monkeypatch.setattr(runs, "finish", looked_at_before_the_end)
    work()
    assert "200 rows brought in so far." in seen[0]
    assert "What was brought in" in broker.get(answer.location).text
    assert list((Path(app.instance_path) / "progress").iterdir()) == []


def test_the_statistics_are_renewed_after_an_import_of_roles(app, broker, send, work):
    answer = send("teamkinetic", ("Volunteer-data.csv", VOLUNTEERS.encode()))
    work()
    assert "suggestions.refit" not in look(app, select(JobRun.job))
    broker.post(f"{answer.location}/confirm")
    work()
    assert "suggestions.refit" in look(app, select(JobRun.job))
