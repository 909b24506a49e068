"""The seven routes that every kind of entries has."""

from __future__ import annotations

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.evaluation.views.entering.changing import (
    change_page,
    keep_page,
    new_page,
    remove_page,
    show_page,
)
from brokerage.evaluation.views.entering.ledger import Ledger
from brokerage.evaluation.views.entering.listing import list_file, list_page

READ = "figures.read"


def add_pages(ledger: Ledger) -> None:
    """A list and its file for all who read figures; the rest for whom the ledger names."""
    one = f"/<{ledger.kind}_id>"
    _add(ledger, "list", "GET", "", list_page, READ)
    _add(ledger, "download", "GET", ".csv", list_file, READ)
    _add(ledger, "new", "GET", "/new", new_page)
    _add(ledger, "keep", "POST", "/new", keep_page)
    _add(ledger, "show", "GET", one, show_page)
    _add(ledger, "change", "POST", one, change_page)
    _add(ledger, "remove", "POST", f"{one}/remove", remove_page)


def _add(
    ledger: Ledger,
    what: str,
    method: str,
    rest: str,
    page: Callable[..., ResponseReturnValue],
    permission: str = "",
) -> None:
    @needs(permission or ledger.permission)
    def view(**entry: str) -> ResponseReturnValue:
        return page(ledger, *entry.values())

    where, endpoint = f"/entered/{ledger.name}{rest}", f"{what}_{ledger.kind}"
    evaluation.add_url_rule(where, endpoint, view, methods=[method])
