"""The pages about people's records, in a browser: at the desk, and for referees and guardians.

A server of their own over a handful of records, so that a broker can be signed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.actors import PUBLIC, Actor, Role
from brokerage.consents import record_consent
from brokerage.db import unit_of_work
from brokerage.migrating import migrate
from brokerage.volunteers import guardians, references
from brokerage.volunteers.check_rules import QUESTIONS
from brokerage.volunteers.checks import record_check
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.notices import tell
from brokerage.volunteers.support import write_support
from brokerage.volunteers.training import record_training
from brokerage.volunteers.transfers import ask_transfer
from brokerage.weeks import local_today
from tests.conftest import close, settings
from tests.journeys.conftest import Site, Visitor, Visits, serve
from tests.making import make_centre, make_county, make_role, make_volunteer, signed_in

LEVELS = "&".join(f"{name}=yes" for name in QUESTIONS)
WAYS = [("desktop", True), ("phone", True), ("phone", False), ("small phone", True)]
DESK = {
    "records": "{person}/records",
    "checks": "{person}/checks",
    "note a check": "{person}/checks/new",
    "note a decision": "{person}/checks/{check}/decision",
    "ask for a reference": "{person}/references/new",
    "a reference by telephone": "{person}/references/{reference}/answer",
    "note a training": "{person}/training/new",
    "support": "{person}/support",
    "guardians": "{person}/guardians",
    "ask a guardian": "{person}/guardians/new",
    "a guardian's paper": "{person}/guardians/{guardian}",
    "equality": "{person}/equality",
    "transfer": "{person}/transfer",
    "transfers": "/desk/transfers",
    "notices": "/desk/notices",
    "running out": "/desk/running-out",
    "nothing runs out": "/desk/running-out?kind=check&within=30",
    "check level": "/desk/check-level",
    "check level, unanswered": "/desk/check-level?answered=1",
    "check level, answered": "/desk/check-level?answered=1&role={role}&" + LEVELS,
    "other centres' people": "/desk/any-centre",
    "nobody there": "/desk/any-centre?district=E07000105",
    "somebody of another centre": "/desk/any-centre/{shared}",
}
PUBLIC_PAGES = {
    "a referee's page": "/reference/{to_referee}",
    "a referee has answered": "/reference/{answered}",
    "a guardian's page": "/guardian/{to_guardian}",
    "a guardian has answered": "/guardian/{agreed}",
    "a dead link": "/guardian/nonsense",
}
STATUS = {"check level, unanswered": 422, "a dead link": 404}


class Desk(Site):
    """The service, the cookie of a broker, and ids for the addresses."""

    cookie: str
    cookie_name: str
    ids: dict[str, str]

    def path(self, name: str) -> str:
        return {**DESK, **PUBLIC_PAGES}[name].format(**self.ids)


@pytest.fixture(scope="module")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    app = create_app(settings(tmp_path_factory.mktemp("records")))
    migrate(app)
    desk = Desk("")
    with app.app_context(), unit_of_work() as session:
        desk.ids = _records(session)
    desk.cookie = _cookie(app, signed_in(app, Role.BROKER))
    desk.cookie_name = app.config["SESSION_COOKIE_NAME"]
    with serve(app) as desk.address:
        yield desk
    close(app)


def _cookie(app: Flask, client: FlaskClient) -> str:
    found = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found is not None
    return found.value


def _records(session: Session) -> dict[str, str]:
    make_county(session)
    wren = make_volunteer(
        session, first_name="Wren", last_name="Lanternsea", age_band="under-16", email="w@a.example"
    )
    dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    shared = make_volunteer(session, dover.id, first_name="Moor", any_time=True)
    record_consent(session, shared.id, "share_any_centre", True, PUBLIC)
    here = Actor("account:here", "desk", centre_ids=frozenset({wren.centre_id}))
    ask_transfer(session, wren, dover.id, "moved_house", here)
    tell(session, wren.centre_id, wren, "taken_on", here)
    write_support(session, here, wren, "Likes a quiet room.\nCannot lift.")
    return {
        "person": f"/desk/people/{wren.public_id}",
        "shared": shared.public_id,
        "role": make_role(session, "Driver", check_level="enhanced_barred").public_id,
        **_of_wren(session, wren, here),
    }


def _of_wren(session: Session, wren: Volunteer, here: Actor) -> dict[str, str]:
    today = local_today()
    seen: Any = {"level": "enhanced", "decision": "suitable", "today": today}
    check = record_check(session, wren, here, issued_on=today - timedelta(1200), **seen)
    done: Any = {"kind": "training", "done_on": today - timedelta(400), "today": today}
    for title, days in (("Food hygiene", 30), ("A very long title " + "of training" * 15, -3)):
        ends = today + timedelta(days)
        record_training(session, wren, here, title=title, expires_on=ends, **done)
    teacher = Contact("Rowan Example", "Former teacher", "rowan@people.example")
    asked, answered = (references.ask_reference(session, wren, here, teacher) for _ in range(2))
    said = references.Answer("with_reservations", "Six years", "Kind.\nOften late.")
    references.answer_reference(session, answered, said, PUBLIC)
    father = Contact("Ash Example", "Father", "ash@people.example")
    waiting, agreed = (guardians.ask_guardian(session, wren, here, father) for _ in range(2))
    guardians.record_paper(session, agreed, True, here)
    return {
        "check": check.public_id,
        "reference": asked.public_id,
        "guardian": waiting.public_id,
        "to_referee": references.link_for(asked),
        "answered": references.link_for(answered),
        "to_guardian": guardians.link_for(waiting),
        "agreed": guardians.link_for(agreed),
    }


def at_the_desk(visit: Visits, site: Desk, device: str = "desktop", **how: bool) -> Visitor:
    visitor = visit(device, **how)
    cookie: Any = {"name": site.cookie_name, "value": site.cookie, "url": site.address}
    visitor.page.context.add_cookies([cookie])
    return visitor


@pytest.mark.parametrize(
    ("device", "script"), WAYS, ids=["desktop", "phone", "phone, no script", "small phone"]
)
def test_every_page_is_accessible_and_fits(
    visit: Visits, site: Desk, device: str, script: bool
) -> None:
    desk = at_the_desk(visit, site, device, stripped=not script)
    public = visit(device, stripped=not script)
    wrong = []
    for name in (*DESK, *PUBLIC_PAGES):
        visitor = desk if name in DESK else public
        answer = visitor.go(site.path(name))
        page = visitor.page
        ids = page.eval_on_selector_all("[id]", "found => found.map(one => one.id)")
        wrong += [f"{name}: {one}" for one in visitor.breaches()]
        wrong += [f"{name}: {answer.status}"] * (answer.status != STATUS.get(name, 200))
        wrong += [f"{name}: too wide"] * (visitor.too_wide() > 0)
        wrong += [f"{name}: not one h1"] * (page.locator("h1").count() != 1)
        wrong += [f"{name}: an id twice"] * (len(ids) != len(set(ids)))
    assert wrong == []


def test_a_broker_asks_a_referee_who_answers_without_script(visit: Visits, site: Desk) -> None:
    desk = at_the_desk(visit, site, script=False)
    desk.go(site.path("ask for a reference"))
    page = desk.page
    page.get_by_role("button", name="Ask them").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("the referee's name")
    page.get_by_label("The referee's name").fill("Sage Example")
    page.get_by_label("Their e-mail address").fill("sage@people.example")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.get_by_role("article", name="Reference from Sage Example")).to_be_visible()
    referee = visit("phone", script=False)
    referee.go(site.path("a referee's page"))
    page = referee.page
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("How long have you known them, and how?").fill("Six years")
    page.get_by_role("button", name="Send the reference").click()
    expect(page.get_by_text("We have your reference.")).to_be_visible()
