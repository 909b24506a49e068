"""The articles that come with the product can be relied on to be whole."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from brokerage.guidance.articles import guidance_on
from brokerage.guidance.markup import in_html
from brokerage.guidance.shipped import shipped
from brokerage.guidance.words import AUDIENCES, TOPICS

TEMPLATES = Path(__file__).parents[3] / "templates"
OFFERED = re.compile(r"guidance_for\(\s*[\"']([a-z_]+)[\"']")


@pytest.mark.parametrize("article", shipped().values(), ids=lambda one: one.slug)
def test_an_article_is_short_checked_and_leads_somewhere(app: Flask, article) -> None:
    assert article.audience in AUDIENCES
    assert article.topics
    assert set(article.topics) <= set(TOPICS)
    assert len(article.summary) <= 160
    assert 150 <= len(article.body.split()) <= 450
    assert article.reviewed_on <= date.today()
    assert all(address.startswith("https://") for _, address in article.sources)
    page = str(in_html(article.body))
    assert "##" not in page
    assert "**" not in page
    urls = app.url_map.bind("localhost")
    for address in re.findall(r'href="(/[^"]*)"', page):
        urls.match(address)  # raises NotFound for a page that is not there


def test_every_topic_has_guidance(session) -> None:
    assert len(shipped()) >= 12
    assert all(guidance_on(session, topic) for topic in TOPICS)


def test_what_a_form_offers_is_mainly_about_its_topic(session) -> None:
    assert guidance_on(session, "expenses", "organisations")[0].slug == "expenses"
    assert guidance_on(session, "expenses", "volunteers")[0].slug == "volunteering-and-benefits"
    with pytest.raises(KeyError):
        guidance_on(session, "zeppelins")


def test_forms_name_topics_that_there_are() -> None:
    named = {
        topic for path in TEMPLATES.rglob("*.html") for topic in OFFERED.findall(path.read_text())
    }
    assert named <= set(TOPICS)


def test_a_form_offers_it_beside_what_is_typed(app: Flask, session) -> None:
    offer = (
        '{% from "components/guidance.html" import guidance_for %}{{ guidance_for("expenses") }}'
    )
    with app.test_request_context():
        page = app.jinja_env.from_string(offer).render()
    assert "Help with this: Expenses: nobody should pay to help" in page
    assert 'href="/guidance/expenses" target="_blank" rel="noopener"' in page
    assert "(opens in a new tab)" in page
