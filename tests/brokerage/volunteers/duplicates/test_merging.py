from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.audit import AuditEntry
from brokerage.consents import has_consent, record_consent
from brokerage.db import Base, now
from brokerage.equality.service import write_answers
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.models import Introduction
from brokerage.tenancy import volunteers_seen_by
from brokerage.volunteers.availability import Availability, pause_between, set_availability
from brokerage.volunteers.contacts import Contact, set_carer
from brokerage.volunteers.duplicates.likely import (
    find_alike,
    remember_not_the_same,
)
from brokerage.volunteers.duplicates.likeness import Known
from brokerage.volunteers.duplicates.merging import (
    forget_old_merges,
    list_undoable,
    merge,
    undo_merge,
)
from brokerage.volunteers.duplicates.pairing import find_pairs, list_pairs
from brokerage.volunteers.duplicates.pointers import STAYS, pointers
from brokerage.volunteers.duplicates.values import CHOICES, differing, suggested
from brokerage.volunteers.editing import edit
from brokerage.volunteers.forgetting import NAMELESS
from brokerage.volunteers.models import Volunteer, VolunteerMerge, VolunteerState
from brokerage.volunteers.references import ask_reference
from brokerage.volunteers.service import find_volunteer, move, set_terms
from brokerage.volunteers.support import write_support
from brokerage.weeks import local_today, read_week
from tests.making import COOKING, DRIVING, ENVIRONMENT, make_role

AUNT = Contact("An Aunt", phone="01632 960005")


@pytest.fixture
def twice(session, enrol, here):
    """One person who is on the books twice."""
    kept = enrol("Moor", "Thistlewick", phone="01632 960011", about="Likes gardens")
    merged = enrol("Moore", "Thistlewick", phone="01632 960011", email="moor@example.org")
    set_terms(kept, [DRIVING, ENVIRONMENT])
    set_terms(merged, [DRIVING, COOKING])
    set_availability(kept, Availability(read_week(["mon-morning"])))
    set_availability(merged, Availability(read_week(["tue-evening"]), minutes_per_week=60))
    pause_between(merged, local_today(), local_today())
    write_support(session, here, merged, "Large print.")
    set_carer(session, merged, AUNT)
    ask_reference(session, merged, here, AUNT)
    record_consent(session, kept.id, "news", True, here)
    record_consent(session, merged.id, "news", False, here)
    for person, sex in ((kept, "female"), (merged, "male")):
        write_answers(session, person.id, person.public_id, {"sex": sex}, here)
    session.flush()
    return kept, merged


def likely_pairs(session, people):
    find_pairs(session)
    return list_pairs(session, people, 25)[0]


def snapshot(session):
    """All there is, but for the history that only grows."""
    session.flush()
    grows = {"volunteer_moves", "audit_entries", "volunteer_merges"}
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in grows:
            only_grow = {"version", "touched_at", "compared_at"}
            columns = [column for column in table.columns if column.name not in only_grow]
            rows = session.execute(select(*columns)).all()
            found[table.name] = sorted(map(repr, rows))
    return found


def owned(session, name, person):
    table, column = name.split(".")
    column = Base.metadata.tables[table].c[column]
    return len(session.execute(select(column).where(column == person.id)).all())


def test_every_pointer_to_a_person_follows_or_has_a_reason_to_stay():
    there_are = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "volunteers"
    }
    follows = {(column.table.name, column.name) for column in pointers()}
    assert {name for name, _ in there_are - follows} == set(STAYS)
    assert ("introductions", "volunteer_id") in follows
    assert all(len(reason) > 10 for reason in STAYS.values())


def test_every_column_of_a_person_is_a_choice_or_known_to_belong_to_the_record():
    columns = {column.name for column in Volunteer.__table__.columns}
    chosen = {column for columns in CHOICES.values() for column in columns}
    record = {"id", "public_id", "centre_id", "state", "created_at", "merged_into_id", "version"}
    assert columns == chosen | record | {"source", "source_id", "source_digest", "touched_at"} | {
        "compared_at"
    }


