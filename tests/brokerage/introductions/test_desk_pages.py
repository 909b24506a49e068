"""The desk's pages: what they show, whom they are for, and what their forms do."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from brokerage.accounts.current import TOKEN
from brokerage.accounts.service import begin_sign_in
from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.idempotency import new_submission_key
from brokerage.introductions.models import Contact, Introduction, Task
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from tests.desking import Desk, make_desk
from tests.making import make_account, make_county

IDS = ("organisation", "role", "other_role", "wren", "otter", "robin", "sable")
RECORDS = (*IDS, "late", "started", "suggested")


class AtTheDesk:
    """A broker of Ashford with a browser, and the public ids of what is on the desk."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context(), unit_of_work() as session:
            make_county(session)
            desk: Desk = make_desk(session)
            self.ids = {name: getattr(desk, name).public_id for name in RECORDS}
            broker = make_account(session, Role.BROKER, centre_id=desk.centre.id)
            token = begin_sign_in(session, broker, "tests")
        self.client = app.test_client()
        with self.client.session_transaction() as cookie:
            cookie[TOKEN] = token

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path.format(**self.ids))
        assert answer.status_code == status
        return answer.text

    def post(self, path: str, status: int = 302, **form):
        form = {"submission": new_submission_key(), **form}
        answer = self.client.post(path.format(**self.ids), data=form)
        assert answer.status_code == status, answer.text
        return answer

    def act(self, name: str, act: str, status: int = 302, **form):
        """Send one of the forms of an introduction's page, drawn just now."""
        form = {"version": self.of(name).version, **form}
        return self.post(f"/desk/introductions/{{{name}}}", status, act=act, **form)

    def of(self, name: str) -> Introduction:
        with self.app.app_context():
            mine = Introduction.public_id == self.ids.get(name, name)
            return db.session.scalars(select(Introduction).where(mine)).one()

    def count(self, model, *conditions) -> int:
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(model).where(*conditions))

    def named(self, page: str, name: str) -> str:
        return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


@pytest.fixture
def desk(app) -> AtTheDesk:
    return AtTheDesk(app)


def test_my_day_says_what_is_due_and_late_and_whom_we_wait_for(desk) -> None:
    page = desk.get("/desk")
    assert "Ring about the fair" in page
    assert "The Lanternsea Lunch Club" in page  # late
    assert "01632 960555" in page
    assert "Robin Lanternsea" in page  # suggested, due today
    assert "Otter Lanternsea" in page  # the follow-up
    assert "Linnet" in page  # a new enquiry
    assert "Sable" not in page


@pytest.mark.parametrize(
    "fragment",
    ["lanter", "WREN", "07700 900123", "+44 7700 900 123", "900123", "tn23 1a", "tn231aa"],
)
def test_a_person_is_found_by_any_fragment(desk, fragment) -> None:
    answer = desk.client.get("/desk/people", query_string={"q": fragment})
    assert "Wren Lanternsea" in answer.text
    assert "Sable" not in answer.text


@pytest.mark.parametrize("fragment", ["zzz", "%", "_", "07700 999999", "\0", "tn99"])
def test_what_matches_nobody_finds_nobody(desk, fragment) -> None:
    answer = desk.client.get("/desk/people", query_string={"q": fragment})
    assert answer.status_code == 200
    assert ("Wren" in answer.text) == (fragment == "\0")  # which is no fragment at all


def test_the_list_of_people_is_narrowed_sorted_and_paged_by_its_address(desk) -> None:
    assert "Linnet" in desk.get("/desk/people?state=enquiry")
    assert "Wren" not in desk.get("/desk/people?state=enquiry")
    assert "Robin" not in desk.get("/desk/people?channel=phone")
    assert "Wren" not in desk.get("/desk/people?nothing=1")
    newest = desk.get("/desk/people?sort=newest")
    assert newest.index("Robin Lan") < newest.index("Wren Lan")
    assert "Wren" in desk.get("/desk/people?page=99&sort=odd&state=odd")


def test_the_downloaded_list_is_the_list_as_shown_and_is_written_down(desk) -> None:
    text = desk.get("/desk/people.csv?channel=email")
    assert "robin@lanternsea.example" in text
    assert "Wren" not in text
    assert desk.count(AuditEntry, AuditEntry.action == "export") == 1


def test_a_persons_page_says_who_when_and_where_everything_stands(desk) -> None:
    page = desk.get("/desk/people/{wren}")
    for text in (
        "07700 900123",
        "Free Tue, 17:00 to 22:00",
        "Driver for the lunch club",
        "Referred",
    ):
        assert text in page


