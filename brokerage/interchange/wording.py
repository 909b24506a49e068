"""What a role's words give away, whatever the format."""

from __future__ import annotations

from brokerage.interchange.rows import Row

SAME_AS_ORGANISATION = "The title is only the organisation's name: it says nothing of the role."


def state_title(row: Row, column: str, organisation: str) -> str:
    """The title; one that only names the organisation is kept, and told."""
    title = row.needed(column)
    if title:
        row.state("title", title, column)
    if title and title.casefold() == organisation.casefold():
        row.remark(column, SAME_AS_ORGANISATION)
    return title
