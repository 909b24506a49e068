"""How many keys, and how much of the machine's time, from a walk-in's hello to a printed list?

    python benchmarks/walk_in.py --roles 500

A real browser, the keyboard only: a broker opens the desk's form, types what somebody says,
keeps it, and opens the roles to print. Every key is counted (Tab, Space and arrows too) and taken
at the pace of typing 40 words of five letters a minute. The machine's time is what passes from a
key that asks for a page until that page is there, and for making the print. Short cuts (the desk
has Alt and S, Alt and P) are not used: a driven browser does not know them. What the two people
say to one another comes on top.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from brokerage import create_app  # noqa: E402
from brokerage.accounts.passwords import HASHER  # noqa: E402
from brokerage.accounts.service import give_hat, open_account  # noqa: E402
from brokerage.actors import Role  # noqa: E402
from brokerage.centres.service import find_lead  # noqa: E402
from brokerage.db import unit_of_work  # noqa: E402
from brokerage.demo.jobs import load  # noqa: E402
from brokerage.demo.scale import Scale  # noqa: E402
from brokerage.migrating import migrate  # noqa: E402

CHROMIUM = os.environ.get("BROKERAGE_CHROMIUM", "/usr/bin/chromium")
NAME, PASSWORD = "walk-in", "a lighthouse full of herrings"
KEYS_A_MINUTE = 40 * 5
SAID = (  # what somebody says, in the order of the form
    ("first_name", "Heather"),
    ("last_name", "Pebblewick"),
    ("preferred_channel", "phone"),
    ("phone", "01632 960123"),
    ("near", "TN23 1QX"),
    ("text", "I can cook for a lot of people and I like company"),
    ("when", "tue-evening"),
    ("when", "sat-morning"),
    ("consents", "share_any_centre"),
)


@dataclass
class Desk:
    """A page, and what was spent on it."""

    page: Page
    typed: int = 0
    moved: int = 0
    machine: float = 0.0

    def press(self, key: str, times: int = 1) -> None:
        """A key that moves or ticks."""
        for _ in range(times):
            self.page.keyboard.press(key)
        self.moved += times

    def to(self, name: str, value: str) -> None:
        """Tab to a question and answer it; within a group of radios the arrows move."""
        while not self._stands_on(name, value):
            among = self._kind() == "radio" and self._stands_on(name)
            self.press("ArrowDown" if among else "Tab")
        if self._kind() in ("radio", "checkbox"):
            self.press("Space")
        else:
            self.page.keyboard.type(value)
            self.typed += len(value)

    def ask(self, key: str, address: str) -> None:
        """A key that leads to another page, until it is there."""
        started = time.perf_counter()
        self.press(key)
        self.page.wait_for_url(address)
        self.machine += time.perf_counter() - started

    def _kind(self) -> str:
        return str(self.page.evaluate("document.activeElement.type || ''"))

    def _stands_on(self, name: str, value: str = "") -> bool:
        """On this question; on this very answer where it is one of several to tick."""
        found = self.page.evaluate("[document.activeElement.name, document.activeElement.value]")
        ticked = self._kind() in ("radio", "checkbox") and bool(value)
        return found[0] == name and (found[1] == value or not ticked)


def walk_in(page: Page, address: str) -> Desk:
    """From the desk's form to a list on paper."""
    desk = Desk(page)
    started = time.perf_counter()
    page.goto(f"{address}/desk/people/new")
    desk.machine += time.perf_counter() - started
    for name, value in SAID:
        desk.to(name, value)
    desk.ask("Enter", "**/registered")
    while not page.evaluate("(document.activeElement.href || '').includes('roles-to-print')"):
        desk.press("Tab")
    desk.ask("Enter", "**/roles-to-print*")
    assert page.locator(".card").count(), "nothing to print"
    started = time.perf_counter()
    page.pdf()
    desk.press("Control+p")
    desk.machine += time.perf_counter() - started
    return desk


def serve(folder: Path, roles: int) -> tuple[Flask, str]:
    """A demonstration with somebody at the lead centre's desk; its address."""
    app = create_app({
        "MODE": "demonstration",
        "INSTANCE_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
        "JOBS_URL": "memory:",
        "SEEDED_SIGN_INS": True,
    })  # fmt: skip
    migrate(app)
    load(app, Scale(organisations=roles // 4, live=roles, not_live=roles // 10, volunteers=1))
    with app.app_context(), unit_of_work() as session:
        centre = find_lead(session)
        assert centre is not None
        account = open_account(session, NAME, "A broker")
        account.password, account.demonstration = HASHER.hash(PASSWORD), True
        give_hat(session, account, Role.BROKER, centre_id=centre.id)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return app, f"http://127.0.0.1:{server.server_port}"


def sign_in(page: Page, address: str) -> None:
    """Before the day begins; not counted."""
    page.goto(f"{address}/account/sign-in/password")
    page.fill('[name="name"]', NAME)
    page.fill('[name="password"]', PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--roles", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        _app, address = serve(Path(folder), asked.roles)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        sign_in(page, address)
        desk = walk_in(page, address)
        browser.close()
    keys = desk.typed + desk.moved
    typing = keys / KEYS_A_MINUTE * 60
    print(f"{'letters and digits typed':28} {desk.typed:6}")
    print(f"{'Tab, Space, arrows, Enter':28} {desk.moved:6}")
    print(f"{'at 40 words a minute':28} {typing:6.0f} s")
    print(f"{'the machine':28} {desk.machine:6.1f} s")
    print(f"{'together':28} {typing + desk.machine:6.0f} s")


if __name__ == "__main__":
    main()
