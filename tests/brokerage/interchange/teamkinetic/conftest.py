"""TeamKinetic's exports, written small; a test says what is different."""

from __future__ import annotations

import csv

import pytest

from brokerage.actors import Actor
from brokerage.interchange.teamkinetic.exports import open_exports
from brokerage.interchange.teamkinetic.importing import import_exports, read_exports
from brokerage.weeks import local_today
from tests.making import make_centre, make_county

IMPORT = Actor("import:teamkinetic", "import")
PROVIDER = {
    "PROVIDERID": "2",
    "PROVIDERNAME": "Lantern Sports",
    "PROVIDERPHONE": "1632960001",
    "PROVIDERCONTACT": "Sedge Contact",
    "PROVIDEREMAIL": "hello@lantern.example",
    "PROVIDERADDRESS": "1 Mill Lane",
    "PROVIDERPOSTCODE": "TN231AA",
    "NUMVOLS": "1",
    "REMOVED": "False",
}
ROLE = {
    "PLACEMENTID": "2",
    "NAME": "Junior coach",
    "DESCRIPTION": "Help at training.",
    "TAGS": "Sport, dfg",
    "LOCATIONTYPE": "Across an Area",
    "LOCATION": "The Mill Room",
    "CITY": "Ashford",
    "POSTALCODE": "TN231AA",
    "OPPTYPE": "Sessional",
    "STARTDATE": "2025-10-08",
    "ENDDATE": "01/01/2049",
    "AUTHORISED": "True",
}
PERSON = {
    "VOLID": "3",
    "VOLLONGID": "E194E8D3",
    "FIRSTNAME": "Wren",
    "SURNAME": "Lanternsea",
    "EMAIL": "wren@example.org",
    "POSTCODE": "TN231AA",
    "DATEREGISTERED": "22/09/2025 10:35:00",
    "STATUS": "Access Granted",
}
SESSION = {
    "NAME": "Junior coach",
    "OPPTYPE": "Flexible",
    "PROVIDERLONGID": "4351CDC1",
    "PROVIDERNAME": "Lantern Sports",
    "VOLID": "3",
    "STATUS": "Joined",
    "VOLLONGID": "E194E8D3",
    "FIRSTNAME": "Wren",
    "SURNAME": "Lanternsea",
    "SESSIONNAME": "",
    "SESSIONID": "11",
    "SESSIONDATE": "2025-10-17",
    "SESSIONSTARTTIME": "17:00",
    "SESSIONHOURS": "2",
    "HOURSLOGGED": "1.5",
    "HOURSLOGGEDPROVIDER": "1",
    "ATTENDED": "True",
    "JOINEDON": "22/10/2025 19:00:00",
    "PLACEMENTID": "2",
}
EMPTY = {"VOLID": "", "VOLLONGID": "", "FIRSTNAME": "", "SURNAME": "", "ATTENDED": ""}
EMPTY |= {"HOURSLOGGED": "", "HOURSLOGGEDPROVIDER": "", "JOINEDON": ""}
APPLIED = {"STATUS": "Applied", "SESSIONID": "", "SESSIONDATE": "", "SESSIONSTARTTIME": ""}
APPLIED |= {"SESSIONHOURS": "", "HOURSLOGGED": "", "HOURSLOGGEDPROVIDER": "", "ATTENDED": ""}
APPLIED |= {"JOINEDON": ""}
TEMPLATES = {"providers": PROVIDER, "people": PERSON, "roles": ROLE, "sessions": SESSION}


@pytest.fixture
def centre(session):
    make_county(session)
    return make_centre(session, "The Mill Room", "E07000108")


@pytest.fixture
def write(tmp_path):
    def run(name, *changes):
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(TEMPLATES[name]))
            writer.writeheader()
            writer.writerows(TEMPLATES[name] | change for change in changes)
        return path, path.name

    return run


@pytest.fixture
def bring(session, centre, write):
    """bring(roles=[{}], sessions=[{}]) gives the parts by title."""

    def run(at=None, **files):
        opened = open_exports([write(name, *rows) for name, rows in files.items()])
        read = read_exports(opened, local_today())
        parts = import_exports(session, read, at or centre, IMPORT, local_today())
        session.flush()
        return {part.title: part for part in parts}

    return run


EVERYTHING = {"providers": [{}], "people": [{}], "roles": [{}], "sessions": [{}]}


@pytest.fixture
def everything():
    return EVERYTHING
