"""Answering by a link and signed in: nothing by looking, each thing once, contacts only after."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import PUBLIC, Role
from brokerage.audit import AuditEntry
from brokerage.consents import record_consent
from brokerage.db import db, unit_of_work
from brokerage.introductions import service
from brokerage.introductions.answering.links import (
    token_for_all,
    token_for_one,
    token_for_role,
)
from brokerage.introductions.models import Contact, Introduction
from brokerage.introductions.sharing import Agreement
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today
from tests.desking import make_desk
from tests.making import make_county, make_organisation, make_role, make_volunteer, signed_in

PHONE = "07700 900123"
NAMES = "organisation", "role", "late", "started", "suggested"


class Hall:
    """The lunch club of tests/desking.py, with its links."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context(), unit_of_work() as session:
            make_county(session)
            desk = make_desk(session)
            self.ids = {name: getattr(desk, name).public_id for name in NAMES}
            self.organisation_id, self.centre_id = desk.organisation.id, desk.centre.id
            self.token = token_for_one(desk.late)
            self.all = token_for_all(desk.organisation)
            self.role_token = token_for_role(desk.role)
        self.client = app.test_client()
        self.member = signed_in(app, Role.MEMBER, organisation_id=self.organisation_id)
        self.broker = signed_in(app, Role.BROKER, centre_id=self.centre_id)

    @property
    def home(self) -> str:
        return f"/organisations/{self.ids['organisation']}"

    @property
    def person(self) -> str:
        return f"{self.home}/applicants/{self.ids['late']}"

    def of(self, name: str) -> Introduction:
        with self.app.app_context():
            mine = Introduction.public_id == self.ids.get(name, name)
            return db.session.scalars(select(Introduction).where(mine)).one()

    def the_role(self) -> Opportunity:
        with self.app.app_context():
            mine = Opportunity.public_id == self.ids["role"]
            return db.session.scalars(select(Opportunity).where(mine)).one()

    def change(self, **fields) -> None:
        with self.app.app_context(), unit_of_work() as session:
            mine = select(Opportunity).where(Opportunity.public_id == self.ids["role"])
            for name, value in fields.items():
                setattr(session.scalars(mine).one(), name, value)


@pytest.fixture
def hall(app) -> Hall:
    return Hall(app)


def test_the_message_has_a_link_for_each_answer_and_all_lead_somewhere(hall) -> None:
    with hall.app.app_context():
        sent = db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.address == "club@lanternsea.example")
        ).first()
    links = re.findall(r"https?://[^/]+(/answer/\S+)", sent.text)
    assert [link.rpartition("/")[2] for link in links[1:]] == ["not-this-time", "filled"]
    for link in links:
        assert hall.client.get(link).status_code == 200
        assert PHONE not in hall.client.get(link).text


@pytest.mark.parametrize("page", ["", "/not-this-time", "/filled"])
def test_a_program_that_opens_links_changes_nothing(hall, page) -> None:
    before = hall.of("late").version, hall.the_role().version
    for method in ("get", "head"):
        assert getattr(hall.client, method)(f"/answer/one/{hall.token}{page}").status_code == 200
    assert hall.client.get(f"/answer/all/{hall.all}").status_code == 200
    assert hall.client.get(f"/answer/role/{hall.role_token}").status_code == 200
    assert (hall.of("late").version, hall.the_role().version) == before


def test_lets_talk_shows_how_to_reach_them_and_says_so_to_both(hall) -> None:
    path = f"/answer/one/{hall.token}"
    answer = hall.client.post(path, data={"answer": "talk"}, follow_redirects=True)
    assert "Thank you. They know that you will be in touch." in answer.text
    assert f'href="tel:{PHONE.replace(" ", "")}"' in answer.text
    one = hall.of("late")
    assert one.state == State.ACKNOWLEDGED
    with hall.app.app_context():
        move = db.session.get(Introduction, one.id).moves[-1]
        assert move.actor == f"organisation:{hall.ids['organisation']}"
        assert (move.on_behalf_of, move.through) == ("organisation", "web")
        read = select(AuditEntry).where(AuditEntry.kind == "introduction")
        entry = db.session.scalars(read.where(AuditEntry.action == "read")).first()
        assert entry.fields == ["contact"]
        assert entry.public_id == one.public_id


