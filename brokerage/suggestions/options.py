"""What a person asks for, as options: one list for every command of the terminal that asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
from marshmallow import ValidationError

from brokerage.errors import Invalid
from brokerage.suggestions.queries import LISTS, Search, from_mapping, read_within
from brokerage.suggestions.refusals import by_field, in_plain_words
from brokerage.suggestions.schemas import FilterSchema, SuggestionsQuestionSchema

NAMES = {"skills": "--skill", "interests": "--interest", "within_km": "--within"}
OPTIONS = (
    click.option("--near", default="", help="A postcode, a place, or latitude,longitude."),
    click.option(
        "--within", default="", help="How far: 10mi, 16km, 30min; a bare number means miles."
    ),
    click.option(
        "--travel-mode", default="", help="How the person travels: walk, cycle, bus or car."
    ),
    click.option(
        "--within-minutes", type=int, default=None, help="How long the journey may take (estimate)."
    ),
    click.option(
        "--skill", "skills", multiple=True, help="What the person offers; may be repeated."
    ),
    click.option("--interest", "interests", multiple=True, help="A cause; may be repeated."),
    click.option("--when", multiple=True, help='"Tue 18:00-21:00", tue-evening, any, changes.'),
    click.option("--minutes-per-week", type=int, default=None, help="Most minutes a week."),
    click.option("--remote", default="welcome", help="welcome, no or only."),
    click.option("--text", default="", help="What the person offers, in their own words."),
    click.option("--age", type=int, default=None, help="Leaves out roles with another age limit."),
    click.option("--needs", multiple=True, help="Access the person needs, such as step_free."),
    click.option(
        "--filter",
        "filters",
        multiple=True,
        help="name=value, such as kind=regular; may be repeated.",
    ),
)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options; it receives the answers by name."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def search_of(said: Mapping[str, Any], **more: object) -> Search:
    """The question that the answers make. Call it inside :func:`named`."""
    given = {name: value for name, value in said.items() if value not in ("", (), None)}
    question = {n: list(v) if isinstance(v, tuple) else v for n, v in given.items()}
    question |= read_within(str(question.pop("within", "")))
    question["filters"] = _filters(said["filters"])
    return from_mapping(SuggestionsQuestionSchema().load({**question, **more}))


@contextmanager
def named() -> Iterator[None]:
    """Refusals name the option that was answered wrongly, and end the command with 2."""
    try:
        yield
    except Invalid as problem:
        option = _option(problem.field or "near")
        raise click.BadParameter(_with_suggestions(problem), param_hint=option) from problem
    except ValidationError as problem:
        raise _first_refused(problem) from problem


def _filters(texts: tuple[str, ...]) -> dict[str, str | list[str]]:
    """From name=value; several values of one name are alternatives, as on the page."""
    found: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise Invalid(f"“{text[:40]}” is not name=value, such as kind=regular.", "filter")
        found.setdefault(name.strip(), []).append(value.strip())
    return {name: values if name in LISTS else values[-1] for name, values in found.items()}


def _first_refused(problem: ValidationError) -> click.BadParameter:
    inner = problem.messages_dict.get("filters")
    fields = by_field(ValidationError(inner) if inner else problem)
    name, texts = next(iter(fields.items()))
    option = f"--filter {name}" if inner else _option(name)
    return click.BadParameter(" ".join(in_plain_words(name, texts, "It")), param_hint=option)


def _option(field: str) -> str:
    """The option that a field is asked with."""
    if field in FilterSchema._declared_fields:
        return f"--filter {field}"
    return NAMES.get(field, f"--{field.replace('_', '-')}")


def _with_suggestions(problem: Invalid) -> str:
    if not problem.suggestions:
        return problem.message
    return f"{problem.message} Did you mean {' or '.join(problem.suggestions)}?"
