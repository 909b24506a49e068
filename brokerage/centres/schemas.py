"""The fields of a volunteer centre: one row each, for page, JSON, CSV and OpenAPI."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, Range

from brokerage.schema import Audience, RecordSchema, row

PUBLIC, STAFF = Audience.PUBLIC, Audience.STAFF
KEEPERS = (Audience.STAFF,)


class OpeningTimeSchema(RecordSchema):
    """Days on which a centre opens and closes at the same time."""

    days = row(fields.String(required=True), label="Days", audience=PUBLIC)
    opens = row(fields.String(required=True), label="Opens", audience=PUBLIC)
    closes = row(fields.String(required=True), label="Closes", audience=PUBLIC)


class CentreSchema(RecordSchema):
    """A volunteer centre, as everybody may read it."""

    id = row(
        fields.String(attribute="public_id", dump_only=True),
        label="Reference",
        audience=PUBLIC,
        drawn_apart=True,
    )
    slug = row(
        fields.String(dump_only=True),
        label="Name in addresses",
        audience=PUBLIC,
        drawn_apart=True,
    )
    name = row(
        fields.String(required=True, validate=Length(3, 200)),
        label="Name",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    about = row(
        fields.String(validate=Length(max=5000)),
        label="About the centre",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
        multiline=True,
    )
    phone = row(
        fields.String(required=True, validate=Length(max=40)),
        label="Telephone",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    email = row(
        fields.Email(allow_none=True),
        label="E-mail",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    website = row(
        fields.URL(allow_none=True, schemes={"http", "https"}),
        label="Website",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    address = row(
        fields.String(validate=Length(max=200)),
        label="Address",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    postcode = row(
        fields.String(allow_none=True),
        label="Postcode",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    latitude = row(
        fields.Float(allow_none=True, validate=Range(-90, 90)),
        label="Latitude",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    longitude = row(
        fields.Float(allow_none=True, validate=Range(-180, 180)),
        label="Longitude",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    opening_times = row(
        fields.List(fields.Nested(OpeningTimeSchema)),
        label="Opening times",
        audience=PUBLIC,
        editable_by=KEEPERS,
        drawn_apart=True,
    )
    is_lead = row(
        fields.Boolean(),
        label="Lead centre",
        audience=PUBLIC,
        drawn_apart=True,
    )