def test_a_second_tap_is_told_that_it_is_done(hall) -> None:
    path = f"/answer/one/{hall.token}"
    hall.client.post(path, data={"answer": "talk"})
    version = hall.of("late").version
    again = hall.client.post(path, data={"answer": "talk"}, follow_redirects=True)
    assert "perhaps by somebody else of yours" in again.text
    assert hall.of("late").version == version


def test_not_this_time_shows_the_kind_words_and_sends_them(hall) -> None:
    page = hall.client.get(f"/answer/one/{hall.token}/not-this-time").text
    assert "Their times and yours could not be made to meet this time." in page
    answer = {"answer": "no", "reason": "times"}
    done = hall.client.post(f"/answer/one/{hall.token}", data=answer, follow_redirects=True)
    assert "They have been told kindly" in done.text
    one = hall.of("late")
    assert (one.state, one.reason) == (State.UNSUCCESSFUL, "times")
    assert PHONE not in done.text


def test_a_no_without_a_reason_asks_for_one_and_changes_nothing(hall) -> None:
    answer = hall.client.post(f"/answer/one/{hall.token}", data={"answer": "no"})
    assert answer.status_code == 422
    assert "Say why." in answer.text
    assert "There is a problem" in answer.text
    assert hall.of("late").state == State.REFERRED


@pytest.mark.parametrize("sent", ["", "started", "nonsense", "\0", "yes"])
def test_an_answer_that_is_not_open_is_refused_kindly(hall, sent) -> None:
    answer = hall.client.post(f"/answer/one/{hall.token}", data={"answer": sent})
    assert answer.status_code in (409, 422)
    assert "There is a problem" in answer.text
    assert hall.of("late").state == State.REFERRED


def test_the_way_goes_on_from_the_same_page(hall) -> None:
    path = f"/answer/one/{hall.token}"
    soon, today = local_today() + timedelta(6), local_today()
    for sent, state in (
        ({"answer": "talk"}, State.ACKNOWLEDGED),
        ({"answer": "meeting", "on_meeting": str(soon)}, State.INTERVIEWING),
        ({"answer": "checks"}, State.CHECKS),
        ({"answer": "yes", "on_yes": ""}, State.ACCEPTED),
    ):
        assert hall.client.post(path, data=sent).status_code == 302
        assert hall.of("late").state == state
    wrong = hall.client.post(path, data={"answer": "started", "on_started": str(soon)})
    assert wrong.status_code == 422
    assert str(soon) in wrong.text, "what was typed is kept"
    odd = hall.client.post(path, data={"answer": "started", "on_started": "soon"})
    assert odd.status_code == 422
    assert 'value="soon"' in odd.text
    hall.client.post(path, data={"answer": "started", "on_started": str(today)})
    assert hall.of("late").started_on == today
    page = hall.client.get(path).text
    assert "The role is filled" not in page
    assert "They have stopped" in page
    ended = {"answer": "ended", "reason": "finished"}
    hall.client.post(path, data=ended)
    assert hall.of("late").state == State.ENDED
    assert PHONE not in hall.client.get(path).text


def test_a_link_ends_with_its_address_and_when_it_is_old(hall, monkeypatch) -> None:
    assert hall.client.get(f"/answer/one/{hall.token[:-2]}").status_code == 404
    assert hall.client.get(f"/answer/role/{hall.token}").status_code == 404
    later = __import__("time").time() + 61 * 86400
    with monkeypatch.context() as patch:
        patch.setattr("itsdangerous.timed.time.time", lambda: later)
        assert hall.client.get(f"/answer/one/{hall.token}").status_code == 404
    with hall.app.app_context(), unit_of_work() as session:
        session.get_one(Organisation, hall.organisation_id).email = "new@lanternsea.example"
    for path in (f"one/{hall.token}", f"all/{hall.all}", f"role/{hall.role_token}"):
        assert hall.client.get(f"/answer/{path}").status_code == 404


def test_a_closed_introduction_says_so_and_takes_no_answer(hall) -> None:
    with hall.app.app_context(), unit_of_work() as session:
        one = session.scalars(
            select(Introduction).where(Introduction.public_id == hall.ids["late"])
        ).one()
        service.withdraw(session, one, PUBLIC, "no_time")
    path = f"/answer/one/{hall.token}"
    assert "This one is closed" in hall.client.get(path).text
    assert "This one is closed" in hall.client.get(f"{path}/not-this-time").text
    answer = hall.client.post(path, data={"answer": "talk"})
    assert answer.status_code == 409
    assert "nothing more to answer" in answer.text


