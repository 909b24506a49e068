"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs, public
from brokerage.accounts import current
from brokerage.db import unit_of_work

accounts = Blueprint("accounts", __name__, url_prefix="/account")


@accounts.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask who it is."""
    return render_template("accounts/sign_in.html")


@accounts.post("/sign-out")
@needs("account.own")
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    with unit_of_work():
        current.sign_out()
    return redirect(url_for("suggestions.home"))
