"""Why one role is in a list, or is not: what is asked, and what is told."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length

from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import Audience, RecordSchema, seen_by, shown
from brokerage.suggestions.schemas import FilterSchema, ProfileSchema


class ExplainSchema(ProfileSchema):
    """The body of POST /api/v1/suggestions/explain: a profile, filters, and the role."""

    opportunity_id = shown(fields.String(required=True, validate=Length(1, 22)), "Role")
    filters = shown(fields.Nested(FilterSchema), "What must be so")


class BarSchema(RecordSchema):
    """One thing that keeps a role out of the list."""

    rule = shown(fields.String(), "Rule; filter:name for a filter")
    text = shown(fields.String(), "In words")
    opens = shown(fields.String(), "What would open it; empty where nothing would")
    change = shown(fields.Dict(keys=fields.String()), "The same as fields; null takes one away")


class SentenceSchema(RecordSchema):
    """One sentence for or against."""

    text = shown(fields.String(), "Sentence")
    supports = shown(fields.Boolean(), "Speaks for the role")


class FactorSchema(RecordSchema):
    """One thing that was looked at."""

    factor = shown(fields.String(), "Factor")
    verdict = shown(fields.String(), "In words")
    score = shown(fields.Float(allow_none=True), "Score, 0 to 1; null where not stated")
    counts = shown(fields.Integer(), "What it counts for, of 100")
    reasons = shown(fields.List(fields.Nested(SentenceSchema)), "Reasons")


class ExplanationSchema(RecordSchema):
    """Why one role is in a list, or is not."""

    opportunity = shown(fields.Nested(seen_by(OpportunitySchema, Audience.PUBLIC)), "The role")
    open = shown(fields.Boolean(), "Still looks for people")
    listed = shown(fields.Boolean(), "In the list")
    position = shown(
        fields.Integer(allow_none=True),
        "Place in the list, from 1; null if beyond 500 or not in it",
    )
    instead = shown(
        fields.String(allow_none=True), "Role that stands in the list for the same advert"
    )
    score = shown(fields.Float(allow_none=True), "Score, 0 to 1; null without a profile")
    distance_km = shown(fields.Float(allow_none=True), "Distance in kilometres")
    journey_minutes = shown(
        fields.Integer(allow_none=True),
        "Journey in minutes, an estimate; null without a way of travelling",
    )
    approximate = shown(fields.Boolean(), "Distance is approximate")
    bars = shown(fields.List(fields.Nested(BarSchema)), "What keeps it out")
    factors = shown(fields.List(fields.Nested(FactorSchema)), "What was looked at")
    checks = shown(fields.List(fields.Nested(SentenceSchema)), "To be asked or obtained")
