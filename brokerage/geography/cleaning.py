"""What a person typed or pasted, made fit to be looked up, or refused."""

from __future__ import annotations

import unicodedata

from brokerage.geography.located import UnknownPlace

LONGEST = 100


def clean(text: str) -> str:
    """One line with single spaces; raises UnknownPlace where there is nothing to look up."""
    if len(text) > LONGEST:
        raise UnknownPlace(f"That is too long: use up to {LONGEST} characters.")
    # Pasted text carries invisible marks (zero-width spaces, direction marks): they mean nothing.
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    line = " ".join(visible.split())
    if not line:
        raise UnknownPlace("Enter a postcode or the name of a town or village.")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in line):
        raise UnknownPlace("That has characters we cannot read. Type it again.")
    return line
