"""Filters over the live catalogue: one bit a role and choice, so that every choice shows its
count without a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from brokerage.opportunities.models import Attendance, Opportunity
from brokerage.opportunities.schemas import ACCESS_FIELDS
from brokerage.suggestions.queries import Filters
from brokerage.suggestions.results import Facet, Option
from brokerage.suggestions.schemas import KINDS, SINCE, FilterSchema
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.weeks import DAY_NAMES, PARTS, Span, box_names, boxes_of, day_of
from matching.text import words

Bools = NDArray[np.bool_]
Count = Callable[[Bools], int]
TITLES = {
    "kind": "Kind of role",
    "on": "Days and times",
    "cause": "Cause",
    "uses": "Uses the skill",
    "access": "Access",
    "expenses": "Expenses",
    "under18": "Age",
    "since": "Posted",
}


@dataclass(frozen=True)
class Tags:
    """What one role answers to: choices by facet, words, and its day of publication."""

    choices: frozenset[str]  # "kind:remote", "cause:environment"
    words: frozenset[str]  # stems of everything that can be read on its card and page
    published: int  # ordinal day
    placeless: bool  # somewhere to go, but it does not say where


def tags(row: Opportunity, vocabulary: Vocabulary) -> Tags:
    """The choices a role falls under."""
    found = {f"kind:{kind}" for kind in kinds(row)}
    found |= {f"on:{box}" for box in _boxes(row)}
    found |= {f"access:{name}" for name in ACCESS_FIELDS if getattr(row, name)}
    if row.expenses_paid:
        found.add("expenses:true")
    if row.minimum_age is not None and row.minimum_age < 18:
        found.add("under18:true")
    for term in row.terms:
        found |= _term_tags(term.uri, vocabulary)
    day = day_of(row.published_at) if row.published_at else date.min
    return Tags(frozenset(found), _words(row, vocabulary), day.toordinal(), _placeless(row))


def _placeless(row: Opportunity) -> bool:
    located = any(place.latitude is not None for place in row.places)
    return not located and row.attendance != Attendance.REMOTE


def _words(row: Opportunity, vocabulary: Vocabulary) -> frozenset[str]:
    labels = [vocabulary.label(term.uri) for term in row.terms]
    places = [f"{place.name} {place.address}" for place in row.shown_places]
    parts = (row.title, row.organisation.name, row.summary, row.description, *labels, *places)
    return frozenset(words("\n".join(parts)))


def kinds(row: Opportunity) -> set[str]:
    """One-off, regular, flexible, remote or hybrid, micro, trustee, group: it may be several."""
    found = {str(row.kind or "role")} - {"role"}
    if row.attendance in (Attendance.REMOTE, Attendance.HYBRID):
        found.add(str(row.attendance))
    if row.micro:
        found.add("micro")
    if row.flexible or row.windows or (row.hours_minutes and not row.sessions):
        found.add("flexible")
    frequencies = {session.frequency for session in row.sessions}
    if frequencies == {"once"} or row.hours_per == "once":
        found.add("one_off")
    if frequencies - {"once"}:
        found.add("regular")
    return found


def _boxes(row: Opportunity) -> set[str]:
    if row.flexible and not row.windows:
        return set(box_names())
    spans = [Span(w.weekday, w.start_minute, w.end_minute) for w in row.windows]
    for session in row.sessions:
        for weekday in session.weekdays or [session.starts_on.weekday()]:
            start = session.start_minute
            spans.append(Span(weekday, start, start + session.length_minutes))
    return {box for span in spans for box in boxes_of(span)}


def _term_tags(uri: str, vocabulary: Vocabulary) -> set[str]:
    """A role under "mental health" is found under "health" too."""
    found: set[str] = set()
    term = vocabulary.by_uri.get(uri)
    while term and term.kind in (Kind.CAUSE, Kind.SKILL):
        found.add(f"{'cause' if term.kind == Kind.CAUSE else 'uses'}:{term.slug}")
        term = vocabulary.by_uri.get(term.broader_uri or "")
    return found


@dataclass(frozen=True)
class Facets:
    """A bit matrix beside the catalogue: (roles, choices), and days of publication (roles,)."""

    choices: Mapping[str, int]
    bits: Bools
    words: tuple[frozenset[str], ...]
    published: NDArray[np.int32]
    placeless: Bools

    @classmethod
    def build(cls, rows: Sequence[Tags]) -> Facets:
        """From the tags of each role, in the catalogue's order."""
        names = sorted({name for row in rows for name in row.choices})
        numbers = {name: number for number, name in enumerate(names)}
        bits = np.zeros((len(rows), len(names)), dtype=np.bool_)
        for number, row in enumerate(rows):
            bits[number, [numbers[name] for name in row.choices]] = True
        published = np.fromiter((row.published for row in rows), np.int32, len(rows))
        placeless = np.fromiter((row.placeless for row in rows), np.bool_, len(rows))
        return cls(numbers, bits, tuple(row.words for row in rows), published, placeless)

    def mask(self, filters: Filters, today: date, without: str = "") -> Bools:
        """Roles that pass every filter but ``without``. Choices of one filter are alternatives,
        except access, where each named need must be met."""
        mask = self._with_words(filters.q)
        for name, values in chosen(filters).items():
            if name == without or not values:
                continue
            parts = [self._one(f"{name}:{value}") for value in values]
            if name == "since":
                mask &= self.published >= (today - timedelta(days=int(values[0]))).toordinal()
            elif name == "access":
                mask &= np.logical_and.reduce(parts)
            else:
                mask &= np.logical_or.reduce(parts)
        return mask

    def _with_words(self, text: str) -> Bools:
        if not text.strip():
            return np.ones(len(self.bits), dtype=np.bool_)
        asked = frozenset(words(text))
        if not asked:  # nothing to read: not the same as nothing asked
            return np.zeros(len(self.bits), dtype=np.bool_)
        return np.fromiter((asked <= own for own in self.words), np.bool_, len(self.words))

    def _one(self, choice: str) -> Bools:
        number = self.choices.get(choice)
        if number is None:
            return np.zeros(len(self.bits), dtype=np.bool_)
        return self.bits[:, number]

    def counts(
        self,
        filters: Filters,
        eligible: Bools,
        vocabulary: Vocabulary,
        today: date,
        count: Count,
    ) -> tuple[Facet, ...]:
        """Every filter with its choices: how many of the eligible roles each would leave.

        ``count`` counts a mask the way the list does, which shows an advert of several towns once.
        """
        made = []
        for name, title in TITLES.items():
            base = eligible & self.mask(filters, today, without=name)
            options = tuple(self._options(name, filters, base, vocabulary, today, count))
            if options:
                made.append(Facet(name, title, options, many=name != "since"))
        return tuple(made)

    def _options(
        self,
        name: str,
        filters: Filters,
        base: Bools,
        vocabulary: Vocabulary,
        today: date,
        count: Count,
    ) -> Iterable[Option]:
        selected = chosen(filters)[name]
        for value, label in _choices(name, vocabulary):
            if name == "since":
                first = (today - timedelta(days=int(value))).toordinal()
                left = count(base & (self.published >= first))
            else:
                left = count(base & self._one(f"{name}:{value}"))
            if left or value in selected:
                yield Option(value, label, left, value in selected)


