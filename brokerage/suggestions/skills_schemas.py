"""The question and the answer of GET /api/v1/suggestions/skills."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, Range

from brokerage.schema import RecordSchema, shown
from brokerage.suggestions.schemas import LONGEST_TEXT


class SkillsQuestionSchema(RecordSchema):
    """The question of GET /api/v1/suggestions/skills."""

    text = shown(
        fields.String(required=True, validate=Length(1, LONGEST_TEXT)), "Somebody's own words"
    )
    limit = shown(fields.Integer(load_default=6, validate=Range(1, 20)), "How many at most")


class SuggestedSkillSchema(RecordSchema):
    """A skill that the words may mean."""

    uri = shown(fields.String(), "URI")
    slug = shown(fields.String(), "Short name")
    label = shown(fields.String(), "Name")
    such_as = shown(fields.String(), "The same where it says more than the name, else empty")
    because = shown(fields.String(), "Its name or synonym that is nearest to the words")


class SuggestedSkillsSchema(RecordSchema):
    """Skills to offer for ticking, the likeliest first."""

    skills = shown(fields.List(fields.Nested(SuggestedSkillSchema)), "Skills")
