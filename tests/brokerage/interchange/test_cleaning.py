from __future__ import annotations

from brokerage.interchange import cleaning


def test_entities_and_bare_carriage_returns_become_plain_paragraphs():
    text = "What you&rsquo;ll be doing\r\nBirds&nbsp;&amp; bees\r\rMore &mdash; of it\r"
    assert cleaning.prose(text) == "What you’ll be doing\nBirds & bees\n\nMore — of it"


def test_markup_is_dropped_and_its_paragraphs_kept():
    text = "<p>Help <b>us</b></p><script>alert(1)</script><ul><li>drive</li><li>cook</li></ul>"
    assert cleaning.prose(text).split() == ["Help", "us", "drive", "cook"]
    assert cleaning.prose("&lt;p&gt;Escaped once too often&lt;/p&gt;") == "Escaped once too often"
    assert cleaning.prose("for ages <18 and >65, 3 < 4") == "for ages <18 and >65, 3 < 4"


def test_labels_that_end_in_a_line_break_are_trimmed_to_one_line():
    assert cleaning.label("Volunteer Administrator\r\n") == "Volunteer Administrator"
    assert cleaning.label(" Early Years\r\nVolunteer  (Wales) ") == "Early Years Volunteer (Wales)"


def test_control_and_direction_characters_disappear_and_emoji_stay():
    assert cleaning.plain("a\x00b\x07\u202ec\ufeff\ud800 👩‍🍳") == "abc 👩‍🍳"


def test_personal_mobiles_and_addresses_are_not_republished():
    text = (
        "Ring Jo on 07700 900123 or +44 7700 900123, write to jo.bloggs@example.org. "
        "Desk: 01632 960001"
    )
    cleaned = cleaning.for_the_public(text)
    assert cleaned.removed == 3
    assert "7700" not in cleaned.text
    assert "jo.bloggs" not in cleaned.text
    assert "01632 960001" in cleaned.text


def test_placeholder_numbers_are_not_published():
    assert cleaning.published_phone("07") is None
    assert cleaning.published_phone("0123456789") is None
    assert cleaning.published_phone("07700 900123") is None
    assert cleaning.published_phone("01632 960001") == "01632 960001"
    assert cleaning.for_the_public("Call 0123456789").text == f"Call {cleaning.PHONE_REMOVED}"


def test_a_text_without_an_end_is_cleaned_as_fast_as_any() -> None:
    long = "x" * 200_000
    assert cleaning.for_the_public(long).text == long
    assert cleaning.for_the_public("write to ann@example.org today").removed == 1


def test_an_address_is_taken_out_wherever_it_begins() -> None:
    for before in ("_" * 70, "." * 70, "x" * 70):
        cleaned = cleaning.for_the_public(f"Write to {before}ann@example.org")
        assert cleaned.removed == 1
        assert "ann" not in cleaned.text
        assert "example" not in cleaned.text
    assert cleaning.for_the_public("a@" * 40_000).removed == 0
