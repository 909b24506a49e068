"""Security headers on every answer. Scripts and styles run only with this answer's nonce."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def init_headers(app: Flask) -> None:
    """Add the headers and give templates csp_nonce()."""
    app.after_request(_add)
    app.jinja_env.globals["csp_nonce"] = csp_nonce


class AtPublicUrl:
    """Every absolute address is made from the setting, whatever Host a request names."""

    def __init__(self, inner: WSGIApplication, public_url: str) -> None:
        self.inner = inner
        self.parts = urlsplit(public_url)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        environ["HTTP_HOST"] = self.parts.netloc
        environ["wsgi.url_scheme"] = self.parts.scheme
        return self.inner(environ, start)


def csp_nonce() -> str:
    """The nonce of this answer, made when first asked for."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy() -> str:
    """What this answer's page may load."""
    nonce = f"'nonce-{csp_nonce()}'"
    tiles = urlsplit(current_app.config["MAP_TILES"])
    images = "'self' data:" + (f" {tiles.scheme}://{tiles.netloc}" if tiles.netloc else "")
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {nonce}",
            f"style-src 'self' {nonce}",
            f"img-src {images}",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "manifest-src 'self'",
        )
    )


def _add(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", policy())
    if g.get("sign_in") is not None or request.blueprint == "accounts":
        response.headers["Cache-Control"] = "no-store"  # nothing of one's own stays in a browser
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), payment=()")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if current_app.config["MODE"] == "production":
        response.headers.setdefault(
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains"
        )
    return response
