"""The first centre of a new installation, from the four facts that its page needs."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy.orm import Session

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.errors import Invalid
from brokerage.geography.models import District


def open_lead(
    session: Session, name: str, district_code: str, today: date, *, address: str, phone: str
) -> Centre:
    """A lead centre that serves its own district, and so every one without a centre.

    Opening times and the rest follow from a file (`flask centres load`).
    """
    if session.get(District, district_code) is None:
        raise Invalid("Choose the district it is in.", "district")
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:80]
    if not slug:
        raise Invalid("Enter a name with letters in it.", "centre")
    centre = Centre(
        slug=slug, name=name[:200], about="", address=address[:200], phone=phone[:40], is_lead=True
    )
    centre.districts.append(CentreDistrict(district_code=district_code, valid_from=today))
    session.add(centre)
    session.flush()
    return centre
