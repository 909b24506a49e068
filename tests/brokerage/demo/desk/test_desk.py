"""The desks are full of work, and all of it is work that the product itself could have made."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from brokerage.accounts.models import Account, Hat
from brokerage.actors import Actor, Role
from brokerage.centres.service import find_lead
from brokerage.concerns.kinds import OUTCOMES
from brokerage.concerns.models import Concern, Hold
from brokerage.consents import PURPOSES, Consent
from brokerage.db import Base
from brokerage.demo.chance import stream
from brokerage.demo.desk.apart import WEIGHTS
from brokerage.demo.desk.cast import WITH_US, Desk
from brokerage.demo.desk.stories import LATER, ON_THE_WAY, moments, standing_after, tell
from brokerage.demo.desk.turns import turn
from brokerage.equality.categories import questions
from brokerage.introductions.due import Owner
from brokerage.introductions.models import Contact, Introduction, KeptRole, Task
from brokerage.introductions.moving import needs_of
from brokerage.introductions.myday import list_of_organisation, list_of_volunteer, my_day
from brokerage.introductions.pipeline import Needs, Standing, decide, enter, missing
from brokerage.introductions.reminding import list_late
from brokerage.introductions.states import (
    CLOSED,
    HOLDS_A_PLACE,
    HOLDS_A_TURN,
    OPEN,
    PLACED,
    State,
)
from brokerage.messages.letters import list_waiting
from brokerage.messages.models import Channel, MessageState, OutboxMessage
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.privacy.complaints import COMPLAINT_KINDS
from brokerage.privacy.models import (
    COMPLAINT_OUTCOMES,
    REQUEST_OUTCOMES,
    REQUESTS,
    Complaint,
    DataRequest,
)
from brokerage.volunteers.checks import KEPT_FULLY_FOR
from brokerage.volunteers.duplicates.pairing import list_pairs
from brokerage.volunteers.models import (
    CentreNotice,
    GuardianConsent,
    NamelessEnquiry,
    TransferState,
    Volunteer,
    VolunteerCarer,
    VolunteerCheck,
    VolunteerReference,
    VolunteerState,
    VolunteerTransfer,
)
from brokerage.volunteers.parts import ACCESS_NEEDS
from tests.brokerage.demo.conftest import TODAY

SEEDS = st.integers(0, 1_000_000)
NEEDS = st.builds(Needs, interview=st.booleans(), checks=st.booleans())
HERE = Desk(1, "Here", True, "account:broker", frozenset(range(4)))


@given(st.sampled_from([*ON_THE_WAY, *LATER]), NEEDS, SEEDS)
def test_every_story_is_one_that_the_rules_allow(state, needs, seed):
    steps = tell(state, needs, "account:broker", stream(seed, "test"))
    standing = standing_after(steps, needs)
    assert standing.state == state
    if PLACED & standing.done:
        assert not missing(standing, needs)
    times = moments(steps, TODAY, stream(seed, "times"))
    assert times == sorted(times)
    assert times[-1].date() < TODAY
    assert all(moment.weekday() < 5 for moment in times)


@given(st.sampled_from(sorted(OPEN)), st.integers(1, 60))
def test_whose_turn_it_is_follows_the_days_that_have_passed(state, days):
    since = TODAY - timedelta(days=days)
    found = turn(state, since, TODAY, HERE, started_on=since)
    assert found.owner is not None
    assert found.due_on is not None
    if found.returned_at:
        assert found.reminded_at < found.returned_at
        assert found.owner is Owner.BROKER
    if found.owner is not Owner.BROKER and found.reminded_at is None:
        # the next run of the job would still find it in time, or remind it for the first time
        assert found.due_on >= TODAY - timedelta(days=2)


@pytest.fixture
def introductions(records):
    return list(records.scalars(select(Introduction)))


@pytest.fixture
def lead(records):
    return find_lead(records)


def test_the_history_leads_to_where_it_stands(introductions):
    for one in introductions:
        needs = needs_of(one.opportunity)
        first, *rest = one.moves
        standing = enter(State(first.to_state))
        for before, after in zip(one.moves, rest, strict=False):
            assert after.from_state == before.to_state
            assert after.moved_at >= before.moved_at
            standing = decide(standing, State(after.to_state), needs, after.reason)
        before = State(one.before) if one.before else None
        assert standing == Standing(State(one.state), before, standing.done)
        assert one.created_at == first.moved_at
        assert one.state_since == one.moves[-1].moved_at


def test_nothing_happened_before_the_person_and_the_role_were_there(introductions):
    for one in introductions:
        assert one.created_at > one.opportunity.published_at - timedelta(days=1)
        on_the_books = [m for m in one.volunteer.moves if m.to_state == VolunteerState.REGISTERED]
        assert one.created_at > on_the_books[0].moved_at


def test_what_is_under_way_could_be(introductions):
    """No job that runs next finds something that it should have moved before."""
    for one in introductions:
        if one.state not in OPEN:
            continue
        assert one.volunteer.state in (
            {VolunteerState.ACTIVE, VolunteerState.REGISTERED, VolunteerState.PAUSED}
        )
        role = RoleState(one.opportunity.state)
        if one.state == State.WAITING:
            assert role == RoleState.FILLED
        elif one.state != State.STARTED:
            assert role == RoleState.LIVE
        assert (one.owner, one.due_on) != (None, None)


def test_many_states_occur_and_the_desk_of_the_lead_is_full(introductions, records, lead):
    assert len({one.state for one in introductions}) >= 14
    day = my_day(records, [lead.id], TODAY)
    assert day.late_organisations
    assert len(day.late_organisations[0].introductions) >= 2
    assert len(day.waiting) >= 5
    assert len(day.tasks) >= 3


def test_roles_hold_what_their_introductions_say(records, introductions):
    turns = Counter(i.opportunity_id for i in introductions if i.state in HOLDS_A_TURN)
    places = Counter(i.opportunity_id for i in introductions if i.state in HOLDS_A_PLACE)
    for role in records.scalars(select(Opportunity)):
        assert role.in_flight == turns[role.id]
        assert role.places_taken >= places[role.id]
        if role.places_offered is None:
            assert role.places_taken == places[role.id]
        else:
            assert role.places_taken <= role.places_offered


def test_what_an_organisation_received_was_agreed_and_no_more(records, introductions):
    for one in introductions:
        if one.referred_at is None:
            assert one.state == State.WAITING or one.shared is None
        else:
            assert set(one.shared) == {"first_name", "contact_channel", "reasons", "note"}
            assert one.shared_agreed_at <= one.referred_at
    unagreed = select(func.count()).where(
        Introduction.shared.is_(None), Introduction.shared_agreed_at.is_(None)
    )
    assert records.scalar(unagreed) == sum(i.shared_agreed_at is None for i in introductions)


def test_placements_were_followed_up(introductions):
    asked = [weeks.weeks for one in introductions for weeks in one.follow_ups]
    assert 4 in asked
    for one in introductions:
        if one.state == State.STARTED:
            assert one.due_on > TODAY - timedelta(days=14)
        if one.follow_ups:
            assert [f.weeks for f in one.follow_ups] == sorted({f.weeks for f in one.follow_ups})
            assert one.follow_ups[0].done_at.date() >= one.started_on + timedelta(weeks=4)


def test_whoever_signs_in_finds_something_of_their_own(records):
    hats = {hat.role: hat for hat in records.scalars(select(Hat)) if hat.role != Role.BROKER}
    mine = list_of_volunteer(records, hats[Role.VOLUNTEER].volunteer_id)
    assert len(mine) >= 3
    assert any(one.is_open for one in mine)
    assert any(one.state in CLOSED | {State.STARTED} for one in mine)
    assert records.scalar(
        select(func.count(KeptRole.id)).where(
            KeptRole.volunteer_id == hats[Role.VOLUNTEER].volunteer_id
        )
    )
    assert list_of_organisation(records, [hats[Role.MEMBER].organisation_id])


def test_every_centre_has_a_broker_and_histories_name_them(records, introductions):
    names = {f"account:{public_id}" for public_id in records.scalars(select(Account.public_id))}
    assert records.scalar(select(func.count(Hat.id)).where(Hat.role == Role.BROKER)) == 7
    by = {move.actor for one in introductions for move in one.moves}
    by |= set(records.scalars(select(Contact.actor)))
    by |= {move.actor for v in records.scalars(select(Volunteer)) for move in v.moves}
    assert all(actor in names for actor in by if actor.startswith("account:"))
    assert by - names <= {"public", "job:role-closed", "job:demonstration"}


def test_tasks_of_the_jobs_are_the_ones_the_jobs_would_make(records):
    tasks = list(records.scalars(select(Task)))
    assert {task.kind for task in tasks} >= {"silent", "follow_up", "call", "other"}
    for task in tasks:
        if task.kind in ("silent", "follow_up"):
            assert task.made_for
            about = records.get_one(Introduction, task.introduction_id)
            assert about.public_id in task.made_for
            assert about.is_open
            assert task.volunteer_id == about.volunteer_id


def test_a_silent_one_is_not_reminded_a_second_time(records):
    late = list_late(records, Owner.ORGANISATION, TODAY, reminded=True)
    moment = datetime.combine(TODAY, time(7, 30)).date()
    assert all(one.due_on >= moment - timedelta(days=2) for one in late)


def test_messages_are_those_of_the_pipeline_and_nothing_is_in_doubt(records, lead):
    mail = list(records.scalars(select(OutboxMessage)))
    assert {m.channel for m in mail} >= {Channel.EMAIL, Channel.TEXT}
    assert {m.state for m in mail} <= {MessageState.SENT, MessageState.QUEUED}
    assert all(m.channel == Channel.LETTER for m in mail if m.state == MessageState.QUEUED)
    assert all("example" in m.address for m in mail if m.channel == Channel.EMAIL)
    desk = Actor("account:broker", "desk", centre_ids=frozenset({lead.id}))
    assert all(letter.centre_id == lead.id for letter in list_waiting(records, desk))


def test_consents_name_a_wording_and_some_were_withdrawn(records):
    consents = list(records.scalars(select(Consent)))
    assert {c.purpose for c in consents} <= set(PURPOSES)
    assert {c.wording_version for c in consents} == {"2026-1"}
    given = {(c.volunteer_id, c.purpose) for c in consents if c.given}
    refused = {(c.volunteer_id, c.purpose) for c in consents if not c.given}
    assert given & refused


def test_of_an_old_certificate_little_is_kept(records):
    for check in records.scalars(select(VolunteerCheck)):
        if check.issued_on <= TODAY - KEPT_FULLY_FOR:
            assert (check.decided_on, check.update_service) == (None, None)
    assert records.scalar(select(func.count(VolunteerReference.id)))
    assert records.scalar(select(func.count(GuardianConsent.id)))


def test_the_lead_has_likely_duplicates_transfers_and_notices(records, lead):
    pairs, _more = list_pairs(records, select(Volunteer).where(Volunteer.centre_id == lead.id), 25)
    assert pairs
    states = set(records.scalars(select(VolunteerTransfer.state)))
    assert states == {TransferState.ASKED, TransferState.DONE, TransferState.DECLINED}
    unseen = CentreNotice.seen_at.is_(None)
    assert records.scalar(
        select(func.count(CentreNotice.id)).where(unseen, CentreNotice.centre_id == lead.id)
    )
    assert records.scalar(select(func.count(NamelessEnquiry.id)))


def test_concerns_are_where_somebody_designated_reads_them(records, lead):
    concerns = list(records.scalars(select(Concern)))
    assert {concern.centre_id for concern in concerns} == {lead.id}
    assert {bool(concern.closed_at) for concern in concerns} == {True, False}
    assert {concern.outcome for concern in concerns} <= {*OUTCOMES, None}
    assert any(concern.notes for concern in concerns)
    (hold,) = records.scalars(select(Hold))
    introduced = select(func.count()).where(Introduction.volunteer_id == hold.volunteer_id)
    assert records.scalar(introduced) == 0


def test_every_desk_has_something_to_answer_and_a_task_for_it(records):
    centres = set(records.scalars(select(Volunteer.centre_id)))
    requests = list(records.scalars(select(DataRequest)))
    complaints = list(records.scalars(select(Complaint)))
    assert {one.centre_id for one in requests} == {one.centre_id for one in complaints} == centres
    assert {one.kind for one in requests} <= set(REQUESTS)
    assert {one.outcome for one in requests} <= {*REQUEST_OUTCOMES, None}
    assert {one.kind for one in complaints} <= set(COMPLAINT_KINDS)
    assert {one.outcome for one in complaints} <= {*COMPLAINT_OUTCOMES, None}
    wanted = {f"data_request:{one.public_id}" for one in requests if one.ended_at is None}
    wanted |= {f"complaint:{one.public_id}" for one in complaints if one.closed_at is None}
    assert wanted
    assert wanted <= set(records.scalars(select(Task.made_for)))
    assert all(one.asked_at.date() < one.due_on for one in requests)


def test_a_good_share_answers_equality_monitoring_with_answers_there_are(records):
    table = Base.metadata.tables["equality_answers"]
    rows = records.execute(select(table)).all()
    people = records.scalar(select(func.count(Volunteer.id)).where(Volunteer.state.in_(WITH_US)))
    assert 0.5 < len({row.volunteer_id for row in rows}) / people < 0.7
    for row in rows:
        assert row.answer in questions()[row.question].choices
    assert set(WEIGHTS) == set(questions())


def test_some_have_carers_and_needs_that_a_role_can_state(records):
    people = list(records.scalars(select(Volunteer)))
    assert records.scalar(select(func.count(VolunteerCarer.id)))
    needing = [person for person in people if person.access_needs]
    assert 0 < len(needing) < len(people) / 5
    assert {need for person in needing for need in person.access_needs} <= set(ACCESS_NEEDS)
    for person in people:
        if person.preferred_channel == "carer":
            assert person.carers
