"""What somebody asks for, and what they are told: the same rows for page, API and terminal."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from brokerage.opportunities.schemas import ACCESS_FIELDS, OpportunitySchema
from brokerage.schema import Audience, RecordSchema, seen_by, shown

ASKERS = (Audience.PUBLIC,)

REMOTE_WISHES = {
    "welcome": "Yes, as well",
    "no": "No",
    "only": "Only from home",
}
TRAVEL_MODES = {
    "walk": "On foot",
    "cycle": "By bicycle",
    "bus": "By bus",
    "car": "By car",
}
KINDS = {
    "one_off": "One-off",
    "regular": "Regular",
    "flexible": "Flexible hours",
    "remote": "From home",
    "hybrid": "Partly from home",
    "micro": "Small tasks",
    "trustee": "Trustee roles",
    "group": "For groups",
}
ACCESS_LABELS = {
    name: str(OpportunitySchema._declared_fields[name].metadata["label"]) for name in ACCESS_FIELDS
}
SINCE = {"7": "Last 7 days", "30": "Last 30 days", "90": "Last 3 months"}
MAX_KM = 1000.0
MAX_MINUTES = 300
LONGEST_TEXT = 500


def _texts(longest: int = 60, most: int = 60) -> fields.List[Any]:
    return fields.List(fields.String(validate=Length(1, longest)), validate=Length(max=most))


class ProfileSchema(RecordSchema):
    """About the person who asks. Nothing is required; nothing is kept."""

    near = shown(
        fields.String(validate=Length(max=100)),
        "Where are you?",
        hint="A postcode, a town or village, or latitude and longitude",
        editable_by=ASKERS,
        group="Where",
    )
    within_km = shown(
        fields.Float(allow_none=True, validate=Range(min=0.1, max=MAX_KM)),
        "How far can you travel, in kilometres?",
        group="Where",
    )
    travel_mode = shown(
        fields.String(allow_none=True, validate=OneOf(list(TRAVEL_MODES))),
        "How do you travel?",
        group="Where",
        choices=TRAVEL_MODES,
    )
    within_minutes = shown(
        fields.Integer(allow_none=True, validate=Range(5, MAX_MINUTES)),
        "How long may the journey take, in minutes?",
        hint="An estimate from the distance; say how you travel as well",
        group="Where",
    )
    remote = shown(
        fields.String(validate=OneOf(list(REMOTE_WISHES))),
        "Would you like to help from home?",
        editable_by=ASKERS,
        group="Where",
        choices=REMOTE_WISHES,
    )
    skills = shown(_texts(255), "Skills you offer", hint="Skills by name or URI", group="What")
    interests = shown(
        _texts(255), "What matters to you?", hint="Causes by name or URI", group="What"
    )
    text = shown(
        fields.String(validate=Length(max=LONGEST_TEXT)),
        "What can you offer?",
        hint="In your own words, such as “I used to drive a minibus and I can cook”",
        editable_by=ASKERS,
        group="What",
    )
    when = shown(
        _texts(),
        "When are you free?",
        hint="Boxes such as “tue-evening”, exact times such as “Tue 18:00-21:00”, "
        "“any”, or “changes” if your week changes",
        group="When",
    )
    minutes_per_week = shown(
        fields.Integer(allow_none=True, validate=Range(1, 10_080)),
        "Most minutes a week",
        group="When",
    )
    age = shown(
        fields.Integer(allow_none=True, validate=Range(0, 120)),
        "Your age",
        hint="Only to leave out roles with an age limit that does not fit",
        editable_by=ASKERS,
        group="You",
    )
    needs = shown(
        fields.List(fields.String(validate=OneOf(list(ACCESS_FIELDS)))),
        "What do you need?",
        editable_by=ASKERS,
        group="You",
        choices=ACCESS_LABELS,
    )


class FilterSchema(RecordSchema):
    """What must be so. Filters leave roles out; they never change the order."""

    q = shown(fields.String(validate=Length(max=200)), "Words")
    cause = shown(_texts(255), "Cause")
    uses = shown(_texts(255), "Uses the skill")
    on = shown(_texts(), "Days and times", hint="Boxes such as “sat-morning”")
    kind = shown(fields.List(fields.String(validate=OneOf(list(KINDS)))), "Kind", choices=KINDS)
    access = shown(
        fields.List(fields.String(validate=OneOf(list(ACCESS_FIELDS)))),
        "Access",
        choices=ACCESS_LABELS,
    )
    expenses = shown(fields.Boolean(), "Expenses paid")
    under18 = shown(fields.Boolean(), "Open to under-18s")
    since = shown(
        fields.Integer(allow_none=True, validate=OneOf([int(days) for days in SINCE])),
        "Posted within, in days",
        choices=SINCE,
    )
    same = shown(
        fields.String(validate=Length(max=22)),
        "The same role in other places",
        hint="A role: lists every place it is posted for, each apart",
    )


class SearchSchema(ProfileSchema, FilterSchema):
    """The address of a result page and of GET /api/v1/opportunities."""

    limit = shown(fields.Integer(load_default=20, validate=Range(1, 100)), "How many")
    page = shown(fields.Integer(load_default=1, validate=Range(1, 10_000)), "Page")


class SuggestionsQuestionSchema(ProfileSchema):
    """The body of POST /api/v1/suggestions."""

    filters = shown(fields.Nested(FilterSchema), "What must be so")
    limit = shown(fields.Integer(load_default=20, validate=Range(1, 100)), "How many")
    page = shown(fields.Integer(load_default=1, validate=Range(1, 10_000)), "Page")
    explain_excluded = shown(
        fields.Boolean(load_default=False), "Also say what was left out, and why"
    )


class ReasonSchema(RecordSchema):
    """One sentence for or against."""

    factor = shown(fields.String(), "Factor")
    text = shown(fields.String(), "Sentence")
    supports = shown(fields.Boolean(), "Speaks for the role")
    weight = shown(fields.Float(), "Weight")
    score = shown(fields.Float(allow_none=True), "Score, 0 to 1; null where not stated")


class OtherSchema(RecordSchema):
    """The same role in another town."""

    id = shown(fields.String(), "Role")
    place = shown(fields.String(allow_none=True), "Place")
    postcode = shown(fields.String(allow_none=True), "Postcode")
    distance_km = shown(fields.Float(allow_none=True), "Distance in kilometres")
    approximate = shown(fields.Boolean(), "Distance is approximate")


class ElsewhereSchema(RecordSchema):
    """Where else the same role is posted; each is asked for with the filter ``same``."""

    text = shown(fields.String(), "In words; empty where it is posted once")
    count = shown(fields.Integer(), "How many more postings fit")
    opportunities = shown(fields.List(fields.Nested(OtherSchema)), "The first 20, nearest first")


class MatchSchema(RecordSchema):
    """One ranked role."""

    rank = shown(fields.Integer(), "Place in the order, from 1")
    score = shown(fields.Float(), "Score, 0 to 1")
    distance_km = shown(
        fields.Float(allow_none=True), "Distance in kilometres; null where there is none"
    )
    journey_minutes = shown(
        fields.Integer(allow_none=True),
        "Journey in minutes, an estimate; null without a way of travelling",
    )
    approximate = shown(fields.Boolean(), "Distance is approximate")
    reasons = shown(fields.List(fields.Nested(ReasonSchema)), "Reasons")
    opportunity = shown(fields.Nested(seen_by(OpportunitySchema, Audience.PUBLIC)), "The role")
    elsewhere = shown(fields.Nested(ElsewhereSchema), "The same role in other towns")


class ExclusionSchema(RecordSchema):
    """One role that was left out, and the rule that did it."""

    opportunity_id = shown(fields.String(), "Role")
    rule = shown(fields.String(), "Rule")
    text = shown(fields.String(), "Reason")


class RelaxationSchema(RecordSchema):
    """What would have to change to find more."""

    kind = shown(fields.String(), "Kind")
    text = shown(fields.String(), "In words")
    opens = shown(fields.Integer(), "How many more roles")


class RankingSchema(RecordSchema):
    """The answer: ranked roles, best first."""

    total = shown(fields.Integer(), "How many roles fit")
    page = shown(fields.Integer(), "Page")
    pages = shown(fields.Integer(), "Pages")
    near = shown(fields.String(allow_none=True), "The place that was understood")
    approximate = shown(fields.Boolean(), "That place is approximate")
    matches = shown(fields.List(fields.Nested(MatchSchema)), "Roles")
    excluded = shown(fields.List(fields.Nested(ExclusionSchema)), "Left out, on request")
    excluded_by_rule = shown(
        fields.Dict(keys=fields.String(), values=fields.Integer()), "How many each rule left out"
    )
    nearly = shown(fields.List(fields.Nested(RelaxationSchema)), "What would open more")
