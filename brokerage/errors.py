"""One error tree, and how errors look to a person and to a program.

Services raise these; views never catch them. Each carries a sentence that may be shown, and
where it helps the name of the field it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from marshmallow import ValidationError
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError


class BrokerageError(Exception):
    """Something the caller can be told about. ``status`` is the HTTP answer it becomes."""

    status = 400

    def __init__(
        self, message: str, field: str | None = None, suggestions: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.suggestions = list(suggestions)  # values that would have been understood


class BadSetting(BrokerageError):
    """A setting cannot be used; the message names it. Mend the environment and start again."""

    status = 500


class Invalid(BrokerageError):
    """A value was refused; ``field`` says which. Correct it and send it again."""

    status = 422


class NotFound(BrokerageError):
    """There is no such record, or it is not for the eyes of whoever asks."""

    status = 404


class Gone(BrokerageError):
    """There was such a record, and it is over. Look for another."""

    status = 410


class Conflict(BrokerageError):
    """The record is not in a state that allows this. Reload it and look."""

    status = 409


class NotAllowedInProduction(BrokerageError):
    """A demonstration-only act was asked for in production."""

    status = 403


SENTENCES = {
    400: ("We could not read that", "Something in the address or the form is not as we expect."),
    403: ("You cannot see this page", "It may need somebody with another role."),
    404: ("We cannot find that page", "It may have moved, or the role may have closed."),
    405: ("That cannot be done here", "The address is right, but not for this kind of request."),
    410: ("That is over", "It was here, and has closed. There are others."),
    413: ("That is too much at once", "Send less, or split it into parts."),
    415: ("We cannot read that kind of document", "Send JSON."),
    422: ("Something needs to be corrected", "Go back and check the details you entered."),
    429: ("Too many requests", "Please wait a minute and try again."),
    500: ("Sorry, something went wrong", "It is our fault, and we have made a note of it."),
    503: ("We will be back shortly", "The service is starting, or being looked after."),
}


def init_errors(app: Flask) -> None:
    """Answer every error with a page, or with JSON where a program asked."""
    app.register_error_handler(BrokerageError, _on_domain_error)
    app.register_error_handler(ValidationError, _on_validation_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(RecursionError, _on_too_deep)
    app.register_error_handler(Exception, _on_bug)


def wants_json() -> bool:
    """Programs: anything under /api/, or a client that prefers JSON to HTML."""
    if request.path.startswith("/api/") and request.path != "/api/docs":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def answer(
    status: int,
    message: str | None = None,
    errors: Any = None,
    suggestions: Sequence[str] = (),
) -> tuple[Response | str, int]:
    """The error page or the error document; both carry the request id and nothing internal."""
    title, advice = SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])
    request_id = g.get("request_id", "")
    if wants_json():
        body = {"code": status, "message": message or title, "request_id": request_id}
        if errors:
            body["errors"] = errors
        if suggestions:
            body["suggestions"] = list(suggestions)
        return jsonify(body), status
    page = render_template(
        "errors/error.html",
        status=status,
        title=title,
        advice=message or advice,
        request_id=request_id,
    )
    return page, status


def _on_domain_error(problem: BrokerageError) -> tuple[Response | str, int]:
    errors = {problem.field: [problem.message]} if problem.field else None
    return answer(problem.status, problem.message, errors, problem.suggestions)


def _on_validation_error(problem: ValidationError) -> tuple[Response | str, int]:
    return answer(422, None, problem.messages)


def _on_http_error(problem: HTTPException) -> Response | tuple[Response | str, int]:
    status = problem.code or 500
    if isinstance(problem, BadHost):  # no address can be made for a page that has no host
        return Response("The host name of this request cannot be used.", 400, mimetype="text/plain")
    if status < 400:  # redirects are raised as exceptions too
        return problem.get_response()  # type: ignore[return-value]
    page, code = answer(status, None, _messages(problem))
    made = current_app.make_response((page, code))
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):  # what the protocol asks for
        if name in (given := dict(problem.get_headers())):
            made.headers[name] = given[name]
    return made


def _messages(problem: HTTPException) -> Any:
    """Messages by field; webargs puts them one level down, under where the value came from."""
    found = (getattr(problem, "data", None) or {}).get("messages")
    if isinstance(found, dict) and set(found) <= {"json", "query", "form", "path"}:
        return {name: text for inner in found.values() for name, text in _by_name(inner).items()}
    return found


def _by_name(messages: Any) -> dict[str, Any]:
    return messages if isinstance(messages, dict) else {"_schema": messages}


def _on_too_deep(_problem: RecursionError) -> tuple[Response | str, int]:
    return answer(400, "The document is nested too deeply.")


def _on_bug(problem: Exception) -> tuple[Response | str, int]:
    from brokerage.logging import log_bug

    log_bug(problem)
    g.sign_in = None  # the error page asks nothing of a database that may be what is broken
    g.pop("actor", None)
    return answer(InternalServerError.code or 500)
