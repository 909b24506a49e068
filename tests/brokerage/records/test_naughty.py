"""Odd texts in every text field: kept as they were typed, and inert where they are shown."""

from __future__ import annotations

from html import escape, unescape

import pytest

from brokerage.volunteers.models import (
    GuardianConsent,
    SupportDetail,
    VolunteerReference,
    VolunteerTraining,
)
from tests.brokerage.records.conftest import Desks
from tests.brokerage.records.test_support import seen_in

NAUGHTY = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "'; DROP TABLE volunteers; --",
    '"><img src=x onerror=alert(1)>',
    "Ω≈ç√∫˜µ≤≥÷ 社會科學院 👩🏽‍💻",
    "مَدّ \u202etest\u202c",
    "undefined NULL None",
    "%s %n ../../etc/passwd",
    "=1+1",
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_text_field_gives_back_what_was_typed(desks: Desks, text: str) -> None:
    here, at = desks.here, desks.at
    seen = seen_in(here.get(f"{at}/support").text)
    for path, typed in (
        ("references/new", {"referee_name": text, "referee_relation": text}),
        ("guardians/new", {"guardian_name": text, "guardian_relation": text}),
        ("training/new", {"title": text, "kind": "training", "done_on": "1 2 2026"}),
        ("support", {"support": text, "seen": seen}),
    ):
        contacts = {"referee_phone": "01632 960123", "guardian_phone": "01632 960123"}
        assert here.post(f"{at}/{path}", data={**contacts, **typed}).status_code == 302, path
    reference = desks.rows(VolunteerReference)[0]
    said = {"recommends": "yes", "known_for": text, "said": text}
    here.post(f"{at}/references/{reference.public_id}/answer", data=said)
    reference = desks.rows(VolunteerReference)[0]
    kept = [reference.referee_name, reference.relation, reference.known_for, reference.said]
    guardian = desks.rows(GuardianConsent)[0]
    kept += [guardian.guardian_name, guardian.relation]
    kept += [desks.rows(VolunteerTraining)[0].title, desks.rows(SupportDetail)[0].text]
    assert kept == [text] * 8
    for path in ("checks", "guardians", "support", f"guardians/{guardian.public_id}"):
        page = here.get(f"{at}/{path}").text
        assert text in unescape(page)
        assert text not in page or escape(text) == text


@pytest.mark.parametrize("field", ["level", "issued_on", "decision", "update_service"])
def test_odd_answers_to_a_choice_or_a_date_are_refused(desks: Desks, field: str) -> None:
    for text in ("\0", "x" * 70_000, *NAUGHTY):
        typed = {"level": "basic", "issued_on": "1 2 2026", "decision": "suitable", field: text}
        page = desks.here.post(f"{desks.at}/checks/new", data=typed)
        assert page.status_code == 422
        assert f'href="#{field}"' in page.text
