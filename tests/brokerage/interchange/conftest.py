"""Files as other systems write them, small enough to read in a test."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from brokerage.interchange.formats import open_file
from brokerage.interchange.service import import_roles
from brokerage.taxonomies.service import load_terms

TODAY = date(2026, 11, 21)  # a Saturday

DOIT = {
    "id": "role-1",
    "title": "Befriender",
    "description": "Visit somebody once a week.",
    "organisation": "The Example Trust",
    "organisation_id": "org-1",
    "availability": "0" * 21,
    "status": "live",
    "latitude": "51.15",
    "longitude": "0.87",
    "postcode": "TN23 1AA",
    "location_type": "SL",
    "working_from_home": "False",
    "interests": "Older people",
    "created": "2026-11-01T10:00:00+00:00",
    "updated": "2026-11-10T10:00:00+00:00",
    "specific_start_date": "2026-11-01",
    "specific_end_date": "2027-05-01",
    "places_available": "2",
}
NYC = {
    "opportunity_id": "5211",
    "title": "Garden Crew",
    "summary": "Help care for our vegetable garden beds.",
    "org_title": "Friends of the Example Park",
    "org_content_id": "161",
    "recurrence_type": "ongoing",
    "category_desc": "Environment",
    "locality": "80 Example Street\nBronx, NY 10463\n(40.88465, -73.8899)",
    "region": "NY",
    "Postcode": "10463",
    "vol_requests": "12",
    "hours": "0",
    "created_date": "January 13 2011",
    "last_modified_date": "January 14 2011",
    "start_date_date": "January 20 2011",
    "end_date_date": "January 19 2012",
    "status": "approved",
    "Latitude": "",
    "Longitude": "",
    "NTA": "",
}
OWN = {
    "title": "Driver for the lunch club",
    "organisation": "The Example Trust",
    "description": "Bring people to lunch.",
    "sessions": "2026-11-24 11:30-14:00 weekly on Tue until 2027-03-30",
    "places": "Example Hall; 2 Example Lane; ; 51.15,0.87",
    "causes": "older-people",
    "source": "tests",
    "source_id": "1",
}


def write_table(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def table(tmp_path):
    """Write rows of one kind, each given as what differs from an ordinary one."""

    def write(base, *changes, name="roles.csv"):
        rows = [{**base, **change} for change in changes or ({},)]
        return write_table(tmp_path / name, rows)

    return write


@pytest.fixture
def doit(table):
    return lambda *changes: list(open_file("doit-csv", table(DOIT, *changes), TODAY).items())


@pytest.fixture
def nyc(table):
    return lambda *changes: list(open_file("nyc-csv", table(NYC, *changes), TODAY).items())


@pytest.fixture
def own(table):
    return lambda *changes: list(open_file("csv", table(OWN, *changes), TODAY).items())


@pytest.fixture
def document(tmp_path):
    """Write a JSON document and read its items."""

    def read(data):
        path = tmp_path / "roles.jsonld"
        text = json.dumps(data, ensure_ascii=False)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        return list(open_file("volunteeringdata", path, TODAY).items())

    return read


@pytest.fixture
def activity(document):
    """The one role of an activity in the older shape."""

    def read(**properties):
        node = {
            "id": "10241623",
            "type": "Activity",
            "label": "Volunteer Administrator",
            "description": "Help in the office.",
            "organisation": "117D0DAA",
            "applyLink": "https://volunteer.example.org/opportunity/10241623",
            **properties,
        }
        return document({"@graph": [node]})[0]

    return read


@pytest.fixture
def bring_in(session):
    """Import items into a database that has the shipped terms."""
    load_terms(session)

    def run(items, **options):
        return import_roles(session, items, today=TODAY, **options)

    return run
