from __future__ import annotations

import csv
import random
from datetime import date

import pytest

from brokerage.demo.library import themes, words
from brokerage.demo.timing import times
from brokerage.opportunities.schemas import ATTENDANCES, CHECK_LEVELS
from brokerage.taxonomies.service import SHIPPED
from brokerage.weeks import DAY_NAMES

TODAY = date(2026, 6, 10)
ROLES = [role for theme in themes() for role in theme.roles]
BY_SLUG = pytest.mark.parametrize("role", ROLES, ids=lambda role: role.slug)
CHARITIES = (  # registered names and marks that an invented county must not borrow
    "age uk", "red cross", "citizens advice", "oxfam", "parkrun", "rnli", "rspca", "rspb",
    "samaritans", "scope", "st john ambulance", "trussell", "barnardo", "cats protection",
    "dogs trust", "macmillan", "royal voluntary service", "scouts", "girlguiding", "sue ryder",
    "national trust", "lifeboat", "ebay", "facebook", "instagram",
)  # fmt: skip


def terms(kind):
    with SHIPPED.open(encoding="utf-8-sig") as file:
        return {row["slug"] for row in csv.DictReader(file) if row["kind"] == kind}


def test_the_library_has_about_sixty_roles_or_more_and_each_once():
    assert len({role.slug for role in ROLES}) == len(ROLES) >= 60


@BY_SLUG
def test_a_text_is_long_enough_to_tell_and_short_enough_to_read(role):
    assert 80 <= len(role.text.split()) <= 150
    assert 40 <= len(role.summary) <= 200


@BY_SLUG
def test_a_text_is_complete_once_its_names_are_filled_in(role):
    for text in (role.summary, role.text, *role.titles):
        told = text.format(town="Wye", organisation="The Otters")
        assert "{" not in told
        assert "\n " not in told


@BY_SLUG
def test_terms_are_known(role):
    assert role.causes
    assert set(role.causes) <= terms("cause")
    assert {*role.must, *role.needed, *role.useful} <= terms("skill")
    assert set(role.requirements) <= terms("requirement")
    every = [*role.causes, *role.must, *role.needed, *role.useful, *role.requirements]
    assert len(every) == len(set(every))


@BY_SLUG
def test_a_check_has_a_lawful_age_and_a_reason(role):
    assert (role.check is None) == (role.check_reason is None)
    if role.check:
        assert role.check in CHECK_LEVELS
        assert role.youngest is not None
        assert role.youngest >= 16


@BY_SLUG
def test_where_and_when_can_be_read(role):
    assert role.attendance in ATTENDANCES
    assert role.venues
    for pattern in role.when:
        times(pattern, random.Random(1), TODAY)


@BY_SLUG
def test_one_of_the_titles_speaks_of_no_day(role):
    assert [title for title in role.titles if not any(day in title for day in DAY_NAMES)]


def test_no_real_charity_or_brand_is_named():
    texts = [text for role in ROLES for text in (*role.titles, role.summary, role.text)]
    texts += [text for theme in themes() for text in (*theme.names, theme.about)]
    texts += [text for found in words().values() for text in found]
    told = " ".join(texts).lower()
    assert [name for name in CHARITIES if name in told] == []


def test_every_organisation_says_that_it_is_invented():
    assert all("is an invented" in theme.about for theme in themes())
