from __future__ import annotations

from datetime import timedelta

import pytest

from brokerage.actors import PUBLIC
from brokerage.audit import list_entries
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.references import (
    Answer,
    answer_reference,
    ask_reference,
    cancel_reference,
    count_good_references,
    find_by_link,
    link_for,
    read_references,
    take_due_reminders,
)

TEACHER = Contact("Sedge Example", "Teacher", email="sedge@example.org")
GOOD = Answer("yes", "Six years, as her teacher", " Kind and on time. ")


@pytest.fixture
def asked(session, moor, here):
    return ask_reference(session, moor, here, TEACHER)


def test_a_referee_answers_once_by_the_link(session, moor, here, asked):
    found = find_by_link(session, link_for(asked))
    answer_reference(session, found, GOOD, PUBLIC)
    assert (asked.recommends, asked.said) == ("yes", "Kind and on time.")
    assert count_good_references(session, moor.id) == 1
    with pytest.raises(Conflict):
        answer_reference(session, found, Answer("no", "Never met"), PUBLIC)
    assert asked.recommends == "yes"


def test_reading_references_is_written_down(session, moor, here, asked):
    assert [r.id for r in read_references(session, here, moor)] == [asked.id]
    (entry,) = list_entries(session, "references", moor.public_id)
    assert (entry.action, entry.fields) == ("read", ["said"])


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer("perhaps", "Six years"), "recommends"),
        (Answer("yes", " "), "known_for"),
        (Answer("yes", "x" * 201), "known_for"),
        (Answer("yes", "Six years", "x" * 4001), "said"),
    ],
)
def test_a_wrong_answer_is_refused_by_its_field(session, moor, asked, answer, field):
    with pytest.raises(Invalid) as refused:
        answer_reference(session, asked, answer, PUBLIC)
    assert refused.value.field == field
    assert count_good_references(session, moor.id) == 0


def test_a_referee_needs_a_name_and_a_way_to_be_asked(session, moor, here):
    for contact, field in (
        (Contact("", email="sedge@example.org"), "referee_name"),
        (Contact("Sedge", address="1 Hop Walk"), "referee_email"),
    ):
        with pytest.raises(Invalid) as refused:
            ask_reference(session, moor, here, contact)
        assert refused.value.field == field


def test_a_cancelled_link_works_no_more(session, here, asked):
    token = link_for(asked)
    cancel_reference(session, asked, here)
    with pytest.raises(NotFound):
        find_by_link(session, token)
    with pytest.raises(Conflict):
        answer_reference(session, asked, GOOD, PUBLIC)


def test_a_silent_referee_is_reminded_twice_a_week_apart_and_no_more(session, moor, here, asked):
    answered = ask_reference(session, moor, here, TEACHER)
    answer_reference(session, answered, GOOD, PUBLIC)
    by_phone = Contact("Rye", phone="01632 960006")
    ask_reference(session, moor, here, by_phone)
    days = {}
    for day in range(40):
        if due := take_due_reminders(session, now() + timedelta(days=day, minutes=1)):
            days[day] = [r.id for r in due]
    assert days == {7: [asked.id], 14: [asked.id]}
