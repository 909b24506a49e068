"""What goes out by the clock: reminders, hours to confirm, feedback; and to whom it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from brokerage.actors import PUBLIC
from brokerage.concerns.models import Hold
from brokerage.consents import record_consent
from brokerage.hours.asking import ask_all_for_feedback, ask_all_to_confirm
from brokerage.hours.feedback.service import Told, keep_feedback, summary_for
from brokerage.hours.letters.pdf import NoPdf, is_available, to_pdf
from brokerage.hours.models import HourEntry, ImportedSession
from brokerage.hours.recording import record_hours
from brokerage.hours.rota.booking import book
from brokerage.hours.rota.reminding import remind_all
from brokerage.hours.service import feed_imported
from brokerage.introductions import service
from brokerage.messages.models import OutboxMessage
from brokerage.suggestions.occurring import occurrences_between
from brokerage.weeks import local_today
from tests.brokerage.hours.conftest import MEMBER, place


@pytest.fixture
def booked(session, role, wren):
    today = local_today()
    when = occurrences_between(session, role, today, today + timedelta(days=8))[0]
    made = book(session, wren, when, MEMBER)
    session.execute(delete(OutboxMessage))
    return made


def sent(session):
    return session.execute(select(OutboxMessage.name, OutboxMessage.purpose)).all()


def two_days_before(booking):
    return booking.occurrence.held_on - timedelta(days=2)


def test_a_reminder_goes_out_once_two_days_before(session, booked):
    day = two_days_before(booked)
    assert remind_all(session, day - timedelta(days=1)) == 0
    assert remind_all(session, day) == 1
    assert remind_all(session, day) == 0
    assert sent(session) == [("Wren", "reminders")]
    text = session.scalars(select(OutboxMessage.text)).one()
    assert "/reply/session/" in text


def test_whoever_said_no_reminders_gets_none(session, booked):
    record_consent(session, booked.volunteer_id, "reminders", False, PUBLIC)
    assert remind_all(session, two_days_before(booked)) == 0


def test_nobody_is_reminded_of_what_is_quietly_paused(session, booked):
    session.add(
        Hold(
            volunteer_id=booked.volunteer_id,
            centre_id=booked.introduction.home_centre_id,
            who="Somebody",
            why="",
            set_by="account:lead",
        )
    )
    session.flush()
    assert remind_all(session, two_days_before(booked)) == 0


def test_by_text_message_where_somebody_prefers_it(session, booked):
    person = booked.introduction.volunteer
    person.phone, person.preferred_channel = "07700 900123", "text"
    session.flush()
    assert remind_all(session, two_days_before(booked)) == 1
    assert session.scalars(select(OutboxMessage.channel)).one() == "text"


def test_an_organisation_is_asked_once_a_month_and_only_if_something_waits(session, body, wren):
    today = local_today()
    assert ask_all_to_confirm(session, today) == 0
    record_hours(session, wren, MEMBER, today - timedelta(days=2), 60)
    session.execute(delete(OutboxMessage))
    ask_all_to_confirm(session, today)
    ask_all_to_confirm(session, today)
    assert sent(session) == [(body.name, "hours")]
    body.verified_at = None
    session.flush()
    assert ask_all_to_confirm(session, today) == 0


def test_both_sides_are_asked_after_four_weeks_if_they_may_be(session, role):
    today = local_today()
    wren = place(session, role, started_on=today - timedelta(days=28))
    session.execute(delete(OutboxMessage))
    assert ask_all_for_feedback(session, today) == 1, "the volunteer has not agreed to be asked"
    record_consent(session, wren.volunteer_id, "evaluation_contact", True, PUBLIC)
    ask_all_for_feedback(session, today)
    assert {purpose for _name, purpose in sent(session)} == {"hours", "evaluation_contact"}
    keep_feedback(session, wren, "organisation", Told({"first": "yes"}), MEMBER, today)
    session.execute(delete(OutboxMessage))
    assert ask_all_for_feedback(session, today) == 1, "only who has not answered"


def test_an_organisation_reads_counts_from_five_people_on(session, body, role, wren):
    today = local_today()
    role.sessions[0].places = None
    people = [wren, *(place(session, role, name) for name in ("A", "B", "C", "D"))]
    for one in people[:4]:
        keep_feedback(session, one, "volunteer", Told({"first": "yes"}, "cold"), MEMBER, today)
    assert summary_for(session, body) is None
    keep_feedback(session, people[4], "volunteer", Told({"first": "no"}), MEMBER, today)
    ((question, counts),) = summary_for(session, body)
    assert (question.name, counts) == ("first", {"yes": 4, "mostly": 0, "no": 1})
    service.end(session, wren, MEMBER, "finished")
    keep_feedback(session, wren, "volunteer", Told({"first": "mostly"}), MEMBER, today)
    ((_question, counts),) = summary_for(session, body)
    assert counts == {"yes": 3, "mostly": 1, "no": 1}, "one person, one answer"


def imported(wren, **fields):
    facts = {
        "volunteer_id": wren.volunteer_id,
        "opportunity_id": wren.opportunity_id,
        "centre_id": wren.home_centre_id,
        "held_on": local_today() - timedelta(days=9),
        "start_minute": 600,
        "planned_minutes": 120,
        "said_minutes": 120,
        "checked_minutes": None,
        "attended": True,
        "source": "teamkinetic",
        "source_id": "kent:7:1",
    }
    return ImportedSession(**(facts | fields))


def test_imported_sessions_become_hours_once_and_are_corrected_when_they_differ(session, wren):
    one, planned = imported(wren), imported(wren, said_minutes=None, source_id="kent:8:1")
    session.add_all([one, planned])
    session.flush()
    assert feed_imported(session, [one, planned], PUBLIC) == 1
    assert feed_imported(session, [one, planned], PUBLIC) == 0
    one.said_minutes, one.checked_minutes = 90, 60
    assert feed_imported(session, [one], PUBLIC) == 2
    rows = session.execute(
        select(HourEntry.minutes, HourEntry.kind, HourEntry.superseded_at.is_(None)).order_by(
            HourEntry.id
        )
    )
    assert [tuple(row) for row in rows] == [
        (120, "recorded", False), (90, "recorded", True), (60, "verified", True),
    ]  # fmt: skip
    entry = session.scalars(select(HourEntry)).first()
    assert entry.introduction_id == wren.id
    assert entry.superseded_by_id is not None


def test_without_the_extra_a_pdf_says_what_to_do_instead(app, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with app.app_context(), pytest.raises(NoPdf, match="Save as PDF") as refused:
        to_pdf("<p>Hello</p>")
    assert refused.value.status == 501


def test_a_pdf_is_made_where_the_extra_is_installed_and_offered_only_there(app):
    with app.app_context():
        if is_available():
            assert to_pdf("<p>Hello</p>").startswith(b"%PDF")
        else:
            with pytest.raises(NoPdf):
                to_pdf("<p>Hello</p>")
