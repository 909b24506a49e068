"""The pages of hours and rotas: a volunteer's, an organisation's, the desk's and signed links."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.db import db, unit_of_work
from brokerage.hours.messages import FEEDBACK_LINK, HOURS_LINK, SESSION_LINK
from brokerage.hours.models import (
    Booking,
    HourEntry,
    Letter,
    OutcomeAnswer,
    PlacementFeedback,
)
from brokerage.hours.recording import record_hours
from brokerage.hours.rota.booking import book
from brokerage.schema import day_in_words
from brokerage.signed_links import sign
from brokerage.suggestions.occurring import occurrences_between
from brokerage.weeks import local_today
from tests.brokerage.hours.conftest import MEMBER, make_body, make_rota_role, place
from tests.making import make_county, signed_in

NAUGHTY = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\u202e2",
    "𝟚",
    "\0",
    "9" * 500,
    "Ω≈ç√",
    "-2",
]


class World:
    """Ids of one organisation, its role and two people; and who is signed in."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), unit_of_work() as session:
            make_county(session)
            body = make_body(session)
            role = make_rota_role(session, body, places=3)
            wren, otter = place(session, role), place(session, role, "Otter")
            body.centre_id = wren.home_centre_id
            self.body, self.role = body.public_id, role.public_id
            self.wren, self.otter = wren.public_id, otter.public_id
            ids = body.id, wren.volunteer_id, wren.home_centre_id
            self.wren_id = wren.id
        self.member = signed_in(app, Role.MEMBER, organisation_id=ids[0])
        self.me = signed_in(app, Role.VOLUNTEER, volunteer_id=ids[1])
        self.broker = signed_in(app, Role.BROKER, centre_id=ids[2])

    def all(self, model):
        with self.app.app_context():
            return db.session.scalars(select(model).order_by(model.id)).all()

    def log(self, ago=3, minutes=120, start=None):
        with self.app.app_context(), unit_of_work() as session:
            from brokerage.introductions.models import Introduction

            one = session.get_one(Introduction, self.wren_id)
            day = local_today() - timedelta(days=ago)
            return record_hours(session, one, MEMBER, day, minutes, start).public_id

    def next_session(self):
        with self.app.app_context():
            from brokerage.opportunities.models import Opportunity

            role = db.session.scalars(select(Opportunity).where(Opportunity.public_id == self.role))
            today = local_today()
            one = occurrences_between(db.session(), role.one(), today, today + timedelta(days=8))[0]
            return f"{one.held_on.isoformat()}.{one.start_minute}"

    def last_session(self):
        day, _, start = self.next_session().partition(".")
        from datetime import date

        held_on = date.fromisoformat(day)
        back = 7 if held_on > local_today() else 0
        return f"{(held_on - timedelta(days=back)).isoformat()}.{start}"


@pytest.fixture
def world(app):
    return World(app)


def key_of(page):
    return re.search(r'name="submission" value="([^"]+)"', page.text)[1]


