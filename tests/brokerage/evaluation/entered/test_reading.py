"""What people type into the forms of entries: taken as meant, or refused with the field's name."""

from __future__ import annotations

from datetime import date

import pytest

from brokerage.errors import Invalid
from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.entered.reading import (
    read_amount,
    read_measure,
    read_past_day,
    read_pence,
    read_quarter,
)
from brokerage.evaluation.entered.wages import overlap
from brokerage.evaluation.rates import Rate

COUNT, SHARE, DAYS, MONEY = "enquiries", "placement_rate", "time_in_state", "funding"


@pytest.mark.parametrize(
    ("measure", "text", "amount"),
    [
        (COUNT, "1,200", 1200),
        (COUNT, "0", 0),
        (COUNT, "12.0", 12),
        (SHARE, "45.5%", 45.5),
        (SHARE, "100", 100),
        (DAYS, "3.25", 3.25),
        (MONEY, "£1,250.50", 1250.5),
    ],
)
def test_an_amount_is_in_the_unit_of_its_measure(measure: str, text: str, amount: float) -> None:
    assert read_amount(text, get_measure(measure)) == amount


@pytest.mark.parametrize(
    ("measure", "text", "said"),
    [
        (COUNT, "-1", "0 or more"),
        (COUNT, "1.5", "whole numbers"),
        (COUNT, "many", "Enter a number"),
        (COUNT, "1e3", "Enter a number"),
        (COUNT, "nan", "Enter a number"),
        (COUNT, ".", "Enter a number"),
        (COUNT, "٣", "Enter a number"),
        (COUNT, "9" * 400, "at most"),
        (SHARE, "100.5", "0 to 100"),
        (DAYS, "1.234", "two places"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(measure: str, text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        read_amount(text, get_measure(measure))
    assert refused.value.field == "amount"


@pytest.mark.parametrize("text", ["", "2026-09", "2026-Q5", "Q3 2026", "soon"])
def test_a_quarter_is_no_month(text: str) -> None:
    with pytest.raises(Invalid, match="2026-Q3") as refused:
        read_quarter(text)
    assert refused.value.field == "period"


def test_a_quarter_may_be_written_small() -> None:
    assert str(read_quarter(" 2026-q3 ")) == "2026-Q3"


def test_a_measure_is_one_that_we_count() -> None:
    with pytest.raises(Invalid) as refused:
        read_measure("smiles")
    assert refused.value.field == "measure"


@pytest.mark.parametrize("text", ["0", "0.00", "1001", "-5", "12.345", ""])
def test_pounds_are_over_nought_and_under_what_can_be(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_pence(text, "pounds", 1000)
    assert refused.value.field == "pounds"


def test_pounds_become_pence_to_the_penny() -> None:
    assert [read_pence(one, "pounds", 1000) for one in ("12.71", "0.01", "£8.29")] == [1271, 1, 829]


def test_a_day_has_come() -> None:
    today = date(2026, 3, 4)
    assert read_past_day("4 3 2026", "received_on", today) == today
    with pytest.raises(Invalid, match="not come yet"):
        read_past_day("5 3 2026", "received_on", today)


def rate(first: str, last: str | None = None, name: str = "ASHE", area: str = "Kent") -> Rate:
    until = date.fromisoformat(last) if last else None
    return Rate(name, 1500, date.fromisoformat(first), "A table", area, "", until)


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        (rate("2025-04-01"), rate("2026-04-01"), True),
        (rate("2025-04-01", "2026-03-31"), rate("2026-04-01"), False),
        (rate("2025-04-01", "2026-04-01"), rate("2026-04-01"), True),
        (rate("2026-04-01"), rate("2025-04-01", "2026-03-31"), False),
        (rate("2025-04-01"), rate("2026-04-01", area="Medway"), False),
        (rate("2025-04-01"), rate("2026-04-01", name=" ashe "), True),
    ],
)
def test_rates_of_the_same_thing_overlap_where_a_day_has_both(
    one: Rate, other: Rate, do: bool
) -> None:
    assert overlap(one, other) is do
    assert overlap(other, one) is do
