from __future__ import annotations

import pytest

from brokerage.errors import Invalid
from brokerage.volunteers.contacts import (
    Contact,
    check_channel,
    find_carer,
    read_address,
    read_email,
    set_carer,
)
from brokerage.volunteers.service import enquire, note_nameless_enquiry, register

MOTHER = Contact("Ros  Thistlewick", "Mother", phone="01632 960004")


@pytest.mark.parametrize("text", ["wren", "wren@", "@example.org", "wren example.org", "a" * 300])
def test_an_address_that_cannot_receive_mail_is_refused(text):
    with pytest.raises(Invalid) as refused:
        read_email(text, "referee_email")
    assert refused.value.field == "referee_email"


def test_an_address_keeps_what_matters():
    assert read_email(" Wren@Example.ORG ") == "Wren@example.org"
    assert read_email("") is None
    assert read_address("1  Hop Walk \n\n Ashford\n") == "1 Hop Walk\nAshford"


def test_the_number_to_compare_by_follows_the_telephone(session, moor):
    assert (moor.phone, moor.phone_e164) == ("01632 960011", "+441632960011")
    moor.phone = None
    assert moor.phone_e164 is None


@pytest.mark.parametrize("field", ["email", "phone", "address"])
def test_a_bad_contact_is_refused_at_registration_by_name(session, ashford, here, field):
    bad = {"email": "wren", "phone": "07", "address": "x" * 600}[field]
    with pytest.raises(Invalid) as refused:
        register(session, ashford.id, here, "Wren", "Lanternsea", **{field: bad})
    assert refused.value.field == field


def test_an_enquiry_with_a_number_that_cannot_be_rung_is_refused(session, ashford, here):
    with pytest.raises(Invalid) as refused:
        enquire(session, ashford.id, here, "Wren", phone="07")
    assert refused.value.field == "phone"


def test_a_nameless_enquiry_is_one_tap_and_counts(session, ashford, here):
    made = note_nameless_enquiry(session, ashford.id, here)
    assert (made.centre_id, made.through, made.recorded_by) == (ashford.id, "desk", "account:here")


def test_the_carer_said_last_counts(session, moor):
    assert find_carer(session, moor) is None
    set_carer(session, moor, Contact("An Aunt", phone="01632 960005"))
    set_carer(session, moor, MOTHER)
    found = find_carer(session, moor)
    assert (found.name, found.relation, found.phone) == ("Ros Thistlewick", "Mother", MOTHER.phone)


def test_a_carer_said_again_is_one_record(session, moor):
    assert set_carer(session, moor, MOTHER) is set_carer(session, moor, MOTHER)


@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (Contact(" ", phone="01632 960004"), "carer_name"),
        (Contact("Ros"), "carer_phone"),
        (Contact("Ros", phone="07"), "carer_phone"),
        (Contact("Ros", email="ros"), "carer_email"),
        (Contact("Ros", "m" * 81, phone="01632 960004"), "carer_relation"),
    ],
)
def test_a_carer_without_a_name_or_a_way_to_reach_them_is_refused(session, moor, contact, field):
    with pytest.raises(Invalid) as refused:
        set_carer(session, moor, contact)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("channel", "field"),
    [
        ("email", "email"),
        ("letter", "address"),
        ("carer", "carer_name"),
        ("pigeon", "preferred_channel"),
    ],
)
def test_nobody_is_to_be_reached_by_a_way_we_do_not_have(session, moor, channel, field):
    check_channel(session, moor, "phone")
    with pytest.raises(Invalid) as refused:
        check_channel(session, moor, channel)
    assert refused.value.field == field
    set_carer(session, moor, MOTHER)
    check_channel(session, moor, "carer")
