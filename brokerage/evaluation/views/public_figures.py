"""Published figures: open to everybody, the same for everybody, so they may be kept by caches."""

from __future__ import annotations

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.actors import PUBLIC
from brokerage.db import db
from brokerage.downloads import csv_file, xlsx_file
from brokerage.errors import NotFound
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.files import heads, how_to_read, package_of, rows
from brokerage.evaluation.publishing.models import PublishedTable
from brokerage.evaluation.publishing.reading import find_published, get_published, list_published
from brokerage.evaluation.views.blueprint import published
from brokerage.evaluation.views.packages import packaged
from brokerage.workbooks import Sheet

AN_HOUR = 3600


@published.get("")
@public
def index() -> ResponseReturnValue:
    """Every quarter that was published."""
    found = {Period.read(one.period): one for one in list_published(db.session())}
    return _kept(make_response(render_template("published/index.html", found=found)))


@published.get("/<period>")
@public
def show(period: str) -> ResponseReturnValue:
    """All tables of a quarter, how to read them, and what was published before."""
    publication, ever = find_published(db.session(), period)
    page = render_template(
        "published/show.html",
        publication=publication,
        editions=ever,
        period=Period.read(ever[0].period),
        how_to_read=how_to_read(publication) if publication else "",
        heads=heads,
        rows=rows,
    )
    return _kept(make_response(page))


@published.get("/<period>/<table>.csv")
@public
def csv(period: str, table: str) -> ResponseReturnValue:
    """One table."""
    publication = get_published(db.session(), period)
    found = next((one for one in publication.tables if one.name == table), None)
    if found is None:
        raise NotFound("There is no such table among the published figures.")
    return _kept(csv_file(f"{table}-{publication.period}", heads(found), rows(found)))


@published.get("/<period>/tables.xlsx")
@public
def xlsx(period: str) -> ResponseReturnValue:
    """All tables as sheets of a workbook."""
    publication = get_published(db.session(), period)
    about, _ = package_of(publication)
    sheets = [Sheet("About", ("About", "In words"), about.in_words(), (32, 100))]
    sheets += [_sheet(table) for table in publication.tables]
    return _kept(xlsx_file(about.name, sheets))


@published.get("/<period>/tables.zip")
@public
def package(period: str) -> ResponseReturnValue:
    """All tables with their description for programs."""
    return _kept(packaged(*package_of(get_published(db.session(), period))))


def _sheet(table: PublishedTable) -> Sheet:
    return Sheet(table.title, heads(table), rows(table), (48, 14, 18))


def _kept(answer: Response) -> Response:
    """By anybody; the page of somebody who is signed in has their name on it, and is theirs."""
    if current_actor() != PUBLIC:
        return answer
    answer.cache_control.public = True
    answer.cache_control.max_age = AN_HOUR
    return answer