def test_one_page_settles_everybody_who_waits(hall) -> None:
    with hall.app.app_context(), unit_of_work() as session:
        role = session.scalars(
            select(Opportunity).where(Opportunity.public_id == hall.ids["role"])
        ).one()
        sent = {}
        for name in ("Finch", "Heron"):
            person = make_volunteer(session, hall.centre_id, first_name=name, phone=PHONE)
            sent[name] = service.introduce(session, person, role, PUBLIC, Agreement("phone"))
        hall.ids |= {name.lower(): one.public_id for name, one in sent.items()}
        __import__("time").sleep(1.1)  # a link has whole seconds
        hall.all = token_for_all(role.organisation)
    path = f"/answer/all/{hall.all}"
    page = hall.client.get(path).text
    assert page.count("<select") == 3
    answers = {
        f"answer-{hall.ids['late']}": "talk",
        f"answer-{hall.ids['finch']}": "no:skills",
        f"answer-{hall.ids['heron']}": "no:nonsense",
    }
    done = hall.client.post(path, data=answers)
    assert done.status_code == 422, "what makes no sense is shown again"
    assert 'value="no:skills" selected' not in done.text, "what was kept is not asked again"
    assert hall.of("late").state == State.ACKNOWLEDGED
    assert hall.of("finch").reason == "skills"
    assert hall.of("heron").state == State.REFERRED
    again = hall.client.post(path, data=answers | {f"answer-{hall.ids['heron']}": "talk"})
    assert again.status_code == 302
    assert hall.of("heron").state == State.ACKNOWLEDGED


def test_a_reminders_link_shows_nobody_who_came_after_it(hall) -> None:
    with hall.app.app_context(), unit_of_work() as session:
        role = session.scalars(
            select(Opportunity).where(Opportunity.public_id == hall.ids["role"])
        ).one()
        person = make_volunteer(session, hall.centre_id, first_name="Zzlater", phone=PHONE)
        made = service.introduce(session, person, role, PUBLIC, Agreement("phone"))
        made.referred_at += timedelta(minutes=5)
    assert "Zzlater" not in hall.client.get(f"/answer/all/{hall.all}").text


def test_filled_says_first_whom_it_concerns_then_tells_them(hall) -> None:
    path = f"/answer/one/{hall.token}/filled"
    page = hall.client.get(path).text
    assert "2 people on the way" in page
    assert "Wren: waits for your answer" in page
    assert "Robin" not in page, "who was not sent yet has no name here"
    done = hall.client.post(path, data={"answer": "filled"}, follow_redirects=True)
    assert "Noted: it is filled" in done.text
    assert hall.the_role().state == "filled"
    assert (hall.of("late").state, hall.of("late").reason) == (State.ROLE_CLOSED, "filled")
    assert hall.of("started").state == State.STARTED
    again = hall.client.post(path, data={"answer": "filled"}, follow_redirects=True)
    assert "That was said already" in again.text


def test_filled_by_mistake_is_shown_again_and_nobody_is_asked_twice(hall) -> None:
    hall.client.post(f"/answer/one/{hall.token}/filled", data={"answer": "filled"})
    assert "Needed again" in hall.member.get(hall.home).text
    page = hall.client.get(f"/answer/role/{hall.role_token}").text
    assert "Show it to people again" in page
    answer = {"answer": "needed", "more": "any"}
    path = f"/answer/role/{hall.role_token}"
    done = hall.client.post(path, data=answer, follow_redirects=True)
    assert "It is shown again" in done.text
    assert hall.the_role().state == "live"
    assert hall.of("late").state == State.ROLE_CLOSED
    again = hall.client.post(path, data=answer, follow_redirects=True)
    assert "It is shown as before" in again.text


def test_still_needed_sets_a_limit_that_holds(hall) -> None:
    path = f"/answer/role/{hall.role_token}"
    hall.client.post(path, data={"answer": "needed", "more": "1"})
    assert hall.the_role().in_flight_limit == 2, "one is under way, one more may come"
    with hall.app.app_context(), unit_of_work() as session:
        role = session.scalars(
            select(Opportunity).where(Opportunity.public_id == hall.ids["role"])
        ).one()
        people = [make_volunteer(session, hall.centre_id, phone=PHONE) for _ in range(2)]
        first, second = (
            service.introduce(session, one, role, PUBLIC, Agreement("phone"), or_wait=True)
            for one in people
        )
        assert (first.state, second.state) == (State.REFERRED, State.WAITING)
        hall.ids["second"] = second.public_id
    hall.client.post(f"/answer/one/{hall.token}", data={"answer": "no", "reason": "times"})
    assert hall.of("second").state == State.REFERRED, "the turn goes to the next in line"
    assert hall.the_role().in_flight == 2


