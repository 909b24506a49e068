"""One declaration of a field.

A field is a column in ``models.py`` and one row in ``schemas.py``. From that row come the form
(forms.py), its validation and error summary, the page, the JSON, the CSV column, the OpenAPI
schema and the data dictionary. Closed by default: a row without an audience is for staff only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from marshmallow import RAISE, Schema, fields

FieldT = TypeVar("FieldT", bound=fields.Field[Any])


class Audience(StrEnum):
    """Who may see a field. ``PARTNER`` is the organisation; ``SELF`` the person it is about."""

    PUBLIC = "public"
    SELF = "self"
    PARTNER = "partner"
    STAFF = "staff"
    SENSITIVE = "sensitive"
    EVALUATION = "evaluation"


SEES: Mapping[Audience, frozenset[Audience]] = {
    Audience.PUBLIC: frozenset({Audience.PUBLIC}),
    Audience.SELF: frozenset({Audience.PUBLIC, Audience.SELF}),
    Audience.PARTNER: frozenset({Audience.PUBLIC, Audience.PARTNER}),
    Audience.STAFF: frozenset({Audience.PUBLIC, Audience.SELF, Audience.PARTNER, Audience.STAFF}),
    Audience.SENSITIVE: frozenset({Audience.SENSITIVE}),
    Audience.EVALUATION: frozenset({Audience.PUBLIC, Audience.EVALUATION}),
}


def row(
    field: FieldT,
    *,
    label: str,
    audience: Audience = Audience.STAFF,
    editable_by: Iterable[Audience] = (),
    hint: str = "",
    group: str = "",
    choices: Mapping[str, str] | None = None,
    drawn_apart: bool = False,
    multiline: bool = False,
) -> FieldT:
    """Give a marshmallow field everything that forms, pages and files need to know.

    ``choices`` maps stored values to words. ``drawn_apart``: a component of its own draws it on
    pages (a map, the week strip), so the generic list of facts leaves it out.
    """
    field.metadata = {
        **field.metadata,
        "label": label,
        "title": label,
        "description": hint or label,
        "audience": audience,
        "editable_by": frozenset(editable_by),
        "hint": hint,
        "group": group,
        "choices": dict(choices or {}),
        "drawn_apart": drawn_apart,
        "multiline": multiline,
    }
    return field


def shown(field: FieldT, label: str, **more: Any) -> FieldT:
    """A row that everybody may see."""
    return row(field, label=label, audience=Audience.PUBLIC, **more)


class RecordSchema(Schema):
    """Base of all schemas: unknown fields are refused by name, order is as declared."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "This field is not known."}  # noqa: RUF012 - as marshmallow has it


def audience_of(field: fields.Field[Any]) -> Audience:
    """The audience of a field; staff where none was declared."""
    return Audience(field.metadata.get("audience", Audience.STAFF))


def visible(field: fields.Field[Any], audience: Audience) -> bool:
    """Whether an audience may see a field."""
    return audience_of(field) in SEES[audience]


def declared(schema: type[Schema]) -> dict[str, fields.Field[Any]]:
    """The rows of a schema in order."""
    return dict(schema._declared_fields)


@cache
def seen_by(schema: type[Schema], audience: Audience) -> type[Schema]:
    """The schema class with only what this audience sees; named for it (PublicOpportunity)."""
    names = tuple(n for n, field in declared(schema).items() if visible(field, audience))
    base = schema.__name__.removesuffix("Schema")
    meta = type("Meta", (schema.Meta,), {"fields": names})
    return type(f"{audience.value.title()}{base}Schema", (schema,), {"Meta": meta})


@dataclass(frozen=True)
class Fact:
    """One line of a page: a label and the value in words."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class FactGroup:
    """Facts under one heading."""

    title: str
    facts: tuple[Fact, ...]


def facts(
    schema: type[Schema], record: Any, audience: Audience, blank: bool = False
) -> list[FactGroup]:
    """What a page lists of a record for an audience, grouped and in words.

    Values that are not stated are left out unless ``blank``.
    """
    groups: dict[str, list[Fact]] = {}
    for name, field in declared(schema).items():
        if not visible(field, audience) or field.metadata.get("drawn_apart"):
            continue
        value = in_words(field, getattr(record, field.attribute or name))
        if value or blank:
            fact = Fact(name, str(field.metadata.get("label", name)), value or "Not stated")
            groups.setdefault(str(field.metadata.get("group", "")), []).append(fact)
    return [FactGroup(title, tuple(rows)) for title, rows in groups.items()]


def in_words(field: fields.Field[Any], value: Any) -> str:
    """A stored value as a person reads it; an empty text where it is not stated."""
    if value is None or value == "" or value == []:
        return ""
    choices = field.metadata.get("choices") or {}
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple):
        return ", ".join(str(choices.get(str(item), item)) for item in value)
    if isinstance(value, datetime | date):
        return day_in_words(value)
    return str(choices.get(str(value), value))


def day_in_words(day: date) -> str:
    """24 November 2026."""
    return f"{day.day} {day:%B %Y}"