def test_a_call_is_logged_with_a_person_once_however_often_it_is_sent(desk) -> None:
    form = {"kind": "call", "result": "spoke", "note": "<b>Rang</b>", "submission": "the-same-key"}
    desk.post("/desk/people/{wren}/contacts", **form)
    desk.post("/desk/people/{wren}/contacts", **form)
    assert desk.count(Contact) == 1
    assert "&lt;b&gt;Rang&lt;/b&gt;" in desk.get("/desk/people/{wren}")
    wrong = desk.post("/desk/people/{wren}/contacts", 422, kind="pigeon", note="kept")
    assert "Choose how you were in touch" in wrong.text
    assert "kept" in wrong.text


def test_other_centres_people_are_not_among_ours_until_taken_on(desk) -> None:
    assert "Sable" not in desk.get("/desk/people?q=sable")
    desk.get("/desk/people/{sable}", 404)
    desk.post("/desk/any-centre/{sable}/take-on")
    assert "07700 900789" in desk.get("/desk/people/{sable}")
    assert "Sable Lanternsea" in desk.get("/desk/people?q=sable")


def test_the_shortlist_says_for_and_against_and_keeps_a_basket(desk) -> None:
    page = desk.get("/desk/people/{robin}/shortlist")
    assert "Cook at the kitchen" in page
    assert "Against, or to check" in page
    assert "Under way already" in page  # the driver's role, not in the list again
    basket = "/desk/people/{robin}/basket"
    desk.post(basket, role=desk.ids["other_role"], do="put")
    assert "Laid aside (1 of 5)" in desk.get("/desk/people/{robin}/shortlist")
    desk.post(basket, role=desk.ids["other_role"], do="take")
    assert "Laid aside (0 of 5)" in desk.get("/desk/people/{robin}/shortlist")
    desk.post(basket, 422, do="juggle")


def test_a_shortlist_is_printed_large_and_sent_as_a_letter(desk) -> None:
    page = desk.get("/desk/people/{wren}/shortlist/print?size=large")
    assert "sheet--large" in page
    assert "Cook at the kitchen" in page
    desk.post("/desk/people/{wren}/shortlist/letter", way="letter")
    assert desk.count(OutboxMessage, OutboxMessage.channel == "letter") == 1
    desk.post("/desk/people/{robin}/shortlist/letter", 422, way="letter")


def test_somebody_is_referred_after_seeing_what_is_sent(desk) -> None:
    where = "/desk/people/{robin}/refer/{other_role}"
    assert "How may they reach Robin?" in desk.get(where)
    form = {"contact_channel": "email", "note": "Bakes <i>bread</i>", "version": 0}
    check = desk.post(where, 200, act="check", **form).text
    assert "Bakes &lt;i&gt;bread&lt;/i&gt;" in check
    assert "Robin would like to volunteer" in check
    unsaid = desk.post(where, 422, act="send", **form).text
    assert "Say how they agreed" in unsaid
    assert "Bakes" in unsaid
    sent = desk.post(where, act="send", through="phone", **form)
    made = desk.of(sent.location.rsplit("/", 1)[1])
    assert made.state == State.REFERRED
    assert made.shared["note"] == "Bakes <i>bread</i>"
    assert made.reasons  # kept for staff
    again = desk.client.get(where.format(**desk.ids))
    assert again.location == sent.location


def test_a_form_sent_twice_refers_once(desk) -> None:
    where, key = "/desk/people/{robin}/refer/{other_role}", new_submission_key()
    form = {"act": "send", "through": "desk", "contact_channel": "email", "submission": key}
    first = desk.post(where, version=0, **form)
    second = desk.post(where, version=0, **form)
    assert first.location == second.location


def test_a_channel_that_somebody_does_not_have_is_refused_at_its_field(desk) -> None:
    page = desk.post(
        "/desk/people/{robin}/refer/{other_role}", 422, act="check", contact_channel="phone"
    ).text
    assert "We have no such contact details" in page
    assert 'href="#channel-1"' in page


def test_somebody_who_wants_to_think_is_asked_and_nothing_is_sent(desk) -> None:
    where = "/desk/people/{robin}/refer/{other_role}"
    sent = desk.post(where, act="offer", contact_channel="email")
    made = desk.of(sent.location.rsplit("/", 1)[1])
    assert made.state == State.OFFERED
    assert made.shared is None