def test_how_many_at_a_time_is_set_in_the_portal_and_holds(hall) -> None:
    path = f"{hall.home}/roles/{hall.ids['role']}/still-needed"
    for wrong in ("many", "0", "-1", "9999", "１"):
        answer = hall.member.post(path, data={"answer": "at_a_time", "at_a_time": wrong})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.text
    hall.member.post(path, data={"answer": "at_a_time", "at_a_time": "1"})
    assert hall.the_role().in_flight_limit == 1
    with hall.app.app_context(), unit_of_work() as session:
        role = session.scalars(
            select(Opportunity).where(Opportunity.public_id == hall.ids["role"])
        ).one()
        person = make_volunteer(session, hall.centre_id, phone=PHONE)
        with pytest.raises(service.RoleIsFull):
            service.introduce(session, person, role, PUBLIC, Agreement("phone"))
    hall.member.post(path, data={"answer": "at_a_time", "at_a_time": ""})
    assert hall.the_role().in_flight_limit is None


def test_one_tap_keeps_a_role_three_months_longer(hall) -> None:
    last = local_today() + timedelta(5)
    hall.change(expires_on=last)
    path = f"/answer/role/{hall.role_token}"
    for _ in range(2):
        sent = {"answer": "longer", "seen_expires": str(last)}
        assert hall.client.post(path, data=sent).status_code == 302
    assert 89 <= (hall.the_role().expires_on - last).days <= 92


def test_nobody_is_needed_any_more_closes_the_role_once(hall) -> None:
    path = f"/answer/role/{hall.role_token}"
    first = hall.client.post(path, data={"answer": "closed"}, follow_redirects=True)
    assert "nobody else is sent" in first.text
    assert hall.the_role().state == "closed"
    assert hall.of("late").state == State.ROLE_CLOSED
    again = hall.client.post(path, data={"answer": "closed"}, follow_redirects=True)
    assert "That was said already" in again.text
    needed = hall.client.post(path, data={"answer": "needed", "more": "1"})
    assert needed.status_code == 409


def test_the_list_has_what_is_due_first_and_filters_by_its_address(hall) -> None:
    page = hall.member.get(f"{hall.home}/applicants").text
    assert page.index("Wren") < page.index("Otter")
    assert "Robin" not in page, "only suggested"
    waiting = hall.member.get(f"{hall.home}/applicants?state=new").text
    assert "Wren" in waiting
    assert "Otter" not in waiting
    odd = hall.member.get(f"{hall.home}/applicants?state=%00&role=nobody")
    assert odd.status_code == 200
    assert "Otter" in odd.text


def test_the_file_has_what_the_page_shows_and_taking_it_is_written_down(hall) -> None:
    file = hall.member.get(f"{hall.home}/applicants.csv?state=new")
    lines = file.text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("First name,Role,Where it stands")
    assert len(lines) == 2
    assert lines[1].startswith("Wren,Driver for the lunch club")
    assert PHONE not in file.text
    assert "Lanternsea," not in file.text
    with hall.app.app_context():
        taken = select(AuditEntry).where(AuditEntry.action == "export")
        assert db.session.scalars(taken).one().kind == "applicants"


def test_never_on_an_organisations_pages(hall) -> None:
    """Scores, reasons against, surname, support, who referred: nothing but what was agreed."""
    with hall.app.app_context(), unit_of_work() as session:
        one = session.scalars(
            select(Introduction).where(Introduction.public_id == hall.ids["late"])
        ).one()
        one.reasons = [{"text": "Zzagainst", "supports": False, "score": 0.123}]
        one.volunteer.about, one.volunteer.last_name = "Zzabout", "Zzsurname"
        one.volunteer.commitment = "Zznote"
    hall.member.post(hall.person, data={"answer": "talk"})
    for page in (hall.person, f"{hall.home}/applicants", f"{hall.home}/answering", hall.home):
        text = hall.member.get(page).text
        assert "Zz" not in text
        assert "0.123" not in text
    assert "Has a van" in hall.member.get(hall.person).text


