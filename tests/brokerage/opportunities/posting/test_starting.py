"""What a role begins with, and what is thrown away later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brokerage.db import now
from brokerage.kept_forms import LASTS, find_kept, forget_kept, keep_form
from brokerage.opportunities.posting.pages import BY_NAME
from brokerage.opportunities.posting.starters import gaps, starters
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import read_vocabulary
from tests.making import make_county


def test_there_are_templates_for_most_groups_and_each_names_what_we_know(session):
    make_county(session)
    vocabulary = read_vocabulary(session)
    known = {name for page in BY_NAME.values() for name in page.fields}
    assert 15 <= len(starters()) <= 25
    for one in starters().values():
        assert set(one.answers) <= known, one.slug
        for name in ("skills", "musts"):
            assert all(vocabulary.find(slug, Kind.SKILL) for slug in one.answers[name]), one.slug
        assert all(vocabulary.find(slug, Kind.CAUSE) for slug in one.answers["causes"]), one.slug


@pytest.mark.parametrize("slug", list(starters()))
def test_every_template_can_be_begun_with(desk, slug):
    desk.begin(starter=slug)
    expected = starters()[slug]
    assert desk.read("title") == expected.answers["title"][0]
    assert desk.read("kind") == expected.kind
    assert len(desk.read("terms")) == len(expected.answers["skills"] + expected.answers["causes"])
    assert desk.client.get(desk.at("check-answers")).status_code == 200


def test_what_only_the_group_knows_stands_in_brackets():
    assert gaps("Driver for [the club], [the club] at [10]. [" + "x" * 200 + "]") == [
        "[the club]",
        "[10]",
    ]


def test_a_form_is_kept_for_its_page_and_a_day(session):
    key = keep_form(session, "/a", {"title": ["T\0ea"], "csrf_token": ["secret"]})
    assert find_kept(session, key, "/a") == {"title": ["Tea"]}
    assert find_kept(session, key, "/b") == {}
    assert find_kept(session, "", "/a") == {}
    assert forget_kept(session, now()) == 0
    assert forget_kept(session, now() + LASTS + timedelta(minutes=1)) == 1
    assert find_kept(session, key, "/a") == {}


def test_only_our_own_pages_are_gone_back_to(client):
    for path in ("https://elsewhere.example/", "//elsewhere.example", "/a?b=c"):
        assert client.post("/account/keep-typed", query_string={"next": path}).status_code == 422
