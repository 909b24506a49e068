"""What somebody asks for, and what they are told: the same rows for page, API and terminal."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from brokerage.opportunities.schemas import ACCESS_FIELDS, OpportunitySchema
from brokerage.schema import Audience, RecordSchema, row, seen_by

PUBLIC = Audience.PUBLIC
ASKERS = (Audience.PUBLIC,)

REMOTE_WISHES = {
    "welcome": "Yes, as well",
    "no": "No",
    "only": "Only from home",
}
KINDS = {
    "one_off": "One-off",
    "regular": "Regular",
    "flexible": "Flexible hours",
    "remote": "From home",
    "micro": "Small tasks",
}
SINCE = {"7": "Last 7 days", "30": "Last 30 days", "90": "Last 3 months"}
MAX_KM = 1000.0


def _texts(longest: int = 60, most: int = 60) -> fields.List[Any]:
    return fields.List(fields.String(validate=Length(1, longest)), validate=Length(max=most))


class ProfileSchema(RecordSchema):
    """About the person who asks. Nothing is required; nothing is kept."""

    near = row(
        fields.String(validate=Length(max=100)),
        label="Where are you?",
        hint="A postcode, a town or village, or latitude and longitude",
        audience=PUBLIC,
        editable_by=ASKERS,
        group="Where",
    )
    within_km = row(
        fields.Float(allow_none=True, validate=Range(min=0.1, max=MAX_KM)),
        label="How far can you travel, in kilometres?",
        audience=PUBLIC,
        group="Where",
    )
    remote = row(
        fields.String(validate=OneOf(list(REMOTE_WISHES))),
        label="Would you like to help from home?",
        audience=PUBLIC,
        editable_by=ASKERS,
        group="Where",
        choices=REMOTE_WISHES,
    )
    skills = row(
        _texts(255),
        label="What can you offer?",
        hint="Skills by name or URI",
        audience=PUBLIC,
        group="What",
    )
    interests = row(
        _texts(255),
        label="What matters to you?",
        hint="Causes by name or URI",
        audience=PUBLIC,
        group="What",
    )
    text = row(
        fields.String(validate=Length(max=500)),
        label="Anything else, in your own words",
        audience=PUBLIC,
        editable_by=ASKERS,
        group="What",
    )
    when = row(
        _texts(),
        label="When are you free?",
        hint="Boxes such as “tue-evening”, exact times such as “Tue 18:00-21:00”, "
        "“any”, or “changes” if your week changes",
        audience=PUBLIC,
        group="When",
    )
    minutes_per_week = row(
        fields.Integer(allow_none=True, validate=Range(1, 10_080)),
        label="Most minutes a week",
        audience=PUBLIC,
        group="When",
    )
    age = row(
        fields.Integer(allow_none=True, validate=Range(0, 120)),
        label="Your age",
        hint="Only to leave out roles with an age limit that does not fit",
        audience=PUBLIC,
        editable_by=ASKERS,
        group="You",
    )
    needs = row(
        fields.List(fields.String(validate=OneOf(list(ACCESS_FIELDS)))),
        label="What do you need?",
        audience=PUBLIC,
        group="You",
    )


class FilterSchema(RecordSchema):
    """What must be so. Filters leave roles out; they never change the order."""

    q = row(fields.String(validate=Length(max=200)), label="Words", audience=PUBLIC)
    cause = row(_texts(255), label="Cause", audience=PUBLIC)
    uses = row(_texts(255), label="Uses the skill", audience=PUBLIC)
    on = row(_texts(), label="Days and times", hint="Boxes such as “sat-morning”", audience=PUBLIC)
    kind = row(
        fields.List(fields.String(validate=OneOf(list(KINDS)))),
        label="Kind",
        audience=PUBLIC,
        choices=KINDS,
    )
    access = row(
        fields.List(fields.String(validate=OneOf(list(ACCESS_FIELDS)))),
        label="Access",
        audience=PUBLIC,
        choices={
            n: str(OpportunitySchema._declared_fields[n].metadata["label"]) for n in ACCESS_FIELDS
        },
    )
    expenses = row(fields.Boolean(), label="Expenses paid", audience=PUBLIC)
    under18 = row(fields.Boolean(), label="Open to under-18s", audience=PUBLIC)
    since = row(
        fields.Integer(allow_none=True, validate=OneOf([int(days) for days in SINCE])),
        label="Posted within, in days",
        audience=PUBLIC,
        choices=SINCE,
    )


class SearchSchema(ProfileSchema, FilterSchema):
    """The address of a result page and of GET /api/v1/opportunities."""

    limit = row(
        fields.Integer(load_default=20, validate=Range(1, 100)), label="How many", audience=PUBLIC
    )
    page = row(
        fields.Integer(load_default=1, validate=Range(1, 10_000)), label="Page", audience=PUBLIC
    )


class SuggestionsQuestionSchema(ProfileSchema):
    """The body of POST /api/v1/suggestions."""

    filters = row(fields.Nested(FilterSchema), label="What must be so", audience=PUBLIC)
    limit = row(
        fields.Integer(load_default=20, validate=Range(1, 100)), label="How many", audience=PUBLIC
    )
    page = row(
        fields.Integer(load_default=1, validate=Range(1, 10_000)), label="Page", audience=PUBLIC
    )
    explain_excluded = row(
        fields.Boolean(load_default=False),
        label="Also say what was left out, and why",
        audience=PUBLIC,
    )


class ReasonSchema(RecordSchema):
    """One sentence for or against."""

    factor = row(fields.String(), label="Factor", audience=PUBLIC)
    text = row(fields.String(), label="Sentence", audience=PUBLIC)
    supports = row(fields.Boolean(), label="Speaks for the role", audience=PUBLIC)
    weight = row(fields.Float(), label="Weight", audience=PUBLIC)
    score = row(
        fields.Float(allow_none=True),
        label="Score, 0 to 1; null where not stated",
        audience=PUBLIC,
    )


class MatchSchema(RecordSchema):
    """One ranked role."""

    rank = row(fields.Integer(), label="Place in the order, from 1", audience=PUBLIC)
    score = row(fields.Float(), label="Score, 0 to 1", audience=PUBLIC)
    distance_km = row(
        fields.Float(allow_none=True),
        label="Distance in kilometres; null where there is none",
        audience=PUBLIC,
    )
    approximate = row(fields.Boolean(), label="Distance is approximate", audience=PUBLIC)
    reasons = row(fields.List(fields.Nested(ReasonSchema)), label="Reasons", audience=PUBLIC)
    opportunity = row(
        fields.Nested(seen_by(OpportunitySchema, Audience.PUBLIC)),
        label="The role",
        audience=PUBLIC,
    )


class ExclusionSchema(RecordSchema):
    """One role that was left out, and the rule that did it."""

    opportunity_id = row(fields.String(), label="Role", audience=PUBLIC)
    rule = row(fields.String(), label="Rule", audience=PUBLIC)
    text = row(fields.String(), label="Reason", audience=PUBLIC)


class RelaxationSchema(RecordSchema):
    """What would have to change to find more."""

    kind = row(fields.String(), label="Kind", audience=PUBLIC)
    text = row(fields.String(), label="In words", audience=PUBLIC)
    opens = row(fields.Integer(), label="How many more roles", audience=PUBLIC)


class RankingSchema(RecordSchema):
    """The answer: ranked roles, best first."""

    total = row(fields.Integer(), label="How many roles fit", audience=PUBLIC)
    page = row(fields.Integer(), label="Page", audience=PUBLIC)
    pages = row(fields.Integer(), label="Pages", audience=PUBLIC)
    near = row(
        fields.String(allow_none=True), label="The place that was understood", audience=PUBLIC
    )
    approximate = row(fields.Boolean(), label="That place is approximate", audience=PUBLIC)
    matches = row(fields.List(fields.Nested(MatchSchema)), label="Roles", audience=PUBLIC)
    excluded = row(
        fields.List(fields.Nested(ExclusionSchema)),
        label="Left out, on request",
        audience=PUBLIC,
    )
    excluded_by_rule = row(
        fields.Dict(keys=fields.String(), values=fields.Integer()),
        label="How many each rule left out",
        audience=PUBLIC,
    )
    nearly = row(
        fields.List(fields.Nested(RelaxationSchema)),
        label="What would open more",
        audience=PUBLIC,
    )
