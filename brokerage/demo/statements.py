"""What invented organisations say of themselves: contacts, insurance, expenses, safeguarding."""

from __future__ import annotations

from datetime import date, timedelta

from brokerage.demo.ledger import Row

FIRST = (
    "Ash", "Briar", "Clover", "Dell", "Ember", "Fern", "Glen", "Hazel", "Ivy", "Juniper", "Kit",
)  # fmt: skip
LAST = ("Pebble", "Thistle", "Wick", "Marlow", "Sprig", "Tansy", "Hollow")
EXPENSES = ("paid", "some", "none")


def statements_of(number: int, verified: bool, today: date) -> Row:
    """By number, without chance: a county made before keeps its other records."""
    first, second = _name(number), _name(number * 3 + 5)
    looked_at = today - timedelta(days=number * 53 % 900)
    return {
        "contact_name": first if verified else None,
        "second_name": second if verified else None,
        "second_email": None,
        "second_phone": f"01632 960{number % 1000:03d}" if verified else None,
        "insurance": ("own" if number % 4 else "shared") if verified else None,
        "insurance_ends_on": today + timedelta(days=12 + number * 37 % 350) if verified else None,
        "expenses": EXPENSES[number % 3] if verified else None,
        "safeguarding_lead": second if verified and number % 3 else None,
        "safeguarding_reviewed_on": looked_at if verified and number % 3 else None,
        "data_protection_on": looked_at if verified and number % 3 else None,
    }


def _name(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
