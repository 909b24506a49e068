"""Odd texts in every text field: kept as they were typed, and inert where they are shown."""

from __future__ import annotations

from html import escape, unescape

import pytest

from brokerage.actors import Role
from brokerage.guidance.models import (
    GuidanceArticle,
    SupportEntry,
    TrainingBooking,
    TrainingEvent,
)
from tests.brokerage.guidance.conftest import Desks
from tests.brokerage.guidance.test_articles import EDIT
from tests.brokerage.guidance.test_articles import TYPED as ARTICLE
from tests.brokerage.guidance.test_support import LIST, NEW
from tests.brokerage.guidance.test_support import TYPED as SUPPORT
from tests.brokerage.guidance.test_training import FORM
from tests.brokerage.records.test_naughty import NAUGHTY
from tests.making import signed_in


def is_inert(page: str, text: str) -> bool:
    """Shown as typed, never as markup."""
    return text in unescape(page) and (text not in page or escape(text) == text)


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_text_field_gives_back_what_was_typed(desks: Desks, client, text: str) -> None:
    here = desks.here
    event = here.post(
        "/desk/training/new", data={**FORM, **dict.fromkeys(("title", "about", "place"), text)}
    )
    event_id = event.location.rsplit("/", 1)[1]
    desks.event_id = event_id
    desks.book(client, text, email="a@people.example", group=text)
    here.post(NEW, data={**SUPPORT, "who": text, "note": text, "submission": "2"})
    lead = signed_in(desks.app, Role.LEAD)
    lead.post(EDIT, data={**ARTICLE, **dict.fromkeys(("title", "summary", "body"), text)})
    made, booked = desks.rows(TrainingEvent)[1], desks.rows(TrainingBooking)[0]
    entry, article = desks.rows(SupportEntry)[0], desks.rows(GuidanceArticle)[0]
    kept = [made.title, made.about, made.place, booked.name, booked.group_name]
    kept += [entry.group_name, entry.note, article.title, article.summary, article.body]
    assert kept == [text] * 10
    for path in ("/training", f"/training/{event_id}", "/guidance", "/guidance/expenses"):
        assert is_inert(client.get(path).text, text), path
    desk = (f"/desk/training/{event_id}", f"/desk/training/{event_id}/sheet", LIST)
    for path in (*desk, f"{LIST}/{entry.public_id}", f"/desk/training/{event_id}/edit"):
        assert is_inert(here.get(path).text, text), path
    assert client.get(f"/training/{event_id}.ics").status_code == 200


@pytest.mark.parametrize("text", ["\0", "x" * 70_000, *NAUGHTY])
def test_odd_answers_to_numbers_days_and_choices_are_refused(desks: Desks, text: str) -> None:
    for path, form, fields in (
        ("/desk/training/new", FORM, ("on", "at", "minutes", "places", "for_whom", "online_link")),
        (NEW, SUPPORT, ("given_on", "minutes", "kind", "function", "topic")),
    ):
        for field in fields:
            answer = desks.here.post(path, data={**form, field: text})
            assert answer.status_code == 422, field
            assert f'href="#{field}"' in answer.text
