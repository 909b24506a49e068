"""The blueprint of one's own account, and how its pages that ask something are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, render_template

from brokerage.accounts.forms import filled
from brokerage.demo.accounts import PASSWORD, WORDS
from brokerage.forms import Control

accounts = Blueprint("accounts", __name__, url_prefix="/account")


@accounts.context_processor
def _invented() -> dict[str, Any]:
    """The printed sign-ins of a demonstration; none where the setting is off."""
    on = current_app.config["SEEDED_SIGN_INS"]
    return {"invented": WORDS if on else {}, "invented_password": PASSWORD if on else ""}


def ask(
    page: str,
    controls: Sequence[Control] = (),
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, list[str]] | None = None,
    **context: Any,
) -> tuple[str, int]:
    """A page with a form; 422 where something in it is wrong."""
    drawn = filled(controls, typed, errors)
    text = render_template(f"accounts/{page}.html", controls=drawn, errors=errors, **context)
    return text, 422 if errors else 200
