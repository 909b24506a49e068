from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import select

from brokerage.actors import PUBLIC, Role
from brokerage.audit import AuditEntry, record
from brokerage.centres.models import Centre
from brokerage.consents import has_consent
from brokerage.db import unit_of_work
from brokerage.introductions.models import Task
from brokerage.privacy.complaints import receive
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import local_today
from tests.making import make_centre, make_volunteer, signed_in


def stored(app: Flask, model: type) -> list:
    with app.app_context(), unit_of_work() as session:
        found = list(session.scalars(select(model).order_by(model.id)))
        session.expunge_all()
        return found


def public_id(app: Flask) -> str:
    return stored(app, Volunteer)[-1].public_id


def test_a_volunteer_sees_takes_away_corrects_and_asks_to_be_erased(app: Flask) -> None:
    vera = signed_in(app, Role.VOLUNTEER)
    assert "See everything" in vera.get("/my/data").text
    assert "Vera" in vera.get("/my/data/everything").text
    document = json.loads(vera.get("/my/data/everything.json").text)
    assert document["sections"]["volunteers"]["rows"][0]["first_name"] == "Vera"
    assert "password" not in json.dumps(document)
    assert vera.post("/my/data/ask/correct", data={"what": ""}).status_code == 422
    vera.post("/my/data/ask/correct", data={"what": "I live in Dover"})
    assert vera.post("/my/data/ask/erase").status_code == 422
    vera.post("/my/data/ask/erase", data={"sure": "yes"})
    vera.post("/my/data/ask/erase", data={"sure": "yes"})
    asked = stored(app, DataRequest)
    assert [one.kind for one in asked] == ["correct", "erase"]
    assert {one.made_for for one in stored(app, Task)} == {
        f"data_request:{one.public_id}" for one in asked
    }
    with app.app_context(), unit_of_work() as session:
        assert not has_consent(session, asked[0].volunteer_id, "introductions")
    assert "Something to be put right" in vera.get("/my/data").text
    assert vera.get("/my/data/ask/copy").status_code == 404


def test_nobody_reads_my_data_for_me(app: Flask) -> None:
    broker = signed_in(app, Role.BROKER)
    assert broker.get("/my/data/everything").status_code == 403


def test_the_desk_answers_requests_prints_a_copy_and_erases(app: Flask) -> None:
    vera = signed_in(app, Role.VOLUNTEER)
    vera.post("/my/data/ask/object", data={"what": "My photograph"})
    broker = signed_in(app, Role.BROKER)
    (asked,) = stored(app, DataRequest)
    assert asked.public_id in broker.get("/data/requests").text
    address = f"/data/requests/{asked.public_id}"
    assert broker.post(f"{address}/end", data={"outcome": "refused"}).status_code == 422
    told = {"outcome": "refused", "answer": "We have none"}
    assert broker.post(f"{address}/end", data=told).status_code == 302
    assert broker.post(f"{address}/end", data=told).status_code == 409
    assert "We have none" in vera.get("/my/data").text
    person = f"/data/people/{public_id(app)}"
    assert "Vera" in broker.get(f"{person}/copy").text
    assert broker.get(f"{person}/copy.json").mimetype == "application/json"
    assert broker.post(person, data={"kind": ""}).status_code == 422
    broker.post(person, data={"kind": "erase", "what": ""})
    assert broker.post(f"{person}/erase").status_code == 422
    assert broker.post(f"{person}/erase", data={"sure": "yes"}).status_code == 302
    assert stored(app, Volunteer)[-1].state == VolunteerState.ANONYMISED
    assert {one.outcome for one in stored(app, DataRequest)} == {"refused", "done"}
    assert broker.get(person).status_code == 404
    assert vera.get("/my/data").status_code == 302  # and the sign-in has gone with them
    assert broker.get("/data/retention").status_code == 200


def test_the_desk_sees_what_is_due_at_its_centre_and_the_lead_in_the_county(app: Flask) -> None:
    broker, lead = signed_in(app, Role.BROKER), signed_in(app, Role.LEAD)
    assert "is what goes next, at your centre." in broker.get("/data/retention").text
    page = lead.get("/data/retention").text
    assert "is what goes next, at all centres together." in page
    assert "/data/requests" not in page
    assert signed_in(app, Role.EVALUATOR).get("/data/retention").status_code == 403


def test_late_requests_are_marked(app: Flask) -> None:
    vera = signed_in(app, Role.VOLUNTEER)
    vera.post("/my/data/ask/correct", data={"what": "x"})
    broker = signed_in(app, Role.BROKER)
    assert "Nothing is late." in broker.get("/data/requests?state=late").text
    with app.app_context(), unit_of_work() as session:
        session.scalars(select(DataRequest)).one().due_on = local_today() - timedelta(1)
    assert "late: was due" in broker.get("/data/requests?state=late").text


