"""Names as people type them: case, accents, punctuation and "St" for "Saint" make no difference."""

from __future__ import annotations

import re
import unicodedata


def fold(name: str) -> str:
    """``St. Mary's Bay`` and ``saint marys bay`` both become ``saintmarysbay``."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’`]", "", plain))
    return "".join("saint" if word == "st" else word for word in words)


def split_qualifier(text: str) -> tuple[str, str | None]:
    """``Stone, Dartford`` is the name and what narrows it down; without a comma there is none."""
    name, comma, qualifier = text.rpartition(",")
    if not comma or not fold(name) or not fold(qualifier):
        return text, None
    return name.strip(), qualifier.strip()
