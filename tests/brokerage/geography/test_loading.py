"""Unit postcodes from a file into the database."""

import pytest
from sqlalchemy import func, select

from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.geography import loading
from brokerage.geography.deprivation import read_deciles
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.loading import load_postcodes
from brokerage.geography.models import Postcode, PostcodeArea
from brokerage.geography.service import locate

HEADER = "postcode,latitude,longitude,district_code,lsoa21_code\n"
ASHFORD = "TN23 1AB,51.149,0.869,E07000105,E01024001\n"
HARROW = "HA1 1AA,51.58,-0.33,E09000015,E01002001\n"


@pytest.fixture
def table(tmp_path):
    def write(*lines):
        path = tmp_path / "postcodes.csv"
        path.write_text(HEADER + "".join(lines))
        return path

    return write


def stored(session):
    return session.scalar(select(func.count()).select_from(Postcode))


def test_postcodes_of_known_districts_are_kept_and_the_others_counted(gazetteer, table):
    report = load_postcodes(gazetteer, table(ASHFORD, HARROW), {"E01024001": 3})
    assert (report.loaded, report.with_decile) == (1, 1)
    assert dict(report.left_out) == {loading.ELSEWHERE: 1}
    assert locate("TN23 1AB").deprivation_decile == 3


def test_everywhere_keeps_all_and_adds_the_areas_that_were_missing(gazetteer, table):
    report = load_postcodes(gazetteer, table(ASHFORD, HARROW), everywhere=True)
    assert (report.loaded, report.areas_added) == (2, 2)
    assert gazetteer.get(PostcodeArea, "HA1 1").district_code == "E09000015"
    assert locate("HA1 1AA").district is None


def test_a_second_load_updates_and_adds_nothing(gazetteer, table):
    load_postcodes(gazetteer, table(ASHFORD))
    load_postcodes(gazetteer, table(ASHFORD.replace("51.149", "51.2")))
    gazetteer.expire_all()
    assert stored(gazetteer) == 1
    assert locate("TN23 1AB").latitude == 51.2


def test_a_file_without_deciles_leaves_those_stored(gazetteer, table):
    load_postcodes(gazetteer, table(ASHFORD), {"E01024001": 3})
    load_postcodes(gazetteer, table(ASHFORD))
    gazetteer.expire_all()
    assert locate("TN23 1AB").deprivation_decile == 3


def test_a_postcode_given_twice_is_kept_once_and_reported(gazetteer, table):
    report = load_postcodes(gazetteer, table(ASHFORD, ASHFORD.replace("TN23 1AB", "tn231ab")))
    assert report.loaded == 1
    (refused,) = report.refused
    assert (refused.line, refused.value, refused.reason) == (3, "TN23 1AB", loading.SEEN)


def test_bad_lines_never_stop_good_ones(gazetteer, table):
    report = load_postcodes(gazetteer, table("TN23 lAB,51,0,E07000105,\n", ASHFORD, "x\n"))
    assert (report.loaded, len(report.refused)) == (1, 2)


def test_without_districts_there_is_nothing_to_keep(session, table):
    with pytest.raises(Invalid, match="gazetteer first"):
        load_postcodes(session, table(ASHFORD))


def test_interrupted_in_the_middle_nothing_is_changed(app, table, monkeypatch):
    monkeypatch.setattr(loading, "CHUNK", 2)
    path = table(*(ASHFORD.replace("1AB", f"1A{last}") for last in "ABDEFGH"))

    def interrupt(_lines):
        if stored(db.session):
            raise KeyboardInterrupt

    with app.app_context():
        with unit_of_work() as session:
            load_gazetteer(session)
        with pytest.raises(KeyboardInterrupt), unit_of_work() as session:
            load_postcodes(session, path, progress=interrupt)
        assert stored(db.session) == 0


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_app, table):
    with postgres_app.app_context():
        for text in ("51.149", "51.2"):
            with unit_of_work() as session:
                load_gazetteer(session)
                load_postcodes(session, table(ASHFORD.replace("51.149", text)), {"E01024001": 3})
        assert stored(db.session) == 1
        found = locate("TN23 1AB")
        assert (found.latitude, found.deprivation_decile) == (51.2, 3)
        assert locate("51.2, 0.869").district.name == "Ashford"
        with pytest.raises(Invalid) as caught:
            locate("TN23 1AA")
        assert caught.value.suggestions == ["TN23 1AB", "TN23 1"]


@pytest.mark.real_data
def test_all_real_postcodes_of_kent_and_medway(gazetteer, real_data):
    folder = real_data / "geography"
    report = load_postcodes(
        gazetteer,
        folder / "kent_medway_unit_postcodes_cpo_2025-10.csv.gz",
        read_deciles(folder / "kent_medway_lsoa21_imd2025.csv"),
    )
    assert (report.loaded, report.with_decile, report.areas_added) == (52_126, 52_126, 0)
    assert not report.refused
    assert not report.left_out
