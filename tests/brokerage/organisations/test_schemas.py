from __future__ import annotations

import pytest
from marshmallow import ValidationError

from brokerage.organisations.schemas import KINDS, OrganisationSchema
from brokerage.schema import Audience, seen_by

GOOD = {"name": "The Example Trust", "kind": "charity"}


@pytest.mark.parametrize("org_id", ["GB-CHC-1090095", "GB-COH-09506232", "GB-CASC-614261b0"])
def test_an_identifier_is_checked_for_its_form(org_id: str) -> None:
    assert OrganisationSchema().load({**GOOD, "org_id": org_id})["org_id"] == org_id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("org_id", "1090095"),
        ("kind", "company"),
        ("website", "example.org"),
        ("email", "nobody"),
        ("name", ""),
    ],
)
def test_a_bad_value_is_refused_by_its_field(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        OrganisationSchema().load({**GOOD, field: value})
    assert set(refusal.value.messages) == {field}


def test_a_group_without_a_constitution_or_a_number_is_welcome() -> None:
    assert "community_group" in KINDS
    assert OrganisationSchema().load({"name": "Tidy Lane", "kind": "community_group"})


def test_the_public_does_not_see_its_contacts_or_its_income() -> None:
    seen = set(seen_by(OrganisationSchema, Audience.PUBLIC)().fields)
    assert not {"email", "phone", "postcode", "income_band", "runs_a_centre"} & seen
