"""Files told apart by their first lines, whatever they are packed in."""

import gzip
import zipfile

import pytest

from brokerage.errors import Invalid
from brokerage.geography.sources.files import count_lines
from brokerage.geography.sources.reading import read_postcodes
from brokerage.geography.sources.rows import ENDED, NO_POINT, Refused, Row

CODEPOINT = (
    '"TN231AB",10,600978,142823,"E92000001","E19","E18","E10000016","E07000105","E05012893"\n'
    '"TN24 8AA",10,601700,143000,"E92000001","E19","E18","E10000016","E07000105","E05012893"\n'
    '"TN231ZZ",90,0,0,"E92000001","","","","",""\n'
)
DIRECTORY = (
    "pcd,pcd2,pcds,dointr,doterm,oslaua,lat,long,lsoa11,lsoa21,imd\n"
    '"TN231AB","TN23 1AB","TN23 1AB",199606,,"E07000105",51.149,0.869,"E01000001","E01024001",9\n'
    '"TN231AD","TN23 1AD","TN23 1AD",199606,200112,"E07000105",51.149,0.869,"","",9\n'
    '"TN231AE","TN23 1AE","TN23 1AE",199606,,"",99.999999,0.000000,"","",0\n'
)
PREPARED = (
    "postcode,pqi,easting,northing,latitude,longitude,district_code,district,lsoa21_code\n"
    "TN23 1AB,10,600978,142823,51.149,0.869,E07000105,Ashford,E01024001\n"
)


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def outcomes(path):
    return [line.outcome for line in read_postcodes(path)]


def test_code_point_open_has_metres_and_no_header(tmp_path):
    first, second, third = outcomes(write(tmp_path / "tn.csv", CODEPOINT))
    assert first == Row("TN23 1AB", 142823, 600978, True, "E07000105", None)
    assert second.code == "TN24 8AA"
    assert third is NO_POINT


def test_code_point_open_as_downloaded_the_documents_left_aside(tmp_path):
    path = tmp_path / "codepo_gb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Data/CSV/tn.csv", CODEPOINT)
        archive.writestr("Data/CSV/me.csv", CODEPOINT.replace("TN2", "ME1"))
        archive.writestr(
            "Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n"
        )
        archive.writestr("readme.txt", "read me")
    lines = list(read_postcodes(path))
    assert [line.part for line in lines] == ["me.csv"] * 3 + ["tn.csv"] * 3
    assert {line.source for line in lines} == {"OS Code-Point Open"}
    assert count_lines(path) == 7


def test_code_point_open_unpacked_into_a_folder(tmp_path):
    (tmp_path / "Data" / "CSV").mkdir(parents=True)
    write(tmp_path / "Data" / "CSV" / "tn.csv", CODEPOINT)
    assert len(outcomes(tmp_path)) == 3


@pytest.mark.parametrize("district", ["oslaua", "laua", "lad25cd"])
def test_the_postcode_directory_in_its_editions(tmp_path, district):
    text = "\ufeff" + DIRECTORY.replace("oslaua", district)
    first, second, third = outcomes(write(tmp_path / "ONSPD.csv", text))
    assert first == Row("TN23 1AB", 51.149, 0.869, False, "E07000105", "E01024001")
    assert second is ENDED
    assert third is NO_POINT
    assert next(read_postcodes(tmp_path / "ONSPD.csv")).source == "ONS Postcode Directory"


def test_an_older_directory_has_only_the_older_lsoas(tmp_path):
    text = DIRECTORY.replace("lsoa21", "oa21")
    assert outcomes(write(tmp_path / "ONSPD.csv", text))[0].lsoa_code == "E01000001"


def test_the_prepared_extract_plain_or_compressed(tmp_path):
    plain = write(tmp_path / "kent.csv", PREPARED)
    packed = tmp_path / "kent.csv.gz"
    packed.write_bytes(gzip.compress(PREPARED.encode()))
    expected = [Row("TN23 1AB", 51.149, 0.869, False, "E07000105", "E01024001")]
    assert outcomes(plain) == outcomes(packed) == expected
    assert count_lines(packed) == 2


@pytest.mark.parametrize(
    ("old", "new", "column", "part"),
    [
        ("TN23 1AB", "TN23 lAB", "postcode", "begins with a number"),
        ("51.149", "north", "latitude", "not a number"),
        ("51.149", "nan", "latitude", "not between"),
        ("0.869", "1180.869", "longitude", "not between"),
        (",E07000105,Ashford,E01024001", "", "", "cut short"),
        ("TN23 1AB", "TN23\x001AB", "postcode", "only letters"),
    ],
)
def test_a_bad_line_is_refused_and_the_next_is_read(tmp_path, old, new, column, part):
    header, good = PREPARED.splitlines()
    text = f"{header}\n{good.replace(old, new)}\n\n{good}\n"
    bad, fine = list(read_postcodes(write(tmp_path / "kent.csv", text)))
    assert isinstance(bad.outcome, Refused)
    assert (bad.outcome.line, bad.outcome.part, bad.outcome.column) == (2, "kent.csv", column)
    assert part in bad.outcome.reason
    assert (fine.number, fine.outcome.code) == (4, "TN23 1AB")


def test_bad_lines_of_code_point_open(tmp_path):
    lines = CODEPOINT.splitlines()
    text = "\n".join(
        [
            lines[0].replace("600978", "9600978"),
            lines[0].replace("E07000105", "Ashford"),
            lines[0] + ",extra",
            lines[0],
        ]
    )
    *bad, fine = outcomes(write(tmp_path / "tn.csv", text))
    assert [refused.column for refused in bad] == ["eastings", "district", ""]
    assert isinstance(fine, Row)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "not a table", "\n\n"])
def test_an_unknown_file_is_refused_with_what_would_do(tmp_path, text):
    with pytest.raises(Invalid, match="Code-Point Open"):
        outcomes(write(tmp_path / "other.csv", text))


@pytest.mark.parametrize("name", ["kent.csv.gz", "codepo_gb.zip"])
def test_a_damaged_file_is_a_sentence(tmp_path, name):
    path = tmp_path / name
    if name.endswith("gz"):
        path.write_bytes(gzip.compress(PREPARED.encode() * 100)[:-20])
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("tn.csv", CODEPOINT)
        path.write_bytes(path.read_bytes().replace(b"TN231AB", b"TN231AX", 1))
    with pytest.raises(Invalid, match="cannot be read"):
        outcomes(path)
