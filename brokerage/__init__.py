"""The brokerage service: create_app() and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from brokerage.access import init_access
from brokerage.accounts.forgery import init_forgery
from brokerage.api import init_api
from brokerage.assets import wrap_static
from brokerage.config import database_url, read_settings
from brokerage.db import init_db
from brokerage.errors import init_errors
from brokerage.headers import AtPublicUrl, init_headers
from brokerage.logging import init_logging
from brokerage.slices import init_slices
from brokerage.templating import init_templating


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """Make the application from the environment; ``overrides`` are settings without prefix."""
    values = read_settings(overrides)
    instance = Path(values["INSTANCE_DIR"]).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        __name__,
        instance_path=str(instance),
        template_folder=str(Path(__file__).parent.parent / "templates"),
        static_folder=None,
    )
    app.config.update(values)
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url(values)
    app.config["MAX_CONTENT_LENGTH"] = values["MAX_BODY_BYTES"]
    if values["PROXIES"]:
        hops = values["PROXIES"]
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    if values["PUBLIC_URL"]:
        app.wsgi_app = AtPublicUrl(app.wsgi_app, values["PUBLIC_URL"])  # type: ignore[assignment,method-assign]
    for init in (
        init_logging,
        init_headers,
        init_access,
        init_forgery,
        init_db,
        init_templating,
    ):
        init(app)
    init_slices(app)
    init_api(app)
    init_errors(app)  # after the API, whose own error answers these replace
    wrap_static(app)
    return app
