"""One row gives form, page, JSON, CSV and OpenAPI; audiences hold everywhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from marshmallow import Schema, ValidationError, fields
from marshmallow.validate import OneOf

import brokerage
from brokerage.schema import (
    Audience,
    RecordSchema,
    audience_of,
    declared,
    facts,
    in_words,
    row,
    seen_by,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "public_fields.json"


class PetSchema(RecordSchema):
    name = row(fields.String(required=True), label="Name", audience=Audience.PUBLIC, group="About")
    chip = row(fields.String(), label="Chip number")
    size = row(
        fields.String(validate=OneOf(["s", "l"])),
        label="Size",
        audience=Audience.PUBLIC,
        choices={"s": "Small", "l": "Large"},
        group="About",
    )
    born_on = row(fields.Date(), label="Born", audience=Audience.PUBLIC, group="Dates")
    tame = row(fields.Boolean(allow_none=True), label="Tame", audience=Audience.PUBLIC)
    vet_notes = row(fields.String(), label="Vet", audience=Audience.SENSITIVE)
    undeclared = fields.String()


@dataclass
class Pet:
    name: str = "Rex"
    chip: str = "123"
    size: str = "l"
    born_on: date | None = date(2024, 2, 29)
    tame: bool | None = None
    vet_notes: str = "private"
    undeclared: str = "private"
    extra: list[str] = field(default_factory=list)


def test_a_row_without_an_audience_is_for_staff_only() -> None:
    assert audience_of(declared(PetSchema)["chip"]) is Audience.STAFF
    assert audience_of(declared(PetSchema)["undeclared"]) is Audience.STAFF


def test_the_public_schema_holds_public_fields_and_is_named_for_it() -> None:
    public = seen_by(PetSchema, Audience.PUBLIC)
    assert public.__name__ == "PublicPetSchema"
    assert set(public().dump(Pet())) == {"name", "size", "born_on", "tame"}


def test_staff_do_not_see_sensitive_fields_in_passing() -> None:
    assert "vet_notes" not in seen_by(PetSchema, Audience.STAFF)().dump(Pet())
    assert set(seen_by(PetSchema, Audience.SENSITIVE)().dump(Pet())) == {"vet_notes"}


def test_unknown_fields_are_refused_by_name() -> None:
    with pytest.raises(ValidationError) as refusal:
        seen_by(PetSchema, Audience.PUBLIC)().load({"name": "Rex", "wings": 2, "chip": "x"})
    assert set(refusal.value.messages) == {"wings", "chip"}


def test_a_page_lists_facts_in_words_and_leaves_out_what_is_not_stated() -> None:
    groups = facts(PetSchema, Pet(), Audience.PUBLIC)
    found = {(g.title, f.label): f.value for g in groups for f in g.facts}
    assert found == {
        ("About", "Name"): "Rex",
        ("About", "Size"): "Large",
        ("Dates", "Born"): "29 February 2024",
    }
    blank = facts(PetSchema, Pet(), Audience.PUBLIC, blank=True)
    assert "Not stated" in [f.value for g in blank for f in g.facts]


def test_yes_no_and_lists_are_written_in_words() -> None:
    choices = declared(PetSchema)["size"]
    assert in_words(choices, ["s", "l"]) == "Small, Large"
    assert in_words(declared(PetSchema)["tame"], False) == "No"


def _schemas() -> list[type[Schema]]:
    """Every schema that is written down anywhere in the application."""
    names = [name for _, name, _ in walk_packages(brokerage.__path__, "brokerage.")]
    modules = [import_module(n) for n in names if n.endswith(("schemas", ".parts"))]
    found = {
        item
        for module in modules
        for item in vars(module).values()
        if isinstance(item, type)
        and issubclass(item, RecordSchema)
        and item.__module__ == module.__name__
        and item is not RecordSchema
    }
    return sorted(found, key=lambda schema: schema.__name__)


def test_every_public_field_is_in_the_golden_list(request: pytest.FixtureRequest) -> None:
    """A field becomes public only with a visible change of this file."""
    found = {
        schema.__name__: [
            name for name, item in declared(schema).items() if audience_of(item) is Audience.PUBLIC
        ]
        for schema in _schemas()
    }
    if request.config.getoption("--refresh-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n")
    assert json.loads(GOLDEN.read_text()) == found


def test_every_row_has_a_label() -> None:
    missing = [
        f"{schema.__name__}.{name}"
        for schema in _schemas()
        for name, item in declared(schema).items()
        if not item.metadata.get("label")
    ]
    assert missing == []
