from __future__ import annotations

from brokerage.organisations.service import (
    add_organisation,
    find_by_source,
    list_keys,
    update_organisation,
)


def test_an_organisation_is_found_as_its_source_knows_it(session):
    made = add_organisation(
        session, source="doit", source_id="1", name="Trust", facts={"kind": "charity"}
    )
    add_organisation(session, source="nyc", source_id="1", name="Trust", facts={})
    session.flush()
    assert find_by_source(session, "doit", "1") is made
    assert find_by_source(session, "doit", "2") is None
    assert made.kind == "charity"
    assert [(key.source, key.name) for key in list_keys(session)] == [
        ("doit", "Trust"),
        ("nyc", "Trust"),
    ]


def test_an_update_says_whether_anything_is_different(session):
    made = add_organisation(session, source="doit", source_id="1", name="Trust", facts={})
    assert not update_organisation(made, name="Trust", facts={"kind": "other"})
    assert update_organisation(made, name=None, facts={"website": "https://example.org"})
    assert made.name == "Trust"
