"""A message from its template: plain text first, and HTML made from that same text.

A template begins with a TOML comment that names every field it may be given, each with an example.
Nothing else reaches it, so what a message can say is read in one place, and the examples make the
golden files of tests/golden/messages/.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from jinja2 import Environment, StrictUndefined

from brokerage.messages.html import in_html

_FIELDS = re.compile(r"\A\{#(.*?)#\}\s*", re.DOTALL)
SUBJECT = "Subject: "


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be queued."""

    subject: str
    text: str
    html: str


class Lines(str):
    """A value that keeps its line breaks; every other value is written in one line."""

    __slots__ = ()


def rendered(template: str, **context: Any) -> Rendered:
    """Render templates/emails/<template>.txt, or templates/<folder>/<name>.txt for "folder/name".

    Raises TypeError for a field that the template does not declare, one that is missing, and one
    that is of another kind than its example.
    """
    name = _path(template)
    _check(template, fields_of(template), context)
    lines = _environment().get_template(name).render(**context).strip().split("\n")
    if not lines[0].startswith(SUBJECT):
        raise ValueError(f"{name} does not begin with “{SUBJECT}”")
    subject = lines[0].removeprefix(SUBJECT).strip()
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines[1:])).strip() + "\n"
    return Rendered(subject, text, in_html(subject, text))


def fields_of(template: str) -> dict[str, Any]:
    """The fields a template may be given, with their examples."""
    environment = current_app.jinja_env
    assert environment.loader  # noqa: S101 - set when the application was made
    source = environment.loader.get_source(environment, _path(template))[0]
    found = _FIELDS.match(source)
    if not found:
        raise ValueError(f"{template} does not begin with a comment that names its fields")
    return tomllib.loads(found[1])


def _path(template: str) -> str:
    return f"{template if '/' in template else f'emails/{template}'}.txt"


def _check(template: str, fields: Mapping[str, Any], context: Mapping[str, Any]) -> None:
    if odd := fields.keys() ^ context.keys():
        raise TypeError(f"{template} takes {sorted(fields)}; not declared or missing: {odd}")
    for name, example in fields.items():
        if not isinstance(context[name], type(example)):
            raise TypeError(f"{template}: {name} must be {type(example).__name__}")


def _environment() -> Environment:
    """Kept with its compiled templates: a morning's digests use one thousands of times."""
    made_for = current_app.jinja_env.loader, current_app.config["SERVICE_NAME"]
    held = current_app.extensions.get("message_templates")
    if held is None or held[0] != made_for:
        held = current_app.extensions["message_templates"] = made_for, _made(made_for[1])
    environment: Environment = held[1]
    return environment


def _made(service_name: str) -> Environment:
    environment = current_app.jinja_env.overlay(
        autoescape=False, undefined=StrictUndefined, finalize=_in_one_line
    )
    environment.filters = {**environment.filters, "quoted": quoted}
    environment.globals = {"service_name": service_name}
    return environment


def _in_one_line(value: Any) -> Any:
    """Nobody's words can pass for another paragraph, heading or line of ours."""
    return value if isinstance(value, Lines) else " ".join(str(value).split())


def quoted(text: str) -> Lines:
    """Somebody's own words, over several lines, marked as theirs."""
    return Lines("\n".join(f"> {line}".rstrip() for line in text.strip().splitlines()))
