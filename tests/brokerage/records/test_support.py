"""Support details and equality forms: who reads them, and that nobody overwrites another."""

from __future__ import annotations

import re

from brokerage.equality.models import EqualityAnswer
from brokerage.volunteers.models import SupportDetail
from tests.brokerage.records.conftest import Desks

SECRET = "Needs a quiet room <b>and</b> a note-taker."


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_support_is_kept_apart_and_each_opening_is_written_down(desks: Desks) -> None:
    address = f"{desks.at}/support"
    seen = seen_in(desks.here.get(address).text)
    sent = desks.here.post(address, data={"support": SECRET, "seen": seen})
    assert sent.location == f"{desks.at}/records"
    index = desks.here.get(f"{desks.at}/records").text
    assert "There are support details." in index
    assert "quiet room" not in index
    before = desks.audited("support").count("read")
    page = desks.here.get(address).text
    assert "Needs a quiet room &lt;b&gt;and&lt;/b&gt; a note-taker." in page
    assert desks.audited("support").count("read") == before + 1
    assert desks.there.get(address).status_code == 404
    assert desks.audited("support").count("read") == before + 1


def test_the_second_of_two_writers_sees_what_the_first_wrote_and_chooses(desks: Desks) -> None:
    address = f"{desks.at}/support"
    seen = seen_in(desks.here.get(address).text)
    desks.here.post(address, data={"support": "First.", "seen": seen})
    second = desks.here.post(address, data={"support": "Second.", "seen": seen})
    assert second.status_code == 422
    assert "First." in second.text
    assert "Second." in second.text
    assert [one.text for one in desks.rows(SupportDetail)] == ["First."]
    both = {"support": "First. Second.", "seen": seen_in(second.text)}
    assert desks.here.post(address, data=both).status_code == 302
    assert [one.text for one in desks.rows(SupportDetail)] == ["First. Second."]


def test_too_much_is_refused_and_not_cut(desks: Desks) -> None:
    address = f"{desks.at}/support"
    seen = seen_in(desks.here.get(address).text)
    page = desks.here.post(address, data={"support": "x" * 2001, "seen": seen})
    assert page.status_code == 422
    assert "x" * 2001 in page.text
    assert desks.rows(SupportDetail) == []


def test_an_equality_form_is_keyed_and_never_read_back(desks: Desks) -> None:
    address = f"{desks.at}/equality"
    empty = desks.here.get(address).text
    assert empty.index("Prefer not to say") < empty.index("Female")
    sent = desks.here.post(address, data={"sex": "female"})
    assert sent.location == f"{desks.at}/records"
    assert [(one.question, one.answer) for one in desks.rows(EqualityAnswer)] == [("sex", "female")]
    for path in (address, f"{desks.at}/records", f"{desks.at}/checks"):
        assert " checked" not in desks.here.get(path).text
    assert desks.audited("equality") == ["write"]


def test_an_empty_or_odd_equality_form_is_refused(desks: Desks) -> None:
    address = f"{desks.at}/equality"
    assert desks.here.post(address, data={}).status_code == 422
    assert 'href="#sex"' in desks.here.post(address, data={"sex": "odd"}).text
    assert desks.there.post(address, data={"sex": "female"}).status_code == 404
    assert desks.rows(EqualityAnswer) == []
