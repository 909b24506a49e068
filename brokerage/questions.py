"""Reading what a program asks: unknown names are refused, and no document is too odd to refuse."""

from __future__ import annotations

from typing import Any

from flask import Request
from flask_smorest import Blueprint
from marshmallow import RAISE
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


class QuestionParser(FlaskParser):
    """webargs passes over unknown query parameters, and lets some unreadable JSON through as a
    bug: nesting deeper than the interpreter's stack, numbers of more than 4,300 digits."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}  # noqa: RUF012 - webargs declares it so

    def load_json(self, req: Request, schema: Any) -> Any:
        """The body; an answer of 415 to what is not JSON, of 400 to what cannot be read."""
        if not req.is_json:
            raise UnsupportedMediaType("Send JSON, with Content-Type: application/json.")
        try:
            return super().load_json(req, schema)
        except (ValueError, RecursionError) as problem:
            raise BadRequest from problem


class ApiBlueprint(Blueprint):
    """A part of the API."""

    ARGUMENTS_PARSER = QuestionParser()
