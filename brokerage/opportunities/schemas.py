"""The fields of a role: one row each, for form, page, JSON, CSV and OpenAPI."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range, Regexp

from brokerage.opportunities.models import Attendance, State
from brokerage.schema import Audience, RecordSchema, row

PUBLIC, STAFF = Audience.PUBLIC, Audience.STAFF
POSTERS = (Audience.PARTNER, Audience.STAFF)  # the organisation, or a broker for it

ATTENDANCES = {
    Attendance.IN_PERSON.value: "In person",
    Attendance.HYBRID.value: "Partly from home",
    Attendance.REMOTE.value: "From home",
}
STATES = {state.value: state.value.replace("_", " ").capitalize() for state in State}
HOURS_PER = {"week": "a week", "month": "a month", "once": "in all"}
CHECK_LEVELS = {
    "none": "No check",
    "basic": "Basic DBS check",
    "standard": "Standard DBS check",
    "enhanced": "Enhanced DBS check",
    "enhanced_barred": "Enhanced DBS check with barred lists",
}
IMPORTANCES = {"must": "Must have", "needed": "Needed", "useful": "Useful"}
WEB_ADDRESS = Regexp(r"https?://[^\s]+", error="Write a web address that begins with https://")


class OrganisationBriefSchema(RecordSchema):
    """Who offers the role."""

    id = row(
        fields.String(attribute="public_id", dump_only=True),
        label="Organisation reference",
        audience=PUBLIC,
    )
    name = row(fields.String(), label="Organisation", audience=PUBLIC)


class SessionSchema(RecordSchema):
    """Dated occurrences by a recurrence rule, in wall-clock time."""

    starts_on = row(fields.Date(required=True), label="First date", audience=PUBLIC)
    start_minute = row(
        fields.Integer(required=True, validate=Range(0, 1439)),
        label="Start, minutes after midnight",
        audience=PUBLIC,
    )
    length_minutes = row(
        fields.Integer(required=True, validate=Range(1, 1440)),
        label="Length in minutes",
        audience=PUBLIC,
    )
    frequency = row(
        fields.String(validate=OneOf(["once", "daily", "weekly", "monthly"])),
        label="Repeats",
        audience=PUBLIC,
    )
    interval = row(
        fields.Integer(validate=Range(1, 52)),
        label="Every so many weeks or months",
        audience=PUBLIC,
    )
    weekdays = row(
        fields.List(fields.Integer(validate=Range(0, 6))),
        label="Weekdays, 0 is Monday",
        audience=PUBLIC,
    )
    ordinals = row(
        fields.List(fields.Integer(validate=OneOf([1, 2, 3, 4, 5, -1]))),
        label="Which such weekday of the month; -1 is the last",
        audience=PUBLIC,
    )
    until = row(fields.Date(allow_none=True), label="Last date", audience=PUBLIC)
    count = row(
        fields.Integer(allow_none=True, validate=Range(1, 1000)),
        label="How many times",
        audience=PUBLIC,
    )
    excluded = row(fields.List(fields.Date()), label="Not on", audience=PUBLIC)
    term_time_only = row(fields.Boolean(), label="In school terms only", audience=PUBLIC)


class WindowSchema(RecordSchema):
    """A stretch of one weekday in which hours may be given."""

    weekday = row(
        fields.Integer(required=True, validate=Range(0, 6)),
        label="Weekday, 0 is Monday",
        audience=PUBLIC,
    )
    start_minute = row(
        fields.Integer(required=True, validate=Range(0, 1439)), label="From", audience=PUBLIC
    )
    end_minute = row(
        fields.Integer(required=True, validate=Range(1, 2880)), label="To", audience=PUBLIC
    )


class PlaceSchema(RecordSchema):
    """Where the activity happens, as the public may read it (places.shown_place)."""

    name = row(fields.String(), label="Place", audience=PUBLIC)
    address = row(fields.String(), label="Address", audience=PUBLIC)
    postcode = row(fields.String(allow_none=True), label="Postcode", audience=PUBLIC)
    latitude = row(fields.Float(allow_none=True), label="Latitude", audience=PUBLIC)
    longitude = row(fields.Float(allow_none=True), label="Longitude", audience=PUBLIC)
    approximate = row(fields.Boolean(), label="Shown as an area", audience=PUBLIC)
    district_code = row(
        fields.String(allow_none=True), label="District code (ONS)", audience=PUBLIC
    )


class TermSchema(RecordSchema):
    """A term of a taxonomy; skills say how much they matter."""

    uri = row(fields.String(required=True), label="URI", audience=PUBLIC)
    importance = row(
        fields.String(allow_none=True, validate=OneOf(list(IMPORTANCES))),
        label="How much it matters",
        audience=PUBLIC,
        choices=IMPORTANCES,
    )


class OpportunitySchema(RecordSchema):
    """A role. Everything without an audience is for staff only."""

    id = row(
        fields.String(attribute="public_id", dump_only=True),
        label="Reference",
        audience=PUBLIC,
        drawn_apart=True,
    )
    title = row(
        fields.String(required=True, validate=Length(3, 200)),
        label="Title",
        hint="What the person will be, such as “Driver for the lunch club”",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="What",
        drawn_apart=True,
    )
    organisation = row(
        fields.Nested(OrganisationBriefSchema, dump_only=True),
        label="Organisation",
        audience=PUBLIC,
        drawn_apart=True,
    )
    state = row(
        fields.String(dump_only=True),
        label="State",
        audience=PUBLIC,
        choices=STATES,
        drawn_apart=True,
    )
    summary = row(
        fields.String(validate=Length(max=400)),
        label="In one sentence",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="What",
        drawn_apart=True,
    )
    description = row(
        fields.String(validate=Length(max=20_000)),
        label="What you would do",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="What",
        drawn_apart=True,
        multiline=True,
    )
    commitment = row(
        fields.String(validate=Length(max=400)),
        label="Time asked for",
        hint="In your own words, such as “two hours every other week”",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
    )
    attendance = row(
        fields.String(validate=OneOf(list(ATTENDANCES))),
        label="Where it is done",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Where",
        choices=ATTENDANCES,
    )
    micro = row(
        fields.Boolean(),
        label="Small tasks with no commitment",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
    )
    flexible = row(
        fields.Boolean(),
        label="At any time that suits you",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
    )
    starts_on = row(
        fields.Date(allow_none=True),
        label="Begins",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
    )
    ends_on = row(
        fields.Date(allow_none=True),
        label="Ends",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
    )
    hours_minutes = row(
        fields.Integer(allow_none=True, validate=Range(1, 10_080)),
        label="Minutes asked for",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
        drawn_apart=True,
    )
    hours_per = row(
        fields.String(allow_none=True, validate=OneOf(list(HOURS_PER))),
        label="Minutes asked for, per",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
        choices=HOURS_PER,
        drawn_apart=True,
    )
    sessions = row(
        fields.List(fields.Nested(SessionSchema)),
        label="Sessions",
        audience=PUBLIC,
        group="When",
        drawn_apart=True,
    )
    windows = row(
        fields.List(fields.Nested(WindowSchema)),
        label="Hours wanted within",
        audience=PUBLIC,
        group="When",
        drawn_apart=True,
    )
    places = row(
        fields.List(fields.Nested(PlaceSchema, dump_only=True), attribute="shown_places"),
        label="Places",
        audience=PUBLIC,
        group="Where",
        drawn_apart=True,
    )
    terms = row(
        fields.List(fields.Nested(TermSchema)),
        label="Causes, skills and requirements",
        audience=PUBLIC,
        drawn_apart=True,
    )
    minimum_age = row(
        fields.Integer(allow_none=True, validate=Range(0, 120)),
        label="Youngest age",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Who can do it",
    )
    maximum_age = row(
        fields.Integer(allow_none=True, validate=Range(0, 120)),
        label="Oldest age",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Who can do it",
    )
    check_level = row(
        fields.String(allow_none=True, validate=OneOf(list(CHECK_LEVELS))),
        label="Highest check this role seems to allow",
        hint="Your DBS provider confirms",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Who can do it",
        choices=CHECK_LEVELS,
    )
    check_reason = row(
        fields.String(allow_none=True, validate=Length(max=400)),
        label="Why a check",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Who can do it",
    )
    places_offered = row(
        fields.Integer(allow_none=True, validate=Range(1, 100_000)),
        label="Volunteers wanted",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Who can do it",
    )
    places_taken = row(fields.Integer(dump_only=True), label="Places taken", audience=STAFF)
    expenses_paid = row(
        fields.Boolean(allow_none=True),
        label="Expenses paid",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="What you get",
    )
    training_given = row(
        fields.Boolean(allow_none=True),
        label="Training given",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="What you get",
    )
    step_free = row(
        fields.Boolean(allow_none=True),
        label="Step-free access",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Getting there and getting in",
    )
    on_a_bus_route = row(
        fields.Boolean(allow_none=True),
        label="On a bus route",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Getting there and getting in",
    )
    accessible_toilet = row(
        fields.Boolean(allow_none=True),
        label="Accessible toilet",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Getting there and getting in",
    )
    parking = row(
        fields.Boolean(allow_none=True),
        label="Parking",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="Getting there and getting in",
    )
    apply_url = row(
        fields.String(allow_none=True, validate=[Length(max=500), WEB_ADDRESS]),
        label="Web address for more",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="What",
        drawn_apart=True,
    )
    published_at = row(
        fields.DateTime(dump_only=True), label="Published", audience=PUBLIC, drawn_apart=True
    )
    expires_on = row(
        fields.Date(allow_none=True),
        label="Shown until",
        audience=PUBLIC,
        editable_by=POSTERS,
        group="When",
        drawn_apart=True,
    )
    source = row(fields.String(dump_only=True), label="Came from", audience=STAFF)
    source_id = row(fields.String(dump_only=True), label="Reference at the source", audience=STAFF)
    shifted_days = row(
        fields.Integer(dump_only=True),
        label="Dates moved by, in days (demonstration)",
        audience=PUBLIC,
        drawn_apart=True,
    )


ACCESS_FIELDS = ("step_free", "on_a_bus_route", "accessible_toilet", "parking")
"""Boolean columns that people filter by, and may need."""
