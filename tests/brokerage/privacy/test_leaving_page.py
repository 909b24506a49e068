"""The manager's page: what goes, the data to take along, the name to type, and the job."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.jobs.models import JobRun
from brokerage.privacy.jobs import leave_centre
from brokerage.progress import rows_done
from tests.brokerage.privacy.test_leaving import fill
from tests.making import signed_in

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
SURE = {"name": " dover ", "have_data": "yes"}


def manager_of(app, slug):
    with app.app_context():
        centre_id = db.session.scalars(select(Centre.id).where(Centre.slug == slug)).one()
        db.session.rollback()
    return signed_in(app, Role.MANAGER, centre_id=centre_id)


def asked(app):
    with app.app_context():
        runs = db.session.scalars(select(JobRun).where(JobRun.job == "centres.leave")).all()
        return [dict(run.arguments) for run in runs]


@pytest.fixture
def manager(app):
    fill(app)
    return manager_of(app, "dover")


def test_what_goes_is_counted_beforehand(manager):
    page = " ".join(manager.get("/centre/leave").text.split())
    assert "<strong>1 person</strong> agreed that any centre may help them" in page
    assert "<strong>1 person</strong> did not agree to that" in page
    assert "1 organisation, their roles" in page
    assert "2 roles of staff here end" in page


def test_the_data_is_taken_along_and_that_is_written_down(app, manager):
    answer = manager.get("/centre/leave/data.zip")
    people = json.loads(zipfile.ZipFile(io.BytesIO(answer.data)).read("volunteers.json"))
    assert [one["first_name"] for one in people] == ["Shared", "Private"]
    with app.app_context():
        acts = db.session.execute(select(AuditEntry.action, AuditEntry.kind)).all()
        assert ("export", "centre") in [tuple(one) for one in acts]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "Dover"}, "Take the data along first, and tick the box."),
        ({"name": "Ashford", "have_data": "yes"}, "Type the name as it stands here: Dover."),
        ({"have_data": "yes"}, "Type the name as it stands here: Dover."),
    ],
)
def test_nothing_is_done_by_chance(app, manager, sent, said):
    answer = manager.post("/centre/leave", data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{sent.get("name", "")}"' in answer.text
    assert asked(app) == []


def test_it_is_asked_for_once_and_the_page_shows_how_far_it_is(app, manager):
    for _ in range(2):
        assert manager.post("/centre/leave", data=SURE).status_code == 302
    assert len(asked(app)) == 1
    page = manager.get("/centre/leave")
    assert "It begins in a moment" in page.text
    assert page.headers["Refresh"] == "4"
    assert "<form" not in page.text.split('id="main-content"')[1].split("</main>")[0]


@pytest.mark.parametrize("which", DATABASES)
def test_the_job_does_it_and_everybody_there_is_signed_out(request, which):
    app = request.getfixturevalue(which)
    fill(app)
    manager = manager_of(app, "dover")
    manager.post("/centre/leave", data=SURE)
    (arguments,) = asked(app)
    with app.app_context():
        said = leave_centre.work(**arguments)
        assert said == "1 transferred, 1 erased, 2 roles ended."
        assert rows_done(app, f"leaving-{arguments['centre_id']}") == 0
        with unit_of_work() as session:
            assert session.get_one(Centre, arguments["centre_id"]).left_on is not None
            entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "leave"))
            assert entries.one().on_behalf_of == arguments["asked_by"]
    assert manager.get("/centre/leave").status_code in (302, 403)


def test_the_lead_centre_cannot_leave_and_another_s_centre_is_not_found(app, manager):
    lead = manager_of(app, "ashford-example-volunteer-centre")
    page = lead.get("/centre/leave").text
    assert "The lead centre cannot leave" in page
    assert "Type the name of your centre" not in page
    sure = {**SURE, "name": "Ashford Example Volunteer Centre"}
    assert lead.post("/centre/leave", data=sure).status_code == 409
    assert lead.get("/centre/leave?centre=dover").status_code == 404
    assert lead.get("/centre/leave/data.zip?centre=dover").status_code == 404
    assert signed_in(app, Role.BROKER).get("/centre/leave").status_code == 403
    assert asked(app) == []
