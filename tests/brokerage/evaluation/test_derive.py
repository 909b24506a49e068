"""The shipped residents are what the derivation makes of the tables that it names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from brokerage.evaluation.census import DATA
from brokerage.evaluation.derive import derive

AGES = """ltla21_code,total_population,younger_females,working_age_females,older_females,\
younger_males,working_age_males,older_males
E07000105,100.0,11.0,30.0,8.0,10.0,29.0,7.0
"""
ANSWERS = """district_code,district,characteristic,category,n
E07000105,Ashford,disability,Disabled under the Equality Act,20
E07000105,Ashford,ethnicity,White: Irish,3
"""
TENTHS = """lsoa21_code,district_code,IMD_decile
E01000001,E07000105,2.0
E01000002,E07000105,2.0
E01000003,E07000105,10.0
"""


def test_sums_by_district_are_written_in_order(tmp_path: Path) -> None:
    for name, text in {
        "kent_medway_census2021_age_sex.csv": AGES,
        "kent_medway_census2021_equality_baseline.csv": ANSWERS,
        "kent_medway_lsoa21_imd2025.csv": TENTHS,
    }.items():
        (tmp_path / name).write_text(text)
    into = tmp_path / "residents.csv"
    answer = CliRunner().invoke(derive, [str(tmp_path), "--into", str(into)])
    assert answer.output == "residents.csv: 7 rows\n"
    assert into.read_text().splitlines() == [
        "measure,district_code,group,number",
        "reach_age,E07000105,16-64,59",
        "reach_age,E07000105,65-74,15",
        "reach_deprivation,E07000105,10,1",
        "reach_deprivation,E07000105,2,2",
        "reach_disability,E07000105,disabled,20",
        "reach_district,E07000105,E07000105,100",
        "reach_ethnic_group,E07000105,white_irish,3",
    ]


def test_the_shipped_file_is_made_of_the_real_tables(tmp_path: Path) -> None:
    source = os.environ.get("BROKERAGE_REAL_DATA")
    if not source:
        pytest.skip("BROKERAGE_REAL_DATA is not set")
    into = tmp_path / "residents.csv"
    CliRunner().invoke(derive, [f"{source}/geography", "--into", str(into)])
    assert into.read_text() == DATA.read_text()
