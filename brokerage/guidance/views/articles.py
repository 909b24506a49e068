"""The library as everybody reads it, and as the lead changes it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs, public
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.guidance import articles
from brokerage.guidance.asked import ARTICLE
from brokerage.guidance.markup import in_html
from brokerage.guidance.shipped import Article
from brokerage.guidance.views.blueprint import (
    asked_for,
    form_page,
    guidance,
    seen_version,
    words_asked,
)
from brokerage.guidance.words import AUDIENCES, TOPICS
from brokerage.records.forms import Errors, Typed, get_day, read
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today

CHANGED = "Somebody else changed this while you wrote. Look at both, then keep yours or leave it."


@guidance.get("")
@public
def index() -> ResponseReturnValue:
    """All articles, or those on a topic, for somebody, or with some words."""
    asked = {
        "topic": asked_for("topic", TOPICS),
        "audience": asked_for("audience", AUDIENCES),
        "words": words_asked(),
    }
    return render_template(
        "guidance/index.html",
        found=articles.list_articles(db.session(), **asked),
        asked=asked,
        topics=TOPICS,
        audiences={name: AUDIENCES[name] for name in ("organisations", "volunteers")},
    )


@guidance.get("/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """One article."""
    article = articles.get_article(db.session(), slug)
    others = articles.list_articles(db.session(), topic=article.topics[0])
    return render_template(
        "guidance/show.html",
        article=article,
        body=in_html(article.body),
        others=[one for one in others if one.slug != slug],
        topics=TOPICS,
        audiences=AUDIENCES,
    )


@guidance.get("/<slug>/edit")
@needs("guidance.edit")
def edit(slug: str) -> ResponseReturnValue:
    """Change the text."""
    article = articles.get_article(db.session(), slug)
    return _edit_page(article, _typed(article))


@guidance.post("/<slug>/edit")
@needs("guidance.edit")
def keep(slug: str) -> ResponseReturnValue:
    """Keep the county's own text, or show it as it will look."""
    article = articles.get_article(db.session(), slug)
    typed, errors = read(ARTICLE, request.form)
    if errors:
        return _edit_page(article, typed, errors)
    try:
        day = get_day(typed["reviewed_on"], "reviewed_on")
        facts = articles.read_facts(typed, day, local_today())
        if request.form.get("act") == "preview":
            return _edit_page(article, typed, preview=in_html(typed["body"]))
        with unit_of_work() as unit:
            articles.edit(unit, slug, seen_version(), facts, current_actor())
    except Invalid as problem:
        return _edit_page(article, typed, about(problem, ARTICLE))
    except ChangedMeanwhile as problem:
        now = articles.get_article(db.session(), slug)
        return _edit_page(now, typed, {"body": [CHANGED]}, version=problem.version)
    flash("The text is changed. Everybody reads it now.")
    return redirect(url_for("guidance.show", slug=slug))


@guidance.get("/<slug>/history")
@needs("guidance.edit")
def history(slug: str) -> ResponseReturnValue:
    """Every text it had."""
    return render_template(
        "guidance/history.html",
        article=articles.get_article(db.session(), slug),
        editions=articles.list_editions(db.session(), slug),
    )


@guidance.get("/<slug>/history/<int:number>")
@needs("guidance.edit")
def edition(slug: str, number: int) -> ResponseReturnValue:
    """One of these texts."""
    found = articles.get_edition(db.session(), slug, number)
    return render_template(
        "guidance/edition.html", slug=slug, edition=found, body=in_html(found.body)
    )


@guidance.post("/<slug>/put-back")
@needs("guidance.edit")
def put_back(slug: str) -> ResponseReturnValue:
    """Show the text that came with the product again."""
    try:
        with unit_of_work() as unit:
            articles.put_back(unit, slug, seen_version(), current_actor())
    except ChangedMeanwhile:
        flash("Somebody else changed this meanwhile. Look at it before you put it back.")
        return redirect(url_for("guidance.history", slug=slug))
    flash("The text that came with the service is shown again.")
    return redirect(url_for("guidance.show", slug=slug))


def _typed(article: Article) -> Typed:
    return {
        "title": article.title,
        "summary": article.summary,
        "body": article.body,
        "sources": articles.sources_in_lines(article.sources),
        "reviewed_on": article.reviewed_on.isoformat(),
    }


def _edit_page(
    article: Article, typed: Typed, errors: Errors | None = None, **context: Any
) -> ResponseReturnValue:
    """``version``: what to send to overrule somebody else knowingly; their text stands beside."""
    seen = context.pop("version", None)
    page, status = form_page(
        "edit",
        ARTICLE,
        typed,
        errors,
        article=article,
        theirs=in_html(article.body) if seen is not None else None,
        version=request.form.get("version", article.version) if seen is None else seen,
        **context,
    )
    return page, 409 if seen is not None else status
