"""Who is told what at each move, and what happens when a day passes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.centres.service import find_lead
from brokerage.consents import record_consent
from brokerage.db import db, unit_of_work
from brokerage.introductions import service
from brokerage.introductions.due import Owner
from brokerage.introductions.models import Introduction, Task
from brokerage.introductions.myday import my_day, next_action
from brokerage.introductions.reminding import bring_back, remind
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.models import VolunteerState
from brokerage.weeks import local_today
from tests.brokerage.introductions.conftest import BROKER, MEMBER, YES, make_person
from tests.making import make_county, make_organisation, make_role

HERSELF = Actor("account:wren", "web")


@pytest.fixture
def trust(session, centre_id):
    made = make_organisation(session, "The Example Trust")
    made.email = "office@example.org"
    return made


@pytest.fixture
def reached(session, centre_id):
    return make_person(session, centre_id, email="wren@example.org", preferred_channel="email")


def messages(session, to=None):
    found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    return [m for m in found if to is None or m.address == to]


def test_both_sides_are_told_at_each_move(session, reached, trust):
    role = make_role(session, "Driver", organisation=trust)
    sent = service.apply(session, reached, role, HERSELF, YES)
    service.acknowledge(session, sent, MEMBER)
    service.accept(session, sent, MEMBER)
    told = [m.subject for m in messages(session, "wren@example.org")]
    assert told == [
        "We have put you forward: Driver",
        "They have your name: Driver",
        "You have a place: Driver",
    ]
    (letter,) = messages(session, "office@example.org")
    assert letter.subject == "A volunteer for Driver"
    assert "Tuesday evening fits" in letter.text
    assert "> Has a van" in letter.text
    for private in ("Lanternsea", "07700", "wren@example.org"):
        assert private not in letter.text


def test_somebody_at_the_desk_has_just_been_told(session, reached, trust):
    role = make_role(session, organisation=trust)
    service.introduce(session, reached, role, BROKER, YES)
    assert messages(session, "wren@example.org") == []
    assert len(messages(session, "office@example.org")) == 1


def test_whoever_cannot_be_written_to_is_rung(session, wren, trust):
    role = make_role(session, "Driver", organisation=trust)
    sent = service.introduce(session, wren, role, BROKER, YES)
    service.acknowledge(session, sent, MEMBER)
    task = session.scalars(select(Task)).one()
    assert (task.kind, task.volunteer_id) == ("unreached", wren.id)
    service.accept(session, sent, MEMBER)
    assert task.done_at is not None  # overtaken by newer news, which has a task of its own
    assert session.scalar(select(Task.what).where(Task.done_at.is_(None))).endswith("accepted")


def test_an_organisation_without_email_is_rung(session, reached):
    role = make_role(session, "Driver")
    service.apply(session, reached, role, HERSELF, YES)
    task = session.scalars(select(Task)).one()
    assert task.what == "Ring The Example Trust: A volunteer for Driver"


def test_a_letter_reaches_somebody_who_has_no_email(session, centre_id, trust):
    otter = make_person(
        session, centre_id, "Otter", address="3 Hop Walk\nAshford", preferred_channel="letter"
    )
    role = make_role(session, organisation=trust)
    sent = service.introduce(session, otter, role, BROKER, YES)
    service.decline(session, sent, MEMBER, "skills")
    (letter,) = [m for m in messages(session) if m.channel == "letter"]
    assert "They needed particular experience for this one." in letter.text
    assert letter.address == "3 Hop Walk\nAshford"


def test_an_organisation_learns_that_somebody_is_not_coming(session, reached, trust):
    role = make_role(session, "Driver", organisation=trust)
    sent = service.apply(session, reached, role, HERSELF, YES)
    service.withdraw(session, sent, HERSELF, "health")
    stopped = messages(session, "office@example.org")[-1]
    assert "no longer available" in stopped.text
    assert "health" not in stopped.text.lower()
    # said even where the consent to be introduced was just withdrawn
    assert stopped.purpose != "introductions"


def make_late(session, *introductions):
    for one in introductions:
        one.due_on = local_today() - timedelta(1)
    session.flush()


def test_silence_is_reminded_once_and_then_comes_back(session, reached, trust):
    best = make_role(session, "Gardener", on="Tue 10:00-12:00")
    role = make_role(session, "Driver", organisation=trust)
    sent = service.apply(session, reached, role, HERSELF, YES)
    today = local_today()
    assert (remind(session, today), bring_back(session, today)) == (0, 0)
    make_late(session, sent)
    assert remind(session, today) == 1
    assert sent.reminded_at is not None
    assert sent.due_on > today
    assert remind(session, today) == 0
    make_late(session, sent)
    assert bring_back(session, today) == 1
    assert (sent.state, sent.owner) == (State.REFERRED, Owner.BROKER)
    assert sent.due_on > today
    assert next_action(sent) == "Ring once more, or offer another role"
    task = session.scalars(select(Task).where(Task.kind == "silent")).one()
    assert best.title in task.what
    assert messages(session, "wren@example.org")[-1].subject == "No answer yet: Driver"
    assert bring_back(session, today) == 0
    service.re_refer(session, sent, best, BROKER, YES)
    assert task.done_at is not None


def test_one_message_reminds_an_organisation_of_several(session, centre_id, reached, trust):
    first, second = (make_role(session, t, organisation=trust) for t in ("Driver", "Cook"))
    elsewhere = make_role(session, "Usher")
    otter = make_person(session, centre_id, "Otter", preferred_channel="none")
    sent = [
        service.apply(session, reached, first, HERSELF, YES),
        service.apply(session, otter, second, HERSELF, YES),
        service.apply(session, otter, elsewhere, HERSELF, YES),
    ]
    make_late(session, *sent)
    before = len(messages(session, "office@example.org"))
    assert remind(session, local_today()) == 3
    (reminder,) = messages(session, "office@example.org")[before:]
    assert reminder.subject == "2 volunteers wait for your answer"
    assert "Wren, for “Driver”" in reminder.text
    assert "Otter, for “Cook”" in reminder.text


def test_a_silent_volunteer_is_reminded_too(session, reached):
    offered = service.suggest(session, reached, make_role(session, "Driver"), BROKER)
    service.offer(session, offered, Actor("account:broker", "web"))
    make_late(session, offered)
    assert remind(session, local_today()) == 1
    assert messages(session, "wren@example.org")[-1].subject == "Still interested? Driver"
    make_late(session, offered)
    assert bring_back(session, local_today()) == 1
    assert offered.owner == Owner.BROKER


def test_the_jobs_run_by_name(app, cli):
    for name in ("remind", "close", "fill_places", "follow_up"):
        result = cli.invoke(args=["jobs", "now", f"introductions.{name}"])
        assert result.exit_code == 0, result.output


def test_what_leads_nowhere_is_closed_by_the_clock(app, cli):
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        centre_id = find_lead(session).id
        closed, live = make_role(session, "Driver"), make_role(session, "Cook")
        wren, otter, robin = (
            make_person(session, centre_id, name) for name in ("Wren", "Otter", "Robin")
        )
        for person, role in ((wren, closed), (wren, live), (otter, live), (robin, live)):
            service.introduce(session, person, role, BROKER, YES)
        record_consent(session, robin.id, "introductions", False, BROKER)
        closed.state = RoleState.CLOSED
        otter.state = VolunteerState.LEFT
    result = cli.invoke(args=["jobs", "now", "introductions.close"])
    assert "3 introductions closed." in result.output
    with app.app_context():
        rows = db.session.scalars(select(Introduction).order_by(Introduction.id)).all()
        assert [(row.state, row.reason) for row in rows] == [
            ("role_closed", "closed"),
            ("referred", None),
            ("withdrawn", "left"),
            ("withdrawn", "consent_withdrawn"),
        ]


def test_my_day_says_what_is_due_late_and_waited_for(session, reached, centre_id, trust):
    role = make_role(session, "Driver", organisation=trust)
    late = service.apply(session, reached, role, HERSELF, YES)
    waiting = service.apply(session, reached, make_role(session, "Cook"), HERSELF, YES)
    ours = service.suggest(session, reached, make_role(session, "Usher"), BROKER)
    otter = make_person(session, centre_id, "Otter", preferred_channel="none")
    asked = service.suggest(session, otter, role, BROKER)
    service.offer(session, asked, MEMBER)
    make_late(session, late, ours, asked)
    day = my_day(session, [centre_id], local_today())
    assert [i.id for i in day.ours] == [ours.id]
    assert [(o.organisation.name, len(o.introductions)) for o in day.late_organisations] == [
        ("The Example Trust", 1)
    ]
    assert [i.id for i in day.late_volunteers] == [asked.id]
    assert [i.id for i in day.waiting] == [waiting.id]
    assert my_day(session, [centre_id + 1], local_today()).waiting == ()


def test_every_open_record_has_an_owner_and_a_day(session, reached, trust):
    role = make_role(session, organisation=trust)
    sent = service.apply(session, reached, role, HERSELF, YES)
    for verb in (service.acknowledge, service.accept, service.start):
        verb(session, sent, MEMBER)
        assert sent.owner
        assert sent.due_on
    rows = session.scalars(select(Introduction).where(Introduction.closed_at.is_(None))).all()
    assert all(row.owner and row.due_on for row in rows)