def test_a_full_role_puts_somebody_on_its_waiting_list(desk) -> None:
    with desk.app.app_context(), unit_of_work() as session:
        late = session.scalars(select(Introduction)).first()
        late.opportunity.places_offered = late.opportunity.places_taken
    form = {"act": "send", "through": "desk", "contact_channel": "email"}
    where = "/desk/people/{robin}/refer/{role}"
    version = desk.of("suggested").version
    assert "Every place is taken" in desk.post(where, 409, version=version, **form).text
    desk.post(where, version=version, or_wait="1", **form)
    assert desk.of("suggested").state == State.WAITING
    assert "number 1 in line" in desk.get("/desk/roles/{role}")


def test_an_outcome_by_phone_is_one_button(desk) -> None:
    assert "They have it, and will be in touch" in desk.get("/desk/introductions/{late}")
    desk.act("late", "outcome", outcome="yes", note="Sounds lovely")
    assert desk.of("late").state == State.ACCEPTED
    page = desk.get("/desk/introductions/{late}")
    assert "Sounds lovely" in page
    assert "for the organisation" in page


def test_a_no_shows_kind_words_and_three_live_alternatives(desk) -> None:
    page = desk.get("/desk/introductions/{late}/leave/unsuccessful")
    assert "Their times and yours could not be made to meet this time." in page
    assert "Cook at the kitchen" in page
    desk.act("late", "leave", target="unsuccessful", reason="times")
    assert desk.of("late").reason == "times"
    after = desk.get("/desk/introductions/{late}")
    assert "Their times and yours" in after
    assert "Cook at the kitchen" in after
    desk.get("/desk/introductions/{late}/leave/unsuccessful", 409)


def test_a_way_out_without_a_reason_is_refused(desk) -> None:
    page = desk.act("late", "leave", 422, target="withdrawn", reason="boredom").text
    assert "Say why." in page
    assert desk.of("late").state == State.REFERRED


def test_a_late_yes_opens_it_again_only_if_both_want_it(desk) -> None:
    desk.act("late", "leave", target="no_reply_organisation", reason="late")
    assert "still want it" in desk.act("late", "reopen", 409, volunteer="1").text
    desk.act("late", "reopen", volunteer="1", organisation="1")
    assert desk.of("late").state == State.REFERRED


def test_it_is_postponed_and_goes_on(desk) -> None:
    desk.act("late", "postpone", 422, until="soon")
    desk.act("late", "postpone", 422, until="2001-01-01")
    desk.act("late", "postpone", until="2099-01-05")
    assert desk.of("late").state == State.POSTPONED
    desk.act("late", "resume")
    assert desk.of("late").state == State.REFERRED


def test_the_four_week_follow_up_is_noted(desk) -> None:
    assert "Follow-up after 4 weeks" in desk.get("/desk/introductions/{started}")
    desk.act("started", "follow_up", going="going_well", note="Loves it")
    page = desk.get("/desk/introductions/{started}")
    assert "Follow-up after 12 weeks" in page
    assert "Loves it" in page


def test_the_second_of_two_editors_sees_what_changed_and_chooses(desk) -> None:
    old = desk.of("late").version
    desk.act("late", "outcome", outcome="arrived")
    page = desk.act("late", "outcome", 409, outcome="yes", note="My note", version=old).text
    assert "Somebody else changed this" in page
    assert "Acknowledged" in page
    assert "My note" in page
    assert desk.of("late").state == State.ACKNOWLEDGED
    version = desk.named(page, "version")
    desk.post(
        "/desk/introductions/{late}", act="outcome", outcome="yes", note="My note", version=version
    )
    assert desk.of("late").state == State.ACCEPTED


def test_the_same_click_twice_is_one_move_and_no_quarrel(desk) -> None:
    form = {"outcome": "arrived", "version": desk.of("late").version, "submission": "clicked-twice"}
    desk.act("late", "outcome", **form)
    desk.act("late", "outcome", **form)
    assert desk.of("late").state == State.ACKNOWLEDGED
    assert desk.count(Contact) == 1


@pytest.mark.parametrize("missing", ["version", "submission", "act"])
def test_a_form_that_is_not_whole_changes_nothing(desk, missing) -> None:
    form = {"act": "outcome", "outcome": "yes", "version": desk.of("late").version}
    desk.post("/desk/introductions/{late}", 422, **{**form, missing: ""})
    assert desk.of("late").state == State.REFERRED


