"""Every page there is, staff's included, as axe sees it and on screens of four widths.

The pages come from the application's routes (tests/reaching.py), so that none is forgotten.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.actors import Role
from tests.conftest import close, settings
from tests.desking import make_desk
from tests.journeys.conftest import Site, Visitor, Visits, serve
from tests.reaching import Page, make_more, page_endpoints, pages
from tests.walking import VISITOR, Walk

WIDTHS = (1280, 768, 320, 375)  # axe looks at the last
# An e-mail as a mail program shows it: no script runs there, so axe cannot look at it.
SANDBOXED = {"messages.as_html"}
BEST_KNOWN = (VISITOR, Role.VOLUNTEER, Role.MEMBER, Role.MANAGER)
ANYBODY = (*BEST_KNOWN, *(role for role in Role if role not in BEST_KNOWN))


def _more(session: Session) -> None:
    make_more(session)
    make_desk(session)


@pytest.fixture(scope="module")
def walk(chromium: str, migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    instance = tmp_path_factory.mktemp("routes")
    shutil.copy(migrated, instance / "brokerage.sqlite3")
    app = create_app(settings(instance))
    app.config["WTF_CSRF_ENABLED"] = False
    yield Walk(app, _more)
    close(app)


@pytest.fixture(scope="module")
def site(walk: Walk) -> Iterator[Site]:
    with serve(walk.app) as address:
        yield Site(address, app=walk.app)


def once_each(walk: Walk) -> list[Page]:
    """Each page as the first of those who may open it."""
    found: dict[tuple[str, str], Page] = {}
    for page in sorted(pages(walk), key=lambda one: ANYBODY.index(one.party)):
        found.setdefault((page.endpoint, page.name), page)
    return list(found.values())


def test_no_page_is_forgotten(walk: Walk) -> None:
    assert {page.endpoint for page in once_each(walk)} == page_endpoints(walk.app)


@pytest.mark.parametrize("party", [*BEST_KNOWN, Role.LEAD, Role.ADMINISTRATOR], ids=str)
def test_every_page_is_accessible_and_fits(
    walk: Walk, site: Site, visit: Visits, party: Role | None
) -> None:
    visitor = visit()
    wrong: list[str] = []
    for page in once_each(walk):
        if page.party == party and page.endpoint not in SANDBOXED:
            wrong += [f"{page}: {one}" for one in _seen_wrong(page, visitor)]
    assert wrong == [], "\n".join(wrong)


def _seen_wrong(page: Page, visitor: Visitor) -> list[str]:
    """Whatever is wrong with a page; one window serves for all of them."""
    client, path = page.reach()
    visitor.page.context.clear_cookies()
    own = client.get_cookie(page.walk.app.config["SESSION_COOKIE_NAME"])
    if own is not None:
        visitor.sign_in(own.value)
    answer = visitor.go(path)
    wrong = [f"answers {answer.status}"] * (answer.status != 200)
    wrong += [f"leads to {visitor.page.url}"] * (visitor.page.url != visitor.site.address + path)
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 800})
        wrong += [f"too wide at {width}"] * (visitor.too_wide() > 0)
    return [*wrong, *visitor.breaches(), *visitor.ill_formed()]
