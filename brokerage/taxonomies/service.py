"""Loading terms, and finding the ones that somebody means."""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.taxonomies.models import Kind, Term

SHIPPED = Path(__file__).parent / "data" / "terms.csv"
UNKNOWN_SOURCE = "as published in a feed"


def load_terms(session: Session, path: Path = SHIPPED) -> int:
    """Add and update the terms of a file; how many there are in it. Can be run again."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    existing = {term.uri: term for term in session.scalars(select(Term))}
    for row in rows:
        term = existing.get(row["uri"]) or Term(uri=row["uri"])
        term.kind = Kind(row["kind"])
        term.slug, term.label = row["slug"], row["label"]
        term.synonyms = [text for text in row["synonyms"].split("|") if text]
        term.broader_uri = row["broader_uri"] or None
        term.offered, term.known = row["offered"] == "1", True
        term.source, term.definition = row["source"], ""
        session.add(term)
    return len(rows)


def keep_unknown(session: Session, uri: str, kind: Kind) -> Term:
    """The term of a URI; one that no taxonomy has is kept as it came, and marked so."""
    term = session.get(Term, uri)
    if term is None:
        name = re.split(r"[/#:]", uri)[-1] or uri
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
        label = words[:1].upper() + words[1:].lower()
        slug = f"{_fold(name).replace(' ', '-')[:60]}-{zlib.crc32(uri.encode()):08x}"
        term = Term(
            uri=uri,
            kind=kind,
            slug=slug,
            label=label[:200],
            synonyms=[],
            definition="",
            offered=False,
            known=False,
            source=UNKNOWN_SOURCE,
        )
        session.add(term)
        session.flush()
    return term


@dataclass(frozen=True)
class Vocabulary:
    """All terms, in memory: look-ups by URI, by short name, and by what people write."""

    by_uri: Mapping[str, TermRecord]
    by_slug: Mapping[str, TermRecord]
    by_name: Mapping[str, TermRecord]

    def find(self, text: str, kind: Kind) -> TermRecord | None:
        """A term by URI, short name, label or synonym, of one kind."""
        given = text.strip()
        for found in (
            self.by_uri.get(given),
            self.by_slug.get(given.lower()),
            self.by_name.get(f"{kind}:{_fold(given)}"),
        ):
            if found and found.kind == kind:
                return found
        return None

    def get(self, text: str, kind: Kind, field: str) -> TermRecord:
        """As find. Raises Invalid, with near suggestions, for a text that means no term."""
        found = self.find(text, kind)
        if found is None:
            near = self.suggest(text, kind)
            hint = f" Did you mean {' or '.join(t.label for t in near)}?" if near else ""
            raise Invalid(f"“{text[:60]}” is not a {kind} we know.{hint}", field)
        return found

    def suggest(self, text: str, kind: Kind, limit: int = 3) -> list[TermRecord]:
        """Terms whose label or synonym looks like the text."""
        names = {
            key.split(":", 1)[1]: term for key, term in self.by_name.items() if term.kind == kind
        }
        hits = process.extract(
            _fold(text), names.keys(), scorer=fuzz.ratio, limit=limit * 3, score_cutoff=70
        )
        found = {names[name].uri: names[name] for name, _score, _at in hits}
        return list(found.values())[:limit]

    def offered(self, kind: Kind) -> list[TermRecord]:
        """The terms shown as choices, by label."""
        terms = [t for t in self.by_uri.values() if t.kind == kind and t.offered]
        return sorted(terms, key=lambda term: term.label.lower())

    def skills(self) -> list[TermRecord]:
        """Skills that somebody can tick, by label; groups of skills are too vague to offer."""
        return [term for term in self.offered(Kind.SKILL) if term.broader_uri]

    def label(self, uri: str) -> str:
        """The words for a URI; the URI's own last part where it is not known."""
        term = self.by_uri.get(uri)
        return term.label if term else re.split(r"[/#:]", uri)[-1]


def list_names(session: Session, uris: Iterable[str]) -> dict[str, list[str]]:
    """What people call each of these terms: its label first, then its synonyms; by URI."""
    wanted = set(uris)
    terms = session.scalars(select(Term).order_by(Term.uri))
    return {term.uri: [term.label, *term.synonyms] for term in terms if term.uri in wanted}


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term as read: safe to keep after the session is gone."""

    uri: str
    kind: Kind
    slug: str
    label: str
    broader_uri: str | None
    offered: bool


def read_vocabulary(session: Session) -> Vocabulary:
    """Read every term."""
    terms = list(session.scalars(select(Term).order_by(Term.uri)))
    records = {term.uri: _record(term) for term in terms}
    names: dict[str, TermRecord] = {}
    for term in terms:
        for synonym in term.synonyms:
            names.setdefault(f"{term.kind}:{_fold(synonym)}", records[term.uri])
    for term in terms:  # a label wins over another term's synonym
        names[f"{term.kind}:{_fold(term.label)}"] = records[term.uri]
    return Vocabulary(records, {r.slug: r for r in records.values()}, names)


def _record(term: Term) -> TermRecord:
    return TermRecord(
        term.uri, Kind(term.kind), term.slug, term.label, term.broader_uri, term.offered
    )


def uris(terms: Iterable[TermRecord]) -> tuple[str, ...]:
    """Their URIs, in order."""
    return tuple(term.uri for term in terms)


def _fold(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
