from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Invalid
from brokerage.weeks import DAYS, Span, Week, box_names, boxes_of, is_slip, merge, read_week

spans = st.builds(
    lambda day, start, length: Span(day, start, start + length),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 1440),
).filter(lambda span: not is_slip(span.start, span.end))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Tue 18:00-21:00", Span(1, 1080, 1260)),
        ("tuesday 6pm to 9pm", Span(1, 1080, 1260)),
        ("TUESDAYS 18.00 – 21.00", Span(1, 1080, 1260)),
        ("Fri 22:00-02:00", Span(4, 1320, 1560)),
        ("Fri 20:00-08:00", Span(4, 1200, 1920)),
        ("Sun 12am-12pm", Span(6, 0, 720)),
        ("Sun 00:00-24:00", Span(6, 0, 1440)),
        ("sat-morning", Span(5, 480, 720)),
        ("Saturday mornings", Span(5, 480, 720)),
    ],
)
def test_a_time_is_read_the_way_people_write_it(text: str, span: Span) -> None:
    assert read_week([text]).spans == (span,)


@pytest.mark.parametrize(
    "text",
    [
        "Tue",
        "18:00-21:00",
        "Blursday 10-12",
        "Tue 25:00-26:00",
        "Tue 24:00-02:00",
        "Tue 10:99-11:00",
        "x" * 500,
    ],
)
def test_a_text_that_is_no_time_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_week([text], field="when")
    assert refusal.value.field == "when"
    assert "Tue 18:00-21:00" in refusal.value.message


@pytest.mark.parametrize("text", ["Tue 18:00-17:00", "Tue 9-9", "Fri 20:00-08:01"])
def test_more_than_half_a_day_past_midnight_is_a_slip_to_check(text: str) -> None:
    with pytest.raises(Invalid, match="Please check both times") as refusal:
        read_week([text], field="when")
    assert refusal.value.field == "when"


def test_any_time_and_a_changing_week_are_kept_apart() -> None:
    assert read_week(["any"]) == Week(any_time=True)
    assert read_week(["changes", "tue-evening"]).changes
    assert not read_week(["", "  "])


def test_there_are_21_boxes_and_each_reads_back_as_itself() -> None:
    assert len(box_names()) == 21
    for box in box_names():
        (span,) = read_week([box]).spans
        assert boxes_of(span) == [box]


@given(spans)
def test_an_exact_time_survives_being_written_and_read(span: Span) -> None:
    assert read_week([str(span)]).spans == (span,)


@given(st.lists(spans, max_size=8))
def test_merging_keeps_every_minute_and_adds_none(given_spans: list[Span]) -> None:
    def minutes(many: tuple[Span, ...] | list[Span]) -> set[tuple[int, int]]:
        return {(s.weekday, m) for s in many for m in range(s.start, s.end)}

    merged = merge(given_spans)
    assert minutes(merged) == minutes(given_spans)
    assert list(merged) == sorted(merged)


def test_a_session_past_midnight_is_found_under_both_days() -> None:
    assert boxes_of(Span(DAYS.index("Sun"), 21 * 60, 33 * 60)) == ["sun-evening", "mon-morning"]
