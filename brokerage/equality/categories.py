"""The questions and their answers: versioned data, so that figures of two years can be told apart.

The newest list is asked; rows keep the version they were answered under.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
VERSIONS = ("census2021",)  # oldest first; add the next list as a file and its name here
PREFER_NOT = "prefer_not_to_say"


@dataclass(frozen=True, slots=True)
class Question:
    """``choices`` by code; "prefer not to say" is always the first."""

    name: str
    label: str
    choices: dict[str, str]


@cache
def questions(version: str = VERSIONS[-1]) -> dict[str, Question]:
    """The questions of a list, in the order in which they are asked."""
    found = json.loads((DATA / f"{version}.json").read_text(encoding="utf-8"))
    return {
        name: Question(name, asked["label"], found["first"] | asked["choices"])
        for name, asked in found["questions"].items()
    }
