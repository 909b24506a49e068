"""My account, staff, and doing things for somebody else."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.models import Account, SignIn
from brokerage.accounts.service import begin_sign_in
from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.volunteers.models import Volunteer
from tests.brokerage.accounts.conftest import Post
from tests.making import make_account, make_organisation, make_volunteer, signed_in


def actions(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_sign_ins_are_listed_and_ended_one_by_one_or_all_others(app: Flask) -> None:
    here = signed_in(app, Role.VOLUNTEER)
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account)).one()
        for agent in ("Mozilla/5.0 (Windows NT 10.0) Firefox/130", "Mozilla (iPhone) Safari/605"):
            begin_sign_in(session, account, "link", agent)
    page = here.get("/account").text
    assert "Firefox on Windows" in page
    assert "Safari on an iPhone" in page
    here.post(re.search(r'action="(/account/sign-ins/[^"]+/end)"', page)[1])
    assert here.get("/account").text.count("sign-ins__one") == 2
    here.post("/account/sign-ins/end-others")
    assert here.get("/account").text.count("sign-ins__one") == 1


def test_a_new_address_counts_when_its_code_comes_back_and_the_old_one_is_told(
    app: Flask, post: Post
) -> None:
    vera = signed_in(app, Role.VOLUNTEER)
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account)).one()
        account.email = account.sign_in_name = "old@people.example"
    typed = {"full_name": "Vera New", "email": "New@people.example"}
    assert vera.post("/account/details", data=typed).location == "/account/details/code"
    assert post.last().address == "new@people.example"
    assert "old@people.example" in vera.get("/account").text
    assert vera.post("/account/details/code", data={"code": "nonsense"}).status_code == 422
    assert vera.post("/account/details/code", data={"code": post.code()}).location == "/account"
    page = vera.get("/account").text
    assert page.count("new@people.example") == 2  # the sign-in name follows
    assert "Vera New" in page
    assert post.last().address == "old@people.example"
    assert actions(app) == ["account.changed", "account.changed"]


def test_an_address_that_is_none_is_refused_at_its_field(app: Flask) -> None:
    vera = signed_in(app, Role.VOLUNTEER)
    answer = vera.post("/account/details", data={"full_name": "", "email": "nonsense"})
    assert answer.status_code == 422
    assert "Enter your name" in answer.text
    assert 'href="#email"' in answer.text


def test_a_manager_opens_an_account_and_its_owner_chooses_a_password(
    app: Flask, post: Post
) -> None:
    manager = signed_in(app, Role.MANAGER)
    typed = {"full_name": "Bryony", "email": "Bryony@centre.example", "role": "broker"}
    shown = manager.post("/staff/new", data=typed).location
    assert "Bryony" in manager.get(shown).text
    again = manager.post("/staff/new", data=typed)
    assert again.status_code == 422
    assert "taken" in again.text
    chosen = app.test_client().post(post.path(), data={"password": "correct kettle harbour"})
    assert chosen.location == "/account/sign-in/password"
    assert manager.post("/staff/new", data={**typed, "role": "administrator"}).status_code == 422


def test_ending_a_role_ends_every_sign_in_but_the_last_manager_stays(app: Flask) -> None:
    manager, broker = signed_in(app, Role.MANAGER), signed_in(app, Role.BROKER)
    with app.app_context():
        accounts = {a.hats[0].role: a for a in db.session.scalars(select(Account))}
        paths = {
            role: f"/staff/{a.public_id}/roles/{a.hats[0].id}/end" for role, a in accounts.items()
        }
    assert broker.get("/account").status_code == 200
    assert manager.post(paths["broker"]).status_code == 302
    assert broker.get("/account").status_code == 302
    refused = manager.post(paths["manager"])
    assert refused.status_code == 409
    assert "needs a manager" in refused.text


def test_a_manager_signs_somebody_out_and_resets_a_lost_telephone(app: Flask) -> None:
    manager, broker = signed_in(app, Role.MANAGER), signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account).order_by(Account.id.desc())).first()
        account.tf_totp_secret, path = "kept", f"/staff/{account.public_id}"
    assert manager.post(f"{path}/second-step/reset").status_code == 302
    assert broker.get("/account").status_code == 302
    with app.app_context():
        assert db.session.get(Account, 2).tf_totp_secret is None
    assert manager.post(f"{path}/sign-ins/end").status_code == 302
    assert actions(app) == ["account.second_step_reset", "account.signed_out"]


def test_acting_for_somebody_is_shown_on_every_page_kept_and_stopped(app: Flask) -> None:
    def who() -> str:
        actor = current_actor()
        return f"{actor.name.partition(':')[0]} for {actor.on_behalf_of} {actor.volunteer_id}"

    app.add_url_rule("/who", "who", needs("my.introductions")(who))
    app.add_url_rule("/data", "data", needs("my.data")(lambda: who()))
    broker = signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        vera = make_volunteer(session)
        public_id, volunteer_id = vera.public_id, vera.id
    assert broker.get("/who").status_code == 403
    broker.post(f"/acting/volunteers/{public_id}", data={"next": "/centres"})
    assert "You are acting for <strong>Vera Example" in broker.get("/centres").text
    assert broker.get("/who").text == f"account for volunteer:{public_id} {volunteer_id}"
    assert broker.get("/data").status_code == 403  # theirs alone
    broker.post("/acting/stop")
    assert "You are acting for" not in broker.get("/centres").text
    assert broker.get("/who").status_code == 403
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(e.action, e.public_id) for e in entries] == [
        ("acting.begun", public_id),
        ("acting.stopped", public_id),
    ]
    assert entries[1].on_behalf_of == f"volunteer:{public_id}"


def test_acting_ends_by_itself_when_the_record_is_no_longer_theirs(app: Flask) -> None:
    broker = signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        vera = make_volunteer(session)
        public_id = vera.public_id
    broker.post(f"/acting/volunteers/{public_id}")
    with app.app_context(), unit_of_work() as session:
        session.scalars(select(Volunteer)).one().state = "anonymised"
    assert "You are acting for" not in broker.get("/centres").text


def test_a_broker_acts_for_an_organisation_of_the_centre(app: Flask) -> None:
    broker = signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        public_id = make_organisation(session, "The Kettle Club").public_id
    broker.post(f"/acting/organisations/{public_id}")
    assert "You are acting for <strong>The Kettle Club" in broker.get("/account").text


def test_pages_at_the_top_are_those_one_may_open(app: Flask) -> None:
    assert 'href="/staff"' in signed_in(app, Role.MANAGER).get("/more").text
    page = signed_in(app, Role.BROKER).get("/more").text
    assert 'href="/staff"' not in page
    assert "Sign out" in page
    assert 'href="/account/sign-in"' in app.test_client().get("/").text


def test_sign_ins_that_ended_long_ago_are_forgotten(app: Flask) -> None:
    from datetime import timedelta

    from brokerage.accounts.jobs import tidy_accounts
    from brokerage.db import now

    with app.app_context(), unit_of_work() as session:
        account = make_account(session, Role.LEAD)
        for _ in range(2):
            begin_sign_in(session, account, "tests")
        old = session.scalars(select(SignIn)).first()
        old.ended_at = now() - timedelta(days=91)
    with app.app_context():
        assert tidy_accounts.work() == "1 old sign-ins deleted."
        assert len(db.session.scalars(select(SignIn)).all()) == 1
