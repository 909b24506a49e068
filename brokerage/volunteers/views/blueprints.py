"""The public's pages of registering, and a volunteer's own pages."""

from __future__ import annotations

from flask import Blueprint

registration = Blueprint("registration", __name__, url_prefix="/register")
my = Blueprint("my", __name__, url_prefix="/my")
