"""Somebody's sessions for their calendar program, at an address that only they know."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.db import db
from brokerage.hours.rota.week import sessions_down_for
from brokerage.introductions import calendar
from brokerage.weeks import local_today

calendars = Blueprint("calendars", __name__)


@calendars.get("/calendars/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """The feed. Its address is the key, so nothing may keep or list it."""
    unit = db.session()
    owner, today = calendar.get_owner(unit, token), local_today()
    since = today - timedelta(weeks=calendar.WEEKS_BACK)
    text = calendar.feed(unit, owner, today, sessions_down_for(unit, owner.id, since))
    headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return Response(text, mimetype="text/calendar", headers=headers)
