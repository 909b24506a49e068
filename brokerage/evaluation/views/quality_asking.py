"""Whose quality of data somebody may look at, and which centre and period an address asks for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.errors import Invalid, NotFound
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import SEE_EVERYTHING

EVERY = "all"


def sees_every(actor: Actor) -> bool:
    """Whether the numbers of all centres are open to somebody."""
    return not actor.roles.isdisjoint(SEE_EVERYTHING)


def centres_open_to(session: Session, actor: Actor) -> Sequence[Centre]:
    """The centres whose numbers somebody may read, by name."""
    query = select(Centre).where(Centre.left_on.is_(None)).order_by(Centre.name)
    if not sees_every(actor):
        query = query.where(Centre.id.in_(actor.centre_ids))
    return session.scalars(query).all()


def asked_centre(session: Session, actor: Actor) -> Centre | None:
    """The one of the address, else one's own; None for all of them side by side.

    Raises NotFound for a centre whose numbers are not theirs to read.
    """
    said = request.args.get("centre", "")
    centres = centres_open_to(session, actor)
    if sees_every(actor) and (said == EVERY or not (said or actor.centre_ids)):
        return None
    return _chosen(centres, actor, said)


def own_centre(session: Session, actor: Actor) -> Centre:
    """The one of the address among one's own. Raises NotFound for any other."""
    ours = [one for one in centres_open_to(session, actor) if one.id in actor.centre_ids]
    return _chosen(ours, actor, request.args.get("centre", ""))


def asked_to_mend() -> Period | None:
    """The month or quarter that the list is of, if the address names one. Raises NotFound."""
    said = request.args.get("period", "")
    try:
        return Period.read(said) if said else None
    except Invalid as problem:
        raise NotFound("There is no such month or quarter.") from problem


def _chosen(centres: Sequence[Centre], actor: Actor, slug: str) -> Centre:
    for one in centres:
        if one.slug == slug if slug else one.id in actor.centre_ids:
            return one
    raise NotFound("We cannot find that centre.")
