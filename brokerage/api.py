"""The public JSON API: version 1, its OpenAPI document, and a reference page without script."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_smorest import Api
from marshmallow import Schema, fields

from brokerage.opportunities.api import opportunities_api
from brokerage.reference import reference
from brokerage.suggestions.api import suggestions_api

OPENAPI_VERSION = "3.0.3"


class ErrorSchema(Schema):
    """What every refusal looks like."""

    code = fields.Integer(metadata={"description": "The HTTP status"})
    message = fields.String(metadata={"description": "One sentence that may be shown"})
    request_id = fields.String(metadata={"description": "Name it when you ask us about it"})
    errors = fields.Dict(metadata={"description": "Messages by the name of the field"})
    suggestions = fields.List(
        fields.String(), metadata={"description": "Values that would have been understood"}
    )


api = Api()
api.ERROR_SCHEMA = ErrorSchema


def init_api(app: Flask) -> None:
    """Register the endpoints. The document is served by reference.py: flask-smorest's own pages
    need inline script."""
    app.config.update(
        API_TITLE=app.config["SERVICE_NAME"],
        API_VERSION="v1",
        OPENAPI_VERSION=OPENAPI_VERSION,
        OPENAPI_URL_PREFIX=None,
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION}},
    )
    api.init_app(app)
    for blueprint in (opportunities_api, suggestions_api):
        api.register_blueprint(blueprint)
    app.register_blueprint(reference)


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document of everything registered."""
    document: dict[str, Any] = api.spec.to_dict()
    return document


DESCRIPTION = (
    "Live volunteering roles, and roles ranked for a person by skills, availability and "
    "distance. Everything here is public; no key is needed. Distances are in kilometres, times "
    "are wall-clock times in the role's own place, dates are ISO 8601. Unknown fields are refused "
    "by name; a value that is refused gets 422 with the field's name."
)
