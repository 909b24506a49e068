"""The articles that come with the product: one file each in data/, with a TOML head."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

FENCE = "+++\n"


@dataclass(frozen=True)
class Article:
    """What somebody reads. ``sources``: (title, address). ``own``: the county's own text."""

    slug: str
    title: str
    summary: str
    audience: str  # words.AUDIENCES
    topics: tuple[str, ...]  # words.TOPICS, the one it is mainly about first
    body: str
    sources: tuple[tuple[str, str], ...]
    reviewed_on: date
    own: bool = False
    version: int = 0


@cache
def shipped() -> Mapping[str, Article]:
    """By slug, in the order in which they are listed."""
    folder = files("brokerage.guidance").joinpath("data")
    texts = [one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".md")]
    found = sorted((read(text) for text in texts), key=lambda pair: pair[0])
    return {article.slug: article for _, article in found}


def read(text: str) -> tuple[int, Article]:
    """(place in the list, article) of one file. Raises ValueError for one without a head."""
    _, head, body = text.split(FENCE, 2)
    facts = tomllib.loads(head)
    order = int(facts.pop("order"))
    sources = tuple((one["title"], one["url"]) for one in facts.pop("sources", ()))
    topics = tuple(facts.pop("topics"))
    return order, Article(**facts, topics=topics, sources=sources, body=body.strip())
