"""What ranking needs by the clock."""

from __future__ import annotations

from flask import Flask

from brokerage.db import unit_of_work
from brokerage.suggestions.index import read_statistics
from brokerage.suggestions.jobs import refit_statistics
from tests.making import DRIVING, make_county, make_role


def test_statistics_are_counted_anew_from_live_roles(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "Driver", skills={DRIVING: "needed"})
    assert read_statistics(app).columns.rarity.size == 0
    with app.app_context():
        assert refit_statistics.work() == "The statistics come from 1 live role."
    assert read_statistics(app).columns.rarity.size > 0
