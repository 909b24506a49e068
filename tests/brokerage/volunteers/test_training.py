from __future__ import annotations

from datetime import date, timedelta

import pytest

from brokerage.errors import Invalid
from brokerage.volunteers.checks import record_check
from brokerage.volunteers.models import VolunteerState
from brokerage.volunteers.service import move
from brokerage.volunteers.training import list_trainings, record_training, running_out

TODAY = date(2026, 11, 21)
MONTH = timedelta(days=30)


@pytest.fixture
def trained(session, here):
    def record(person, title="First aid", done=TODAY, expires=None, kind="training"):
        return record_training(
            session,
            person,
            here,
            kind=kind,
            title=title,
            done_on=done,
            expires_on=expires,
            today=TODAY,
        )

    return record


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"done": TODAY + timedelta(1)}, "done_on"),
        ({"expires": TODAY}, "expires_on"),
    ],
)
def test_a_wrong_fact_is_refused_by_its_field(moor, trained, facts, field):
    with pytest.raises(Invalid) as refused:
        trained(moor, **facts)
    assert refused.value.field == field


def test_an_induction_is_listed_and_never_runs_out(session, moor, trained):
    trained(moor, "Welcome  morning", kind="induction")
    assert [t.title for t in list_trainings(session, moor)] == ["Welcome morning"]
    assert running_out(session, TODAY, MONTH, 36) == []


def test_what_runs_out_soon_or_did_is_told_soonest_first(session, enrol, moor, trained, here):
    other, gone = enrol("Sedge"), enrol("Rye")
    last_year = TODAY - timedelta(days=400)
    trained(moor, "First aid", last_year, TODAY + timedelta(10))
    trained(moor, "Food", last_year, TODAY + timedelta(31))  # not yet
    trained(other, "Food", last_year, TODAY - timedelta(5))
    trained(gone, "Food", last_year, TODAY - timedelta(5))
    move(session, gone, VolunteerState.LEFT, here, "moved_away")
    found = running_out(session, TODAY, MONTH, 36)
    assert [(i.volunteer_id, i.title) for i in found] == [
        (other.id, "Food"),
        (moor.id, "First aid"),
    ]


def test_what_was_done_again_asks_for_nothing(session, moor, trained, here):
    trained(moor, "First aid", TODAY - timedelta(400), TODAY - timedelta(1))
    trained(moor, "First aid", TODAY - timedelta(10), TODAY + timedelta(3000))
    for issued in (date(2020, 1, 1), date(2026, 1, 1)):
        record_check(
            session, moor, here, level="basic", issued_on=issued, decision="suitable", today=TODAY
        )
    assert running_out(session, TODAY, MONTH, 36) == []
    (due,) = running_out(session, date(2028, 12, 20), MONTH, 36)
    assert (due.kind, due.due_on, due.centre_id) == ("check", date(2029, 1, 1), moor.centre_id)
