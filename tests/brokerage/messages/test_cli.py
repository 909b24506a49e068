"""`flask messages`."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from brokerage.db import db, unit_of_work
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.messages.service import queue
from tests.brokerage.messages.writing import message


def test_what_stands_where_is_listed_without_naming_anybody(
    app: Flask, cli: FlaskCliRunner
) -> None:
    with app.app_context(), unit_of_work() as session:
        queue(session, message())
        stuck = queue(session, message(address="kim@example.org"))
        stuck.state, stuck.problem = MessageState.IN_DOUBT, "its sender died"
        public_id = stuck.public_id
    printed = cli.invoke(args=["messages", "list"]).output
    assert "1 waiting (queued)" in printed
    assert f"{public_id}  email  in_doubt" in printed
    assert "example.org" not in printed


def test_one_in_doubt_is_sent_again_when_a_person_says_so(app: Flask, cli: FlaskCliRunner) -> None:
    with app.app_context(), unit_of_work() as session:
        stuck = queue(session, message())
        stuck.state, stuck.doubts = MessageState.IN_DOUBT, 2
        public_id, internet_id = stuck.public_id, stuck.internet_id
    assert cli.invoke(args=["messages", "again", public_id]).exit_code == 0
    with app.app_context():
        found = db.session.scalars(select(OutboxMessage)).one()
        assert (found.state, found.doubts) == (MessageState.QUEUED, 0)
        assert found.internet_id == internet_id
    refused = cli.invoke(args=["messages", "again", public_id])
    assert "This message is waiting" in refused.output
    assert refused.exit_code == 1


def test_a_trial_shows_whether_the_settings_work(app: Flask, cli: FlaskCliRunner) -> None:
    assert cli.invoke(args=["messages", "try", "me@example.org"]).exit_code == 0
    assert cli.invoke(args=["messages", "try", "--text", "07700 900123"]).exit_code == 0
    assert cli.invoke(args=["jobs", "now", "messages.deliver"]).output == "2 sent.\n"
    refused = cli.invoke(args=["messages", "try", "me"])
    assert "not an e-mail address" in refused.output
