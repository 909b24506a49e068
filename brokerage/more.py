"""The pages that are looked up now and then, for whoever has too many for one row."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.navigation import later_links

more = Blueprint("more", __name__, url_prefix="/more")


@more.get("")
@needs("account.own")
def index() -> ResponseReturnValue:
    """Every page of one's own that is not in the row at the top."""
    return render_template("layouts/more.html", later=later_links())
