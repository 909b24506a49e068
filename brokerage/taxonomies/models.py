"""Terms that roles and people are described with, keyed by their published URIs."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, long_text, name_text, uri_text


class Kind(StrEnum):
    """The four taxonomies."""

    CAUSE = "cause"
    SKILL = "skill"
    REQUIREMENT = "requirement"
    ACCESSIBILITY = "accessibility"


class Term(Base):
    """One concept. ``known`` is false for a URI that arrived in a feed and is in no taxonomy."""

    __tablename__ = "terms"

    uri: Mapped[uri_text] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(20), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # short name in addresses
    label: Mapped[name_text]
    synonyms: Mapped[list[str]] = mapped_column(JSON, default=list)
    broader_uri: Mapped[uri_text | None]
    definition: Mapped[long_text]
    offered: Mapped[bool] = mapped_column(default=True)  # shown as a choice in forms
    known: Mapped[bool] = mapped_column(default=True)
    source: Mapped[name_text]
