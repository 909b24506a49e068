"""Setting up, asking for and reading releases, as the tests of this folder need it."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Flask
from sqlalchemy import select

from brokerage.actors import Actor, Role
from brokerage.db import db, unit_of_work
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.jobs import make_release
from brokerage.evaluation.releases.keeping import pieces
from brokerage.evaluation.releases.letting_go import approve, ask_for
from brokerage.evaluation.releases.models import Evaluation, Release
from tests.evaluating import EVALUATOR, LEAD, QUARTER, TODAY, new_evaluation

SECOND_LEAD = Actor("account:second", "web", roles=frozenset({Role.LEAD}))
OTHER_EVALUATOR = Actor("account:another", "web", roles=frozenset({Role.EVALUATOR}))


def an_evaluation(app: Flask, **facts: Any) -> int:
    with app.app_context(), unit_of_work() as session:
        return new_evaluation(session, **facts).id


def asked(app: Flask, evaluation_id: int, period: Period = QUARTER) -> int:
    with app.app_context(), unit_of_work() as session:
        evaluation = session.get_one(Evaluation, evaluation_id)
        return ask_for(session, evaluation, period, EVALUATOR, TODAY).id


def made(app: Flask, evaluation_id: int, period: Period = QUARTER) -> int:
    """A release that waits for approval."""
    number = asked(app, evaluation_id, period)
    with app.app_context():
        make_release.work(number, EVALUATOR.name)
    return number


def approved(app: Flask, evaluation_id: int) -> int:
    number = made(app, evaluation_id)
    with app.app_context(), unit_of_work() as session:
        approve(session, session.get_one(Release, number), LEAD)
    return number


def files(app: Flask, release_id: int) -> dict[str, bytes]:
    """Every file of a release."""
    with app.app_context():
        session = db.session()
        release = session.get_one(Release, release_id)
        found = {one.name: b"".join(pieces(session, one)) for one in release.files}
        session.rollback()
        return found


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def numbers(app: Flask, evaluation_id: int) -> dict[int, str]:
    """The releases of an evaluation: number and state."""
    with app.app_context():
        query = select(Release.number, Release.state)
        found = db.session.execute(query.where(Release.evaluation_id == evaluation_id))
        return {number: str(state) for number, state in found}
