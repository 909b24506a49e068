"""Which volunteer centre somebody should ring. A district without one falls to the lead centre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.errors import NotFound
from brokerage.geography.models import District


@dataclass(frozen=True)
class ServingCentre:
    """The centre for a district; ``is_fallback`` when the lead centre stands in for a missing one.

    ``district_name`` is None where no district was asked about, or none that we know.
    """

    centre: Centre
    is_fallback: bool = False
    district_name: str | None = None


@dataclass(frozen=True)
class ServedDistrict:
    """A district on a centre's page; ``as_lead`` when it has no centre of its own."""

    district: District
    as_lead: bool


def centre_for_district(session: Session, code: str | None, today: date) -> ServingCentre | None:
    """The centre that serves a district today; None only where there is no centre at all."""
    district = session.get(District, code) if code else None
    name = district.name if district else None
    if district and (centre := _own_centre(session, district.code, today)):
        return ServingCentre(centre, district_name=name)
    lead = find_lead(session)
    return (
        ServingCentre(lead, is_fallback=district is not None, district_name=name) if lead else None
    )


def list_centres(session: Session) -> Sequence[Centre]:
    """Every centre that takes part, by name."""
    here = select(Centre).where(Centre.left_on.is_(None))
    return session.scalars(here.order_by(Centre.name)).all()


def get_centre(session: Session, slug: str) -> Centre:
    """A centre by its name in addresses. Raises NotFound."""
    known = "\0" not in slug  # PostgreSQL takes no such text
    centre = session.scalars(select(Centre).where(Centre.slug == slug)).first() if known else None
    if centre is None:
        raise NotFound("We cannot find that volunteer centre.")
    return centre


def find_lead(session: Session) -> Centre | None:
    """The lead centre; without one, the first by name stands in for it."""
    here = select(Centre).where(Centre.left_on.is_(None))
    query = here.order_by(Centre.is_lead.desc(), Centre.name)
    return session.scalars(query).first()


def districts_served(session: Session, centre: Centre, today: date) -> list[ServedDistrict]:
    """The districts a centre serves today, by name; the lead's include those without a centre."""
    districts = session.scalars(select(District).order_by(District.name)).all()
    links = session.scalars(select(CentreDistrict)).all()
    lead = find_lead(session)
    return choose_districts(centre.id, districts, links, centre is lead, today)


def choose_districts(
    centre_id: int,
    districts: Iterable[District],
    links: Sequence[CentreDistrict],
    is_lead: bool,
    today: date,
) -> list[ServedDistrict]:
    """A centre's own districts and, for the lead centre, every one that nobody serves."""
    present = [link for link in links if holds(link, today)]
    own = {link.district_code for link in present if link.centre_id == centre_id}
    served = {link.district_code for link in present}
    return [
        ServedDistrict(district, as_lead=district.code not in own)
        for district in districts
        if district.code in own or (is_lead and district.code not in served)
    ]


def holds(link: CentreDistrict, today: date) -> bool:
    """Whether a centre serves a district on a day."""
    return link.valid_from <= today and (link.valid_to is None or today <= link.valid_to)


def _own_centre(session: Session, code: str, today: date) -> Centre | None:
    query = (
        select(CentreDistrict)
        .where(CentreDistrict.district_code == code)
        .order_by(CentreDistrict.valid_from.desc(), CentreDistrict.id)
    )
    links = (link for link in session.scalars(query) if holds(link, today))
    link = next(links, None)
    return link.centre if link else None
