"""The parts of a person's record that there are several of: times free, times away, terms."""

from __future__ import annotations

from marshmallow import ValidationError, fields
from marshmallow.validate import OneOf, Range

from brokerage.opportunities.schemas import ACCESS_FIELDS, OpportunitySchema
from brokerage.schema import Audience, RecordSchema, declared, row
from brokerage.volunteers.numbers import find_e164

SELF, STAFF = Audience.SELF, Audience.STAFF
KEEPERS = (SELF, STAFF)  # the person, or a broker for them
ACCESS_NEEDS = {  # what a role may state about access, somebody may need
    name: str(declared(OpportunitySchema)[name].metadata["label"]) for name in ACCESS_FIELDS
}


def telephone(text: str) -> None:
    """A number that could be rung; marshmallow names the field."""
    if text and find_e164(text) is None:
        raise ValidationError("Enter a telephone number, like 01632 960001 or 07700 900123.")


class AvailableWindowSchema(RecordSchema):
    """A stretch of one weekday in which somebody is free."""

    in_holidays = row(
        fields.Boolean(), label="In school holidays instead", audience=SELF, editable_by=KEEPERS
    )
    weekday = row(
        fields.Integer(required=True, validate=Range(0, 6)),
        label="Weekday, 0 is Monday",
        audience=SELF,
        editable_by=KEEPERS,
    )
    start_minute = row(
        fields.Integer(required=True, validate=Range(0, 1439)),
        label="From, minutes after midnight",
        audience=SELF,
        editable_by=KEEPERS,
    )
    end_minute = row(
        fields.Integer(required=True, validate=Range(1, 2880)),
        label="Until, minutes after midnight",
        hint="More than 1440 runs into the next day",
        audience=SELF,
        editable_by=KEEPERS,
    )


class PauseSchema(RecordSchema):
    """Away from one date to another, both included."""

    first_on = row(fields.Date(required=True), label="First day away", audience=SELF)
    last_on = row(fields.Date(required=True), label="Last day away", audience=SELF)


class HeldTermSchema(RecordSchema):
    """A skill held, a cause cared about, or a practical access need."""

    uri = row(fields.String(required=True), label="URI", audience=SELF)
    level = row(
        fields.Float(allow_none=True, validate=Range(0, 1)), label="How well", audience=SELF
    )
    verified = row(fields.Boolean(dump_only=True), label="Proof was seen", audience=STAFF)


def chosen(choices: dict[str, str], label: str, group: str, hint: str = "") -> fields.String:
    """One answer of a list, or none."""
    return row(
        fields.String(allow_none=True, validate=OneOf(list(choices))),
        label=label,
        hint=hint,
        audience=SELF,
        editable_by=KEEPERS,
        group=group,
        choices=choices,
    )
