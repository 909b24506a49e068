"""TeamKinetic's export of volunteers, with the columns UK centres really have.

Faults to expect (seen in December 2025): VOLID twice in the heading, ISO and British dates in one
row, 01/01/2010 and 01/01/2049 for "never", mobiles without their nought, postcodes without a
space. Certificate numbers, ethnicity, gender, disability and emergency contacts are never kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from brokerage.interchange.people import cells
from brokerage.interchange.people.drafts import PersonDraft, PersonItem
from brokerage.interchange.people.reading import read_people
from brokerage.interchange.people.sheets import AnyTable
from brokerage.interchange.rows import Row
from brokerage.volunteers.models import VolunteerState

SOURCE = "teamkinetic"
REQUIRED = ("VOLID", "FIRSTNAME", "SURNAME", "EMAIL", "POSTCODE")
DROPPED = {
    "CRIMINALCHECKNUMBER": "certificate numbers",
    "ETHNICITY": "ethnicity",
    "GENDER": "gender",
    "DISABILITYDESCRIPTION": "disability descriptions",
    "EMNAME": "emergency contacts",
    "EMMOBILE": "emergency contacts",
    "DOB": "dates of birth (the age group is kept)",
}
FLAGS = {"DISABLED": "disability", "SUPPORTREQUIRED": "support needs: ask again, with consent"}
NOT_KEPT = {
    "CRIMINALCHECK": "checks without a date or who saw them",
    "INDUCTED": "inductions without a date",
    "TOTALVOLHOURS": "people with hours",
}
STATES = {
    "": VolunteerState.REGISTERED,
    "new": VolunteerState.REGISTERED,
    "access granted": VolunteerState.ACTIVE,
}
KNOWN = {
    *("VOLID", "VOLLONGID", "FIRSTNAME", "SURNAME", "DOB", "GENDER", "TEAMLEADER", "ETHNICITY"),
    *("ADDRESS", "ADDRESS2", "CITY", "COUNTY_STATE_REGION", "COUNTRY", "POSTCODE", "MOBILE"),
    *("LANDLINE", "EMAIL", "EMNAME", "EMMOBILE", "AGE", "DATEREGISTERED", "CRIMINALCHECK"),
    *("CRIMINALCHECKENHANCED", "CHECKEXPIRES", "CRIMINALCHECKNUMBER", "INDUCTED"),
    *("SUPPORTREQUIRED", "DISABLED", "DISABILITYDESCRIPTION", "SENDEMAILS", "NEWVOLUNTEER"),
    *("TOTALVOLHOURS", "TOTALPROHOURS", "STATUS", "IDENTIFICATIONCHECKED", "LASTLOGINDATE"),
}


def read(table: AnyTable, today: date) -> Iterator[PersonItem]:
    """Every row as a draft, or as refused."""
    return read_people(table, lambda row: _draft(row, today))


def not_kept(row: Row, heading: list[str]) -> Iterator[str]:
    """What a row says that has no place with us yet."""
    for column, name in NOT_KEPT.items():
        if row.raw(column).strip().lower() not in ("", "false", "0"):
            yield name
    for column in dict.fromkeys(heading):
        if column and column not in KNOWN and row.raw(column).strip():
            yield f"custom question {column}"


def _draft(row: Row, today: date) -> PersonDraft:
    code = cells.postcode(row, "POSTCODE")
    status = row.raw("STATUS").strip().lower()
    if status not in STATES:
        row.fault("STATUS", "Access was denied to this person: add them by hand if that is over.")
    return PersonDraft(
        line=row.line,
        source=SOURCE,
        source_id=(row.text("VOLLONGID") or row.needed("VOLID"))[:200],
        facts=_facts(row, code, today),
        postcode=code,
        state=STATES.get(status, VolunteerState.REGISTERED),
        since=cells.moment(row, "DATEREGISTERED"),
        dropped=tuple(_dropped(row)),
    )


def _facts(row: Row, code: str | None, today: date) -> dict[str, Any]:
    mobile, landline = cells.phone(row, "MOBILE"), cells.phone(row, "LANDLINE")
    mail = cells.email(row, "EMAIL")
    lines = cells.address(row, ("ADDRESS", "ADDRESS2", "CITY", "COUNTY_STATE_REGION"), code)
    return {
        "first_name": row.needed("FIRSTNAME")[:200],
        "last_name": (row.text("SURNAME") or "")[:200],
        "email": mail,
        "phone": mobile or landline,
        "second_phone": landline if mobile and landline != mobile else None,
        "address": lines,
        "age_band": cells.age_band(row, "DOB", "AGE", today),
        "preferred_channel": _channel(row, mail, mobile or landline),
    }


def _channel(row: Row, mail: str | None, number: str | None) -> str:
    """SENDEMAILS says only whether mail may come at all, not that news may."""
    if mail and row.raw("SENDEMAILS").strip().lower() != "false":
        return "email"
    if number:
        return "phone"
    return "email" if mail else "letter"


def _dropped(row: Row) -> Iterator[str]:
    found = {name for column, name in DROPPED.items() if row.raw(column).strip()}
    found |= {name for column, name in FLAGS.items() if row.raw(column).strip().lower() == "true"}
    yield from sorted(found)
