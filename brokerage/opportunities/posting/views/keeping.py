"""Keeping what is typed while it is typed: for phones that lose the page, and for hints at once."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.db import unit_of_work
from brokerage.opportunities.posting.drafts import keep
from brokerage.opportunities.posting.hints import word_hints
from brokerage.opportunities.posting.pages import first
from brokerage.opportunities.posting.private import private_in
from brokerage.opportunities.posting.views.blueprint import (
    PAGE,
    posting,
    the_page,
    the_role,
    typed_on,
)


@posting.post(f"{PAGE}/keep")
@needs("roles.post")
def keep_typed(organisation_id: str, opportunity_id: str, name: str) -> ResponseReturnValue:
    """Keep a page as it stands, right or wrong; hints about its words."""
    typed = {
        field: texts for field, texts in typed_on(the_page(name)).items() if field in request.form
    }
    with unit_of_work() as unit:
        role = the_role(unit, organisation_id, opportunity_id)
        at = keep(unit, role, typed, name)
    texts = {field: first(typed, field) for field in typed}
    hints = word_hints(texts) if name == "what" else []
    said = [{"field": hint.field, "text": hint.text, "quote": hint.quote} for hint in hints]
    private = [
        {"field": field, "text": one.text, "what": one.what}
        for field, found in private_in(texts).items()
        for one in found
    ]
    return jsonify({"kept": True, "at": at.isoformat(), "hints": said, "private": private})
