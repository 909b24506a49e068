from __future__ import annotations

from datetime import date

import pytest

from brokerage.audit import changed_since, list_entries
from brokerage.errors import Invalid
from brokerage.versions import ChangedMeanwhile
from brokerage.volunteers.editing import edit, set_birth_date

TODAY = date(2026, 11, 21)


def test_an_edit_is_counted_and_the_trail_names_fields_and_no_values(session, moor, here):
    before = moor.version
    changed = edit(session, moor, {"first_name": " Moor  Jo ", "languages": ["en", "bfi"]}, here)
    assert changed == {"first_name", "languages"}
    assert (moor.first_name, moor.languages, moor.version) == ("Moor Jo", ["en", "bfi"], before + 1)
    (entry,) = list_entries(session, "volunteer", moor.public_id)
    assert (entry.action, entry.fields, entry.version) == (
        "change",
        ["first_name", "languages"],
        before + 1,
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(session, moor, here):
    before = moor.version
    assert edit(session, moor, {"first_name": "Moor", "phone": "01632 960011"}, here) == set()
    assert (moor.version, list_entries(session, "volunteer", moor.public_id)) == (before, [])


def test_the_second_of_two_editors_is_told_what_changed(session, moor, here, there):
    seen = moor.version
    edit(session, moor, {"phone": "01632 960012"}, here, seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        edit(session, moor, {"phone": "01632 960013"}, there, seen)
    assert refused.value.differences == {"phone": ("01632 960012", "01632 960013")}
    assert moor.phone == "01632 960012"
    assert changed_since(session, "volunteer", moor.public_id, seen) == {"phone"}
    edit(session, moor, {"phone": "01632 960013"}, there, refused.value.version)
    assert moor.phone_e164 == "+441632960013"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "  "),
        ("email", "nobody"),
        ("phone", "07"),
        ("postcode", "ZZ99 9ZZ"),
        ("age_band", "old"),
        ("languages", ["klingon"]),
        ("state", "active"),
        ("public_id", "mine"),
        ("born_on", "2001-01-01"),
        ("preferred_channel", "email"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(session, moor, here, field, value):
    with pytest.raises(Invalid) as refused:
        edit(session, moor, {field: value}, here)
    assert refused.value.field == ("email" if field == "preferred_channel" else field)


def test_a_new_postcode_moves_the_home(session, moor, here):
    assert edit(session, moor, {"postcode": "TN23"}, here) == {"postcode"}
    assert (moor.postcode, moor.district_code, moor.approximate) == ("TN23", "E07000105", True)


def test_a_date_of_birth_needs_a_reason_and_sets_the_age_group(session, moor, here):
    with pytest.raises(Invalid) as refused:
        set_birth_date(session, moor, date(2009, 11, 22), "", here, TODAY)
    assert refused.value.field == "born_on_needed_for"
    set_birth_date(session, moor, date(2009, 11, 22), "minimum_age", here, TODAY)
    assert (moor.age_band, moor.born_on_needed_for) == ("16-24", "minimum_age")
    with pytest.raises(Invalid) as refused:
        set_birth_date(session, moor, date(2027, 1, 1), "minimum_age", here, TODAY)
    assert refused.value.field == "born_on"
    set_birth_date(session, moor, None, "", here, TODAY)
    assert (moor.born_on, moor.born_on_needed_for, moor.age_band) == (None, None, "16-24")
