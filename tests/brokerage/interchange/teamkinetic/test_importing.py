"""Organisations, roles, applications and sessions of TeamKinetic's exports."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.hours.models import ImportedSession
from brokerage.interchange.teamkinetic.exports import open_exports
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import move
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today
from tests.brokerage.interchange.teamkinetic.conftest import APPLIED, EMPTY
from tests.making import make_centre

DATED = EMPTY | {"OPPTYPE": "Sessional"}
COUNTED = (Organisation, Opportunity, Volunteer, Introduction, ImportedSession)


def counts(session):
    return [session.scalar(select(func.count(model.id))) for model in COUNTED]


def only(session, model):
    return session.scalars(select(model)).one()


def test_the_four_exports_together_become_one_history(session, centre, bring, everything):
    parts = bring(**everything)
    assert [part.counts for part in parts.values()] == [{"created": 1}] * 4
    body, role = only(session, Organisation), only(session, Opportunity)
    assert (body.name, body.email, body.phone) == (
        "Lantern Sports",
        "hello@lantern.example",
        "01632960001",
    )
    assert (body.postcode, body.verified_at, body.centre_id) == ("TN23 1AA", None, centre.id)
    assert (role.organisation, role.state) == (body, RoleState.LIVE)
    assert (role.starts_on, role.ends_on) == (date(2025, 10, 8), None)


def test_somebody_who_joined_has_started_and_the_hours_are_kept(session, bring, everything):
    bring(**everything)
    made, hours = only(session, Introduction), only(session, ImportedSession)
    assert (made.state, made.started_on) == (State.STARTED, date(2025, 10, 17))
    assert [move.to_state for move in made.moves] == [State.REFERRED, State.STARTED]
    assert {move.through for move in made.moves} == {"import"}
    assert made.due_on > local_today()
    assert made.opportunity.places_taken == 1
    assert (hours.planned_minutes, hours.said_minutes, hours.checked_minutes) == (120, 90, 60)
    assert (hours.held_on, hours.attended) == (date(2025, 10, 17), True)
    assert session.scalar(select(func.count(OutboxMessage.id))) == 0


def test_a_second_run_adds_and_changes_nothing(session, bring, everything):
    bring(**everything)
    before = counts(session)
    parts = bring(**everything)
    assert counts(session) == before
    assert [part.counts for part in parts.values()] == [{"unchanged": 1}] * 4


@pytest.mark.parametrize("first", ["sessions", "roles"])
def test_the_files_may_come_one_by_one(session, bring, everything, first):
    order = [first, *(name for name in ("people", "roles", "sessions") if name != first)]
    for name in [*order, *order, "providers"]:
        bring(**{name: everything[name]})
    assert counts(session) == [2, 1, 1, 1, 1] if first == "roles" else [1, 1, 1, 1, 1]
    role = only(session, Opportunity)
    assert (role.state, role.organisation.name) == (RoleState.LIVE, "Lantern Sports")
    assert role.organisation.email == "hello@lantern.example"


def test_a_role_that_nobody_is_named_for_stays_a_draft(session, bring):
    (part,) = bring(roles=[{}]).values()
    assert only(session, Opportunity).state == RoleState.DRAFT
    assert any("No file says whose role this is" in note for note in part.notes)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"AUTHORISED": "False"}, RoleState.DRAFT),
        ({"ENDDATE": "2025-11-06"}, RoleState.EXPIRED),
        ({"LOCATIONTYPE": "Work from home"}, RoleState.LIVE),
    ],
)
def test_authorisation_and_dates_decide(session, bring, facts, state):
    bring(roles=[facts], sessions=[EMPTY])
    assert only(session, Opportunity).state == state


def test_an_application_of_unknown_outcome_is_the_brokers_to_ask_about(session, bring, everything):
    bring(**everything | {"sessions": [APPLIED]})
    made = only(session, Introduction)
    assert (made.state, made.owner, made.started_on) == (State.REFERRED, "broker", None)
    assert made.returned_at is not None
    assert made.due_on > local_today()
    assert session.scalar(select(func.count(ImportedSession.id))) == 0
    assert made.opportunity.in_flight == 1


def test_what_is_over_comes_in_closed(session, bring, everything):
    over = {"ENDDATE": "2025-11-06"}
    other = {"VOLID": "4", "VOLLONGID": "F2", "FIRSTNAME": "Finch"}
    bring(
        **everything | {"people": [{}, other], "roles": [over], "sessions": [{}, APPLIED | other]}
    )
    found = {one.volunteer.first_name: one for one in session.scalars(select(Introduction))}
    assert (found["Wren"].state, found["Wren"].reason) == (State.ENDED, "finished")
    assert (found["Finch"].state, found["Finch"].reason) == (State.ROLE_CLOSED, "expired")
    assert all(one.closed_at and not one.owner for one in found.values())
    role = only(session, Opportunity)
    assert (role.places_taken, role.in_flight) == (0, 0)


def test_an_application_that_became_a_placement_is_one_introduction(session, bring, everything):
    bring(**everything | {"sessions": [APPLIED]})
    parts = bring(sessions=[APPLIED, {}])
    made = only(session, Introduction)
    assert made.state == State.STARTED
    assert (made.opportunity.in_flight, made.opportunity.places_taken) == (0, 1)
    assert parts["Applications and sessions"].counts == {"created": 1, "updated": 1}


def test_what_somebody_did_here_is_left_alone(session, bring, everything):
    bring(**everything | {"sessions": [APPLIED]})
    made = only(session, Introduction)
    made.moves[0].through = "desk"
    bring(sessions=[{}])
    assert (made.state, counts(session)[3:]) == (State.REFERRED, [1, 1])


def test_a_full_role_refuses_the_row_and_says_why(session, bring, everything):
    bring(**{name: everything[name] for name in ("providers", "people")})
    bring(roles=[{}], sessions=[EMPTY])
    role = only(session, Opportunity)
    role.places_offered = role.places_taken = 1
    session.flush()
    (part,) = bring(sessions=[{}]).values()
    assert part.counts == {"refused": 1}
    assert part.lines[0].reason == "Every place is taken."
    assert counts(session)[3:] == [0, 0]


def test_hours_that_changed_at_the_source_change_here(session, bring, everything):
    bring(**everything)
    (part,) = bring(sessions=[{"HOURSLOGGEDPROVIDER": "2"}]).values()
    assert part.counts == {"updated": 1}
    assert only(session, ImportedSession).checked_minutes == 120


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"VOLLONGID": "nobody", "VOLID": "99"}, "This person is not on your books"),
        ({"PLACEMENTID": "99"}, "This role has not been brought in"),
        ({"STATUS": "Maybe"}, "This must be Applied or Joined."),
        ({"HOURSLOGGED": "25"}, "Write hours from 0 to 24"),
        ({"SESSIONDATE": ""}, "The day of the session is needed."),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(bring, everything, row, reason):
    part = bring(**everything | {"sessions": [{}, row]})["Applications and sessions"]
    assert part.counts == {"created": 1, "refused": 1}
    assert part.lines[1].reason.startswith(reason)
    assert part.rejected[0].line == 3


def test_rows_that_name_nobody_are_passed_over_and_give_the_times(session, bring, everything):
    weekly = [date(2025, 10, 8) + timedelta(7 * n) for n in range(5)]
    rows = [DATED | {"SESSIONID": str(n), "SESSIONDATE": f"{day}"} for n, day in enumerate(weekly)]
    part = bring(**everything | {"sessions": rows})["Applications and sessions"]
    assert part.counts == {"passed over": 5}
    (rule,) = only(session, Opportunity).sessions
    assert (rule.frequency, rule.weekdays, rule.until) == ("weekly", [2], weekly[-1])


def test_each_centre_has_its_own_numbers(session, bring, everything):
    bring(**everything)
    dover = make_centre(session, "Dover", "E07000108")
    parts = bring(at=dover, **everything)
    assert parts["People"].lines[0].reason.startswith("This person belongs to another centre")
    assert parts["Applications and sessions"].lines[0].reason.startswith("This person is not on")
    assert counts(session) == [2, 2, 1, 1, 1]


def test_a_role_whose_dates_are_all_past_has_expired(session, bring, everything):
    bring(**everything | {"sessions": [{"OPPTYPE": "Sessional"}]})
    role = only(session, Opportunity)
    assert [(s.starts_on, s.start_minute, s.length_minutes) for s in role.sessions] == [
        (date(2025, 10, 17), 17 * 60, 120)
    ]
    assert role.state == RoleState.EXPIRED
    assert only(session, Introduction).state == State.ENDED


def test_a_role_closed_here_stays_closed(session, bring, everything):
    bring(**everything)
    role = only(session, Opportunity)
    move(session, role, RoleState.CLOSED, Actor("account:one", "desk"))
    bring(roles=[{"NAME": "Junior coach, evenings"}], sessions=[{}])
    assert (role.state, role.title) == (RoleState.CLOSED, "Junior coach, evenings")


def test_a_removed_provider_is_refused_and_contacts_are_counted(session, bring):
    (part,) = bring(providers=[{}, {"PROVIDERID": "3", "REMOVED": "True"}]).values()
    assert part.counts == {"created": 1, "refused": 1}
    assert part.lines[1].reason == "This provider was removed in TeamKinetic."
    assert "names of contacts (2)" in " ".join(part.notes)


def test_files_that_do_not_belong_are_refused_by_name(write, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(Invalid, match=r"other\.csv is none of TeamKinetic's four exports"):
        open_exports([(other, "other.csv")])
    with pytest.raises(Invalid, match="are both providers"):
        open_exports([write("providers", {}), write("providers", {})])