def test_other_organisations_and_other_centres_find_nothing(hall) -> None:
    with hall.app.app_context(), unit_of_work() as session:
        other = make_organisation(session, "Another Trust")
        theirs = make_role(session, organisation=other).public_id
        other_id, other_public = other.id, other.public_id
    stranger = signed_in(hall.app, Role.MEMBER, organisation_id=other_id)
    for path in (hall.person, f"{hall.home}/applicants", f"{hall.home}/answering"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(hall.person, data={"answer": "talk"}).status_code == 404
    mixed = f"/organisations/{other_public}/applicants/{hall.ids['late']}"
    assert hall.broker.get(mixed).status_code == 404
    assert hall.member.get(f"{hall.home}/roles/{theirs}/filled").status_code == 404
    hidden = f"{hall.home}/applicants/{hall.ids['suggested']}"
    assert hall.broker.get(hidden).status_code == 404, "not sent to them yet"


def test_a_broker_answers_for_a_group_by_telephone(hall) -> None:
    assert hall.broker.get(f"{hall.home}/applicants").status_code == 200
    hall.broker.post(hall.person, data={"answer": "talk"})
    with hall.app.app_context():
        one = db.session.scalars(
            select(Introduction).where(Introduction.public_id == hall.ids["late"])
        ).one()
        assert (one.moves[-1].through, one.moves[-1].on_behalf_of) == ("phone", "organisation")
        call = db.session.scalars(select(Contact)).one()
        assert (call.kind, call.result) == ("call", "spoke")


def test_the_home_page_says_what_waits_and_where_roles_stand(hall) -> None:
    page = hall.member.get(hall.home).text
    assert "Wren, for “Driver for the lunch club”: say whether you will talk" in page
    assert "1 person waits for your answer" in page
    assert "Shown to people now" in page
    assert re.search(r'name="answer" value="talk">Thank you, let’s talk', page)
    with hall.app.app_context(), unit_of_work() as session:
        new = make_organisation(session, "A New Group")
        new_id, new_public = new.id, new.public_id
    newcomer = signed_in(hall.app, Role.MEMBER, organisation_id=new_id)
    empty = newcomer.get(f"/organisations/{new_public}").text
    assert "You have no roles here yet." in empty
    assert "Post a role" in empty
    assert "Waiting for you" not in empty
    assert (
        "Nobody has been sent to you yet"
        in newcomer.get(f"/organisations/{new_public}/applicants").text
    )


def test_words_with_markup_stay_words(hall) -> None:
    naughty = "<script>alert(1)</script> '; DROP TABLE x;-- \u202e ﷽"
    with hall.app.app_context(), unit_of_work() as session:
        one = session.scalars(
            select(Introduction).where(Introduction.public_id == hall.ids["late"])
        ).one()
        one.shared = {**one.shared, "first_name": naughty, "note": naughty, "reasons": [naughty]}
    for page in (hall.person, f"{hall.home}/applicants", hall.home, f"{hall.home}/answering"):
        text = hall.member.get(page).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_withdrawn_consent_takes_the_contact_away(hall) -> None:
    hall.member.post(hall.person, data={"answer": "talk"})
    assert PHONE in hall.member.get(hall.person).text
    with hall.app.app_context(), unit_of_work() as session:
        one = session.scalars(
            select(Introduction).where(Introduction.public_id == hall.ids["late"])
        ).one()
        record_consent(session, one.volunteer_id, "introductions", False, PUBLIC)
        service.withdraw_all(session, one.volunteer, PUBLIC, "consent_withdrawn")
    assert PHONE not in hall.member.get(hall.person).text


@pytest.mark.parametrize(
    ("channel", "shown"),
    [
        ("email", "wren@people.example"),
        ("text", PHONE),
        ("letter", "1 High Street"),
        ("centre", "01632 960001"),
    ],
)
def test_they_are_reached_as_they_agreed_and_no_other_way(hall, channel, shown) -> None:
    ways = {"wren@people.example", PHONE, "1 High Street"}
    with hall.app.app_context(), unit_of_work() as session:
        one = session.scalars(
            select(Introduction).where(Introduction.public_id == hall.ids["late"])
        ).one()
        one.volunteer.email = "wren@people.example"
        one.shared = {**one.shared, "contact_channel": channel}
    hall.member.post(hall.person, data={"answer": "talk"})
    page = hall.member.get(hall.person).text
    assert shown in page
    assert not any(way in page for way in ways - {shown})
