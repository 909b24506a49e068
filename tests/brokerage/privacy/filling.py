"""A row in every table that is about a person, with a mark in every text, whatever tables come."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, Integer, String, Text, insert, select
from sqlalchemy.orm import Session

from brokerage.db import Base, Moment, now
from brokerage.equality.categories import VERSIONS, questions
from brokerage.privacy.tables import about_a_person

MARK = "Zzmark"
_QUESTION = next(iter(questions()))
NOT_WORDS = {  # columns with a set of values, and what a row may hold
    "volunteer_checks.level": "basic",
    "volunteer_checks.decision": "suitable",
    "introductions.state": "withdrawn",
    "introductions.before": None,
    "introductions.owner": None,
    "introductions.waiting_for": None,
    "introductions.reason": "other",
    "follow_ups.outcome": "well",
    "messages.channel": "email",
    "messages.state": "sent",
    "alerts.how_often": "weekly",
    "training_bookings.state": "booked",
    "account_hats.role": "volunteer",
    "account_hats.centre_id": None,
    "account_hats.organisation_id": None,
    "guardian_consents.answer": "agreed",
    "volunteer_transfers.state": "asked",
    "concern_holds.organisation_id": None,
    "volunteer_pairs.older_id": 1,
    "volunteers_not_the_same.first_id": 1,
    "equality_answers.question": _QUESTION,
    "equality_answers.answer": next(iter(questions()[_QUESTION].choices)),
    "equality_answers.list_version": VERSIONS[-1],
    "consents.purpose": "news",
    "data_requests.kind": "correct",
    "tasks.kind": "other",
}
CODES = (  # names of codes, ours and not the person's; nobody writes into these
    "actor", "through", "kind", "on_behalf_of", "by", "state", "outcome", "version", "result",
    "purpose", "reason", "role", "id", "key", "internet_id", "uri", "channel", "how", "claim",
    "question", "answer", "token", "made_for", "problem", "source", "decision", "level", "centre",
    "public", "list_version", "moment", "wording", "side", "first", "second", "third",
)  # fmt: skip
_numbers = count(1000)


def fill_every_table(session: Session, known: dict[str, Any]) -> set[str]:
    """One row in each table about people; ``known`` has the ids and codes that keys point at."""
    filled = set()
    tables = [table for table, _ in about_a_person()]
    for table in sorted(tables, key=lambda one: one.name != "introductions"):
        values = {}
        for column in table.columns:
            if column.primary_key:
                continue
            values[column.name] = _value(column, known)
        made = session.execute(insert(table).values(**values).returning(table.c.id))
        known.setdefault(table.name, made.scalar_one())
        filled.add(table.name)
    return filled


def marks_left(session: Session) -> set[str]:
    """Where a mark still stands, in any table there is."""
    found = set()
    for table in Base.metadata.tables.values():
        for row in session.execute(select(table)).mappings():
            for name, value in row.items():
                if MARK in str(value):
                    found.add(f"{table.name}.{name}")
    return found


def _value(column: Any, known: dict[str, Any]) -> Any:
    name = f"{column.table.name}.{column.name}"
    if name in NOT_WORDS:
        return NOT_WORDS[name]
    for key in column.foreign_keys:
        return known.get(key.column.table.name)
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Moment):
        return now()
    if isinstance(column.type, Date):
        return date(2026, 11, 1)
    if isinstance(column.type, JSON):
        return {"said": MARK} if column.name in ("shared", "before", "moved") else [MARK]
    if isinstance(column.type, Integer | Float):
        return 1
    if isinstance(column.type, String | Text):
        coded = column.name.rpartition("_")[2] in CODES or column.name in CODES
        return f"c{next(_numbers)}" if coded else f"{MARK} {next(_numbers)}"
    raise AssertionError(f"what does {name} hold?")
