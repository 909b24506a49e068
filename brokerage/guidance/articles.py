"""Reading, changing and putting back articles. Services never commit and never see the request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Invalid, NotFound
from brokerage.guidance.models import GuidanceArticle, GuidanceEdition
from brokerage.guidance.shipped import Article, shipped
from brokerage.guidance.words import TOPICS
from brokerage.versions import check_version, note_change

LONGEST = {"title": 200, "summary": 400, "body": 20_000}
MOST_SOURCES = 12
_SOURCE = re.compile(r"(\S.*?)\s+(https://[^\s<>]+)")


def list_articles(
    session: Session, *, topic: str = "", audience: str = "", words: str = ""
) -> list[Article]:
    """Those on a topic, for somebody, with all the words anywhere in them; all without any."""
    wanted = words.casefold().split()
    return [
        one
        for one in _all(session)
        if (not topic or topic in one.topics)
        and (not audience or one.audience in (audience, "both"))
        and all(word in f"{one.title} {one.summary} {one.body}".casefold() for word in wanted)
    ]


def guidance_on(session: Session, topic: str, audience: str = "") -> list[Article]:
    """What to offer inside a form: mainly about the topic first. KeyError for no topic of ours."""
    TOPICS[topic]
    found = list_articles(session, topic=topic, audience=audience)
    return sorted(found, key=lambda one: one.topics[0] != topic)


def get_article(session: Session, slug: str) -> Article:
    """One article as it is read now. Raises NotFound."""
    if slug not in shipped():
        raise NotFound("We cannot find that guidance.")
    return _as_read(shipped()[slug], find_row(session, slug))


def find_row(session: Session, slug: str) -> GuidanceArticle | None:
    """What the county has of it: None where nobody has ever changed it."""
    return session.scalar(select(GuidanceArticle).where(GuidanceArticle.slug == slug))


def edit(session: Session, slug: str, seen: int, facts: Mapping[str, Any], actor: Actor) -> None:
    """Keep the county's own text. ``facts``: title, summary, body, sources, reviewed_on.

    Raises ChangedMeanwhile where it is not the text that was ``seen``.
    """
    row = _row_to_change(session, slug)
    check_version(session, row, seen, facts)
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    row.own = True
    _keep(session, row, actor, "edit", changed)


def put_back(session: Session, slug: str, seen: int, actor: Actor) -> None:
    """Show the text that came with the product again; the county's stays in the history."""
    row = _row_to_change(session, slug)
    facts = _facts(shipped()[slug])
    check_version(session, row, seen, {**facts, "own": False})
    for name, value in facts.items():
        setattr(row, name, value)
    row.own = False
    _keep(session, row, actor, "put_back", facts)


def list_editions(session: Session, slug: str) -> Sequence[GuidanceEdition]:
    """Every text it had since it was first changed, newest first."""
    mine = select(GuidanceArticle.id).where(GuidanceArticle.slug == slug).scalar_subquery()
    query = select(GuidanceEdition).where(GuidanceEdition.article_id == mine)
    return session.scalars(query.order_by(GuidanceEdition.version.desc())).all()


def get_edition(session: Session, slug: str, version: int) -> GuidanceEdition:
    """One of them. Raises NotFound."""
    found = next((one for one in list_editions(session, slug) if one.version == version), None)
    if found is None:
        raise NotFound("We cannot find that text.")
    return found


def read_facts(typed: Mapping[str, str], reviewed_on: date, today: date) -> dict[str, Any]:
    """What an editor typed, as it is kept. Raises Invalid, naming the field."""
    for name, most in LONGEST.items():
        if not typed[name]:
            raise Invalid(f"Write the {'text' if name == 'body' else name}.", name)
        if len(typed[name]) > most:
            raise Invalid(f"Write at most {most:,} characters.", name)
    if reviewed_on > today:
        raise Invalid("This day has not come yet.", "reviewed_on")
    kept = {name: typed[name] for name in LONGEST}
    return {**kept, "sources": _read_sources(typed["sources"]), "reviewed_on": reviewed_on}


def sources_in_lines(sources: Sequence[tuple[str, str]]) -> str:
    """As an editor types them."""
    return "\n".join(f"{title} {address}" for title, address in sources)


def _read_sources(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_SOURCES:
        raise Invalid(f"Name at most {MOST_SOURCES} sources.", "sources")
    for line in lines:
        if not _SOURCE.fullmatch(line):
            raise Invalid(
                f"“{line[:60]}” is not a name and an address that begins with https://.", "sources"
            )
    return lines


def _all(session: Session) -> list[Article]:
    rows = {row.slug: row for row in session.scalars(select(GuidanceArticle))}
    return [_as_read(one, rows.get(slug)) for slug, one in shipped().items()]


def _as_read(article: Article, row: GuidanceArticle | None) -> Article:
    if row is None or not row.own:
        return replace(article, version=row.version if row else 0)
    return replace(
        article,
        title=row.title,
        summary=row.summary,
        body=row.body,
        sources=tuple(_pair(line) for line in row.sources),
        reviewed_on=row.reviewed_on,
        own=True,
        version=row.version,
    )


def _pair(line: str) -> tuple[str, str]:
    title, _, address = line.rpartition(" ")
    return title, address


def _facts(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "summary": article.summary,
        "body": article.body,
        "sources": sources_in_lines(article.sources).splitlines(),
        "reviewed_on": article.reviewed_on,
    }


def _row_to_change(session: Session, slug: str) -> GuidanceArticle:
    """The row, made where there is none. Two who make it at once are given the same one."""
    article = get_article(session, slug)
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = (postgresql if postgres else sqlite).insert(GuidanceArticle)
    first = insert.values(slug=slug, own=False, version=0, **_facts(article))
    session.execute(first.on_conflict_do_nothing(index_elements=["slug"]))
    return session.scalars(select(GuidanceArticle).where(GuidanceArticle.slug == slug)).one()


def _keep(
    session: Session, row: GuidanceArticle, actor: Actor, act: str, fields: Iterable[str]
) -> None:
    note_change(row)
    session.flush()
    texts = {name: getattr(row, name) for name in ("version", "own", "title", "summary", "body")}
    session.add(GuidanceEdition(article_id=row.id, actor=actor.name, **texts))
    session.flush()
    audit.record(session, actor, act, "guidance", row.public_id, fields, row.version)