def test_another_centre_sees_none_of_it(app: Flask) -> None:
    vera = signed_in(app, Role.VOLUNTEER)
    vera.post("/my/data/ask/correct", data={"what": "Zzsecret"})
    with app.app_context(), unit_of_work() as session:
        dover = make_centre(session, "Dover", "E07000108").id
        home = session.scalars(select(Volunteer.centre_id)).first()
        receive(session, home, PUBLIC, "other", "Zzsecret")
    (asked,), (complaint,) = stored(app, DataRequest), stored(app, Complaint)
    other = signed_in(app, Role.MANAGER, centre_id=dover)
    for page in ("/data/requests", "/complaints", "/audit"):
        answer = other.get(page).text
        assert "Zzsecret" not in answer
        assert asked.public_id not in answer
    assert other.get(f"/data/requests/{asked.public_id}").status_code == 404
    assert other.get(f"/complaints/{complaint.public_id}").status_code == 404
    assert other.get(f"/data/people/{public_id(app)}/copy").status_code == 404


def test_a_complaint_is_acknowledged_within_thirty_days_and_closed(app: Flask) -> None:
    broker = signed_in(app, Role.BROKER)
    today = local_today()
    typed = {"kind": "data", "what": "You rang me twice", "received_on": "soon"}
    assert 'href="#received_on"' in broker.post("/complaints/new", data=typed).text
    typed["received_on"] = (today + timedelta(1)).isoformat()
    assert broker.post("/complaints/new", data=typed).status_code == 422
    typed["received_on"] = (today - timedelta(30)).isoformat()
    assert broker.post("/complaints/new", data=typed).status_code == 302
    (one,) = stored(app, Complaint)
    assert one.acknowledge_by == today - timedelta(1)  # the day it came is the first of the thirty
    assert "late: was to be acknowledged" in broker.get("/complaints?state=late").text
    (task,) = stored(app, Task)
    assert task.done_at is None
    address = f"/complaints/{one.public_id}"
    broker.post(f"{address}/acknowledge")
    assert stored(app, Task)[0].done_at is not None
    assert broker.post(f"{address}/acknowledge").status_code == 409
    assert "Nothing is late." in broker.get("/complaints?state=late").text
    assert broker.post(f"{address}/close", data={"outcome": "upheld"}).status_code == 422
    closed = {"outcome": "upheld", "answer": "Sorry"}
    assert broker.post(f"{address}/close", data=closed).status_code == 302
    assert "We were wrong" in broker.get("/complaints?state=closed").text


def test_a_manager_reads_the_trail_of_the_own_centre_and_takes_it_along(app: Flask) -> None:
    broker = signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        home = session.scalars(select(Centre)).one().id
        ours, dover = make_volunteer(session, home), make_centre(session, "Dover", "E07000108")
        theirs = make_volunteer(session, dover.id)
        for person in (ours, theirs):
            record(session, PUBLIC, "read", "support", person.public_id, ["text"])
        record(session, PUBLIC, "read", "concern", ours.public_id)
        own, other = ours.public_id, theirs.public_id
    broker.get(f"/data/people/{own}/copy")
    assert broker.get("/audit").status_code == 403
    manager = signed_in(app, Role.MANAGER, centre_id=home)
    page = manager.get("/audit").text
    assert own in page
    assert other not in page
    assert "A broker" in page
    assert "concern" not in page.partition("<tbody")[2]
    assert own not in manager.get("/audit?action=nothing").text
    assert manager.get("/audit?since=yesterday").status_code == 422
    assert "A broker" in manager.get("/audit?who=brok&since=2026-01-01&page=1").text
    assert "Nothing fits" in manager.get("/audit?until=2020-01-01").text
    rows = list(csv.reader(io.StringIO(manager.get("/audit/download.csv").text[1:])))
    assert rows[0][:3] == ["when", "who", "on_behalf_of"]
    assert own in {row[6] for row in rows}
    assert stored(app, AuditEntry)[-1].action == "export"
    assert other in signed_in(app, Role.ADMINISTRATOR).get("/audit").text


def test_the_trail_is_paged(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        for _ in range(60):
            record(session, PUBLIC, "read", "support", "abc")
    admin = signed_in(app, Role.ADMINISTRATOR)
    assert "Page 1 of 2" in admin.get("/audit").text
    assert admin.get("/audit?page=2").text.count("<code>abc</code>") == 10


@pytest.mark.parametrize("page", ["/privacy", "/accessibility"])
def test_anybody_may_read_the_notices(client, page) -> None:
    assert client.get(page).status_code == 200


def test_the_notice_has_each_line_of_the_schedule(client, session) -> None:
    from brokerage.privacy.schedule import schedule

    text = client.get("/privacy").text
    assert [one.what for one in schedule() if str(escape(one.what)) not in text] == []
