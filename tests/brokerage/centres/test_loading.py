from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from brokerage.centres.loading import load_centres
from brokerage.centres.service import centre_for_district, get_centre
from brokerage.errors import BrokerageError
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.weeks import local_today

TODAY = local_today()
ASHFORD, SWALE, DOVER = "E07000105", "E07000113", "E07000108"
FILE = """
[[centres]]
slug = "ashford"
name = "Ashford Example Centre"
phone = "01632 960001"
address = "1 Example Street, Ashford"
postcode = "TN23"
lead = true
districts = ["E07000105"]
opening = [{ days = "Monday", opens = "09:30", closes = "15:30" }]

[[centres]]
slug = "dover"
name = "Dover Example Centre"
phone = "01632 960002"
address = "2 Example Street, Dover"
districts = ["E07000108", "E07000113"]
"""


@pytest.fixture
def file(session: Session, tmp_path: Path) -> Path:
    load_gazetteer(session)
    path = tmp_path / "centres.toml"
    path.write_text(FILE)
    return path


def serving(session: Session, code: str) -> str:
    found = centre_for_district(session, code, TODAY + timedelta(1))
    assert found
    return found.centre.slug


def test_centres_and_the_districts_they_serve_come_from_a_file(
    session: Session, file: Path
) -> None:
    assert load_centres(session, file, TODAY) == 2
    assert serving(session, DOVER) == "dover"
    centre = get_centre(session, "ashford")
    assert centre.is_lead
    assert centre.opening_times[0]["opens"] == "09:30"
    assert centre.latitude == pytest.approx(51.14, abs=0.05)


def test_loading_again_takes_up_what_changed(session: Session, file: Path) -> None:
    load_centres(session, file, TODAY)
    file.write_text(FILE.replace(', "E07000113"', "").replace("960002", "960009"))
    load_centres(session, file, TODAY)
    assert serving(session, SWALE) == "ashford"  # the lead stands in
    assert get_centre(session, "dover").phone == "01632 960009"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("E07000105", "E07999999", "E07999999"),
        ('slug = "dover"', 'slug = "Dover Town"', "Dover Town"),
        ('phone = "01632 960002"', "", "phone"),
        ("lead = true", "", "lead"),
        ("[[centres]]", "[[centres", "TOML"),
    ],
)
def test_what_cannot_be_used_is_named(
    session: Session, file: Path, old: str, new: str, named: str
) -> None:
    file.write_text(FILE.replace(old, new))
    with pytest.raises(BrokerageError, match=named):
        load_centres(session, file, TODAY)
