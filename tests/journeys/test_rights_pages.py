"""The pages behind a sign-in about concerns, people's data, complaints and the audit trail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from brokerage import create_app
from brokerage.accounts.models import Account
from brokerage.actors import PUBLIC, Actor, Role
from brokerage.concerns.pausing import pause
from brokerage.concerns.service import add_note, report
from brokerage.db import unit_of_work
from brokerage.migrating import migrate
from brokerage.privacy.complaints import receive
from brokerage.privacy.requests import ask
from tests.conftest import close, settings
from tests.journeys.conftest import Site, Visitor, serve
from tests.making import make_county, make_organisation, make_role, make_volunteer, signed_in

LEAD = Actor("account:lead", "web")
MINE = ("/my/data", "/my/data/everything", "/my/data/ask/correct", "/my/data/ask/erase")
DESK = (
    "/safeguarding",
    "/safeguarding/concerns/{concern}",
    "/safeguarding/pauses?q=ver",
    "/safeguarding/pauses/new/volunteer/{vera}",
    "/safeguarding/pauses/{hold}",
    "/data/requests",
    "/data/requests/{request}",
    "/data/people/{vera}",
    "/data/people/{vera}/copy",
    "/data/people/{vera}/erase",
    "/data/retention",
    "/complaints",
    "/complaints/new",
    "/complaints/{complaint}",
    "/audit",
)
PAGES = [("volunteer", path) for path in MINE] + [("manager", path) for path in DESK]


@pytest.fixture(scope="module")
def office(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A centre with something on every list; ``roles`` are public ids and cookies."""
    app = create_app(settings(tmp_path_factory.mktemp("office")))
    migrate(app)
    app.config["WTF_CSRF_ENABLED"] = False
    ids = _fill(app)
    with serve(app) as address:
        yield Site(address, ids)
    close(app)


def _fill(app: Flask) -> dict[str, str]:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        vera = make_volunteer(session, email="vera@people.example", about="I like gardens.")
        body = make_organisation(session)
        role = make_role(session, organisation=body, on="Tue 18:30-20:30")
        concern = report(session, vera.centre_id, PUBLIC, "Somebody shouted.", opportunity=role)
        add_note(session, concern, LEAD, "Rang the council.")
        hold = pause(session, body, vera.centre_id, LEAD, "Until they have answered.")
        request = ask(session, vera, "correct", "My number ends in 124", PUBLIC)
        complaint = receive(session, vera.centre_id, PUBLIC, "data", "You rang me twice.")
        volunteer_id = vera.id
        named = {"vera": vera, "concern": concern, "hold": hold, "request": request}
        ids = {name: one.public_id for name, one in {**named, "complaint": complaint}.items()}
    for role_of, whose in ((Role.VOLUNTEER, {"volunteer_id": volunteer_id}), (Role.MANAGER, {})):
        cookie = signed_in(app, role_of, **whose).get_cookie("brokerage")
        assert cookie
        ids[f"cookie of {role_of.value}"] = cookie.value
    with app.app_context(), unit_of_work() as session:
        newest = select(Account).order_by(Account.id.desc())
        session.scalars(newest).first().hats[0].safeguarding = True
    return ids


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("who", "path"), PAGES, ids=[path for _, path in PAGES])
def test_a_page_is_accessible_and_fits(
    office: Site, browser: Browser, who: str, path: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    value = office.roles[f"cookie of {who}"]
    context.add_cookies([{"name": "brokerage", "value": value, "url": office.address}])
    visitor = Visitor(context.new_page(), office)
    answer = visitor.go(path.format(**office.roles))
    assert answer.status == 200
    assert visitor.page.locator("h1").count() == 1
    assert visitor.breaches() == []
    assert visitor.too_wide() <= 0
    context.close()
