"""Forms from schemas: what to draw, and what came back.

A control is what templates/components/form.html draws; which control follows from the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict

from brokerage.schema import Audience, declared, seen_by

NOT_STATED = ""


@dataclass(frozen=True)
class Control:
    """One question of a form, with what was answered and what is wrong with it."""

    name: str
    kind: str  # text, long_text, number, date, radios, select, checkboxes
    label: str
    hint: str = ""
    group: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    values: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The answer of a control that takes one."""
        return self.values[0] if self.values else ""


def controls(
    schema: type[Schema],
    editor: Audience,
    values: Mapping[str, Any] | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> list[Control]:
    """The controls an editor gets, filled with ``values`` (a record's or what was just typed)."""
    found = []
    for name, field in declared(schema).items():
        if editor not in field.metadata.get("editable_by", ()):
            continue
        control = _control(name, field)
        given = _texts((values or {}).get(name))
        found.append(replace(control, values=given, errors=tuple((errors or {}).get(name, ()))))
    return found


def read_form(
    schema: type[Schema], editor: Audience, form: MultiDict[str, str]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """(clean values, errors by field name). Only fields the editor may change are taken."""
    raw: dict[str, Any] = {}
    for control in controls(schema, editor):
        if control.kind == "checkboxes":
            raw[control.name] = [text for text in form.getlist(control.name) if text]
        else:
            text = (form.get(control.name) or "").strip()
            raw[control.name] = text if text else None
    known = {name: value for name, value in raw.items() if value is not None}
    names = tuple(raw)
    try:
        data = seen_by(schema, Audience.STAFF)(only=names).load(known)
    except ValidationError as problem:
        return dict(problem.valid_data or {}), _by_field(problem.messages)
    empty: dict[str, Any] = {name: None for name, value in raw.items() if value is None}
    return {**empty, **dict(data)}, {}


def _by_field(messages: Any) -> dict[str, list[str]]:
    return {
        str(name): [str(m) for m in (found if isinstance(found, list) else found.values())]
        for name, found in messages.items()
    }


def _control(name: str, field: fields.Field[Any]) -> Control:
    choices = tuple((field.metadata.get("choices") or {}).items())
    return Control(
        name=name,
        kind=_kind(field, choices),
        label=str(field.metadata.get("label", name)),
        hint=str(field.metadata.get("hint", "")),
        group=str(field.metadata.get("group", "")),
        choices=choices or _yes_no(field),
        required=field.required,
    )


def _kind(field: fields.Field[Any], choices: tuple[tuple[str, str], ...]) -> str:
    if isinstance(field, fields.List):
        return "checkboxes"
    if isinstance(field, fields.Boolean):
        return "radios"
    if choices:
        return "radios" if len(choices) <= 6 else "select"
    if isinstance(field, fields.Date):
        return "date"
    if isinstance(field, fields.Number):
        return "number"
    return "long_text" if field.metadata.get("multiline") else "text"


def _yes_no(field: fields.Field[Any]) -> tuple[tuple[str, str], ...]:
    if not isinstance(field, fields.Boolean):
        return ()
    rest = ((NOT_STATED, "Not stated"),) if field.allow_none else ()
    return (("true", "Yes"), ("false", "No"), *rest)


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return (str(value).lower() if isinstance(value, bool) else str(value),)
