"""Training and support in the invented county: what the product itself could have made."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time

from sqlalchemy import select

from brokerage.centres.models import Centre
from brokerage.guidance.models import BookingState, SupportEntry, TrainingBooking, TrainingEvent
from brokerage.guidance.support import support_given
from brokerage.guidance.words import FOR_WHOM, FUNCTIONS, KINDS, TOPICS
from brokerage.weeks import LOCAL_TIME
from tests.brokerage.demo.conftest import TODAY
from tests.brokerage.demo.test_service import DRAMA, HARMLESS

NOW = datetime.combine(TODAY, time(12), LOCAL_TIME)


def test_events_are_over_and_to_come_at_every_centre(records) -> None:
    events = records.scalars(select(TrainingEvent)).all()
    centres = set(records.scalars(select(Centre.id)))
    for over in (True, False):
        assert {one.centre_id for one in events if (one.starts_at < NOW) is over} == centres
    for one in events:
        assert one.topic in TOPICS
        assert one.for_whom in FOR_WHOM
        assert one.place or one.online_link


def test_bookings_add_up_and_one_event_is_full_with_people_waiting(records) -> None:
    waiting = 0
    for event in records.scalars(select(TrainingEvent)):
        count = Counter(one.state for one in event.bookings)
        assert count[BookingState.BOOKED] == event.places_taken <= event.places
        waiting += count[BookingState.WAITING]
        if count[BookingState.WAITING]:
            assert event.places_taken == event.places
        for one in event.bookings:
            assert (one.attended is None) is (event.starts_at > NOW)
            assert one.booked_at < min(event.starts_at, NOW)
    assert waiting


def test_nobody_real_could_be_written_to_or_rung(records) -> None:
    for one in records.scalars(select(TrainingBooking)):
        assert HARMLESS.fullmatch(one.email) if one.email else DRAMA.fullmatch(one.phone)


def test_sixty_lines_of_support_and_what_training_adds(records) -> None:
    entries = records.scalars(select(SupportEntry)).all()
    assert 55 <= len(entries) <= 70
    assert {one.kind for one in entries} <= set(KINDS)
    assert {one.function for one in entries} <= set(FUNCTIONS)
    assert all(one.given_on <= TODAY for one in entries)
    centres = {one.centre_id for one in entries}
    assert len(centres) == 7
    found = support_given(records, TODAY.replace(year=2025), TODAY, centres)
    assert {one.kind for one in found} == set(KINDS)
    assert len(found) > len(entries)
