"""The parts a role is made of, as the public reads them: sessions, windows, places, terms."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import OneOf, Range, Regexp

from brokerage.schema import RecordSchema, shown

ISO_DAY = Regexp(r"\d{4}-\d{2}-\d{2}", error="Write a date such as 2026-12-25")
IMPORTANCES = {"must": "Must have", "needed": "Needed", "useful": "Useful"}


class OrganisationBriefSchema(RecordSchema):
    """Who offers the role."""

    id = shown(fields.String(attribute="public_id", dump_only=True), "Organisation reference")
    name = shown(fields.String(), "Organisation")


class SessionSchema(RecordSchema):
    """Dated occurrences by a recurrence rule, in wall-clock time."""

    starts_on = shown(fields.Date(required=True), "First date")
    start_minute = shown(
        fields.Integer(required=True, validate=Range(0, 1439)), "Start, minutes after midnight"
    )
    length_minutes = shown(
        fields.Integer(required=True, validate=Range(1, 1440)), "Length in minutes"
    )
    frequency = shown(
        fields.String(validate=OneOf(["once", "daily", "weekly", "monthly"])), "Repeats"
    )
    interval = shown(fields.Integer(validate=Range(1, 52)), "Every so many weeks or months")
    weekdays = shown(fields.List(fields.Integer(validate=Range(0, 6))), "Weekdays, 0 is Monday")
    ordinals = shown(
        fields.List(fields.Integer(validate=OneOf([1, 2, 3, 4, 5, -1]))),
        "Which such weekday of the month; -1 is the last",
    )
    until = shown(fields.Date(allow_none=True), "Last date")
    count = shown(fields.Integer(allow_none=True, validate=Range(1, 1000)), "How many times")
    excluded = shown(fields.List(fields.String(validate=ISO_DAY)), "Not on")
    term_time_only = shown(fields.Boolean(), "In school terms only")
    places = shown(
        fields.Integer(allow_none=True, validate=Range(1, 10_000)), "Volunteers each time"
    )


class WindowSchema(RecordSchema):
    """A stretch of one weekday in which hours may be given."""

    weekday = shown(fields.Integer(required=True, validate=Range(0, 6)), "Weekday, 0 is Monday")
    start_minute = shown(fields.Integer(required=True, validate=Range(0, 1439)), "From")
    end_minute = shown(fields.Integer(required=True, validate=Range(1, 2880)), "To")


class PlaceSchema(RecordSchema):
    """Where the activity happens, as the public may read it (places.shown_place)."""

    name = shown(fields.String(), "Place")
    address = shown(fields.String(), "Address")
    postcode = shown(fields.String(allow_none=True), "Postcode")
    latitude = shown(fields.Float(allow_none=True), "Latitude")
    longitude = shown(fields.Float(allow_none=True), "Longitude")
    approximate = shown(fields.Boolean(), "Shown as an area")
    district_code = shown(fields.String(allow_none=True), "District code (ONS)")


class TermSchema(RecordSchema):
    """A term of a taxonomy; skills say how much they matter."""

    uri = shown(fields.String(required=True), "URI")
    importance = shown(
        fields.String(allow_none=True, validate=OneOf(list(IMPORTANCES))),
        "How much it matters",
        choices=IMPORTANCES,
    )
