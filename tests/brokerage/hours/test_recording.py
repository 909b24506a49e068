"""Writing down, confirming and correcting: nothing is overwritten, nothing counts twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.audit import list_entries
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.hours.confirming import confirm_hours
from brokerage.hours.figures import hours_given
from brokerage.hours.listing import count_unconfirmed, names_of, unconfirmed
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.recent import as_last_week, recent_sessions
from brokerage.hours.recording import (
    correct_hours,
    record_hours,
    remove_hours,
    retract_hours,
    verify_hours,
)
from brokerage.introductions import service
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today
from tests.brokerage.hours.conftest import MEMBER, make_body, make_rota_role, place
from tests.making import make_role

WREN = Actor("account:wren", "web")


def ever(session):
    return hours_given(session, date.min, date.max)


def day(ago):
    return local_today() - timedelta(days=ago)


def test_hours_wait_until_the_organisation_confirms_them(session, body, wren):
    said = record_hours(session, wren, WREN, day(3), 120, 1110)
    assert ever(session).from_recorded == 120
    assert session.scalars(unconfirmed(body)).all() == [said]
    assert confirm_hours(session, body, MEMBER, {said.public_id: 120}) == 1
    assert (ever(session).best, ever(session).from_verified, ever(session).recorded) == (
        120, 120, 120,
    )  # fmt: skip
    assert count_unconfirmed(session, body) == 0
    assert confirm_hours(session, body, MEMBER, {said.public_id: 60}) == 0


def test_an_organisation_puts_hours_right_and_both_words_are_kept(session, body, wren):
    said = record_hours(session, wren, WREN, day(3), 240)
    confirm_hours(session, body, MEMBER, {said.public_id: 90})
    assert (ever(session).best, ever(session).recorded) == (90, 240)


def test_an_organisation_confirms_nothing_of_anothers(session, body, wren):
    other = make_body(session, "The Harbour Kitchen")
    said = record_hours(session, wren, WREN, day(3), 240)
    assert confirm_hours(session, other, MEMBER, {said.public_id: 240}) == 0
    assert ever(session).verified == 0


def test_nothing_of_volunteers_is_listed_before_the_centre_has_checked(session, body, wren):
    record_hours(session, wren, WREN, day(3), 240)
    body.verified_at = None
    session.flush()
    assert count_unconfirmed(session, body) == 0
    body.verified_at = now()
    session.flush()
    assert count_unconfirmed(session, body) == 1


def test_a_correction_keeps_the_old_value(session, wren):
    first = record_hours(session, wren, WREN, day(3), 240)
    second = correct_hours(session, first, WREN, day(2), 120, seen=first.version)
    assert ever(session).best == 120
    assert first.minutes == 240
    assert first.superseded_by_id == second.id
    assert [e.action for e in list_entries(session, "hour_entry", first.public_id)] == ["correct"]
    with pytest.raises(Conflict):
        correct_hours(session, first, WREN, day(2), 60)


def test_two_people_with_one_entry(session, wren):
    entry = record_hours(session, wren, WREN, day(3), 240)
    with pytest.raises(ChangedMeanwhile):
        remove_hours(session, entry, WREN, entry.version - 1)
    remove_hours(session, entry, WREN, entry.version)
    assert ever(session).best == 0
    assert session.scalars(select(HourEntry.minutes)).all() == [240]


def test_what_was_confirmed_is_the_organisations_to_change(session, wren):
    entry = record_hours(session, wren, WREN, day(3), 240)
    sure = verify_hours(session, wren, MEMBER, day(3), 200)
    with pytest.raises(Conflict, match="confirmed"):
        correct_hours(session, entry, WREN, day(3), 120)
    assert verify_hours(session, wren, MEMBER, day(3), 200) is sure
    again = verify_hours(session, wren, MEMBER, day(3), 180)
    assert (sure.superseded_by_id, ever(session).best) == (again.id, 180)
    retract_hours(session, again, MEMBER)
    assert ever(session).best == 240


@pytest.mark.parametrize("ago", [-1, 71], ids=["tomorrow", "before the start"])
def test_days_that_cannot_have_been(session, wren, ago):
    with pytest.raises(Invalid):
        record_hours(session, wren, WREN, day(ago), 60)


def test_hours_after_the_end_and_before_the_start_of_a_placement(session, role, wren):
    service.end(session, wren, MEMBER, "finished")
    record_hours(session, wren, WREN, day(0), 60)
    wren.closed_at = now() - timedelta(days=9)
    with pytest.raises(Invalid, match="after the last day"):
        record_hours(session, wren, WREN, day(3), 60)
    accepted = service.introduce(
        session, wren.volunteer, make_role(session), MEMBER, service.Agreement("email")
    )
    with pytest.raises(Conflict):
        record_hours(session, accepted, WREN, day(3), 60)


def test_the_same_time_is_not_written_twice(session, wren):
    record_hours(session, wren, WREN, day(3), 120, 1110)
    with pytest.raises(Invalid, match="already"):
        record_hours(session, wren, WREN, day(3), 60, 1200)
    with pytest.raises(Invalid, match="already"):
        record_hours(session, wren, WREN, day(3), 60)
    record_hours(session, wren, WREN, day(3), 60, 1230)


def test_sessions_of_the_last_weeks_are_offered_until_they_are_written(session, body):
    role = make_role(session, on="Tue 18:30-20:30", organisation=body)
    role.sessions[0].starts_on -= timedelta(weeks=20)
    wren = place(session, role)
    offered = recent_sessions(session, [wren], local_today())
    assert len(offered) in (2, 3)
    assert {one.minutes for one in offered} == {120}
    record_hours(session, wren, WREN, offered[0].day, 120, offered[0].start_minute)
    record_hours(session, wren, WREN, offered[1].day, 60)
    assert recent_sessions(session, [wren], local_today()) == offered[2:]


def test_the_same_as_last_week(session, wren):
    today = local_today()
    record_hours(session, wren, WREN, today - timedelta(days=7), 90)
    assert as_last_week(session, [wren], WREN, today) == 1
    assert as_last_week(session, [wren], WREN, today) == 0
    assert {e.given_on for e in session.scalars(select(HourEntry))} == {
        today, today - timedelta(days=7),
    }  # fmt: skip


def test_two_people_of_one_name_are_told_apart(session, role, wren):
    other = place(session, make_rota_role(session, role.organisation), "Wren")
    assert len(set(names_of([wren, other]).values())) == 2 or wren.started_on == other.started_on
    assert names_of([wren])[wren.id] == "Wren"


def test_kinds_are_kept_apart(session, wren):
    record_hours(session, wren, WREN, day(3), 120)
    verify_hours(session, wren, MEMBER, day(3), 100)
    kinds = session.execute(select(HourEntry.kind, HourEntry.minutes).order_by(HourEntry.id))
    assert [tuple(row) for row in kinds] == [(Kind.RECORDED, 120), (Kind.VERIFIED, 100)]
