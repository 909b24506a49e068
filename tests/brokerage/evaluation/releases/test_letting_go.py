"""Two people let a release go, and one of them runs the pilot."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.evaluations import end, set_up
from brokerage.evaluation.releases.letting_go import (
    approve,
    ask_for,
    decline,
    find_numbered,
    require_open,
)
from brokerage.evaluation.releases.models import ReleaseState
from tests.brokerage.evaluation.releases.asking import OTHER_EVALUATOR, SECOND_LEAD
from tests.evaluating import (
    EVALUATOR,
    LEAD,
    QUARTER,
    TODAY,
    new_evaluation,
    new_release,
    setting,
)

WAITS = ReleaseState.WAITING


@pytest.mark.parametrize(
    ("asked_by", "second", "problem"),
    [
        (EVALUATOR, LEAD, None),
        (LEAD, EVALUATOR, None),
        (LEAD, SECOND_LEAD, None),
        (LEAD, LEAD, "Somebody else has to approve this"),
        (EVALUATOR, EVALUATOR, "Somebody else has to approve this"),
        (EVALUATOR, OTHER_EVALUATOR, "One of the two people has to be the pilot lead"),
    ],
)
def test_who_may_be_the_second(session, asked_by, second, problem) -> None:
    release = new_release(session, WAITS, asked_by=asked_by.name, asked_by_lead=asked_by is LEAD)
    if problem:
        with pytest.raises(Conflict, match=problem):
            approve(session, release, second)
        assert release.state == WAITS
    else:
        approve(session, release, second)
        assert (release.state, release.decided_by) == (ReleaseState.APPROVED, second.name)
        require_open(release)


def test_what_was_declined_is_deleted_and_says_why(session) -> None:
    release = new_release(session, WAITS)
    with pytest.raises(Invalid) as refused:
        decline(session, release, "  ", LEAD)
    assert refused.value.field == "reason"
    decline(session, release, "The wrong quarter.", LEAD)
    assert (release.state, release.reason) == (ReleaseState.DECLINED, "The wrong quarter.")
    assert release.files == []
    with pytest.raises(Conflict, match="gone on meanwhile"):
        approve(session, release, LEAD)


@pytest.mark.parametrize("state", [one for one in ReleaseState if one != ReleaseState.APPROVED])
def test_only_what_is_approved_can_be_taken(session, state) -> None:
    with pytest.raises(Conflict):
        require_open(new_release(session, state))


def test_numbers_go_up_within_a_period(session) -> None:
    evaluation = new_evaluation(session)
    month = Period.around(TODAY).before()
    asked = [ask_for(session, evaluation, one, LEAD, TODAY) for one in (QUARTER, month, QUARTER)]
    assert [one.number for one in asked] == [1, 1, 2]


def test_a_period_has_to_be_over(session) -> None:
    with pytest.raises(Invalid) as refused:
        ask_for(session, new_evaluation(session), Period.around(TODAY), LEAD, TODAY)
    assert refused.value.field == "period"


def test_nothing_is_made_before_the_first_day_or_after_the_end(session) -> None:
    evaluation = new_evaluation(session, begins_on=TODAY + timedelta(days=1))
    with pytest.raises(Conflict, match="It begins on"):
        ask_for(session, evaluation, QUARTER, LEAD, TODAY)
    with pytest.raises(Conflict, match="last day has passed"):
        ask_for(session, evaluation, QUARTER, LEAD, evaluation.ends_on + timedelta(days=1))
    end(session, evaluation, LEAD)
    with pytest.raises(Conflict, match="key was destroyed"):
        ask_for(session, evaluation, QUARTER, LEAD, TODAY)
    with pytest.raises(Conflict, match="ended already"):
        end(session, evaluation, LEAD)


def test_the_newest_approved_one_is_found_where_none_is_named(session) -> None:
    evaluation = new_evaluation(session)
    first = new_release(session, evaluation=evaluation)
    second = new_release(session, evaluation=evaluation, number=2)
    third = new_release(session, WAITS, evaluation=evaluation, number=3)
    assert find_numbered(session, evaluation, QUARTER, None) is second
    assert find_numbered(session, evaluation, QUARTER, 1) is first
    assert find_numbered(session, evaluation, QUARTER, 3) is third
    with pytest.raises(NotFound) as refused:
        find_numbered(session, evaluation, QUARTER, 4)
    assert refused.value.suggestions == ["--release 1", "--release 2", "--release 3"]


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "x" * 81}),
        ("name", {"name": "  taken\tNAME "}),
        ("purpose", {"purpose": "x" * 1001}),
        ("evaluator", {"evaluator": "x" * 201}),
        ("agreement", {"agreement": "x" * 201}),
        ("ends_on", {"ends_on": TODAY - timedelta(days=31)}),
        ("ends_on", {"ends_on": TODAY - timedelta(days=1)}),
    ],
)
def test_what_is_wrong_is_named(session, field, facts) -> None:
    new_evaluation(session, name="Taken name")
    with pytest.raises(Invalid) as refused:
        set_up(session, setting(**facts), LEAD, TODAY, "secret")
    assert refused.value.field == field
