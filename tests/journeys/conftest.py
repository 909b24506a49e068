"""A real browser on a real server, over a small demonstration county.

Every visit is watched: errors on the console, refused styles or scripts, and requests to other
hosts fail the test that made them.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, Response, Route, sync_playwright
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from brokerage import create_app
from brokerage.actors import PUBLIC, Role
from brokerage.centres.models import Centre
from brokerage.db import now, unit_of_work
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.periods import Period
from brokerage.guidance.booking import Guest, book, tick
from brokerage.guidance.telling import token_of
from brokerage.interchange.models import RunState
from brokerage.interchange.runs import begin_run
from brokerage.migrating import migrate
from brokerage.opportunities.models import State
from brokerage.opportunities.moderation.changes import propose
from brokerage.organisations.members import invite
from brokerage.weeks import local_today
from tests.conftest import close, settings
from tests.making import (
    DRIVING,
    make_organisation,
    make_role,
    make_training,
    make_volunteer,
    signed_in,
)

SCALE = Scale(organisations=30, live=110, not_live=12, volunteers=1)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DEVICES = {"desktop": (1280, 900), "phone": (375, 812), "small phone": (320, 640)}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REFUSED = "Failed to load resource: the server responded with a status of 4"  # the page itself

SHAPE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return {
    headings: document.querySelectorAll("h1").length,
    twice: ids.length !== new Set(ids).size,
    styled: document.querySelectorAll(
      "[style]:not(.leaflet-container *):not(.leaflet-container)").length > 0,
  };
}"""
SCRIPT = re.compile(r"<script(?![^>]*json).*?</script>", re.DOTALL)
ASKED = "near=TN23+1QX&within=20&skills=driving&when=tue-evening&when=sat-morning"


@dataclass
class Site:
    """The running service and the roles that tests name."""

    address: str
    roles: dict[str, str] = field(default_factory=dict)
    app: Flask | None = None
    broker: str = ""  # the cookie of somebody at the desk
    desk: dict[str, str] = field(default_factory=dict)

    def desk_paths(self) -> dict[str, str]:
        """One address for every kind of page of a broker."""
        made = self.desk
        return {
            "imports": "/imports",
            "import, working": f"/imports/{made['working']}?still=1",
            "import, preview": f"/imports/{made['ready']}?show=refused",
            "import, columns": f"/imports/{made['ready']}/columns",
            "import, done": f"/imports/{made['done']}",
            "duplicates": "/duplicates",
            "more": "/more",
            "how long things are kept": "/data/retention",
            "two records": f"/duplicates/{made['pair']}",
            "our training": "/desk/training",
            "a training of ours": f"/desk/training/{made['training']}",
            "a training that is over": f"/desk/training/{made['training, over']}",
            "attendance sheet": f"/desk/training/{made['training']}/sheet",
            "put on a training": "/desk/training/new",
            "change a training": f"/desk/training/{made['training']}/edit",
            "call a training off": f"/desk/training/{made['training']}/call-off",
            "figures": "/figures",
            "figures, of all": "/figures?area=all",
            "figures, not counted": "/figures?period=2001-Q1",
            "a figure": "/figures/registrations?area=all",
            "a figure, as a range": "/figures/value",
            "rows behind a figure": "/figures/registrations/rows",
            "rows behind a figure, none": "/figures/hours/rows?period=2001-Q1&area=all",
            "board paper": "/figures/board",
            "board paper, not counted": "/figures/board?period=2001-Q1",
            "measures of success": "/figures/success",
            "support given": "/desk/support-given?kind=training",
            "log support": "/desk/support-given/new",
            "organisations": "/desk/organisations?state=waiting",
            "organisation": f"/desk/organisations/{made['body']}",
            "organisation, by telephone": "/desk/organisations/new",
            "organisation, details": f"/organisations/{made['body']}/details",
            "organisation, members": f"/organisations/{made['body']}/members",
            "roles to look at": "/desk/roles/submitted",
            "role to look at": f"/desk/roles/submitted/{made['sent_in']}",
            "role, changes": f"/desk/roles/{made['sent_in']}/history",
            "change to look at": f"/desk/roles/changes/{made['change']}",
        }

    def paths(self) -> dict[str, str]:
        """One address for every kind of page."""
        role = f"/opportunities/{self.roles['driver']}"
        return {
            "home": "/",
            "home, with answers": f"/?{ASKED}&when=Tue+18:00-21:00&when=changes&text=I+can+cook",
            "home, with errors": "/opportunities?near=Ashfrod&when=whenever",
            "every role": "/opportunities",
            "results": f"/opportunities?{ASKED}",
            "results, with words": f"/opportunities?{ASKED}&text=I+can+cook&travel_mode=bus",
            "results, filtered": f"/opportunities?{ASKED}&kind=regular&since=90&on=tue-evening",
            "the last page": "/opportunities?page=2",
            "one result": "/opportunities?q=zeppelin",
            "no result": "/opportunities?near=TN23&within=1&remote=no&q=trombone&when=mon-morning",
            "role": f"{role}?{ASKED}",
            "role, not asked": role,
            "role, closed": f"/opportunities/{self.roles['closed']}",
            "centres": "/centres",
            "mailbox": "/messages/mailbox",
            "centre": f"/centres/{self.roles['centre']}",
            "tell us": f"/tell-us?role={self.roles['driver']}",
            "told us": "/tell-us/thank-you",
            "privacy": "/privacy",
            "accessibility": "/accessibility",
            "guidance": "/guidance?topic=expenses",
            "guidance, nothing found": "/guidance?q=zeppelin",
            "article": "/guidance/expenses",
            "training": "/training",
            "a training": f"/training/{self.roles['training']}",
            "a full training": f"/training/{self.roles['full training']}",
            "my booking": f"/training/bookings/{self.roles['booking']}",
            "roles by an organisation": f"/by/{self.roles['organisation']}",
            "poster": f"/opportunities/{self.roles['driver']}/poster",
            "reference": "/api/docs",
            "register an organisation": "/organisations/register",
            "organisation, sent": "/organisations/register/sent",
            "not found": "/nowhere",
        }


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(settings(tmp_path_factory.mktemp("journeys")))
    migrate(app)
    load(app, SCALE)
    site = Site("", _roles(app), app)
    site.broker, site.desk = _broker(app)
    with serve(app) as site.address:
        yield site
    close(app)


