"""/healthz: the process answers. /readyz: it can do its work."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from brokerage.access import public
from brokerage.db import db
from brokerage.migrating import is_current

probes = Blueprint("probes", __name__)


@probes.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Alive."""
    return jsonify(status="ok")


@probes.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Ready: the database answers and has the expected shape."""
    try:
        ready = is_current(db.session.connection())
    except SQLAlchemyError:
        return jsonify(status="no database"), 503
    return (jsonify(status="ok"), 200) if ready else (jsonify(status="not migrated"), 503)
