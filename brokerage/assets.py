"""Addresses of static files that change with their content, and serving them.

`asset_url("css/site.css")` and `asset_url("vendor/leaflet.css")` name a file by its path under
static/. Because an address names one content, browsers are told to keep it for good.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app, has_request_context, request
from whitenoise import WhiteNoise

from brokerage.errors import BrokerageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

STATIC = Path(__file__).parent / "static"
FOR_GOOD = "max-age=31536000, public, immutable"
_HASHED = re.compile(r"^/static/vendor/.+\.[0-9a-f]{8}\.\w+$")


class AssetMissing(BrokerageError):
    """A page names a static file that is not there; build it, or mend the name."""

    status = 500


def asset_url(name: str) -> str:
    """The address of a file under static/; raises AssetMissing."""
    folder, addresses = current_app.extensions["static"]
    if current_app.debug:  # files change while somebody works on them
        addresses = read_addresses(folder)
    if name not in addresses:
        advice = ": run `make assets`" if name.startswith("vendor/") else ""
        raise AssetMissing(f"static/{name} does not exist{advice}")
    root = request.script_root if has_request_context() else ""
    return f"{root}{addresses[name]}"


def read_addresses(folder: Path = STATIC) -> dict[str, str]:
    """Name -> address of every file under static/; vendor/ names come from its manifest."""
    own = (path for path in folder.rglob("*") if path.is_file())
    names = (path.relative_to(folder).as_posix() for path in own)
    addresses = {
        name: f"/static/{name}?v={sha256((folder / name).read_bytes()).hexdigest()[:8]}"
        for name in names
        if not name.startswith("vendor/")
    }
    manifest = folder / "vendor" / "manifest.json"
    vendored = json.loads(manifest.read_text()) if manifest.exists() else {}
    return addresses | {f"vendor/{n}": f"/static/vendor/{to}" for n, to in vendored.items()}


def wrap_static(app: Flask, folder: Path = STATIC) -> None:
    """Serve `folder` under /static/ in front of the application, and give templates asset_url."""
    addresses = read_addresses(folder)
    app.extensions["static"] = (folder, addresses)
    app.jinja_env.globals["asset_url"] = asset_url
    files = WhiteNoise(
        app.wsgi_app,
        root=folder,
        prefix="static",
        autorefresh=app.debug,
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: bool(_HASHED.match(url)),
        add_headers_function=_add_headers,
    )
    app.wsgi_app = _keeping(files, addresses)  # type: ignore[assignment, method-assign]


def _add_headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _keeping(inner: WSGIApplication, addresses: Mapping[str, str]) -> WSGIApplication:
    """Let browsers keep a file for good, but only when they ask for its present content."""
    present = frozenset(addresses.values())

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            kept = [header for header in headers if header[0] != "Cache-Control"]
            return start_response(status, [*kept, ("Cache-Control", FOR_GOOD)], exc_info)

        asked = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        return inner(environ, start if asked in present else start_response)

    return answer
