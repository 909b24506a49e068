"""The fields of a person: one row each. Nobody's details are public, and closed is the default."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import ContainsOnly, Email, Length, OneOf, Range

from brokerage.schema import RecordSchema, row
from brokerage.volunteers.choices import (
    AGE_BANDS,
    BIRTH_DATE_REASONS,
    CHANNELS,
    HEARD_THROUGH,
    LANGUAGES,
    REMOTE_WISHES,
    TRAVEL_MODES,
    VOLUNTEERED_BEFORE,
)
from brokerage.volunteers.models import VolunteerState
from brokerage.volunteers.parts import (
    ACCESS_NEEDS,
    KEEPERS,
    SELF,
    STAFF,
    AvailableWindowSchema,
    HeldTermSchema,
    PauseSchema,
    chosen,
    telephone,
)
from brokerage.volunteers.states import IN_WORDS

STATES = {state.value: IN_WORDS[state].capitalize() for state in VolunteerState}


class VolunteerSchema(RecordSchema):
    """A person who offers time."""

    id = row(
        fields.String(attribute="public_id", dump_only=True),
        label="Reference",
        audience=SELF,
        drawn_apart=True,
    )
    state = row(
        fields.String(dump_only=True),
        label="State",
        audience=SELF,
        choices=STATES,
        group="With us",
    )
    first_name = row(
        fields.String(required=True, validate=Length(1, 200)),
        label="First name",
        audience=SELF,
        editable_by=KEEPERS,
        group="Who you are",
    )
    last_name = row(
        fields.String(validate=Length(max=200)),
        label="Last name",
        audience=SELF,
        editable_by=KEEPERS,
        group="Who you are",
    )
    age_band = chosen(
        AGE_BANDS, "Age group", "Who you are", "Some roles have a lowest or highest age"
    )
    born_on = row(
        fields.Date(allow_none=True, dump_only=True),
        label="Date of birth",
        hint="Asked only where a role needs it",
        audience=SELF,
        group="Who you are",
    )
    born_on_needed_for = row(
        fields.String(allow_none=True, dump_only=True),
        label="Why the date of birth is needed",
        audience=SELF,
        group="Who you are",
        choices=BIRTH_DATE_REASONS,
    )
    about = row(
        fields.String(validate=Length(max=2000)),
        label="About you",
        hint="What you like doing, what you would like to learn",
        audience=SELF,
        editable_by=KEEPERS,
        group="Who you are",
        multiline=True,
    )
    email = row(
        fields.String(allow_none=True, validate=[Length(max=254), Email()]),
        label="E-mail",
        hint="Leave it empty if you have none; people of one household may share one",
        audience=SELF,
        editable_by=KEEPERS,
        group="How to reach you",
    )
    phone = row(
        fields.String(allow_none=True, validate=[Length(max=40), telephone]),
        label="Telephone",
        hint="A landline or a mobile, as you would say it",
        audience=SELF,
        editable_by=KEEPERS,
        group="How to reach you",
    )
    second_phone = row(
        fields.String(allow_none=True, validate=[Length(max=40), telephone]),
        label="Another telephone",
        audience=SELF,
        editable_by=KEEPERS,
        group="How to reach you",
    )
    address = row(
        fields.String(validate=Length(max=500)),
        label="Address for letters",
        hint="Only needed where letters are the best way to reach you",
        audience=SELF,
        editable_by=KEEPERS,
        group="How to reach you",
        multiline=True,
    )
    preferred_channel = row(
        fields.String(validate=OneOf(list(CHANNELS))),
        label="Best way to reach you",
        audience=SELF,
        editable_by=KEEPERS,
        group="How to reach you",
        choices=CHANNELS,
    )
    languages = row(
        fields.List(fields.String(), validate=ContainsOnly(list(LANGUAGES))),
        label="Languages you speak",
        audience=SELF,
        editable_by=KEEPERS,
        group="What you offer",
        choices=LANGUAGES,
    )
    access_needs = row(
        fields.List(fields.String(), validate=ContainsOnly(list(ACCESS_NEEDS))),
        label="What you need to take part",
        audience=SELF,
        editable_by=KEEPERS,
        group="What you need",
        choices=ACCESS_NEEDS,
    )
    heard_through = chosen(HEARD_THROUGH, "How you heard of us", "With us")
    volunteered_before = chosen(
        VOLUNTEERED_BEFORE,
        "Have you volunteered before?",
        "With us",
        "With any group, club or charity",
    )
    postcode = row(
        fields.String(allow_none=True, validate=Length(max=8)),
        label="Postcode",
        hint="The first half is enough, such as TN23",
        audience=SELF,
        editable_by=KEEPERS,
        group="Where",
    )
    latitude = row(fields.Float(dump_only=True), label="Latitude", audience=STAFF, drawn_apart=True)
    longitude = row(
        fields.Float(dump_only=True), label="Longitude", audience=STAFF, drawn_apart=True
    )
    approximate = row(
        fields.Boolean(dump_only=True), label="Known only by area", audience=STAFF, group="Where"
    )
    district_code = row(
        fields.String(dump_only=True), label="District code (ONS)", audience=STAFF, group="Where"
    )
    within_km = row(
        fields.Float(allow_none=True, validate=Range(0.1, 500)),
        label="Furthest, in kilometres",
        audience=SELF,
        editable_by=KEEPERS,
        group="Where",
    )
    travel_mode = row(
        fields.String(allow_none=True, validate=OneOf(list(TRAVEL_MODES))),
        label="How you travel",
        audience=SELF,
        editable_by=KEEPERS,
        group="Where",
        choices=TRAVEL_MODES,
    )
    remote = row(
        fields.String(validate=OneOf(list(REMOTE_WISHES))),
        label="Roles done from home",
        audience=SELF,
        editable_by=KEEPERS,
        group="Where",
        choices=REMOTE_WISHES,
    )
    any_time = row(
        fields.Boolean(), label="Any time", audience=SELF, editable_by=KEEPERS, group="When"
    )
    week_changes = row(
        fields.Boolean(),
        label="My week changes",
        audience=SELF,
        editable_by=KEEPERS,
        group="When",
    )
    minutes_per_week = row(
        fields.Integer(allow_none=True, validate=Range(1, 10_080)),
        label="At most, minutes a week",
        audience=SELF,
        editable_by=KEEPERS,
        group="When",
    )
    available_from = row(
        fields.Date(allow_none=True),
        label="Free from",
        audience=SELF,
        editable_by=KEEPERS,
        group="When",
    )
    windows = row(
        fields.List(fields.Nested(AvailableWindowSchema)),
        label="Times you are free",
        audience=SELF,
        group="When",
        drawn_apart=True,
    )
    pauses = row(
        fields.List(fields.Nested(PauseSchema)),
        label="Times away",
        audience=SELF,
        group="When",
        drawn_apart=True,
    )
    terms = row(
        fields.List(fields.Nested(HeldTermSchema)),
        label="Skills, causes and access needs",
        audience=SELF,
        drawn_apart=True,
    )
    version = row(fields.Integer(dump_only=True), label="Version", audience=STAFF, drawn_apart=True)
    created_at = row(fields.DateTime(dump_only=True), label="First heard of", audience=STAFF)
