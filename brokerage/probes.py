"""/healthz: the process answers. /readyz: it can do its work."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from brokerage.access import public
from brokerage.db import db
from brokerage.logging import log_bug
from brokerage.migrating import is_current
from brokerage.suggestions.index import live_index
from matching.errors import MatchingError

probes = Blueprint("probes", __name__)


@probes.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Alive."""
    return jsonify(status="ok")


@probes.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Ready: the database answers, has the expected shape, and this worker holds the roles."""
    try:
        if not is_current(db.session.connection()):
            return jsonify(status="not migrated"), 503
        live_index().current(db.session())
    except SQLAlchemyError:
        return jsonify(status="no database"), 503
    except (MatchingError, OSError) as problem:
        log_bug(problem)
        return jsonify(status="no index of roles"), 503
    return jsonify(status="ok"), 200