def said(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_hours_are_written_down_once_however_often_the_button_is_pressed(world):
    page = world.me.get("/my/hours")
    form = {"submission": key_of(page), "placement": world.wren, "minutes": "1.5",
            "given_on": local_today().isoformat()}  # fmt: skip
    for _ in range(2):
        assert world.me.post("/my/hours", data=form).status_code == 302
    assert [(e.minutes, e.kind) for e in world.all(HourEntry)] == [(90, "recorded")]
    assert "1 hour 30 minutes written down, not confirmed yet" in said(world.me.get("/my/hours"))


@pytest.mark.parametrize("text", [*NAUGHTY, "", "0", "17"])
def test_what_is_no_amount_of_hours_is_shown_again_with_the_reason(world, text):
    day = f"{local_today() - timedelta(days=9):%d %m %Y}"
    form = {"submission": "k", "placement": world.wren, "minutes": text, "given_on": day}
    page = world.me.post("/my/hours", data=form)
    assert page.status_code == 422
    assert 'href="#minutes"' in page.text
    assert f'value="{day}"' in page.text, "nothing typed is lost"
    assert "<script>alert" not in page.text
    assert world.all(HourEntry) == []


def test_an_entry_is_changed_and_taken_away_by_whoever_it_is_about(world):
    entry = world.log()
    page = world.me.get(f"/my/hours/entries/{entry}")
    assert 'value="2"' in page.text
    form = {"version": "1", "given_on": local_today().isoformat(), "minutes": "3"}
    assert world.me.post(f"/my/hours/entries/{entry}", data=form).status_code == 302
    newest = world.all(HourEntry)[-1]
    gone = world.me.post(
        f"/my/hours/entries/{newest.public_id}", data={"version": "1", "do": "remove"}
    )
    assert gone.status_code == 302
    assert all(e.superseded_at for e in world.all(HourEntry))
    assert world.me.post(f"/my/hours/entries/{entry}", data=form).status_code == 409


def test_a_whole_month_is_written_at_once_or_not_at_all(world):
    session = world.last_session()
    month = session[:7]
    page = world.me.get(f"/my/hours/month?month={month}")
    name = f"h.{world.wren}.{session}"
    assert f'name="{name}"' in page.text
    wrong = world.me.post("/my/hours/month", data={"month": month, name: "lots"})
    assert wrong.status_code == 422
    assert f'href="#{name}"' in wrong.text
    assert world.me.post("/my/hours/month", data={"month": month, name: "2"}).status_code == 302
    form = {"month": month, name: "", f"was.{name}": "2"}
    assert world.me.post("/my/hours/month", data=form).status_code == 302
    assert [bool(e.superseded_at) for e in world.all(HourEntry)] == [True]


def test_an_organisation_confirms_all_with_one_button_or_puts_one_right(world):
    first, second, third = world.log(3), world.log(4, 60), world.log(5, 60)
    page = world.member.get(f"/organisations/{world.body}/hours")
    assert "Confirm all 3" in page.text
    home = world.member.get(f"/organisations/{world.body}")
    assert "Confirm 3 entries of hours" in home.text
    form = {f"minutes.{first}": "2", f"minutes.{second}": "0.5", f"minutes.{third}": ""}
    done = world.member.post(f"/organisations/{world.body}/hours", data=form, follow_redirects=True)
    assert "2 entries are confirmed." in done.text
    assert "Confirm it" in done.text
    assert sorted(e.minutes for e in world.all(HourEntry) if e.kind == "verified") == [30, 120]


@pytest.mark.parametrize("text", NAUGHTY)
def test_an_odd_number_of_hours_confirms_nothing(world, text):
    entry = world.log()
    form = {f"minutes.{entry}": text}
    page = world.member.post(f"/organisations/{world.body}/hours", data=form)
    assert page.status_code == 422
    assert f'href="#minutes.{entry}"' in page.text
    assert [e.kind for e in world.all(HourEntry)] == ["recorded"]


def test_a_link_confirms_only_when_the_button_is_pressed(world):
    entry = world.log()
    with world.app.app_context():
        address = f"/reply/hours/{sign(HOURS_LINK, world.body)}"
    visitor = world.app.test_client()
    for _ in range(2):  # a scanner opens every link
        assert "Confirm it" in visitor.get(address).text
        assert visitor.head(address).status_code == 200
    assert [e.kind for e in world.all(HourEntry)] == ["recorded"]
    done = visitor.post(address, data={f"minutes.{entry}": "2"}, follow_redirects=True)
    assert "One entry is confirmed" in done.text
    assert world.all(HourEntry)[-1].actor == f"organisation:{world.body}"
    assert visitor.post(address, data={f"minutes.{entry}": "9"}).status_code == 302
    assert len(world.all(HourEntry)) == 2
    assert visitor.get(address + "x").status_code == 404


def test_a_sheet_is_keyed_by_the_desk_or_the_organisation(world):
    session = world.last_session()
    address = f"/organisations/{world.body}/hours/sheet/{world.role}"
    names = [f"h.{who}.{session}" for who in (world.wren, world.otter)]
    form = {"month": session[:7], "by": "volunteers", names[0]: "2", names[1]: "1:15"}
    assert world.broker.post(address, data=form).status_code == 302
    kept = world.all(HourEntry)
    assert [(e.minutes, e.kind, e.source, e.through) for e in kept] == [
        (120, "recorded", "paper", "letter"),
        (75, "recorded", "paper", "letter"),
    ]
    form["by"] = "organisation"
    assert world.member.post(address, data=form).status_code == 302
    assert [e.kind for e in world.all(HourEntry)][2:] == ["verified", "verified"]
    page = world.member.get(f"{address}?month={session[:7]}")
    assert 'value="1.25"' in page.text
    form |= {f"was.{names[0]}": "2", names[0]: "3", f"was.{names[1]}": "1.25", names[1]: "no"}
    wrong = world.member.post(address, data=form)
    assert wrong.status_code == 422
    assert 'value="3"' in wrong.text
    assert len(world.all(HourEntry)) == 4, "all of it or nothing"
    paper = world.member.get(f"{address}/print?month={session[:7]}")
    assert "Wren" in paper.text
    assert "<input" not in paper.text.split("<main")[1]


def test_a_rota_is_ticked_copied_and_attended(world):
    session, address = world.next_session(), f"/organisations/{world.body}/rota/{world.role}"
    form = {"on": [f"{world.wren}~{session}", f"{world.otter}~{session}"]}
    kept = world.member.post(f"{address}/grid", data=form, follow_redirects=True)
    assert "2 put down" in kept.text
    day = session.partition(".")[0]
    assert "1 more wanted" in world.member.get(f"{address}?week={day}").text
    weekly = {"weekly": f"{world.wren}~1.1110"}
    assert "1 changed for every week" in world.member.post(
        f"{address}/grid", data=weekly, follow_redirects=True
    ).text  # fmt: skip
    assert len(world.all(Booking)) >= 9
    from datetime import date

    following = (date.fromisoformat(day) + timedelta(days=7)).isoformat()
    copied = world.member.post(f"{address}/copy", data={"week": following}, follow_redirects=True)
    assert "1 put down as last week" in copied.text


def test_who_came_is_confirmed_and_who_was_missed_has_no_hours(world):
    session, address = world.last_session(), f"/organisations/{world.body}/rota/{world.role}"
    page = world.member.get(f"{address}/attendance?session={session}")
    assert "Wren" in page.text
    form = {"session": session, "came": [world.wren], f"minutes.{world.wren}": "1.75"}
    assert world.member.post(f"{address}/attendance", data=form).status_code == 302
    assert [(e.minutes, e.kind, e.source) for e in world.all(HourEntry)] == [
        (105, "verified", "attendance")
    ]
    odd = form | {f"minutes.{world.wren}": "lots"}
    wrong = world.member.post(f"{address}/attendance", data=odd)
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.text
    for nonsense in ("", "x", "2020-01-01.1", world.next_session() + "9"):
        bad = {"session": nonsense, "came": [world.wren]}
        assert world.member.post(f"{address}/attendance", data=bad).status_code == 422


def test_a_volunteer_comes_cannot_come_and_changes_the_day(world):
    session = world.next_session()
    come = {"do": "come", "session": f"{world.wren}~{session}"}
    page = world.me.post("/my/rota", data=come, follow_redirects=True)
    assert "You are down for it" in page.text
    booking = world.all(Booking)[0].public_id
    gone = world.me.post(
        "/my/rota", data={"do": "cannot", "booking": booking}, follow_redirects=True
    )
    assert "Thank you for telling us" in gone.text
    assert world.all(Booking)[0].state == "cancelled"
    for odd in ({"do": "come", "session": f"{world.otter}~{session}"}, {"do": "come"},
                {"booking": "nobody"}, {}):  # fmt: skip
        assert world.me.post("/my/rota", data=odd).status_code == 422


def test_a_link_in_a_reminder_calls_off_only_by_its_button(world):
    with world.app.app_context(), unit_of_work() as session:
        from brokerage.introductions.models import Introduction

        one = session.get_one(Introduction, world.wren_id)
        today = local_today()
        when = occurrences_between(session, one.opportunity, today, today + timedelta(days=8))[0]
        address = f"/reply/session/{sign(SESSION_LINK, book(session, one, when, MEMBER).public_id)}"
    visitor = world.app.test_client()
    assert "I cannot come" in visitor.get(address).text
    assert world.all(Booking)[0].state == "booked"
    for _ in range(2):
        assert "You are not down for this session" in visitor.post(address).text
    assert world.all(Booking)[0].state == "cancelled"


def test_a_letter_names_as_much_as_the_reader_knows(world):
    address = f"/organisations/{world.body}/placements/{world.wren}"
    page = world.member.get(address)
    form = {"submission": key_of(page), "kind": "reference", "words": "<b>Kind</b> and on time.",
            "signed_by": "Olu Organiser", "signed_as": "Chair"}  # fmt: skip
    wrong = world.member.post(f"{address}/letters", data=form | {"words": ""})
    assert wrong.status_code == 422
    assert "Olu Organiser" in wrong.text
    done = world.member.post(f"{address}/letters", data=form, follow_redirects=True)
    assert "&lt;b&gt;Kind&lt;/b&gt;" in done.text
    assert "Lanternsea," not in done.text
    assert "Wren Lanternsea" not in done.text
    letter = world.all(Letter)[0].public_id
    assert "Wren Lanternsea" in world.me.get(f"/my/letters/{letter}").text
    assert world.broker.get(f"/organisations/{world.body}/letters/{letter}").status_code == 200


def test_a_certificate_counts_what_was_confirmed(world):
    entry = world.log(minutes=150)
    world.log(ago=9, minutes=60)
    world.member.post(f"/organisations/{world.body}/hours", data={f"minutes.{entry}": "2.5"})
    page = said(world.me.get(f"/my/hours/certificates/{world.wren}"))
    assert "Wren Lanternsea" in page
    assert "2 hours 30 minutes confirmed by the organisation, over 1 day" in page
    assert "1 hour more are written down" in page
    theirs = world.member.get(f"/organisations/{world.body}/placements/{world.wren}/certificate")
    assert "Wren Lanternsea" not in theirs.text


def test_a_record_lists_each_hour_once(world):
    day = local_today() - timedelta(days=3)
    entry = world.log(minutes=120)
    world.member.post(f"/organisations/{world.body}/hours", data={f"minutes.{entry}": "1"})
    page = said(world.me.get(f"/my/hours/record?year={day.year}"))
    assert page.count(day_in_words(day)) == 1
    assert "1 hour confirmed by the organisation" in page


def test_feedback_of_each_side_reaches_the_centre_and_nobody_else(world):
    mine = {"first": "yes", "second": "no", "words": "Cold hall", "confidence": "more"}
    assert world.me.post(f"/my/feedback/{world.wren}", data=mine).status_code == 302
    theirs = {"first": "mostly", "words": "Always early", "third": "yes"}
    address = f"/organisations/{world.body}/placements/{world.wren}"
    assert world.member.post(f"{address}/feedback", data=theirs).status_code == 302
    desk = world.broker.get(f"/desk/hours/feedback/{world.wren}").text
    assert "Cold hall" in desk
    assert "Always early" in desk
    assert "Cold hall" not in world.member.get(address).text
    assert "Always early" not in world.me.get("/my/hours").text
    world.member.post(f"{address}/feedback", data=theirs | {"shown": "yes"})
    assert "Always early" in world.me.get("/my/hours").text
    assert [(a.question, a.answer, a.wording) for a in world.all(OutcomeAnswer)] == [
        ("confidence", "more", "2026-1")
    ]
    empty = world.me.post(f"/my/feedback/{world.wren}", data={})
    assert empty.status_code == 422
    by_phone = {"side": "volunteer", "first": "mostly"}
    world.broker.post(f"/desk/hours/feedback/{world.wren}", data=by_phone)
    kept = [f for f in world.all(PlacementFeedback) if f.side == "volunteer"]
    assert [(f.first, f.through) for f in kept] == [("mostly", "phone")]


def test_a_feedback_link_shows_nothing_of_what_was_answered(world):
    with world.app.app_context():
        address = f"/reply/feedback/{sign(FEEDBACK_LINK, f'{world.wren}:volunteer:weeks_4')}"
    visitor = world.app.test_client()
    done = visitor.post(address, data={"words": "Cold hall"}, follow_redirects=True)
    assert "Thank you" in done.text
    assert "Cold hall" not in visitor.get(address).text
    wrong = visitor.post(address, data={"first": "perhaps", "words": "typed"})
    assert wrong.status_code == 422
    assert "typed" in wrong.text


def test_nothing_about_volunteers_until_the_centre_has_checked(world):
    world.log()
    with world.app.app_context(), unit_of_work() as session:
        from brokerage.organisations.models import Organisation

        session.scalars(select(Organisation).where(Organisation.public_id == world.body)).one()
        session.scalars(
            select(Organisation).where(Organisation.public_id == world.body)
        ).one().verified_at = None
    for page in ("hours", f"hours/sheet/{world.role}", f"rota/{world.role}",
                 f"rota/{world.role}/grid", f"hours/sheet/{world.role}/print"):  # fmt: skip
        answer = world.member.get(f"/organisations/{world.body}/{page}")
        assert answer.status_code == 200
        assert "Wren" not in answer.text
    address = f"/organisations/{world.body}/placements/{world.wren}"
    assert world.member.get(address).status_code == 404


def test_the_desk_finds_organisations_by_part_of_their_name(world):
    world.log()
    page = world.broker.get("/desk/hours?q=lantern")
    assert "1 entry to confirm" in page.text
    assert "No organisation of this name" in world.broker.get("/desk/hours?q=%25").text
