"""Evaluations and releases for tests; what a test does not name has an ordinary value."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from brokerage.actors import Actor, Role
from brokerage.db import now
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.evaluations import Setting, set_up
from brokerage.evaluation.releases.keeping import put
from brokerage.evaluation.releases.models import Evaluation, Release, ReleaseState
from brokerage.weeks import local_today

TODAY = local_today()
QUARTER = Period.around(TODAY, "quarter").before()
LEAD = Actor("account:lead", "web", roles=frozenset({Role.LEAD}))
EVALUATOR = Actor("account:evaluator", "web", roles=frozenset({Role.EVALUATOR}))
FACTS = {
    "rows": {"People": 1},
    "left_out": {"said no to evaluation": 0},
    "taken_out": 0,
    "anonymity": {"people": 1, "alone": 1, "in_groups_under_5": 1},
    "replaces": None,
}
_numbers = count(1)


def setting(**facts: Any) -> Setting:
    plain = {
        "name": "First year",
        "evaluator": "The Example Institute",
        "purpose": "To learn what helps people to stay.",
        "agreement": "Agreement of 3 July 2026",
        "begins_on": TODAY - timedelta(days=30),
        "ends_on": TODAY + timedelta(days=300),
        "months_only": True,
    }
    return Setting(**{**plain, **facts})


def new_evaluation(session: Session, **facts: Any) -> Evaluation:
    """One that goes on, of a name of its own."""
    named = {"name": f"Example evaluation {next(_numbers)}", **facts}
    return set_up(session, setting(**named), LEAD, TODAY, current_app.config["SECRET_KEY"])


def new_release(
    session: Session, state: ReleaseState = ReleaseState.APPROVED, **facts: Any
) -> Release:
    """One with a single small file, asked for by the evaluator."""
    plain = {
        "period": str(QUARTER),
        "number": 1,
        "definitions": "abc",
        "asked_by": EVALUATOR.name,
        "asked_by_lead": False,
        "sha256": "0" * 64,
        "made_at": now(),
        "facts": FACTS,
    }
    evaluation = facts.pop("evaluation", None) or new_evaluation(session)
    made = Release(evaluation=evaluation, state=state, **{**plain, **facts})
    session.add(made)
    session.flush()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        path.write_text("person,district,age_band,decile\r\n", "ascii")
        put(session, made, path)
    return made
