from __future__ import annotations

import pytest

from brokerage.audit import list_entries
from brokerage.errors import Invalid
from brokerage.volunteers.support import has_support, read_support, write_support

NEEDS = "Somebody beside me on the first day."


def test_reading_and_writing_support_is_written_down_without_what_it_says(session, moor, here):
    assert not has_support(session, moor)
    write_support(session, here, moor, f" {NEEDS} ")
    assert has_support(session, moor)
    assert [e.action for e in list_entries(session, "support", moor.public_id)] == ["change"]
    assert read_support(session, here, moor) == NEEDS
    trail = list_entries(session, "support", moor.public_id)
    assert [e.action for e in trail] == ["read", "change"]
    assert "first day" not in repr([(e.fields, e.public_id) for e in trail])


def test_what_is_said_last_takes_the_place_of_what_was_said_before(session, moor, here):
    write_support(session, here, moor, NEEDS)
    write_support(session, here, moor, "")
    assert read_support(session, here, moor) == ""
    assert not has_support(session, moor)


def test_too_long_a_text_is_refused_by_its_field(session, moor, here):
    with pytest.raises(Invalid) as refused:
        write_support(session, here, moor, "x" * 2001)
    assert refused.value.field == "support"
