"""A small group joins on a telephone, without script, and its centre answers."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from brokerage.db import db
from brokerage.messages.models import OutboxMessage
from brokerage.organisations.models import Organisation, Standing
from tests.journeys.conftest import Site, Visits

ANSWERS = (
    {"name": "Quill Street Knitters", "near": "TN23 1QX"},
    {"kind": "community_group", "description": "We knit for the baby unit."},
    {"contact_name": "Ash Quill", "email": "{name}@people.example"},
    {"second_name": "Wren Quill", "second_phone": "01632 960001"},
    {"insurance": "none", "expenses": "none"},
)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_group_registers_on_a_telephone(visit: Visits, site: Site, script: bool) -> None:
    name = f"quill{script}".lower()
    visitor = visit("phone", stripped=not script)
    page = visitor.page
    visitor.go("/organisations/register")
    page.click("main button")
    for answers in ANSWERS:
        assert visitor.breaches() == []
        assert visitor.too_wide() <= 0
        for field, text in answers.items():
            box = page.locator(f"[name={field}]")
            if box.first.get_attribute("type") == "radio":
                page.check(f"[name={field}][value={text}]")
            else:
                box.fill(text.format(name=name).replace("Quill Street", f"{name} Street"))
        page.click("main button:has-text('Continue')")
    assert page.locator("h1").inner_text() == "Check your answers"
    page.click("main button:has-text('Register')")
    assert "One more tap" in page.locator("h1").inner_text()
    assert site.app is not None
    with site.app.app_context():
        to = OutboxMessage.address == f"{name}@people.example"
        text = db.session.scalars(select(OutboxMessage).where(to)).one().text
    path = re.search(r"/organisations/confirm/\S+", text)
    assert path is not None
    visitor.go(path[0])
    assert visitor.breaches() == []
    page.click("main button")
    assert "looking at your registration" in page.locator("main").inner_text()
    assert visitor.breaches() == []
    with site.app.app_context():
        made = Organisation.email == f"{name}@people.example"
        assert db.session.scalars(select(Organisation).where(made)).one().state == (
            Standing.SUBMITTED
        )
