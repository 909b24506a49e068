from __future__ import annotations

from datetime import date

import pytest

from brokerage import signed_links
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.guardians import (
    answer_by_link,
    ask_guardian,
    find_by_link,
    has_guardian_consent,
    link_for,
    needs_guardian,
    record_paper,
    withdraw_guardian,
)

TODAY = date(2026, 11, 21)
FATHER = Contact("Ash Thistlewick", "Father", email="ash@example.org")


@pytest.mark.parametrize(
    ("band", "born_on", "role", "insurer", "needed"),
    [
        ("under-16", None, 16, 16, True),
        ("16-24", None, 16, 16, False),
        ("16-24", None, 18, 16, True),  # may be 16 or 17: ask
        ("16-24", None, 16, 18, True),
        ("25-34", None, 18, 18, False),
        (None, None, 18, 18, False),
        ("16-24", date(2010, 11, 21), 16, 16, False),  # 16 today
        ("under-16", date(2010, 11, 22), 16, 16, True),  # tomorrow
        ("16-24", date(2008, 11, 22), 18, 16, True),
    ],
)
def test_who_needs_a_guardian(moor, band, born_on, role, insurer, needed):
    moor.age_band, moor.born_on = band, born_on
    assert needs_guardian(moor, TODAY, role, insurer) is needed


def test_a_guardian_answers_by_link_and_only_once(session, moor, here):
    token = link_for(ask_guardian(session, moor, here, FATHER))
    assert not has_guardian_consent(session, moor)
    answer_by_link(session, token, agrees=True)
    assert has_guardian_consent(session, moor)
    with pytest.raises(Conflict):
        answer_by_link(session, token, agrees=False)
    assert has_guardian_consent(session, moor)


def test_a_no_is_a_no_and_paper_keeps_who_saw_it(session, moor, here):
    first = record_paper(session, ask_guardian(session, moor, here, FATHER), False, here)
    assert (first.how, first.recorded_by) == ("paper", "account:here")
    assert not has_guardian_consent(session, moor)


def test_a_yes_for_one_role_is_for_that_role_only_and_can_be_withdrawn(session, moor, here):
    consent = ask_guardian(session, moor, here, FATHER, "role-one")
    record_paper(session, consent, True, here)
    assert has_guardian_consent(session, moor, "role-one")
    assert not has_guardian_consent(session, moor, "role-two")
    assert not has_guardian_consent(session, moor)
    withdraw_guardian(session, consent, here)
    assert not has_guardian_consent(session, moor, "role-one")
    with pytest.raises(Conflict):
        withdraw_guardian(session, consent, here)


def test_a_link_is_for_its_purpose_its_time_and_nobody_s_invention(
    session, moor, here, monkeypatch
):
    consent = ask_guardian(session, moor, here, FATHER)
    assert find_by_link(session, link_for(consent)) is consent
    for token in ("", "x", link_for(consent)[:-2], signed_links.sign("reference", "abc")):
        with pytest.raises(NotFound):
            find_by_link(session, token)
    with pytest.raises(NotFound):
        signed_links.read("guardian-consent", link_for(consent), lasts=-signed_links.LASTS)


def test_a_guardian_needs_a_name_and_a_contact(session, moor, here):
    with pytest.raises(Invalid) as refused:
        ask_guardian(session, moor, here, Contact("", email="ash@example.org"))
    assert refused.value.field == "guardian_name"