def test_a_merge_takes_field_by_field_and_brings_everything_over(session, twice, here):
    kept, merged = twice
    assert {"first_name", "email", "about", "availability"} <= set(differing(kept, merged))
    choices = suggested(kept, merged)
    assert (choices["email"], choices["about"], choices["first_name"]) == ("merged", "kept", "kept")
    merge(session, kept, merged, choices, here)
    assert (kept.first_name, kept.email, kept.about) == (
        "Moor",
        "moor@example.org",
        "Likes gardens",
    )
    assert {term.uri for term in kept.terms} == {DRIVING, ENVIRONMENT, COOKING}
    assert [w.weekday for w in kept.windows] == [0]
    for name in ("volunteer_references.volunteer_id", "volunteer_support.volunteer_id"):
        assert (owned(session, name, kept), owned(session, name, merged)) == (1, 0)
    assert not has_consent(session, kept.id, "news")  # what was said last, in either record


def test_the_merged_record_is_in_no_list_and_leads_to_the_kept_one(session, twice, here):
    kept, merged = twice
    public_id = merged.public_id
    merge(session, kept, merged, {}, here)
    assert session.scalars(volunteers_seen_by(here)).all() == [kept]
    assert find_volunteer(session, public_id) is kept
    assert (merged.state, merged.moves[-1].reason) == (VolunteerState.LEFT, "merged")
    assert likely_pairs(session, select(Volunteer)) == []


def test_the_chosen_week_replaces_the_other(session, twice, here):
    kept, merged = twice
    merge(session, kept, merged, {"availability": "merged"}, here)
    assert [w.weekday for w in kept.windows] == [1]
    assert (kept.minutes_per_week, len(kept.pauses)) == (60, 1)


@pytest.mark.parametrize("choice", ["kept", "merged"])
def test_an_undone_merge_leaves_everything_exactly_as_it_was(session, twice, here, choice):
    kept, merged = twice
    before = snapshot(session)
    done = merge(session, kept, merged, dict.fromkeys(CHOICES, choice), here)
    assert snapshot(session) != before
    assert undo_merge(session, done, here) == []
    assert snapshot(session) == before
    assert [m.reason for m in merged.moves][-2:] == ["merged", "merge_undone"]


def test_what_was_decided_after_the_merge_outlives_the_undo(session, twice, here):
    kept, merged = twice
    done = merge(session, kept, merged, dict.fromkeys(CHOICES, "merged"), here)
    edit(session, kept, {"email": "new@example.org"}, here)
    write_support(session, here, kept, "Very large print.")
    assert undo_merge(session, done, here) == ["email"]
    assert (kept.email, kept.first_name) == ("new@example.org", "Moor")
    assert merged.email == "moor@example.org"


def test_undoing_has_an_end_and_then_nobody_is_left_in_the_merged_record(session, twice, here):
    kept, merged = twice
    merged.source, merged.source_id = "teamkinetic", "17"
    done = merge(session, kept, merged, {}, here)
    assert list_undoable(session, [kept.id], now()) == [done]
    assert forget_old_merges(session, now() + timedelta(days=29)) == 0
    assert forget_old_merges(session, now() + timedelta(days=31)) == 1
    assert forget_old_merges(session, now() + timedelta(days=31)) == 0
    assert (merged.first_name, merged.email, merged.phone) == (NAMELESS, None, None)
    assert (merged.source_id, done.before, done.moved) == ("17", None, None)
    assert kept.phone == "01632 960011"
    assert list_undoable(session, [kept.id], now()) == []
    with pytest.raises(Conflict):
        undo_merge(session, done, here)


