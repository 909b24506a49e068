"""The shipped gazetteer, and a few invented postcodes of a real sector."""

from __future__ import annotations

import pytest

from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.models import Postcode


@pytest.fixture
def gazetteer(session):
    load_gazetteer(session)
    return session


@pytest.fixture
def units(gazetteer):
    """Three postcodes of TN23 1 and one of TN24 8, so that their sectors count as loaded."""
    for code, latitude, longitude, decile in (
        ("TN23 1AB", 51.1490, 0.8690, 3),
        ("TN23 1AE", 51.1480, 0.8700, 4),
        ("TN23 1PQ", 51.1470, 0.8710, None),
        ("TN24 8AA", 51.1500, 0.8800, 5),
    ):
        gazetteer.add(
            Postcode(
                code=code,
                latitude=latitude,
                longitude=longitude,
                district_code="E07000105",
                deprivation_decile=decile,
                source="test",
            )
        )
    gazetteer.flush()
    return gazetteer