@contextmanager
def serve(app: Flask) -> Iterator[str]:
    """The address of an application that is being served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _roles(app: Flask) -> dict[str, str]:
    """Roles that tests look for by name, beside the invented ones."""
    from brokerage.centres.service import find_lead

    with app.app_context(), unit_of_work() as session:
        driver = make_role(
            session,
            "Driver for the lunch club",
            on="Tue 18:30-20:30",
            skills={DRIVING: "needed"},
            check_level="enhanced",
            summary="Drive people home </script><b>safely</b>.",
        )
        closed = make_role(session, "Closed helper", state=State.FILLED)
        make_role(session, "Zeppelin pilot", at=None, attendance="remote", flexible=True)
        lead = find_lead(session)
        assert lead is not None
        driver.organisation.verified_at = now()
        named = {"driver": driver.public_id, "closed": closed.public_id, "centre": lead.slug}
        return {**named, **_training(session, lead), "organisation": driver.organisation.public_id}


def _training(session: Session, lead: Centre) -> dict[str, str]:
    """One training with places, and one that is full, with somebody who waits."""
    open_one = make_training(session, lead, online_link="https://meet.example/abc")
    full = make_training(session, lead, title="Full training", places=1)
    guests = [Guest("Wren Lanternsea", "w@people.example"), Guest("Moss", phone="01632 960001")]
    book(session, open_one, guests[0], PUBLIC)
    booked, _waits = (book(session, full, guest, PUBLIC) for guest in guests)
    return {
        "training": open_one.public_id,
        "full training": full.public_id,
        "booking": token_of(booked),
    }


def _broker(app: Flask) -> tuple[str, dict[str, str]]:
    """Somebody at the lead centre's desk, and the records that their pages are about."""
    from brokerage.centres.service import find_lead

    with app.app_context(), unit_of_work() as session:
        lead = find_lead(session)
        assert lead is not None
        facts = {"first_name": "Wren", "last_name": "Lanternsea", "phone": "01632 960001"}
        pair = [
            make_volunteer(session, lead.id, **facts, about=about) for about in ("", "I can drive.")
        ]
        made = {"pair": "/".join(person.public_id for person in pair)}
        for name, state in (
            ("working", RunState.READING),
            ("ready", RunState.READY),
            ("done", RunState.DONE),
        ):
            run = begin_run(session, PUBLIC, lead.id, "mapped", [], "", COLUMNS)
            run.state, run.report = state, None if name == "working" else REPORT
            run.files = ["a-table-with-a-rather-long-name-of-november-2026.csv"]
            made[name] = run.public_id
        made["training"] = make_training(session, lead).public_id
        over = make_training(session, lead, title="Over")
        book(session, over, Guest("Wren", "w@people.example", group_name="Street party"), PUBLIC)
        over.starts_at = now() - timedelta(days=1)
        tick(session, over, over.version, {one.public_id for one in over.bookings}, PUBLIC)
        made["training, over"] = over.public_id
        body = make_organisation(session, "Lane End Lunches", centre_id=lead.id)
        invite(session, body, "Rowan", "rowan@people.example", False, PUBLIC)
        sent_in = make_role(session, "Lunch helper", organisation=body, state=State.SUBMITTED)
        live = make_role(session, "Lunch club helper", organisation=body)
        made |= {"body": body.public_id, "sent_in": sent_in.public_id}
        made["change"] = propose(session, live, {"with_children": True}, PUBLIC).public_id
        centre_id = lead.id
        quarter = Period.around(local_today(), "quarter").before()
        for period in (quarter.before(), quarter):
            count_period(session, period)
    client = signed_in(app, Role.BROKER, centre_id=centre_id)
    cookie = client.get_cookie("brokerage")
    assert cookie is not None
    return cookie.value, made


