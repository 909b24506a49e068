"""Centres from a TOML file: one table each, the districts it serves, and who leads."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.centres.schemas import CentreSchema
from brokerage.errors import Invalid, NotFound
from brokerage.geography.service import find_district, locate

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_centres(session: Session, path: Path, today: date) -> int:
    """Add and update the centres of a file, by their ``slug``; how many there are.

    Raises Invalid, naming the centre and the field, for anything that cannot be used.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["centres"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as problem:
        raise Invalid(f"{path.name} is not a list of [[centres]] in TOML: {problem}") from problem
    for entry in entries:
        _load(session, dict(entry), today)
    leads = session.scalars(select(Centre).where(Centre.is_lead)).all()
    if len(leads) != 1:
        raise Invalid(f"One centre must lead; {len(leads)} do.", "lead")
    return len(entries)


def _load(session: Session, entry: dict[str, Any], today: date) -> None:
    slug = str(entry.get("slug", ""))
    if not SLUG.fullmatch(slug):
        raise Invalid(f"“{slug}” is not a name for addresses, such as “ashford”.", "slug")
    try:
        read = CentreSchema(unknown=EXCLUDE).load(_fields(entry))
    except ValidationError as problem:
        raise Invalid(f"Centre {slug}: {problem.messages}") from problem
    centre = session.scalars(select(Centre).where(Centre.slug == slug)).first()
    if centre is None:
        centre = Centre(slug=slug, about="")
        session.add(centre)
    for name, value in read.items():
        setattr(centre, name, value)
    centre.is_lead = bool(entry.get("lead"))
    _place(centre)
    _serve(centre, entry.get("districts", []), today)
    session.flush()


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    names = {"name", "about", "address", "postcode", "phone", "email", "website"}
    return {
        **{name: value for name, value in entry.items() if name in names},
        "opening_times": entry.get("opening", []),
    }


def _place(centre: Centre) -> None:
    if centre.postcode:
        found = locate(centre.postcode)
        centre.latitude, centre.longitude = found.point


def _serve(centre: Centre, codes: list[str], today: date) -> None:
    """Begin to serve the districts named, and stop serving the others."""
    for code in codes:
        if find_district(code) is None:
            raise NotFound(f"Centre {centre.slug}: no district has the code {code}.", "districts")
    serving = {d.district_code: d for d in centre.districts if d.valid_to is None}
    for code, link in serving.items():
        if code not in codes:
            link.valid_to = today
    for code in codes:
        if code not in serving:
            centre.districts.append(CentreDistrict(district_code=code, valid_from=today))
