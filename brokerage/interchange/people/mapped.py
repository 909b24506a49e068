"""Somebody's own table of people, CSV or spreadsheet, read by a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from brokerage.interchange.people import cells
from brokerage.interchange.people.drafts import PersonDraft, PersonItem
from brokerage.interchange.people.mapping import ColumnMapping, sensitive_kind
from brokerage.interchange.people.reading import read_people
from brokerage.interchange.people.sheets import AnyTable
from brokerage.interchange.rows import Row
from brokerage.taxonomies.models import Kind
from brokerage.volunteers.choices import (
    CHANNELS,
    HEARD_THROUGH,
    LANGUAGES,
    REMOTE_WISHES,
    TRAVEL_MODES,
)
from brokerage.volunteers.models import VolunteerState

LISTS = {
    "preferred_channel": CHANNELS,
    "heard_through": HEARD_THROUGH,
    "travel_mode": TRAVEL_MODES,
    "remote": REMOTE_WISHES,
}
NO_LIST_WORD = "We do not know this word: it is left out. Say in the mapping what it means."


def read(table: AnyTable, mapping: ColumnMapping, today: date) -> Iterator[PersonItem]:
    """Every row as a draft, or as refused."""
    return read_people(table, lambda row: _draft(row, table.heading, mapping, today))


def _draft(row: Row, heading: list[str], mapping: ColumnMapping, today: date) -> PersonDraft:
    facts = _facts(row, mapping, today)
    code = _one(mapping, "postcode")
    found = cells.postcode(row, code) if code else None
    since = _one(mapping, "since")
    return PersonDraft(
        line=row.line,
        source=mapping.source,
        source_id=_source_id(row, mapping, facts),
        facts=facts,
        postcode=found,
        terms=tuple(_terms(row, mapping)),
        state=VolunteerState.REGISTERED,
        since=cells.moment(row, since) if since else None,
        dropped=tuple(_dropped(row, heading, mapping)),
    )


def _facts(row: Row, mapping: ColumnMapping, today: date) -> dict[str, Any]:
    facts = _names(row, mapping)
    if column := _one(mapping, "email"):
        facts["email"] = cells.email(row, column)
    for target in ("phone", "second_phone"):
        if column := _one(mapping, target):
            facts[target] = cells.phone(row, column)
    if columns := mapping.of("address"):
        facts["address"] = cells.address(row, columns)
    if mapping.of("born_on") or mapping.of("age"):
        born, age = _one(mapping, "born_on") or "", _one(mapping, "age") or ""
        facts["age_band"] = cells.age_band(row, born, age, today)
    if columns := mapping.of("about"):
        said = (row.raw(column).strip() for column in columns)
        facts["about"] = "\n".join(text for text in said if text)[:2000]
    for target in LISTS:
        if (column := _one(mapping, target)) and (word := _word(row, column, mapping, target)):
            facts[target] = word
    if column := _one(mapping, "languages"):
        facts["languages"] = _languages(row, column)
    return facts | _channel(facts)


def _names(row: Row, mapping: ColumnMapping) -> dict[str, Any]:
    first = _one(mapping, "first_name")
    if first is None:
        return cells.first_and_last(row.needed(_one(mapping, "name") or ""))
    last = _one(mapping, "last_name")
    return {
        "first_name": row.needed(first)[:200],
        "last_name": (row.text(last) or "")[:200] if last else "",
    }


def _channel(facts: dict[str, Any]) -> dict[str, str]:
    """Where nobody said how to reach them: the likeliest way."""
    if "preferred_channel" in facts:
        return {}
    ways = {"email": "email", "phone": "phone"}
    return {"preferred_channel": next((w for f, w in ways.items() if facts.get(f)), "letter")}


def _word(row: Row, column: str, mapping: ColumnMapping, target: str) -> str | None:
    """One of our words: as the mapping says, our own code, or our wording."""
    text = (row.text(column) or "").casefold()
    if not text:
        return None
    ours = {word.casefold(): code for code, word in LISTS[target].items()}
    ours |= {code.casefold(): code for code in LISTS[target]}
    said = mapping.values.get(target, {}).get(text, text)
    if said.casefold() not in ours:
        row.remark(column, NO_LIST_WORD)
    return ours.get(said.casefold())


def _languages(row: Row, column: str) -> list[str]:
    ours = {name.casefold(): code for code, name in LANGUAGES.items()}
    ours |= {code: code for code in LANGUAGES}
    said = [text.strip().casefold() for text in re.split(r"[,;|/\n]", row.raw(column))]
    if unknown := [text for text in said if text and text not in ours]:
        row.remark(column, "We do not know this language: it is left out.", ", ".join(unknown))
    return list(dict.fromkeys(ours[text] for text in said if text in ours))


def _terms(row: Row, mapping: ColumnMapping) -> Iterator[tuple[str, str]]:
    for target, kind in (("skills", Kind.SKILL), ("causes", Kind.CAUSE)):
        for column in mapping.of(target):
            for text in re.split(r"[,;|\n]", row.raw(column)):
                if word := " ".join(text.split()):
                    yield kind.value, word


def _source_id(row: Row, mapping: ColumnMapping, facts: dict[str, Any]) -> str:
    """Their own reference; without one, a digest of name and contacts: a second run knows them."""
    column = _one(mapping, "id")
    if column and (text := row.text(column)):
        return text[:200]
    told = [facts.get(name) or "" for name in ("first_name", "last_name", "email", "phone")]
    return sha256("\0".join(map(str, told)).casefold().encode()).hexdigest()[:40]


def _dropped(row: Row, heading: list[str], mapping: ColumnMapping) -> Iterator[str]:
    born = _one(mapping, "born_on")
    if born and row.raw(born).strip():
        yield "dates of birth (the age group is kept)"
    for name in heading:
        if name not in mapping.columns and row.raw(name).strip():
            yield sensitive_kind(name) or f"column {name}"


def _one(mapping: ColumnMapping, target: str) -> str | None:
    return next(iter(mapping.of(target)), None)
