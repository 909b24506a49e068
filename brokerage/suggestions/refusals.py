"""Why a value was refused, in plain words: marshmallow's messages for people, in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from marshmallow import ValidationError

from brokerage.suggestions.queries import LISTS
from brokerage.suggestions.schemas import SearchSchema

# What marshmallow says -> what we say; {name} is the question or option, {unit} what it counts.
PLAIN = (
    (r"Not a valid integer\.", "{name} must be a whole number, such as 20."),
    (r"Not a valid number\.", "{name} must be a number, such as 20."),
    (r"Not a valid boolean\.", "{name} must be true or false."),
    (r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
     "{name} must be between {0} and {1}."),
    (r"Longer than maximum length (\d+)\.", "{name} can have at most {0} {unit}."),
    (r"Length must be between (\d+) and (\d+)\.",
     "{name} must have between {0} and {1} characters."),
    (r"Must be one of: (.+)\.", "{name} must be one of these: {0}."),
    (r"This field is not known\.", "{name} is not something we know."),
)  # fmt: skip


def by_field(problem: ValidationError) -> dict[str, list[str]]:
    """The messages of every refused field; those about the items of a list belong to the list."""
    messages = problem.messages if isinstance(problem.messages, dict) else {"": problem.messages}
    return {str(name): list(_flat(found)) for name, found in messages.items()}


def in_plain_words(field: str, messages: Iterable[str], name: str = "") -> list[str]:
    """Messages of a field as sentences, each once; ``name`` stands for the question's own label."""
    row = SearchSchema._declared_fields.get(field)
    label = name or (f"“{row.metadata['label']}”" if row else f"“{field}”")
    return list(dict.fromkeys(_plain(text, field, label) for text in messages))


def _plain(text: str, field: str, name: str) -> str:
    for pattern, sentence in PLAIN:
        if found := re.fullmatch(pattern, text):
            unit = "answers" if field in LISTS else "characters"
            return sentence.format(*found.groups(), name=name, unit=unit)
    return text


def _flat(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for inner in found:
            yield from _flat(inner)
    else:
        yield str(found)
