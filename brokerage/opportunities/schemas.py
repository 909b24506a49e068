"""The fields of a role: one row each, for form, page, JSON, CSV and OpenAPI."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range, Regexp

from brokerage.opportunities.models import Attendance, Kind, State
from brokerage.opportunities.parts import (
    OrganisationBriefSchema,
    PlaceSchema,
    SessionSchema,
    TermSchema,
    WindowSchema,
)
from brokerage.schema import Audience, FieldT, RecordSchema, declared, row, shown

POSTERS = (Audience.PARTNER, Audience.STAFF)  # the organisation, or a broker for it
WHAT, WHEN, WHERE, WHO = "What", "When", "Where", "Who can do it"
REWARD, ACCESS = "What you get", "Getting there and getting in"
BOARD, GROUP = "Being a trustee", "For a group"

ATTENDANCES = {
    Attendance.IN_PERSON.value: "In person",
    Attendance.HYBRID.value: "Partly from home",
    Attendance.REMOTE.value: "From home",
}
KINDS = {
    Kind.ROLE.value: "A volunteer role",
    Kind.TRUSTEE.value: "A trustee",
    Kind.GROUP.value: "Something for a group",
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
WEB_ADDRESS = Regexp(r"https?://[^\s]+", error="Write a web address that begins with https://")


def posted(field: FieldT, label: str, group: str, **more: Any) -> FieldT:
    """A public field that the organisation, or a broker for it, fills in."""
    return shown(field, label, group=group, editable_by=POSTERS, **more)


class OpportunitySchema(RecordSchema):
    """A role. Everything without an audience is for staff only."""

    id = shown(fields.String(attribute="public_id", dump_only=True), "Reference", drawn_apart=True)
    title = posted(
        fields.String(required=True, validate=Length(3, 200)),
        "Title",
        WHAT,
        drawn_apart=True,
        hint="What the person will be, such as “Driver for the lunch club”",
    )
    organisation = shown(
        fields.Nested(OrganisationBriefSchema, dump_only=True), "Organisation", drawn_apart=True
    )
    kind = shown(
        fields.String(validate=OneOf(list(KINDS))),
        "What it is",
        choices=KINDS,
        group=WHAT,
        drawn_apart=True,
    )
    state = shown(fields.String(dump_only=True), "State", choices=STATES, drawn_apart=True)
    summary = posted(
        fields.String(validate=Length(max=400)), "In one sentence", WHAT, drawn_apart=True
    )
    description = posted(
        fields.String(validate=Length(max=20_000)),
        "What you would do",
        WHAT,
        drawn_apart=True,
        multiline=True,
    )
    commitment = posted(
        fields.String(validate=Length(max=400)),
        "Time asked for",
        WHEN,
        hint="In your own words, such as “two hours every other week”",
    )
    attendance = posted(
        fields.String(validate=OneOf(list(ATTENDANCES))),
        "Where it is done",
        WHERE,
        choices=ATTENDANCES,
    )
    micro = posted(fields.Boolean(), "Small tasks with no commitment", WHEN)
    flexible = posted(fields.Boolean(), "At any time that suits you", WHEN)
    starts_on = posted(fields.Date(allow_none=True), "Begins", WHEN)
    ends_on = posted(fields.Date(allow_none=True), "Ends", WHEN)
    hours_minutes = posted(
        fields.Integer(allow_none=True, validate=Range(1, 10_080)),
        "Minutes asked for",
        WHEN,
        drawn_apart=True,
    )
    hours_per = posted(
        fields.String(allow_none=True, validate=OneOf(list(HOURS_PER))),
        "Minutes asked for, per",
        WHEN,
        choices=HOURS_PER,
        drawn_apart=True,
    )
    sessions = shown(
        fields.List(fields.Nested(SessionSchema)), "Sessions", group=WHEN, drawn_apart=True
    )
    windows = shown(
        fields.List(fields.Nested(WindowSchema)),
        "Hours wanted within",
        group=WHEN,
        drawn_apart=True,
    )
    places = shown(
        fields.List(fields.Nested(PlaceSchema, dump_only=True), attribute="shown_places"),
        "Places",
        group=WHERE,
        drawn_apart=True,
    )
    terms = shown(
        fields.List(fields.Nested(TermSchema)), "Causes, skills and requirements", drawn_apart=True
    )
    minimum_age = posted(
        fields.Integer(allow_none=True, validate=Range(0, 120)), "Youngest age", WHO
    )
    maximum_age = posted(fields.Integer(allow_none=True, validate=Range(0, 120)), "Oldest age", WHO)
    with_children = posted(
        fields.Boolean(allow_none=True), "With children or young people under 18", WHO
    )
    with_adults_at_risk = posted(
        fields.Boolean(allow_none=True),
        "With adults who get care or support",
        WHO,
        hint="Because of age, illness or disability",
    )
    in_private_homes = posted(fields.Boolean(allow_none=True), "In people’s homes", WHO)
    shareable = posted(fields.Boolean(allow_none=True), "Can be shared by two people", WHO)
    good_first_role = posted(
        fields.Boolean(allow_none=True),
        "A good first step",
        WHO,
        hint="No experience needed: somebody shows them how",
    )
    check_level = posted(
        fields.String(allow_none=True, validate=OneOf(list(CHECK_LEVELS))),
        "Highest check this role seems to allow",
        WHO,
        choices=CHECK_LEVELS,
        hint="Your DBS provider confirms",
    )
    check_reason = posted(
        fields.String(allow_none=True, validate=Length(max=400)), "Why a check", WHO
    )
    places_offered = posted(
        fields.Integer(allow_none=True, validate=Range(1, 100_000)), "Volunteers wanted", WHO
    )
    places_taken = row(fields.Integer(dump_only=True), label="Places taken")
    interview_needed = posted(
        fields.Boolean(allow_none=True),
        "A first meeting before you start",
        WHO,
        hint="Nobody is accepted before it",
    )
    in_flight_limit = row(
        fields.Integer(allow_none=True, validate=Range(1, 1000)),
        label="Volunteers to talk to at once",
        hint="More than that wait until an answer is given",
        audience=Audience.PARTNER,
        editable_by=POSTERS,
        group=WHO,
    )
    in_flight = row(fields.Integer(dump_only=True), label="Introductions under way")
    expenses_paid = posted(fields.Boolean(allow_none=True), "Expenses paid", REWARD)
    training_given = posted(fields.Boolean(allow_none=True), "Training given", REWARD)
    meetings_a_year = posted(
        fields.Integer(allow_none=True, validate=Range(1, 60)), "Meetings a year", BOARD
    )
    term_years = posted(
        fields.Integer(allow_none=True, validate=Range(1, 20)), "Years in office", BOARD
    )
    induction_given = posted(
        fields.Boolean(allow_none=True),
        "An induction before the first meeting",
        BOARD,
        hint="Such as a talk with the chair, and the accounts and rules to read",
    )
    eligibility_declared = posted(
        fields.Boolean(allow_none=True), "A declaration that you may be a trustee", BOARD
    )
    group_least = posted(
        fields.Integer(allow_none=True, validate=Range(2, 1000)), "Smallest group", GROUP
    )
    group_most = posted(
        fields.Integer(allow_none=True, validate=Range(2, 1000)), "Largest group", GROUP
    )
    getting_there = posted(
        fields.String(validate=Length(max=400)),
        "How to get there",
        ACCESS,
        hint="Such as “Bus 10 stops outside. Ring the bell at the side door.”",
    )
    step_free = posted(fields.Boolean(allow_none=True), "Step-free access", ACCESS)
    on_a_bus_route = posted(fields.Boolean(allow_none=True), "On a bus route", ACCESS)
    accessible_toilet = posted(fields.Boolean(allow_none=True), "Accessible toilet", ACCESS)
    parking = posted(fields.Boolean(allow_none=True), "Parking", ACCESS)
    apply_url = posted(
        fields.String(allow_none=True, validate=[Length(max=500), WEB_ADDRESS]),
        "Web address for more",
        WHAT,
        drawn_apart=True,
    )
    published_at = shown(fields.DateTime(dump_only=True), "Published", drawn_apart=True)
    expires_on = posted(fields.Date(allow_none=True), "Shown until", WHEN, drawn_apart=True)
    source = row(fields.String(dump_only=True), label="Came from")
    source_id = row(fields.String(dump_only=True), label="Reference at the source")
    shifted_days = shown(
        fields.Integer(dump_only=True), "Dates moved by, in days (demonstration)", drawn_apart=True
    )


ACCESS_FIELDS = tuple(
    name
    for name, field in declared(OpportunitySchema).items()
    if field.metadata["group"] == ACCESS and isinstance(field, fields.Boolean)
)
"""Yes-or-no columns about access: each is a filter, and something a person may need."""