COLUMNS = {
    "heading": ["Forename", "Address line 1", "DBS number"],
    "table": "people",
    "columns": {"Forename": "first_name"},
}
REPORT = [
    {
        "title": "People",
        "file": "a-table-with-a-rather-long-name-of-november-2026.csv",
        "counts": {"created": 1, "refused": 1},
        "notes": ["May be known already: 1. Look at the likely duplicates."],
        "rows": [
            [2, "created", "Wren Lanternsea", ""],
            [3, "refused", "", "This must not be empty."],
        ],
    }
]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody with a browser; what goes wrong behind their back is kept in ``troubles``."""

    page: Page
    site: Site
    troubles: list[str] = field(default_factory=list)

    def sign_in(self, cookie: str) -> None:
        """Be somebody who is signed in."""
        own: Any = {"name": "brokerage", "value": cookie, "url": self.site.address}
        self.page.context.add_cookies([own])

    def go(self, path: str) -> Response:
        answer = self.page.goto(self.site.address + path)
        assert answer is not None
        if self.page.locator("[data-map]").count():
            self.page.wait_for_load_state("networkidle")
        return answer

    def breaches(self) -> list[str]:
        """What axe finds, in a line each."""
        options: Any = {"runOnly": STANDARD, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{one['id']}: {one['help']}: {node['html'][:200]}"
            for one in found
            for node in one["nodes"]
        ]

    def ill_formed(self) -> list[str]:
        """What every page has to have: one heading of the page, ids of their own, no styles."""
        found = self.page.evaluate(SHAPE)
        wrong = [f"{found['headings']} headings of the page"] * (found["headings"] != 1)
        wrong += ["an id twice"] * found["twice"]
        return wrong + ["a style of its own"] * found["styled"]

    def watch(self) -> None:
        """Note from now on what goes wrong behind their back."""
        page, own = self.page, urlsplit(self.site.address).netloc

        def said(message: Any) -> None:
            if message.type in ("error", "warning") and not message.text.startswith(REFUSED):
                self.troubles.append(f"{page.url} said: {message.text}")

        def asked(request: Any) -> None:
            if urlsplit(request.url).netloc != own:
                self.troubles.append(f"{page.url} asked another host: {request.url}")

        page.on("console", said)
        page.on("pageerror", lambda problem: self.troubles.append(f"{page.url}: {problem}"))
        page.on("request", asked)

    def too_wide(self) -> int:
        """By how many pixels the page scrolls sideways."""
        self.page.wait_for_load_state()  # between two pages there is no root
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


Visits = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visits]:
    """visit("phone", script=False) opens a fresh browser window.

    ``stripped`` leaves JavaScript on but takes it out of the pages: axe, itself a script, then
    sees what somebody without JavaScript sees.
    """
    opened: list[Visitor] = []

    def open_window(
        device: str = "desktop", script: bool = True, stripped: bool = False
    ) -> Visitor:
        width, height = DEVICES[device]
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script
        )
        visitor = Visitor(context.new_page(), site)
        visitor.watch()
        if stripped:
            visitor.page.route("**/*", _without_scripts)
        opened.append(visitor)
        return visitor

    yield open_window
    for visitor in opened:
        visitor.page.context.close()
    assert [trouble for visitor in opened for trouble in visitor.troubles] == []


def _without_scripts(route: Route) -> None:
    if route.request.resource_type != "document":
        route.continue_()
        return
    answer = route.fetch()
    route.fulfill(response=answer, body=SCRIPT.sub("", answer.text()))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
