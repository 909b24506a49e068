"""The blueprint of moderation, at the desk."""

from __future__ import annotations

from flask import Blueprint

from brokerage.introductions.views.blueprint import with_words

moderation = with_words(Blueprint("moderation", __name__, url_prefix="/desk/roles"))
