"""The shipped gazetteer, and another in its place."""

import shutil

import pytest
from sqlalchemy import func, select

from brokerage.errors import Invalid
from brokerage.geography.gazetteer import ATTRIBUTION, SHIPPED, is_gazetteer, load_gazetteer
from brokerage.geography.models import District, Place, PostcodeArea


def counts(session):
    return [
        session.scalar(select(func.count()).select_from(m)) for m in (District, PostcodeArea, Place)
    ]


def test_a_second_load_changes_nothing(session):
    first = load_gazetteer(session)
    before = counts(session)
    assert load_gazetteer(session) == first
    assert counts(session) == before == list(first.values())


def test_a_later_edition_brings_what_is_there_up_to_date(session, tmp_path):
    load_gazetteer(session)
    folder = shutil.copytree(SHIPPED, tmp_path / "later")
    for name, old, new in (
        ("districts.csv", "Thanet,thanet", "Thanet and Margate,thanet"),
        ("places.csv", "Maidstone,51.2667", "Maidstone,51.3000"),
    ):
        table = folder / name
        table.write_text(table.read_text().replace(old, new))
    load_gazetteer(session, folder)
    session.expire_all()
    assert session.get(District, "E07000114").name == "Thanet and Margate"
    assert session.scalar(select(Place.latitude).where(Place.folded == "maidstone")) == 51.3


def test_a_broken_table_names_its_line(session, tmp_path):
    folder = shutil.copytree(SHIPPED, tmp_path / "broken")
    with (folder / "areas.csv").open("a") as stream:
        stream.write("TN99,north,0.5,1,\n")
    with pytest.raises(Invalid, match=r"areas.csv, line 364: .*north"):
        load_gazetteer(session, folder)


def test_a_folder_is_known_by_its_three_tables(tmp_path):
    assert is_gazetteer(SHIPPED)
    assert not is_gazetteer(tmp_path)


def test_every_district_has_a_source_and_the_date_its_code_began(gazetteer):
    for district in gazetteer.scalars(select(District)):
        assert district.valid_from
        assert district.source


def test_the_attribution_stands_beside_the_data():
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert all(sentence in text for sentence in ATTRIBUTION)
