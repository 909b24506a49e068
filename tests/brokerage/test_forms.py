from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range
from werkzeug.datastructures import MultiDict

from brokerage.forms import controls, read_form
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import Audience, RecordSchema, row

POSTER = (Audience.PARTNER,)


class EventSchema(RecordSchema):
    title = row(
        fields.String(required=True, validate=Length(3, 20)),
        label="Title",
        audience=Audience.PUBLIC,
        editable_by=POSTER,
    )
    wanted = row(
        fields.Integer(allow_none=True, validate=Range(1, 9)),
        label="How many",
        audience=Audience.PUBLIC,
        editable_by=POSTER,
    )
    indoors = row(
        fields.Boolean(allow_none=True),
        label="Indoors",
        audience=Audience.PUBLIC,
        editable_by=POSTER,
    )
    tools = row(
        fields.List(fields.String(validate=OneOf(["saw", "axe"]))),
        label="Tools",
        audience=Audience.PUBLIC,
        editable_by=POSTER,
        choices={"saw": "A saw", "axe": "An axe"},
    )
    score = row(fields.Integer(), label="Score")


def test_a_form_has_only_what_its_editor_may_change() -> None:
    assert [c.name for c in controls(EventSchema, Audience.PARTNER)] == [
        "title",
        "wanted",
        "indoors",
        "tools",
    ]
    assert controls(EventSchema, Audience.PUBLIC) == []


def test_the_control_follows_from_the_field() -> None:
    kinds = {c.name: c.kind for c in controls(EventSchema, Audience.PARTNER)}
    assert kinds == {
        "title": "text",
        "wanted": "number",
        "indoors": "radios",
        "tools": "checkboxes",
    }


def test_what_is_typed_comes_back_clean() -> None:
    form = MultiDict([("title", " Fair "), ("wanted", "3"), ("tools", "saw"), ("tools", "axe")])
    data, errors = read_form(EventSchema, Audience.PARTNER, form)
    assert errors == {}
    assert data == {"title": "Fair", "wanted": 3, "indoors": None, "tools": ["saw", "axe"]}


def test_errors_are_by_field_and_nothing_good_is_lost() -> None:
    form = MultiDict([("title", "Fair"), ("wanted", "many"), ("tools", "drill")])
    data, errors = read_form(EventSchema, Audience.PARTNER, form)
    assert set(errors) == {"wanted", "tools"}
    assert data["title"] == "Fair"


def test_a_missing_required_answer_is_named() -> None:
    _data, errors = read_form(EventSchema, Audience.PARTNER, MultiDict())
    assert set(errors) == {"title"}


def test_a_field_the_editor_may_not_change_is_not_taken() -> None:
    form = MultiDict([("title", "Fair"), ("score", "100")])
    data, _errors = read_form(EventSchema, Audience.PARTNER, form)
    assert "score" not in data


def test_what_was_typed_is_shown_again_with_its_error() -> None:
    made = controls(
        EventSchema, Audience.PARTNER, {"wanted": "many"}, {"wanted": ["Write a number."]}
    )
    wanted = next(c for c in made if c.name == "wanted")
    assert (wanted.value, wanted.errors) == ("many", ("Write a number.",))


def test_the_role_form_follows_from_the_role_schema() -> None:
    names = {c.name for c in controls(OpportunitySchema, Audience.PARTNER)}
    assert {"title", "step_free", "check_level"} <= names
    assert not {"id", "state", "source", "places_taken"} & names