def test_a_merge_is_undone_once_within_30_days_and_the_latest_first(session, twice, enrol, here):
    kept, merged = twice
    first = merge(session, kept, merged, {}, here)
    other = enrol("Moor", "Thistlewick")
    second = merge(session, other, kept, {}, here)
    assert find_volunteer(session, merged.public_id) is other
    with pytest.raises(Conflict):
        undo_merge(session, first, here)
    undo_merge(session, second, here)
    undo_merge(session, first, here)
    assert (kept.merged_into_id, merged.merged_into_id) == (None, None)
    with pytest.raises(Conflict):
        undo_merge(session, first, here)
    late = merge(session, kept, merged, {}, here)
    late.merged_at = now() - timedelta(days=31)
    session.flush()
    with pytest.raises(Conflict):
        undo_merge(session, late, here)


def test_records_that_cannot_be_one_are_refused(session, twice, here):
    kept, merged = twice
    with pytest.raises(Invalid):
        merge(session, kept, kept, {}, here)
    for choices in ({"email": "both"}, {"state": "merged"}):
        with pytest.raises(Invalid) as refused:
            merge(session, kept, merged, choices, here)
        assert refused.value.field in choices
    merge(session, kept, merged, {}, here)
    with pytest.raises(Conflict):
        merge(session, kept, merged, {}, here)


def introduce(session, person, role):
    row = Introduction(
        volunteer_id=person.id,
        opportunity_id=role.id,
        home_centre_id=person.centre_id,
        state="suggested",
        owner="broker",
        due_on=local_today(),
        note="",
    )
    session.add(row)
    session.flush()
    return row


def test_introductions_follow_and_two_open_ones_to_a_role_stop_the_merge(session, twice, here):
    kept, merged = twice
    role, other = make_role(session), make_role(session, "Driver")
    session.flush()
    mine = introduce(session, merged, role)
    done = merge(session, kept, merged, {}, here)
    assert mine.volunteer_id == kept.id
    undo_merge(session, done, here)
    assert mine.volunteer_id == merged.id
    introduce(session, kept, other)
    introduce(session, merged, other)
    with pytest.raises(Conflict, match="open introduction"):
        merge(session, kept, merged, {}, here)


def test_somebody_who_asks_to_be_removed_is_removed_from_merged_records_too(session, twice, here):
    kept, merged = twice
    merge(session, kept, merged, {}, here)
    move(session, kept, VolunteerState.LEFT, here, "asked_to_be_removed")
    move(session, kept, VolunteerState.ANONYMISED, here)
    assert (merged.first_name, merged.email, merged.last_name) == (NAMELESS, None, "")
    assert session.scalars(select(VolunteerMerge.before)).all() == [None]


def test_likely_pairs_are_those_one_may_see_and_no_more_once_answered(
    session, twice, enrol, dover, here, there
):
    kept, merged = twice
    (pair,) = likely_pairs(session, volunteers_seen_by(here))
    assert (pair.older_id, pair.newer_id) == (kept.id, merged.id)
    assert "The same telephone" in pair.likeness.reasons
    assert likely_pairs(session, volunteers_seen_by(there)) == []
    enrol("Moor", "Thistlewick", centre=dover, phone="01632 960011")
    assert len(likely_pairs(session, volunteers_seen_by(here))) == 1
    remember_not_the_same(session, merged.id, kept.id, here)
    remember_not_the_same(session, kept.id, merged.id, here)
    assert likely_pairs(session, volunteers_seen_by(here)) == []
    with pytest.raises(Invalid):
        remember_not_the_same(session, kept.id, kept.id, here)


def test_somebody_at_the_desk_may_be_known_already(session, twice, here):
    somebody = Known(0, "Moor", "Thistlewick", None, "+441632960011")
    found = find_alike(session, volunteers_seen_by(here), somebody)
    assert {pair.older_id for pair in found} == {person.id for person in twice}
    assert find_alike(session, volunteers_seen_by(here), Known(0, "Otter", "Reed")) == []


def test_merging_is_in_the_audit_trail(session, twice, here):
    kept, merged = twice
    merge(session, kept, merged, {"email": "merged"}, here)
    trail = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)).all()
    assert [(e.action, e.public_id) for e in trail] == [
        ("merge", merged.public_id),
        ("change", kept.public_id),
    ]
    assert trail[1].fields == ["email", "merged"]