def test_one_call_settles_several(desk) -> None:
    with desk.app.app_context(), unit_of_work() as session:
        for one in session.scalars(select(Introduction).where(Introduction.state == "suggested")):
            one.state, one.owner, one.referred_at = State.REFERRED, "organisation", one.created_at
    late, other = desk.ids["late"], desk.ids["suggested"]
    where = "/desk/organisations/{organisation}/call"
    assert "2 people wait for their answer" in desk.get(where)
    desk.post(
        where,
        result="spoke",
        **{
            f"outcome-{late}": "no:times",
            f"version-{late}": desk.of("late").version,
            f"outcome-{other}": "arrived",
            f"version-{other}": desk.of("suggested").version,
        },
    )
    assert desk.of("late").reason == "times"
    assert desk.of("suggested").state == State.ACKNOWLEDGED


def test_a_note_without_an_answer_is_in_the_log_of_the_introduction(desk) -> None:
    late = desk.ids["late"]
    sent = {f"outcome-{late}": "", f"note-{late}": "Away until Monday", "result": "spoke"}
    desk.post("/desk/organisations/{organisation}/call", **sent)
    assert desk.of("late").state == State.REFERRED
    assert "Away until Monday" in desk.get("/desk/introductions/{late}")


def test_an_answer_that_cannot_be_kept_is_shown_again_and_the_rest_stands(desk) -> None:
    late = desk.ids["late"]
    where = "/desk/organisations/{organisation}/call"
    form = {f"outcome-{late}": "yes", f"version-{late}": 999, f"note-{late}": "Keep me"}
    page = desk.post(where, 422, **form).text
    assert "Somebody else changed this" in page
    assert "Keep me" in page
    assert desk.of("late").state == State.REFERRED


def test_the_role_page_ranks_own_and_shared_people_and_says_how_full_it_is(desk) -> None:
    page = desk.get("/desk/roles/{other_role}")
    assert "Wren Lanternsea" in page
    assert "Sable" in page
    assert "Sable Lanternsea" not in page
    assert "No limit" in page
    assert "Driver for the lunch club" in desk.get("/desk/roles?q=driver lunch")
    assert "No role is called that" in desk.get("/desk/roles?q=zzz")


def test_tasks_are_added_put_off_and_done(desk) -> None:
    desk.post("/desk/tasks", what="Order leaflets", due_on="2099-01-05")
    assert "Order leaflets" in desk.get("/desk/tasks")
    assert "Write a day" in desk.post("/desk/tasks", 422, what="Kept words", due_on="soon").text
    with desk.app.app_context():
        task = db.session.scalars(select(Task.public_id).where(Task.what == "Order leaflets")).one()
    desk.post(f"/desk/tasks/{task}", do="put-off", due_on="2099-02-05")
    assert "5 February 2099" in desk.get("/desk/tasks")
    desk.post(f"/desk/tasks/{task}", do="done")
    assert "Order leaflets" not in desk.get("/desk/tasks")


def test_another_role_takes_the_place_of_a_silent_one(desk) -> None:
    where = "/desk/people/{wren}/refer/{other_role}?instead_of={late}"
    assert "In place of" in desk.get(where)
    sent = desk.post(
        "/desk/people/{wren}/refer/{other_role}",
        act="send",
        through="phone",
        contact_channel="phone",
        instead_of=desk.ids["late"],
        version=desk.of("late").version,
    )
    assert desk.of("late").state == State.RE_REFERRED
    assert desk.of(sent.location.rsplit("/", 1)[1]).re_referred_from_id == desk.of("late").id


@pytest.mark.parametrize(
    ("act", "name", "typed", "box"),
    [
        ("postpone", "until", "2020-01-01", "date"),
        ("postpone", "until", "next spring", "text"),
        ("meeting", "on", "32 May", "text"),
    ],
)
def test_a_refused_date_comes_back_as_it_was_typed(desk, act, name, typed, box):
    desk.act("late", "outcome", outcome="arrived")
    page = " ".join(desk.act("late", act, 422, **{name: typed}).text.split())
    assert re.search(f'<input [^>]*id="{act}-{name}"[^>]*type="{box}" value="{typed}"', page)
    assert f'id="{act}-{name}-error"' in page
    assert 'govuk-details" open' in page


def test_a_refused_task_and_log_entry_come_back_too(desk):
    page = desk.act("late", "task", 422, what="Ring the hall", due_on="soon").text
    assert 'value="Ring the hall"' in page
    assert 'value="soon"' in page
    page = desk.act("late", "contact", 422, kind="call", result="none such", note="Rang twice").text
    assert "Rang twice</textarea>" in page


def test_my_day_leads_to_the_notices_and_a_role_to_the_question_of_its_check(desk):
    assert 'href="/desk/notices"' in desk.get("/desk")
    assert f"/desk/check-level?role={desk.ids['role']}" in desk.get("/desk/roles/{role}")
