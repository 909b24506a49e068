"""Two and a half years of the invented county: all of it could have been written by the product."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.centres.models import Centre
from brokerage.concerns.models import Hold
from brokerage.demo.history.manners import MANNERS, manner_of
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.evaluation.models import Adjustment, CountedPeriod
from brokerage.guidance.models import SupportEntry, TrainingEvent
from brokerage.hours.feedback.questions import ASKED, OUTCOMES
from brokerage.hours.figures import counts
from brokerage.hours.models import HourEntry, Kind, OutcomeAnswer, PlacementFeedback, Source
from brokerage.introductions.models import Introduction, Task
from brokerage.introductions.moving import needs_of
from brokerage.introductions.pipeline import Standing, decide, enter
from brokerage.introductions.states import CLOSED, HOLDS_A_PLACE, OPEN, State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerMove, VolunteerState
from tests.brokerage.demo.conftest import TODAY
from tests.brokerage.demo.test_jobs import digest


@pytest.fixture
def introductions(records):
    return list(records.scalars(select(Introduction)))


def test_the_history_leads_to_where_each_stands(introductions):
    for one in introductions:
        needs = needs_of(one.opportunity)
        first, *rest = one.moves
        standing = enter(State(first.to_state))
        for after in rest:
            standing = decide(standing, State(after.to_state), needs, after.reason)
        before = State(one.before) if one.before else None
        assert standing == Standing(State(one.state), before, standing.done)


def test_nothing_came_before_its_time(introductions):
    for one in introductions:
        books = [m for m in one.volunteer.moves if m.to_state == VolunteerState.REGISTERED]
        assert books[0].moved_at < one.created_at
        assert one.opportunity.published_at < one.created_at
        if one.started_on:
            assert one.referred_at.date() <= one.started_on
            assert all(f.done_at.date() >= one.started_on for f in one.follow_ups)


def test_a_role_came_after_its_organisation(records):
    joined = {o.id: o.created_at for o in records.scalars(select(Organisation))}
    for role in records.scalars(select(Opportunity)):
        if str(role.source_id).startswith("past-role-"):
            assert joined[role.organisation_id] <= role.created_at


def test_who_left_had_nothing_to_do_afterwards(records, introductions):
    left = VolunteerMove.to_state == VolunteerState.LEFT
    moved = select(VolunteerMove.volunteer_id, VolunteerMove.moved_at).where(left)
    gone = dict(map(tuple, records.execute(moved)))
    theirs = [one for one in introductions if one.volunteer_id in gone]
    assert theirs
    for one in theirs:
        assert one.state in CLOSED
        assert one.closed_at.date() <= gone[one.volunteer_id].date()


def test_who_stands_still_for_now_was_introduced_to_nobody(records, introductions):
    (held,) = records.scalars(select(Hold.volunteer_id))
    assert held not in {one.volunteer_id for one in introductions}


def test_what_is_old_is_over_and_no_desk_is_flooded(records, introductions):
    for one in introductions:
        long_ago = TODAY - one.created_at.date() > timedelta(days=120)
        if long_ago and one.state in OPEN:
            assert one.state in {State.STARTED, State.POSTPONED, State.WAITING}
            assert one.due_on > TODAY - timedelta(days=14)
    waiting = Counter(task.centre_id for task in records.scalars(select(Task)) if not task.done_at)
    assert max(waiting.values()) <= 40


def test_roles_hold_those_who_are_there(records, introductions):
    places = Counter(i.opportunity_id for i in introductions if i.state in HOLDS_A_PLACE)
    for role in records.scalars(select(Opportunity)):
        assert places[role.id] <= role.places_taken
        assert role.places_taken <= (role.places_offered or places[role.id])


def test_each_year_has_more_than_the_one_before(introductions):
    years = Counter((TODAY - one.created_at.date()).days // 365 for one in introductions)
    assert years[0] > years[1] > years[2] > 0


def test_a_centre_that_began_late_has_nobody_from_before(records):
    centres = {
        key: manner_of(slug) for key, slug in records.execute(select(Centre.id, Centre.slug))
    }
    assert set(centres.values()) == set(MANNERS.values())
    for person in records.scalars(select(Volunteer)):
        assert (TODAY - person.created_at.date()).days <= centres[person.centre_id].began


def test_hours_lie_within_the_placement_and_go_back_for_years(records):
    first = TODAY
    for entry in records.scalars(select(HourEntry)):
        first = min(first, entry.given_on)
        assert entry.introduction.started_on <= entry.given_on < TODAY
        if entry.introduction.closed_at:
            assert entry.given_on <= entry.introduction.closed_at.date()
    assert (TODAY - first).days > 600


def test_answers_are_among_those_there_are_and_come_when_they_are_asked_for(records, introductions):
    known = {q.name: set(q.answers) for q in OUTCOMES}
    placed = {one.id: one for one in introductions}
    outcomes = list(records.scalars(select(OutcomeAnswer)))
    assert {one.question for one in outcomes} == set(known)
    assert all(one.answer in known[one.question] for one in outcomes)
    said = list(records.scalars(select(PlacementFeedback)))
    assert {(one.side, one.moment) for one in said} == {
        (side, moment) for side in ASKED for moment in ("weeks_4", "end")
    }
    for one in said:
        about = placed[one.introduction_id]
        for question in ASKED[one.side]:
            assert getattr(one, question.name) in {*question.answers, None}
        after = timedelta(weeks=4) if one.moment == "weeks_4" else timedelta()
        assert about.started_on + after < one.given_at.date() < TODAY
        assert one.moment == "weeks_4" or about.state == State.ENDED


def test_centres_have_helped_for_years_and_only_since_they_are_there(records):
    slugs = dict(map(tuple, records.execute(select(Centre.id, Centre.slug))))
    days = {
        *((one.centre_id, one.given_on) for one in records.scalars(select(SupportEntry))),
        *((one.centre_id, one.starts_at.date()) for one in records.scalars(select(TrainingEvent))),
    }
    assert {centre for centre, _ in days} == set(slugs)
    for centre, day in days:
        assert (TODAY - day).days <= manner_of(slugs[centre]).began
    assert max((TODAY - day).days for _, day in days) > 600


def test_late_changes_are_listed_where_they_were_noticed(records):
    periods = {one.id: one.period for one in records.scalars(select(CountedPeriod))}
    changes = list(records.scalars(select(Adjustment)))
    found = {(periods[c.closed_period_id], periods[c.listed_in_id]) for c in changes}
    assert found == {("2025-Q4", "2026-Q2")}
    assert {change.measure for change in changes} == {"hours", "value"}


def test_a_correction_keeps_the_old_value_and_late_sheets_clash_with_nothing(records):
    (old,) = records.scalars(select(HourEntry).where(HourEntry.superseded_at.is_not(None)))
    new = records.get_one(HourEntry, old.superseded_by_id)
    assert new.minutes == max(30, old.minutes - 30)
    assert new.superseded_at is None
    late = HourEntry.created_at >= old.superseded_at
    sheets = select(HourEntry).where(late, HourEntry.source == Source.PAPER, HourEntry.id != new.id)
    keyed = list(records.scalars(sheets.where(HourEntry.given_on < TODAY - timedelta(days=60))))
    assert keyed
    assert all(one.kind == Kind.RECORDED for one in keyed)
    best = set(records.scalars(select(HourEntry.id).where(counts())))
    assert {one.id for one in keyed} <= best


SHORT = Scale(organisations=10, live=20, not_live=4, volunteers=80, introductions=10, monthly=8)


def test_both_databases_and_every_load_get_the_same_history(app, postgres_app):
    told: list[int] = []
    written = load(app, SHORT, today=TODAY, advance=told.append)
    assert load(postgres_app, SHORT, today=TODAY) == written
    assert digest(app) == digest(postgres_app)
    assert sum(told) == SHORT.steps
