"""The row at the top: short, own pages first, and it says where one is on inner pages too."""

from __future__ import annotations

import re

import pytest

from brokerage.actors import Role
from brokerage.db import unit_of_work
from brokerage.navigation import LONGEST_ROW, NAVIGATION
from tests.making import make_county, make_role, make_volunteer, signed_in

ROW = re.compile(r'<nav aria-label="Main".*?</nav>', re.DOTALL)


@pytest.fixture
def places(app):
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        person, role = make_volunteer(session), make_role(session)
        return {"person": person.public_id, "role": role.public_id}


def row(page):
    return ROW.search(page)[0]


def labels(page):
    found = re.findall(r"<a [^>]*>(.*?)</a>", row(page), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def here(page):
    found = re.findall(r'<a [^>]*aria-current="[^"]*"[^>]*>(.*?)</a>', row(page), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def test_the_desk_has_a_short_row_and_the_rest_under_more(app, places):
    manager = signed_in(app, Role.MANAGER)
    page = manager.get("/desk").text
    assert labels(page) == [
        "My day",
        "People",
        "Roles",
        "Register somebody",
        "Organisations",
        "More",
    ]
    more = manager.get("/more").text
    for label in ("Duplicates", "Staff", "Who did what", "Complaints", "Find a role"):
        assert f">{label}</a>" in more
    assert ">Safeguarding</a>" not in more  # nobody named them for it


@pytest.mark.parametrize("role", list(Role))
def test_nobody_has_a_long_row_and_nothing_is_lost(app, places, role):
    client = signed_in(app, role)
    page, more = client.get("/account").text, client.get("/more").text
    assert len(labels(page)) <= LONGEST_ROW
    for label in ("Find a role", "Volunteer centres"):
        assert label in labels(page) or f">{label}</a>" in more


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/desk", "My day"),
        ("/desk/tasks", "My day"),
        ("/desk/notices", "My day"),
        ("/desk/people", "People"),
        ("/desk/people/{person}", "People"),
        ("/desk/people/{person}/records", "People"),
        ("/desk/people/{person}/edit", "People"),
        ("/desk/people/{person}/shortlist", "People"),
        ("/desk/roles/{role}", "Roles"),
        ("/desk/people/new", "Register somebody"),
        ("/desk/people/blank-form", "Register somebody"),
        ("/desk/organisations", "Organisations"),
        ("/desk/hours", "More"),
        ("/figures", "More"),
        ("/duplicates", "More"),
        ("/data/retention", "More"),
        ("/more", "More"),
    ],
)
def test_inner_pages_say_in_which_section_one_is(app, places, path, section):
    page = signed_in(app, Role.BROKER).get(path.format(**places))
    assert page.status_code == 200
    assert here(page.text) == [section]


def test_every_page_in_the_list_is_one_that_there_is(app):
    known = set(app.view_functions)
    blueprints = set(app.blueprints)
    for entry in NAVIGATION:
        assert entry.endpoint in known
        assert {part for part in entry.parts if part not in blueprints} <= known, entry.label
