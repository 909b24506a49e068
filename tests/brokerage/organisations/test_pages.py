"""The pages of joining, members and details, and the desk's: what they show, keep and refuse."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from brokerage.accounts.models import Account
from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.idempotency import new_submission_key
from brokerage.introductions.models import Task
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import Opportunity, State
from brokerage.organisations.models import Invitation, Organisation, Standing
from tests.making import make_county, make_organisation, make_role, signed_in

NAUGHTY = "<script>alert(1)</script> 'DROP TABLE \u202e名 \0 {{ 7*7 }} %s"
PAGES = {
    "name": {"name": "Larkspur Lane", "near": "TN23 1QX"},
    "about": {"kind": "charity", "description": "We garden."},
    "number": {"org_id": "Charity No. 1090095", "website": "lark.example"},
    "you": {"contact_name": "Ash", "email": "ash@people.example"},
    "second": {},
    "statements": {"insurance": "none", "expenses": "some"},
}
DETAILS = {"name": "Larkspur Lane", "kind": "charity", "near": "", "contact_name": "Ash"}


@pytest.fixture
def world(app):
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        body = make_organisation(session, "Copper Kettle Lunches", centre_id=1)
        return {"id": body.id, "body": body.public_id}


@pytest.fixture
def broker(app, world):
    return signed_in(app, Role.BROKER, centre_id=1)


def one(app, model, *where):
    with app.app_context():
        found = db.session.scalars(select(model).where(*where)).one()
        db.session.expunge_all()
        return found


def answer_all(client, **other):
    client.post("/organisations/register")
    for name, typed in PAGES.items():
        typed = {**typed, **{k: v for k, v in other.items() if k in typed}}
        answer = client.post(f"/organisations/register/questions/{name}", data=typed)
        assert answer.status_code == 302, answer.text
    return answer


def link_in(app, kind):
    with app.app_context():
        texts = db.session.scalars(select(OutboxMessage.text)).all()
    return next(
        found[0] for text in texts if (found := re.search(rf"/organisations/{kind}\S+", text))
    )


def join(app, client):
    answer_all(client)
    assert client.post("/organisations/register/check").status_code == 302
    return link_in(app, "confirm/")


def act(client, public_id, status=302, **form):
    form = {"submission": new_submission_key(), **form}
    answer = client.post(f"/desk/organisations/{public_id}", data=form)
    assert answer.status_code == status, answer.text
    return answer.text


def test_a_group_registers_and_one_tap_in_the_mail_lets_it_in(app, world, client):
    path = join(app, client)
    made = one(app, Organisation, Organisation.name == "Larkspur Lane")
    assert (made.state, made.org_id, made.website) == (
        Standing.JOINING,
        "GB-CHC-1090095",
        "https://lark.example",
    )
    assert "Yes, this is my address" in client.get(path).text
    assert one(app, Organisation, Organisation.id == made.id).state == Standing.JOINING
    home = client.post(path).headers["Location"]
    assert "looking at your registration" in client.get(home).text
    assert client.post(path).status_code == 410
    assert one(app, Organisation, Organisation.id == made.id).state == Standing.SUBMITTED
    assert client.post("/organisations/register/check").status_code == 302
    assert one(app, Organisation, Organisation.name == "Larkspur Lane").id == made.id


def test_a_member_of_staff_is_not_signed_in_by_that_link(app, world, client, broker):
    with app.app_context(), unit_of_work() as session:
        staff = session.scalars(select(Account)).one()
        staff.email = "ash@people.example"
    answer = client.post(join(app, client))
    assert answer.headers["Location"].startswith("/account/sign-in")
    assert client.get("/desk").status_code == 302


def test_nothing_typed_is_lost_on_an_error(world, client):
    client.post("/organisations/register")
    typed = {"name": "Larkspur", "near": "Nowhereville"}
    page = client.post("/organisations/register/questions/name", data=typed)
    assert page.status_code == 422
    assert 'value="Larkspur"' in page.text
    assert 'value="Nowhereville"' in page.text
    assert 'href="#near"' in page.text
    again = client.get("/organisations/register/questions/name").text
    assert 'value="Nowhereville"' in again


def test_who_is_known_already_is_offered_and_asks_to_join(app, world, client):
    client.post("/organisations/register")
    typed = {"name": "The Copper Kettle Lunches CIC", "near": "TN23 1QX"}
    page = client.post(
        "/organisations/register/questions/name", data=typed, follow_redirects=True
    ).text
    assert "Is one of these you?" in page
    path = f"/organisations/known/{world['body']}/ask"
    assert client.post(path, data={"name": "Robin", "email": "wrong"}).status_code == 422
    sent = client.post(path, data={"name": "Robin", "email": "robin@people.example"})
    assert "we have asked" in client.get(sent.headers["Location"]).text
    assert "Copper Kettle" in one(app, Task).what
    assert one(app, Invitation).agreed_at is None


def test_it_is_saved_and_taken_up_in_another_browser(app, world, client):
    client.post("/organisations/register")
    client.post("/organisations/register/questions/name", data={**PAGES["name"], "save": "1"})
    assert client.post("/organisations/register/save", data={"email": "no"}).status_code == 422
    client.post("/organisations/register/save", data={"email": "ash@people.example"})
    path = link_in(app, "register/come-back/")
    other = app.test_client()
    assert "Go on where you stopped" in other.get(path).text
    page = other.post(path, follow_redirects=True).text
    assert "Larkspur Lane" in page
    with app.app_context(), unit_of_work() as session:
        token = path.rpartition("/")[2]
        assert session is not None
    assert other.get(f"/register/come-back/{token}").status_code == 404  # another kind of draft


@pytest.mark.parametrize("field", ["name", "description", "contact_name", "website", "org_id"])
def test_naughty_texts_are_kept_or_refused_and_never_run(world, client, field):
    client.post("/organisations/register")
    page = next(name for name, typed in PAGES.items() if field in (*typed, "contact_name"))
    page = "you" if field == "contact_name" else page
    typed = {**PAGES[page], field: NAUGHTY}
    answer = client.post(f"/organisations/register/questions/{page}", data=typed)
    assert answer.status_code in (302, 422)
    shown = client.get(f"/organisations/register/questions/{page}").text
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_centre_answers_and_everything_is_audited(app, world, client, broker):
    client.post(join(app, client))
    made = one(app, Organisation, Organisation.name == "Larkspur Lane")
    day = broker.get("/desk").text
    assert "Larkspur Lane" in day
    refused = act(broker, made.public_id, 422, act="verify")
    assert "second contact" in refused
    kept = act(broker, made.public_id, 422, act="not_yet", note="x" * 2001)
    assert "Write up to 2,000 characters" in kept
    act(broker, made.public_id, act="not_yet", missing="second", help="ring", note="Soon!")
    details = client.get(f"/organisations/{made.public_id}/details").text
    assert "Soon!" in details
    assert "We ring you" in details
    version = re.search(r'name="version" value="(\d+)"', details)[1]
    form = {**DETAILS, "version": version, "second_name": "Wren", "second_phone": "01632 960001"}
    form |= {"insurance": "none", "expenses": "some", "email": "ash@people.example"}
    assert client.post(f"/organisations/{made.public_id}/details", data=form).status_code == 302
    client.post(f"/organisations/{made.public_id}/submit")
    act(broker, made.public_id, act="verify")
    act(broker, made.public_id, 422, act="trust", trusted="1", why="")
    act(broker, made.public_id, act="trust", trusted="1", why="Known for years")
    act(broker, made.public_id, act="centre", runs_a_centre="1")
    made = one(app, Organisation, Organisation.id == made.id)
    assert (made.state, made.trusted, made.runs_a_centre) == (Standing.VERIFIED, True, True)
    with app.app_context():
        mine = AuditEntry.public_id == made.public_id
        done = set(db.session.scalars(select(AuditEntry.action).where(mine)))
    assert {"registered", "not_yet", "edited", "verified", "trusted", "marked"} <= done


def test_what_was_missing_is_kept_and_sent_at_once(app, world, client, broker):
    client.post(join(app, client))
    made = one(app, Organisation, Organisation.name == "Larkspur Lane")
    act(broker, made.public_id, act="not_yet", missing="second")
    path = f"/organisations/{made.public_id}"
    details = client.get(f"{path}/details").text
    assert '<a class="govuk-link" href="#second_name">A second contact</a>' in details
    assert f'action="{path}/submit"' not in details
    version = re.search(r'name="version" value="(\d+)"', details)[1]
    form = {**DETAILS, "version": version, "insurance": "none", "expenses": "some", "send": "1"}
    refused = client.post(f"{path}/details", data={**form, "second_phone": "nought"})
    assert refused.status_code == 422
    assert "Keep, and send it to the volunteer centre" in refused.text
    form |= {"second_name": "Wren", "second_phone": "01632 960001"}
    assert client.post(f"{path}/details", data=form).location == path
    kept = one(app, Organisation, Organisation.id == made.id)
    assert (kept.state, kept.second_name) == (Standing.SUBMITTED, "Wren")


def test_an_organisation_that_leaves_closes_its_roles(app, world, broker):
    with app.app_context(), unit_of_work() as session:
        role = make_role(session, organisation=session.get(Organisation, world["id"]))
        public_id = role.public_id
    act(broker, world["body"], act="leave")
    assert one(app, Opportunity, Opportunity.public_id == public_id).state == State.CLOSED


def test_a_form_sent_twice_answers_once(app, world, broker):
    key = new_submission_key()
    for _ in range(2):
        act(broker, world["body"], act="contact", kind="call", result="spoke", submission=key)
    page = broker.get(f"/desk/organisations/{world['body']}").text
    assert page.count("Telephone call: spoke with them") == 1


def test_a_broker_registers_a_group_by_telephone(app, world, broker):
    typed = {"name": "Lane End", "near": "Ashford", "kind": "club", "contact_name": "Ash"}
    page = broker.post("/desk/organisations/new", data=typed)
    assert page.status_code == 422
    assert 'value="Lane End"' in page.text
    typed |= {"phone": "01632 960001", "submission": new_submission_key()}
    sent = broker.post("/desk/organisations/new", data=typed)
    made = one(app, Organisation, Organisation.name == "Lane End")
    assert sent.headers["Location"].endswith(made.public_id)
    assert (made.state, made.centre_id) == (Standing.SUBMITTED, 1)
    again = broker.post("/desk/organisations/new", data=typed | {"name": "Lane End Club"})
    assert "We know one like" in again.text


def test_the_list_is_filtered_and_taken_away_as_shown(app, world, broker):
    with app.app_context(), unit_of_work() as session:
        make_organisation(session, "=Waiting one", state=Standing.SUBMITTED, centre_id=1)
    page = broker.get("/desk/organisations?state=waiting").text
    assert "Waiting one" in page
    assert "Copper Kettle" not in page
    assert "No organisation is like that" in broker.get("/desk/organisations?q=%00zz").text
    file = broker.get("/desk/organisations/list.csv?state=waiting").text
    assert "'=Waiting one" in file
    assert "Copper Kettle" not in file
    assert one(app, AuditEntry, AuditEntry.action == "export").kind == "organisations"


def test_two_editors_see_each_other(app, world, broker):
    path = f"/organisations/{world['body']}/details"
    version = re.search(r'name="version" value="(\d+)"', broker.get(path).text)[1]
    form = {**DETAILS, "version": version}
    assert broker.post(path, data=form | {"description": "First"}).status_code == 302
    clash = broker.post(path, data=form | {"description": "Second"})
    assert clash.status_code == 409
    assert "What you do: First" in clash.text
    assert "Second</textarea>" in clash.text
    version = re.search(r'name="version" value="(\d+)"', clash.text)[1]
    sent = broker.post(path, data=form | {"description": "Second", "version": version})
    assert sent.status_code == 302


def test_members_are_invited_come_in_and_leave(app, world):
    organiser = signed_in(app, Role.MEMBER, organisation_id=world["id"])
    path = f"/organisations/{world['body']}/members"
    wrong = organiser.post(f"{path}/invite", data={"name": "", "email": "wren@people.example"})
    assert wrong.status_code == 422
    assert 'value="wren@people.example"' in wrong.text
    typed = {"name": "Wren", "email": "wren@people.example", "duty": "helper"}
    organiser.post(f"{path}/invite", data=typed)
    helper = app.test_client()
    helper.post(link_in(app, "join/"))
    assert "Wren" in helper.get(path).text
    assert helper.post(f"{path}/invite", data=typed).status_code == 403
    assert helper.post(f"/organisations/{world['body']}/details").status_code == 403
    who = one(app, Account, Account.name == "Wren").public_id
    organiser.post(f"{path}/{who}", data={"do": "remove"})
    assert helper.get(path).status_code == 302  # signed out at once
    own = re.search(rf"{path[1:]}/([\w-]{{16}})\"", organiser.get(path).text)[1]
    organiser.post(f"{path}/{own}", data={"do": "remove"})
    assert "who takes over" in one(app, Task).what


def test_the_desk_looks_at_a_role_and_the_organisation_reads_why(app, world, broker):
    with app.app_context(), unit_of_work() as session:
        body = session.get(Organisation, world["id"])
        body.email = "ash@people.example"
        role = make_role(session, "Cook", organisation=body, state=State.SUBMITTED)
        role_id, version = role.public_id, role.version
    path = f"/desk/roles/submitted/{role_id}"
    assert "Cook" in broker.get("/desk/roles/submitted").text
    form = {"version": version, "submission": new_submission_key()}
    page = broker.post(path, data=form | {"act": "approve", "title": "Say more"})
    assert page.status_code == 422
    assert 'value="Say more"' in page.text
    form["submission"] = new_submission_key()
    assert broker.post(path, data=form | {"act": "ask", "title": "Say more"}).status_code == 302
    member = signed_in(app, Role.MEMBER, organisation_id=world["id"])
    home = member.get(f"/organisations/{world['body']}").text
    assert "as your volunteer centre asks" in home
    history = member.get(f"/organisations/{world['body']}/roles/{role_id}/history").text
    assert "Say more" in history
    assert "- Title: Say more" in one(app, OutboxMessage).text
