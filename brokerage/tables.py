"""CSV as spreadsheets need it: columns from a schema, and cells that cannot become formulas."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import Schema

from brokerage.schema import Audience, declared, visible

# A spreadsheet runs a cell that begins with one of these; the last four are their wide forms.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
GUARD = "'"


def columns(schema: type[Schema], audience: Audience) -> list[str]:
    """The column names an audience's file has, in the order of the schema."""
    return [name for name, field in declared(schema).items() if visible(field, audience)]


def cell(value: Any) -> str:
    """One cell: dates in ISO form, lists joined by " | ", text guarded, numbers as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return guarded(" | ".join(str(item) for item in value))
    return guarded(str(value))


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run, or that looks guarded."""
    if text[:1].isalnum():  # nearly all of them: the file of a county has millions
        return text
    return GUARD + text if text.lstrip(GUARD).startswith(DANGEROUS) else text


def unguarded(text: str) -> str:
    """Take the apostrophe away again when a file comes back."""
    is_guarded = text.startswith(GUARD) and text.lstrip(GUARD).startswith(DANGEROUS)
    return text[1:] if is_guarded else text
