from __future__ import annotations

from flask import Flask
from markupsafe import escape

from brokerage.actors import Role
from brokerage.db import unit_of_work
from brokerage.jobs.jobs import jobs_of, run
from brokerage.jobs.service import ask_once
from brokerage.messages.models import MessageState
from brokerage.messages.service import Message, queue
from tests.making import signed_in


def test_every_job_is_listed_with_what_came_of_it(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        asked = ask_once(session, "opportunities.expire").id
    run(app, asked)
    page = signed_in(app, Role.ADMINISTRATOR).get("/running")
    assert page.status_code == 200
    for job in jobs_of(app).values():
        assert escape(job.explained) in page.text
    assert "No message has been written yet" in page.text


def test_a_message_that_failed_is_named_by_its_id_alone(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        made = queue(
            session,
            Message(
                channel="email",
                address="wren@example.org",
                name="Wren",
                purpose="trial",
                subject="Hello",
                text="Hello",
                key="one",
            ),
        )
        made.state, made.problem = MessageState.FAILED, "No such mailbox"
        name = made.public_id
    page = signed_in(app, Role.LEAD).get("/running")
    assert name in page.text
    assert "No such mailbox" in page.text
    assert "wren@example.org" not in page.text


def test_a_broker_does_not_see_it(app: Flask) -> None:
    assert signed_in(app, Role.BROKER).get("/running").status_code == 403
