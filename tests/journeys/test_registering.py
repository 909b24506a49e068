"""Somebody registers alone on a telephone, looks at every page of their own, and applies."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Site, Visitor, Visits

OWN = ("/my", "/my/roles", "/my/record", "/my/record/contact", "/my/record/when",
       "/my/record/away", "/my/consents", "/my/calendar")  # fmt: skip
PUBLIC = ("/register", "/register/ring-me", "/register/come-back", "/register/ring-me/done")


def check(visitor: Visitor) -> None:
    """Whatever the page, it is accessible and fits."""
    assert visitor.page.locator("h1").count() == 1, visitor.page.url
    assert visitor.breaches() == [], visitor.page.url
    assert visitor.too_wide() <= 0, visitor.page.url


def go_on(visitor: Visitor) -> None:
    check(visitor)
    press(visitor, "Continue")


def press(visitor: Visitor, button: str) -> None:
    """Press a button that leads to a page, and wait until it is there."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button).first.click()


@pytest.mark.parametrize("stripped", [False, True], ids=["script", "no script"])
def test_alone_on_a_telephone(visit: Visits, site: Site, stripped: bool) -> None:
    visitor = visit("phone", stripped=stripped)
    page, role = visitor.page, site.roles["driver"]
    for path in (*PUBLIC, f"/register/for/{role}"):
        visitor.go(path)
        check(visitor)
    press(visitor, "Register, then apply")
    press(visitor, "Start now")
    go_on(visitor)  # nothing was typed
    check(visitor)
    page.get_by_label("First name").fill("Wren")
    go_on(visitor)
    page.get_by_label("Telephone").check()
    go_on(visitor)
    page.get_by_label("Telephone", exact=True).fill("01632 960011")
    go_on(visitor)
    page.get_by_label("Where do you live?").fill("TN23 1QX")
    go_on(visitor)
    while page.locator("h1").inner_text() != "Check your answers":
        go_on(visitor)
    check(visitor)
    press(visitor, "Register")
    check(visitor)
    press(visitor, "Apply for it now")
    check(visitor)
    page.get_by_label("I agree that").check()
    press(visitor, "Send it")
    check(visitor)
    assert page.get_by_text("Sent to the organisation").first.is_visible()
    for path in OWN:
        visitor.go(path)
        check(visitor)
