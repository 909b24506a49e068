"""One hint: where, about which words, and what to do instead."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Hint:
    """``field`` is where it can be mended; ``quote`` the words it is about, if any."""

    field: str
    text: str
    quote: str = ""


@cache
def word_data() -> dict[str, Any]:
    """data/words.toml, as read."""
    folder = resources.files("brokerage.opportunities.posting")
    return tomllib.loads(folder.joinpath("data/words.toml").read_text("utf-8"))
