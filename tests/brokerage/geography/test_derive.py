"""Making the shipped gazetteer again."""

import pytest
from click.testing import CliRunner

from brokerage.geography.derive import derive
from brokerage.geography.gazetteer import SHIPPED


@pytest.mark.real_data
def test_the_shipped_tables_are_what_the_sources_give(real_data, tmp_path):
    result = CliRunner().invoke(
        derive, [str(real_data / "geography"), "--into", str(tmp_path)], catch_exceptions=False
    )
    assert result.exit_code == 0
    for name in ("districts.csv", "areas.csv", "places.csv"):
        assert (tmp_path / name).read_text() == (SHIPPED / name).read_text(), name
