"""What was typed while somebody's sign-in ran out: kept, and found again after signing in."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.blueprint import accounts
from brokerage.accounts.views.entering import is_ours
from brokerage.db import unit_of_work
from brokerage.errors import Invalid
from brokerage.kept_forms import keep_form


@accounts.post("/keep-typed")
@public
def keep_typed() -> ResponseReturnValue:
    """Keep a form for the page it belongs to, and ask who it is."""
    path = request.args.get("next", "")
    if not is_ours(path) or "?" in path:
        raise Invalid("Open the page again: this form is not complete.", "next")
    with unit_of_work() as unit:
        note_try(unit, "kept_form", path, request.remote_addr)
    with unit_of_work() as unit:
        key = keep_form(unit, path, request.form.to_dict(flat=False))
    return redirect(url_for("accounts.sign_in", next=f"{path}?kept={key}"))
