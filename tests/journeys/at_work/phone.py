"""Somebody on a telephone: every page fits and is accessible, and every tap is counted."""

from __future__ import annotations

import re

from playwright.sync_api import Locator
from sqlalchemy import select

from brokerage.messages.models import OutboxMessage
from tests.journeys.at_work.conftest import Work
from tests.journeys.conftest import Visitor


class Phone:
    """A visitor whose taps are counted. ``taps``: on links, buttons, and boxes to choose."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page, self.taps = visitor, visitor.page, 0
        self.page.set_default_timeout(10_000)
        self._looked_at: set[str] = set()

    def go(self, path: str) -> None:
        """Open an address, as from an e-mail."""
        self.visitor.go(path)
        self._look()

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self._tap(self.page.locator("main").get_by_role("button", name=name))

    def follow(self, name: str) -> None:
        """Follow the link of that name."""
        self._tap(self.page.locator("main").get_by_role("link", name=name))

    def write(self, **answers: str) -> None:
        """Write into boxes, by their names."""
        for name, text in answers.items():
            self.page.locator(f'[name="{name}"]').fill(text)

    def choose(self, **answers: str) -> None:
        """Tap one of the answers to a question."""
        for name, value in answers.items():
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
            self.taps += 1

    def says(self) -> str:
        """What the page says, without the row of links above it."""
        return self.page.locator("main").inner_text()

    def _tap(self, what: Locator) -> None:
        what.first.click()
        self.taps += 1
        self._look()

    def _look(self) -> None:
        """Nothing scrolls sideways; axe looks at each kind of page once."""
        assert self.visitor.too_wide() <= 0, self.page.url
        heading = self.page.locator("h1").inner_text()
        if heading not in self._looked_at:
            self._looked_at.add(heading)
            assert self.visitor.breaches() == [], self.page.url


def newest_mail(site: Work, address: str, says: str = "") -> OutboxMessage:
    """The last message to an address that says this."""
    to = OutboxMessage.address == address, OutboxMessage.text.contains(says)
    query = select(OutboxMessage).where(*to)
    return site.records(lambda s: s.scalars(query.order_by(OutboxMessage.id.desc())).first())


def link_in(mail: OutboxMessage, path: str = "/") -> str:
    """The path of the first link in a message that leads there."""
    found = re.search(rf"https?://[^/\s]+({re.escape(path)}\S*)", mail.text)
    assert found is not None, mail.text
    return found[1]
