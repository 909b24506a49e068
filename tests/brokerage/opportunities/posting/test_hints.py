"""Hints: about words, about what is missing, and about what else a role could be."""

from __future__ import annotations

import pytest

from brokerage.opportunities.posting.hints import (
    inclusive_hints,
    missing_hints,
    opening_hints,
    plain_hints,
    reading_age,
    word_hints,
)
from brokerage.opportunities.posting.starters import starters

PLAIN = "You make tea. You talk to people. We show you how. " * 6
HEAVY = (
    "Volunteers undertaking responsibility for facilitating comprehensive multidisciplinary "
    "engagement opportunities alongside organisational representatives demonstrate exceptional "
    "interpersonal capabilities throughout complicated administrative procedures. " * 3
)


def quotes(hints) -> list[str]:
    return [hint.quote for hint in hints]


def test_long_sentences_office_words_and_shouting_are_pointed_out():
    long = "word " * 30
    found = plain_hints(
        "description", f"{long}. Please UTILISE our holistic outreach. COME AND HELP US"
    )
    texts = " ".join(hint.text for hint in found)
    assert "30 words" in texts
    assert "UTILISE" in quotes(found)
    assert "holistic" in quotes(found)
    assert "shouting" in texts


@pytest.mark.parametrize(
    "text", ["", PLAIN, "We use a DBS check. The NHS and RNLI know us.", "a" * 5000]
)
def test_plain_words_have_no_hints(text):
    assert plain_hints("description", text) == []


def test_the_reading_age_follows_sentences_and_words():
    assert reading_age("Too short to say.") is None
    easy, hard = reading_age(PLAIN), reading_age(HEAVY)
    assert easy is not None
    assert hard is not None
    assert easy < 9 < 14 < hard
    assert any("reads as if for age" in hint.text for hint in plain_hints("summary", HEAVY))


@pytest.mark.parametrize(
    "text",
    [
        "You must have a car.", "Own transport is essential", "A full clean driving licence",
        "Educated to degree level", "Native English speaker wanted", "young and energetic people",
        "would suit a retired person", "help the elderly", "a wheelchair-bound lady",
        "must be physically fit", "our chairman", "he must arrive early", "a fundraising ninja",
        "no time-wasters", "previous experience essential: experience is required",
        "British citizens only",
    ],
)  # fmt: skip
def test_words_that_keep_people_out_are_named_with_others_to_use(text):
    (hint,) = inclusive_hints("description", text)[:1]
    assert hint.quote.lower() in text.lower()
    assert len(hint.text) > 15


@pytest.mark.parametrize(
    "text",
    [
        "You drive your own car or ours; we pay mileage.", "Degrees of difficulty vary.",
        "Anybody is welcome, young or old.", "She was chair for ten years.",
        "We carry heavy boxes of up to 10 kg.", "The management team meets here.",
        "You help children to read.", "",
    ],
)  # fmt: skip
def test_words_that_keep_nobody_out_are_left_alone(text):
    assert inclusive_hints("description", text) == []


def test_facts_that_people_ask_about_are_missed_until_they_are_told():
    before = {hint.field for hint in missing_hints({"kind": ["role"], "attendance": ["in_person"]})}
    assert {"summary", "when_kind", "expenses_paid", "step_free", "getting_there"} <= before
    told = {
        "kind": ["role"], "attendance": ["in_person"], "summary": ["Tea."], "description": [PLAIN],
        "when_kind": ["any"], "expenses_paid": ["false"], "training_given": ["true"],
        "step_free": ["true"], "parking": ["true"], "interview_needed": ["false"],
    }  # fmt: skip
    assert missing_hints(told) == []
    assert "step_free" not in {h.field for h in missing_hints({"attendance": ["remote"]})}
    assert "meetings_a_year" in {h.field for h in missing_hints({"kind": ["trustee"]})}


def test_what_a_role_could_be_comes_from_what_it_says():
    desk = {"kind": ["role"], "attendance": ["in_person"], "title": ["Write our newsletter"]}
    assert [h.field for h in opening_hints(desk)] == ["attendance"]
    rota = {
        "kind": ["role"],
        "attendance": ["in_person"],
        "title": ["Cook"],
        "when_kind": ["times"],
    }
    assert [h.field for h in opening_hints(rota)] == ["shareable"]
    assert opening_hints({**rota, "shareable": ["true"]}) == []
    taught = {"kind": ["role"], "training_given": ["true"]}
    assert [h.field for h in opening_hints(taught)] == ["good_first_role"]
    assert opening_hints({**taught, "musts": ["driving"]}) == []
    many = {"kind": ["role"], "when_kind": ["hours"], "hours": ["6"], "hours_per": ["week"]}
    assert [h.field for h in opening_hints(many)] == ["shareable", "hours"]
    assert opening_hints({**many, "hours": ["six"]}) == []


def test_our_own_templates_need_no_hints_about_words():
    for one in starters().values():
        texts = {name: one.answers[name][0] for name in ("title", "summary", "description")}
        assert word_hints(texts) == [], one.slug
