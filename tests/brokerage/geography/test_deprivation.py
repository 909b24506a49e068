"""Deciles by LSOA."""

import pytest

from brokerage.errors import Invalid
from brokerage.geography.deprivation import read_deciles

OFFICIAL = (
    "LSOA code (2021),LSOA name (2021),"
    "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\n"
    "E01016016,Medway 015A,3801,2\n"
)


def test_the_official_table_and_an_extract_read_the_same(tmp_path):
    official, extract = tmp_path / "official.csv", tmp_path / "extract.csv"
    official.write_text(OFFICIAL)
    extract.write_text("lsoa21_code,IMD_decile\nE01016016,2.0\n")
    assert read_deciles(official) == read_deciles(extract) == {"E01016016": 2}


@pytest.mark.parametrize("decile", ["0", "11", "2.5", "", "two"])
def test_a_decile_outside_one_to_ten_is_refused_with_its_line(tmp_path, decile):
    table = tmp_path / "bad.csv"
    table.write_text(f"lsoa21_code,IMD_decile\nE01016016,{decile}\n")
    with pytest.raises(Invalid, match="Line 2"):
        read_deciles(table)


def test_another_table_is_refused(tmp_path):
    table = tmp_path / "other.csv"
    table.write_text("a,b\n1,2\n")
    with pytest.raises(Invalid, match="no columns"):
        read_deciles(table)


@pytest.mark.real_data
def test_the_real_table(real_data):
    deciles = read_deciles(real_data / "geography" / "kent_medway_lsoa21_imd2025.csv")
    assert len(deciles) == 1107
    assert set(deciles.values()) == set(range(1, 11))
