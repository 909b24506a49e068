"""Somebody's sessions for their calendar program, at an address that only they know."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.db import db
from brokerage.introductions import calendar
from brokerage.weeks import local_today

calendars = Blueprint("calendars", __name__)


@calendars.get("/calendars/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """The feed. Its address is the key, so nothing may keep or list it."""
    unit = db.session()
    text = calendar.feed(unit, calendar.get_owner(unit, token), local_today())
    headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return Response(text, mimetype="text/calendar", headers=headers)
