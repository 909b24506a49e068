"""The blueprint of an organisation's pages, and how a page finds its organisation."""

from __future__ import annotations

from flask import Blueprint

from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.organisations.models import Organisation
from brokerage.tenancy import get_organisation

organisations = Blueprint("organisations", __name__, url_prefix="/organisations")


def the_organisation(public_id: str) -> Organisation:
    """The organisation of this address. Raises NotFound for one that is not one's to see."""
    return get_organisation(db.session(), current_actor(), public_id)
