"""The table of refused lines."""

import csv

from brokerage.geography.rejects import describe, write_rejects
from brokerage.geography.sources.rows import Refused


def test_every_refused_line_is_written_and_formulas_are_disarmed(tmp_path):
    path = tmp_path / "rejects.csv"
    write_rejects(
        path, [Refused(3, "postcode", "=1+1", "why", "tn.csv"), Refused(4, "", "", "cut")]
    )
    with path.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0] == {
        "file": "tn.csv",
        "line": "3",
        "column": "postcode",
        "value": "'=1+1",
        "reason": "why",
    }
    assert len(rows) == 2


def test_a_refused_line_as_a_sentence():
    refused = Refused(3, "latitude", "north", "not a number", "tn.csv")
    assert describe(refused) == "tn.csv line 3, latitude: 'north': not a number"
