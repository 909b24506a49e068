from __future__ import annotations

import pytest
from marshmallow import ValidationError

from brokerage.schema import Audience, declared, seen_by, visible
from brokerage.volunteers.models import Volunteer, VolunteerPause, VolunteerTerm, VolunteerWindow
from brokerage.volunteers.parts import AvailableWindowSchema, HeldTermSchema, PauseSchema
from brokerage.volunteers.schemas import AGE_BANDS, VolunteerSchema


@pytest.mark.parametrize(
    ("schema", "model"),
    [
        (VolunteerSchema, Volunteer),
        (AvailableWindowSchema, VolunteerWindow),
        (PauseSchema, VolunteerPause),
        (HeldTermSchema, VolunteerTerm),
    ],
)
def test_every_row_is_a_column_and_has_a_label(schema, model):
    for name, field in declared(schema).items():
        assert hasattr(model, field.attribute or name), name
        assert field.metadata["label"]


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTNER, Audience.EVALUATION])
def test_nothing_about_a_person_is_for_others(audience):
    assert not [n for n, field in declared(VolunteerSchema).items() if visible(field, audience)]


def test_people_see_what_they_said_and_not_where_we_put_their_pin():
    mine = seen_by(VolunteerSchema, Audience.SELF)().fields
    assert {"first_name", "windows", "age_band"} <= set(mine)
    assert not {"latitude", "longitude", "district_code"} & set(mine)


def test_age_bands_are_those_of_the_surveys_and_one_for_children():
    assert list(AGE_BANDS) == ["under-16", "16-24", "25-34", "35-49", "50-64", "65-74", "75+"]


def test_a_bad_value_is_refused_by_name():
    with pytest.raises(ValidationError) as refused:
        VolunteerSchema().load({"first_name": "Wren", "email": "wren", "age_band": "old"})
    assert set(refused.value.messages) == {"email", "age_band"}
