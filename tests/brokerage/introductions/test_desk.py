"""What a broker does beside the moves: follow-ups, tasks, contacts, baskets, calls, next-best."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.introductions import (
    basket,
    calendar,
    contacts,
    figures,
    followups,
    kept,
    outcomes,
    service,
    tasks,
)
from brokerage.introductions.due import next_follow_up
from brokerage.introductions.nextbest import next_best, refusal
from brokerage.introductions.states import State
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import record_change
from brokerage.tenancy import get_introduction, introductions_seen_by
from brokerage.weeks import local_today
from tests.brokerage.introductions.conftest import BROKER, MEMBER, YES
from tests.making import make_centre, make_role


@pytest.fixture
def role(session, centre_id):
    return make_role(session, "Driver", on="Tue 18:30-20:30")


@pytest.fixture
def placed(session, wren, role):
    made = service.introduce(session, wren, role, BROKER, YES)
    for verb in (service.acknowledge, service.accept, service.start):
        verb(session, made, MEMBER)
    return made


def test_follow_ups_come_at_4_12_and_26_weeks_and_half_yearly_then():
    start = date(2026, 1, 5)
    weeks, done = [], []
    for _ in range(5):
        which, day = next_follow_up(start, done)
        assert day == start + timedelta(weeks=which)
        done.append(which)
        weeks.append(which)
    assert weeks == [4, 12, 26, 52, 78]


def test_a_follow_up_sets_the_next_day(session, placed):
    placed.started_on = local_today() - timedelta(weeks=4)
    placed.due_on = local_today()
    (due,) = followups.list_to_follow_up(session, local_today())
    task = followups.make_task(session, due)
    assert followups.make_task(session, due) is task
    followups.record_follow_up(session, placed, BROKER, "going_well", "Loves the bus")
    assert task.done_at is not None
    assert placed.due_on >= placed.started_on + timedelta(weeks=12)
    assert followups.is_sustained(placed, 4)
    assert followups.is_sustained(placed, 12) is None


def test_one_who_has_stopped_is_ended_with_a_reason(session, placed, role):
    followups.record_follow_up(session, placed, BROKER, "stopped", reason="moved_away")
    assert (placed.state, placed.reason, role.places_taken) == (State.ENDED, "moved_away", 0)
    assert followups.is_sustained(placed, 4) is False
    with pytest.raises(Conflict):
        followups.record_follow_up(session, placed, BROKER, "going_well")


def test_a_follow_up_that_reached_nobody_stays_due(session, placed):
    followups.not_reached(session, placed)
    assert placed.follow_ups == []
    assert placed.due_on > local_today()


def test_an_unknown_outcome_names_the_field(session, placed):
    with pytest.raises(Invalid) as refused:
        followups.record_follow_up(session, placed, BROKER, "splendid")
    assert refused.value.field == "outcome"


def test_a_call_asked_for_twice_is_one_task(session, wren):
    first = tasks.ask_for_call(session, wren, MEMBER, "after six")
    assert tasks.ask_for_call(session, wren, MEMBER) is first
    assert first.what == "Ring back; best time: after six"
    assert first.due_on > local_today()
    tasks.done_task(session, first, BROKER)
    assert tasks.ask_for_call(session, wren, MEMBER) is not first
    with pytest.raises(Conflict):
        tasks.done_task(session, first, BROKER)


def test_tasks_are_listed_by_day(session, wren, centre_id):
    today = local_today()
    later = tasks.add_task(session, BROKER, centre_id, "Later", today + timedelta(3))
    now = tasks.add_task(session, BROKER, centre_id, "Now", today)
    assert tasks.list_tasks(session, [centre_id]) == [now, later]
    assert tasks.list_tasks(session, [centre_id], today) == [now]
    with pytest.raises(Invalid):
        tasks.add_task(session, BROKER, centre_id, " ", today)


def test_the_log_of_a_person_has_that_of_their_introductions(session, wren, placed, centre_id):
    called = contacts.log_contact(
        session, BROKER, centre_id, "call", "spoke", "Fine", introduction=placed
    )
    came = contacts.log_contact(session, BROKER, centre_id, "visit", "spoke", volunteer_id=wren.id)
    assert contacts.list_contacts(session, volunteer_id=wren.id) == [came, called]
    assert contacts.list_contacts(session, introduction_id=placed.id) == [called]
    with pytest.raises(Invalid) as refused:
        contacts.log_contact(session, BROKER, centre_id, "pigeon", "sent", volunteer_id=wren.id)
    assert refused.value.field == "kind"


def test_a_basket_holds_five(session, wren):
    roles = [make_role(session, f"Role {n}") for n in range(6)]
    for one in [*roles[:5], roles[0]]:
        basket.put_in_basket(session, BROKER, wren, one)
    with pytest.raises(basket.BasketIsFull):
        basket.put_in_basket(session, BROKER, wren, roles[5])
    basket.take_out_of_basket(session, BROKER, wren, roles[2])
    basket.put_in_basket(session, BROKER, wren, roles[5])
    held = [item.opportunity.title for item in basket.list_basket(session, BROKER, wren)]
    assert held == ["Role 0", "Role 1", "Role 3", "Role 4", "Role 5"]
    assert basket.list_basket(session, MEMBER, wren) == []
    basket.empty_basket(session, BROKER, wren)
    assert basket.list_basket(session, BROKER, wren) == []


def test_kept_roles_are_kept_once(session, wren, role):
    kept.keep(session, wren, role)
    kept.keep(session, wren, role)
    assert [one.opportunity.title for one in kept.list_kept(session, wren)] == ["Driver"]
    kept.let_go(session, wren, role)
    assert kept.list_kept(session, wren) == []


def test_next_best_leaves_out_what_was_tried_and_what_closed(session, wren, role):
    others = [make_role(session, f"Role {n}", on="Tue 18:30-20:30") for n in range(5)]
    closed = others.pop()
    sent = service.introduce(session, wren, role, BROKER, YES)
    assert refusal(session, sent) is None
    service.decline(session, sent, MEMBER, "place_taken")
    closed.state = RoleState.CLOSED
    record_change(session, [closed])
    said = refusal(session, sent)
    assert said.words == "The place was taken before your turn came."
    assert len(said.alternatives) == 3
    found = {card.opportunity.title for card in next_best(session, wren, 10)}
    assert found == {one.title for one in others}


def test_a_yes_by_telephone_is_one_choice(session, wren, role):
    sent = service.introduce(session, wren, role, BROKER, YES)
    assert list(outcomes.outcomes_of(sent)) == [
        "arrived", "meeting", "checks", "yes", "no", "not_wanted"
    ]  # fmt: skip
    outcomes.record_outcome(session, sent, BROKER, "yes", note="Spoke with Jo")
    assert [m.to_state for m in sent.moves][-2:] == ["acknowledged", "accepted"]
    (call,) = contacts.list_contacts(session, introduction_id=sent.id)
    assert call.note == "They say yes. Spoke with Jo"
    with pytest.raises(Invalid) as refused:
        outcomes.record_outcome(session, sent, BROKER, "meeting")
    assert refused.value.field == "outcome"


def test_a_no_by_telephone_needs_a_reason(session, wren, role):
    sent = service.introduce(session, wren, role, BROKER, YES)
    with pytest.raises(Invalid) as refused:
        outcomes.record_outcome(session, sent, BROKER, "no")
    assert refused.value.field == "reason"


def test_a_role_that_needs_checks_offers_no_yes_before_them(session, wren):
    role = make_role(session, check_level="enhanced", interview_needed=True)
    sent = service.introduce(session, wren, role, BROKER, YES)
    assert "yes" not in outcomes.outcomes_of(sent)
    outcomes.record_outcome(session, sent, BROKER, "meeting")
    outcomes.record_outcome(session, sent, BROKER, "checks")
    outcomes.record_outcome(session, sent, BROKER, "yes")
    assert sent.state == State.ACCEPTED


def test_sessions_are_a_calendar(session, wren, placed):
    made = Calendar.from_ical(calendar.feed(session, wren, local_today()))
    events = made.walk("VEVENT")
    assert 25 <= len(events) <= 31
    first = events[0]
    start = first["dtstart"].dt
    assert (start.weekday(), start.hour, start.minute) == (1, 18, 30)
    assert first["duration"].dt == timedelta(hours=2)
    assert first["summary"] == "Driver"
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert b"Wren" not in calendar.feed(session, wren, local_today())


def test_a_meeting_is_in_the_calendar_and_a_private_home_is_not(session, wren):
    role = make_role(session, "Befriender", private_home=True)
    sent = service.introduce(session, wren, role, BROKER, YES)
    service.acknowledge(session, sent, MEMBER)
    service.interview(session, sent, MEMBER, local_today() + timedelta(3))
    text = calendar.feed(session, wren, local_today()).decode()
    assert "First meeting: Befriender" in text
    assert "Example Lane" not in text


def test_a_calendar_address_can_be_renewed(session, wren):
    old = calendar.address_of(session, wren).token
    assert calendar.get_owner(session, old) is wren
    calendar.renew_address(session, wren)
    for token in (old, "nobody's", "\0"):
        with pytest.raises(NotFound):
            calendar.get_owner(session, token)


def test_a_placement_is_counted_once_whoever_has_credit(session, wren, role, centre_id):
    dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    there = Actor("account:dover", "desk", centre_ids=frozenset({dover.id}))
    made = service.introduce(session, wren, role, there, YES)
    assert figures.introductions_so_far(session) == {role.id: (1, 0)}
    for verb in (service.acknowledge, service.accept, service.start):
        verb(session, made, MEMBER)
    assert figures.introductions_so_far(session, [role.id]) == {role.id: (1, 1)}
    assert figures.count_placements(session) == 1
    assert figures.credit_of(session, centre_id) == figures.Credit(1, 0, 0)
    assert figures.credit_of(session, dover.id) == figures.Credit(0, 1, 0)
    assert figures.credit_of(session, dover.id).all == 1


def test_whose_introductions_are_seen(session, wren, role, centre_id):
    dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    suggested = service.suggest(session, wren, role, BROKER)
    organisation = frozenset({role.organisation_id})
    member = Actor("account:m", "web", organisation_ids=organisation)

    def seen(**who):
        return list(session.scalars(introductions_seen_by(Actor("account:a", "web", **who))))

    assert seen() == []
    assert seen(centre_ids=frozenset({dover.id})) == []
    assert seen(centre_ids=frozenset({centre_id})) == [suggested]
    assert seen(volunteer_id=wren.id) == [suggested]
    assert seen(volunteer_id=wren.id + 1) == []
    assert seen(organisation_ids=organisation) == []  # nothing was sent yet
    with pytest.raises(NotFound):
        get_introduction(session, member, suggested.public_id)
    service.refer(session, suggested, BROKER, YES)
    assert get_introduction(session, member, suggested.public_id) is suggested
    with pytest.raises(NotFound):
        get_introduction(session, member, "\0")


def test_people_for_a_role_have_reasons_a_broker_may_read(session, wren, role):
    from brokerage.suggestions.shortlists import (
        kept_reasons,
        match_of,
        people_for,
        reasons_to_send,
    )

    record_change(session, [role])
    (person,) = people_for(session, role)
    assert person.volunteer is wren
    assert person.reasons_for or person.reasons_against
    match = match_of(session, wren, role)
    kept_ones = kept_reasons(match)
    assert {one["text"] for one in kept_ones} >= set(reasons_to_send(match))
    made = service.suggest(session, wren, role, BROKER, kept_ones)
    session.expire(made)
    assert made.reasons == kept_ones
