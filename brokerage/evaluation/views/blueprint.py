"""The blueprint of the figures' pages."""

from __future__ import annotations

from flask import Blueprint

evaluation = Blueprint("evaluation", __name__, url_prefix="/figures")
published = Blueprint("published", __name__, url_prefix="/published-figures")