def chosen(filters: Filters) -> dict[str, tuple[str, ...]]:
    """The values chosen for each filter that has choices."""
    return {
        "kind": filters.kind,
        "on": filters.on,
        "cause": filters.cause,
        "uses": filters.uses,
        "access": filters.access,
        "expenses": ("true",) if filters.expenses else (),
        "under18": ("true",) if filters.under18 else (),
        "since": (str(filters.since),) if filters.since else (),
    }


def labels_of(name: str, filters: Filters, vocabulary: Vocabulary) -> list[str]:
    """What was chosen of one filter, in words."""
    values = chosen(filters).get(name, ())
    return [label for value, label in _choices(name, vocabulary) if value in values]


def _choices(name: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    if name == "kind":
        return list(KINDS.items())
    if name == "since":
        return list(SINCE.items())
    if name == "access":
        return list(FilterSchema._declared_fields["access"].metadata["choices"].items())
    if name in ("expenses", "under18"):
        return [("true", str(FilterSchema._declared_fields[name].metadata["label"]))]
    if name == "on":
        return [
            (f"{day[:3].lower()}-{part}", f"{day} {part}") for day in DAY_NAMES for part in PARTS
        ]
    kind = Kind.CAUSE if name == "cause" else Kind.SKILL
    terms = [t for t in vocabulary.by_uri.values() if t.kind == kind]
    return [(t.slug, t.label) for t in sorted(terms, key=lambda term: term.label)]
