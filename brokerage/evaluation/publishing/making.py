"""From closed figures to a publication: one person makes it, another one lets it go."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.evaluation.approving import require_another
from brokerage.evaluation.counting import find_counted
from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.drawing import drawn
from brokerage.evaluation.publishing.lines import Drawn
from brokerage.evaluation.publishing.models import Publication, PublishedLine, PublishedTable
from brokerage.evaluation.publishing.protecting import Protected, protect_tables
from brokerage.evaluation.publishing.shares import shares
from brokerage.evaluation.publishing.sources import read_source
from brokerage.evaluation.publishing.stated import published_tables


def make(
    session: Session, period: Period, actor: Actor, threshold: int, reason: str = ""
) -> Publication:
    """Draw, protect and audit the tables of a closed quarter; another person then approves them.

    Raises Conflict for what is no closed quarter, or waits already, or could be seen through; and
    Invalid for a further edition without a reason.
    """
    counted, earlier = _closed_quarter(session, period), editions(session, period)
    if any(one.state == "waiting" for one in earlier):
        raise Conflict("An edition of it waits to be approved. Approve or withdraw that one first.")
    published = [one for one in earlier if one.approved_at is not None]
    if published and not reason.strip():
        raise Invalid("Say why there is a further edition.", "reason")
    source = read_source(session, counted, corrected=bool(published))
    tables = [drawn(stated, source) for stated in published_tables().values()]
    found = protect_tables(tables, threshold, _hidden(published))
    if found.exposed:
        raise Conflict(f"These could be worked out from the others: {', '.join(found.exposed)}.")
    publication = Publication(
        period=str(period),
        edition=1 + max((one.edition for one in earlier), default=0),
        definitions=counted.definitions,
        threshold=threshold,
        exposed=len(found.exposed),
        reason=reason.strip(),
        made_by=actor.name,
        withdrawn_because="",
        tables=[_table(number, one, found) for number, one in enumerate(tables)],
    )
    session.add(publication)
    session.flush()
    audit.record(session, actor, "make", "publication", publication.public_id)
    return publication


def approve(session: Session, publication: Publication, actor: Actor) -> None:
    """From now on everybody can read it. Raises Conflict for one's own, and for one let go."""
    if publication.state != "waiting":
        raise Conflict("This edition does not wait to be approved any more.")
    require_another(publication.made_by, actor)
    publication.approved_by, publication.approved_at = actor.name, now()
    audit.record(session, actor, "approve", "publication", publication.public_id)


def withdraw(session: Session, publication: Publication, actor: Actor, reason: str) -> None:
    """Nobody reads it any more; it is kept. Raises Invalid without a reason, Conflict if done."""
    if publication.state == "withdrawn":
        raise Conflict("This edition was withdrawn already.")
    if not reason.strip():
        raise Invalid("Say why it is withdrawn. Everybody can read it.", "withdrawn_because")
    publication.withdrawn_by, publication.withdrawn_at = actor.name, now()
    publication.withdrawn_because = reason.strip()
    audit.record(session, actor, "withdraw", "publication", publication.public_id)


def editions(session: Session, period: Period) -> Sequence[Publication]:
    """Every edition of a quarter, the newest first."""
    query = select(Publication).where(Publication.period == str(period))
    return session.scalars(query.order_by(Publication.edition.desc())).all()


def _closed_quarter(session: Session, period: Period) -> CountedPeriod:
    if period.kind != "quarter":
        raise Conflict("Only quarters are published: a month beside its quarter would tell more.")
    counted = find_counted(session, period)
    if counted is None or counted.closed_at is None:
        raise Conflict(f"{period.in_words()} is not closed yet. Close it first.")
    return counted


def _hidden(published: Collection[Publication]) -> set[str]:
    """What an edition that people have read did not tell: a further one does not tell it either."""
    return {
        f"{table.name}/{line.code}"
        for one in published
        for table in one.tables
        for line in table.lines
        if line.amount is None
    }


def _table(position: int, table: Drawn, found: Protected) -> PublishedTable:
    stated, lines = table.stated, [line for line in table.lines if line.told]
    part_of_total = shares({line: found.told[line.name] for line in lines})
    return PublishedTable(
        position=position,
        name=stated.name,
        title=stated.title,
        about=stated.about,
        measure=stated.measure,
        definition=get_measure(stated.measure).definition,
        unit=stated.unit,
        lines=[
            PublishedLine(
                position=number,
                code=line.code,
                label=line.label,
                is_total=line.is_total,
                amount=found.told[line.name],
                share=part_of_total.get(line),
                for_others=line.name in found.for_others,
            )
            for number, line in enumerate(lines)
        ],
    )
