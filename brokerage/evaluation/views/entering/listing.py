"""A list of entries, as a page and as a file with the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.centres.models import Centre
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.evaluation.areas import ALL
from brokerage.evaluation.entered.keeping import corrected
from brokerage.evaluation.views.entering.ledger import Ledger
from brokerage.evaluation.views.entering.places import (
    may_change,
    names_of_places,
    place_of,
    seen,
)
from brokerage.records.paging import Paging, page_of
from brokerage.records.people import names_of
from brokerage.weeks import day_of

STANDS, CORRECTED, TAKEN_OUT = "", "Corrected since", "Taken out"


def list_page(ledger: Ledger) -> ResponseReturnValue:
    """Those that the address asks for, a page at a time."""
    session, actor = db.session(), current_actor()
    query = _asked(session, ledger, actor)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    paging = Paging(total, page_of(request.args))
    found = session.scalars(query.offset(paging.offset).limit(paging.size)).all()
    return render_template(
        [f"evaluation/entered/{ledger.name}.html", "evaluation/entered/list.html"],
        ledger=ledger,
        found=found,
        states=_states(session, found),
        paging=paging,
        places=names_of_places(session),
        place_of=place_of,
        slugs=_slugs(session, ledger, actor),
        asked=asked_of_list(),
        changeable=may_change(session, ledger, actor),
        **ledger.more(session, actor),
    )


def list_file(ledger: Ledger) -> ResponseReturnValue:
    """The same list whole; that it was taken is written down."""
    with reading() as (unit, actor):
        found = unit.scalars(_asked(unit, ledger, actor)).all()
        states, places = _states(unit, found), names_of_places(unit)
        people = names_of(unit, [one.entered_by for one in found])
        rows = [
            (
                *([places[one.centre_id]] if ledger.centred else []),
                *(column.value(one) for column in ledger.columns),
                people[one.entered_by],
                day_of(one.entered_at),
                states[one.id],
            )
            for one in found
        ]
        record(unit, actor, "export", ledger.kind, "")
    place = ["Place"] if ledger.centred else []
    heads = [*place, *(c.head for c in ledger.columns), "Entered by", "Entered on", "State"]
    return csv_file(ledger.name, heads, rows)


def asked_of_list() -> dict[str, str]:
    """The filters of the address: a place, and whether what no longer stands is listed too."""
    place = request.args.get("place", "").replace("\0", "")[:80]
    return {"place": place, "past": "yes" if request.args.get("past") == "yes" else ""}


def _asked(session: Session, ledger: Ledger, actor: Actor) -> Select[Any]:
    model, asked = ledger.model, asked_of_list()
    query = select(model).where(seen(ledger, actor)).order_by(*ledger.order, model.id)
    if not asked["past"]:
        query = query.where(model.ended_at.is_(None))
    if not ledger.centred or not asked["place"]:
        return query
    if asked["place"] == ALL:
        return query.where(model.centre_id.is_(None))
    centre = select(Centre.id).where(Centre.slug == asked["place"])
    return query.where(model.centre_id == centre.scalar_subquery())


def _slugs(session: Session, ledger: Ledger, actor: Actor) -> dict[str, str]:
    """The places to choose from: those that have an entry this reader may see."""
    if not ledger.centred:
        return {}
    held = session.scalars(select(ledger.model.centre_id).where(seen(ledger, actor)).distinct())
    ids = set(held)
    rows = session.execute(
        select(Centre.slug, Centre.name).where(Centre.id.in_(ids)).order_by(Centre.name)
    )
    whole = {ALL: names_of_places(session)[None]} if None in ids else {}
    return {**whole, **{row[0]: row[1] for row in rows}}


def _states(session: Session, found: Sequence[Any]) -> dict[int, str]:
    later = corrected(session, found)
    return {
        one.id: STANDS if one.ended_at is None else CORRECTED if one.id in later else TAKEN_OUT
        for one in found
    }
