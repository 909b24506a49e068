"""Structured logs: one line a request, with an id, and never personal data or query strings."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
import traceback

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("brokerage")

_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def init_logging(app: Flask) -> None:
    """Configure structlog and log every request once, when it is answered."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if app.config["LOG_FORMAT"] == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(app.config["LOG_LEVEL"].upper(), logging.INFO)
        ),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    request_id = g.get("request_id", "")
    response.headers["X-Request-Id"] = request_id
    rule = request.url_rule.rule if request.url_rule else "(no route)"
    log.info(
        "request",
        request_id=request_id,
        method=request.method,
        route=rule,  # the rule, not the address: ids and searches stay out of the log
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
    )
    return response


def log_bug(problem: BaseException) -> None:
    """Where it broke, without its message: messages quote values, and values may be personal."""
    frames = traceback.extract_tb(problem.__traceback__)
    log.error(
        "bug",
        request_id=g.get("request_id", ""),
        error=type(problem).__name__,
        where=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    )
