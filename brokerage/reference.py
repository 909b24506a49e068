"""/api/openapi.json, and the same document as a page: /api/docs, rendered without script."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from brokerage.access import public

reference = Blueprint("reference", __name__)


@reference.get("/api/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    """The OpenAPI document."""
    from brokerage.api import openapi_document

    return jsonify(openapi_document())


@reference.get("/api/docs")
@public
def docs() -> ResponseReturnValue:
    """The reference page."""
    from brokerage.api import openapi_document

    return render_template("api/reference.html", document=openapi_document())
