"""Providers become organisations, not yet verified; a contact's name is dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from brokerage.interchange.drafts import DraftOrganisation, Item, Rejected
from brokerage.interchange.people import cells
from brokerage.interchange.people.reading import as_row
from brokerage.interchange.people.sheets import AnyTable
from brokerage.interchange.rows import Row
from brokerage.interchange.teamkinetic.exports import SOURCE, key_at
from brokerage.interchange.teamkinetic.owners import Owners

REMOVED = "This provider was removed in TeamKinetic."
DROPPED = {"PROVIDERCONTACT": "names of contacts", "PROVIDERADDRESS": "street addresses"}
NOT_KEPT = {
    "NUMVOLS": "numbers of volunteers",
    "VOLHOURS": "total hours",
    "PROHOURS": "total hours",
}


def read(table: AnyTable, centre: tuple[int, str], owners: Owners) -> Iterator[Item]:
    """Every row as a draft, or as refused."""
    for raw in table.rows():
        row = as_row(table, raw)
        if isinstance(row, Rejected):
            yield row
            continue
        draft = _draft(row, centre, owners)
        yield row.rejected if row.faults else draft


def dropped(table: AnyTable) -> Counter[str]:
    """What the rows hold that is not kept, by kind."""
    rows = [row for raw in table.rows() if isinstance(row := as_row(table, raw), Row)]
    return Counter(
        name
        for row in rows
        for name in {
            name
            for column, name in (DROPPED | NOT_KEPT).items()
            if row.raw(column).strip() not in ("", "0")
        }
    )


def _draft(row: Row, centre: tuple[int, str], owners: Owners) -> DraftOrganisation:
    if row.raw("REMOVED").strip().lower() == "true":
        row.fault("REMOVED", REMOVED)
    name = row.needed("PROVIDERNAME")[:200]
    number = key_at(centre[1], row.needed("PROVIDERID"))
    found = owners.unnumbered.get(name.casefold(), number)
    facts: dict[str, Any] = {
        "email": cells.email(row, "PROVIDEREMAIL"),
        "phone": cells.phone(row, "PROVIDERPHONE"),
        "postcode": cells.postcode(row, "PROVIDERPOSTCODE"),
    }
    stated = {column: value for column, value in facts.items() if value}
    if found not in owners.held:
        stated["centre_id"] = centre[0]
    return DraftOrganisation(
        SOURCE,
        found,
        name,
        facts=stated,
        line=row.line,
        remarks=tuple(row.remarks),
    )
