"""Targets, wage rates and funding: entered, corrected, taken out, and what stood there before."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import PUBLIC, Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.entered.keeping import enter
from brokerage.evaluation.measures import COUNTED
from brokerage.evaluation.models import Funding, Target, WageRate
from brokerage.evaluation.periods import Period
from brokerage.evaluation.rates import in_force
from brokerage.weeks import local_today
from tests.making import make_centre, make_county, make_funding, make_target, signed_in

QUARTER = Period.around(local_today(), "quarter")
ASHFORD, DOVER = "ashford-example-volunteer-centre", "dover-example"
TARGETS, RATES, FUNDING = (f"/figures/entered/{n}" for n in ("targets", "wage-rates", "funding"))
A_TARGET = {
    "kind": "target",
    "measure": "enquiries",
    "period": str(QUARTER),
    "amount": "120",
    "source": "Funding agreement, page 4",
    "submission": "one",
}
A_RATE = {
    "name": "ASHE median",
    "area": "Kent",
    "occupation": "",
    "pounds": "15.40",
    "valid_from": "1 4 2026",
    "valid_to": "",
    "source": "ONS, table 8.5a",
    "submission": "one",
}
SOME_FUNDING = {
    "pounds": "2,500",
    "received_on": local_today().isoformat(),
    "came_from": "The Example Fund",
    "kind": "trust",
    "note": "For the walking group",
    "submission": "one",
}


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Flask:
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example", "E07000108")
    return app


def centre_id(app: Flask, slug: str = ASHFORD) -> int:
    with app.app_context():
        return db.session.scalars(select(Centre.id).where(Centre.slug == slug)).one()


def manager(app: Flask, slug: str = ASHFORD) -> FlaskClient:
    return signed_in(app, Role.MANAGER, centre_id=centre_id(app, slug))


def kept(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(model).order_by(model.id)))


def acts(app: Flask, kind: str) -> list[tuple[str, list[str]]]:
    with app.app_context():
        query = select(AuditEntry.action, AuditEntry.fields).where(AuditEntry.kind == kind)
        return [(row[0], row[1]) for row in db.session.execute(query.order_by(AuditEntry.id))]


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text.removeprefix("\ufeff"))))


def test_a_manager_enters_a_target_once_and_for_their_own_centre(county: Flask) -> None:
    client = manager(county)
    assert 'name="place"' not in client.get(f"{TARGETS}/new").text
    for _ in range(2):
        assert client.post(f"{TARGETS}/new", data=A_TARGET).location == TARGETS
    (row,) = kept(county, Target)
    assert (row.centre_id, row.amount, row.source) == (
        centre_id(county),
        120,
        "Funding agreement, page 4",
    )
    page = client.get(TARGETS).text
    assert "Enquiries" in page
    assert QUARTER.in_words() in page
    assert f"{TARGETS}/{row.public_id}" in page
    assert [action for action, _ in acts(county, "target")] == ["enter"]


def test_the_lead_enters_for_all_and_for_each_centre(county: Flask) -> None:
    lead = signed_in(county, Role.LEAD)
    for place in ("all", ASHFORD, DOVER):
        sent = {**A_TARGET, "place": place, "submission": place}
        assert lead.post(f"{TARGETS}/new", data=sent).status_code == 302
    ids = [None, centre_id(county), centre_id(county, DOVER)]
    assert [one.centre_id for one in kept(county, Target)] == ids
    refused = lead.post(f"{TARGETS}/new", data={**A_TARGET, "submission": "none"})
    assert (refused.status_code, 'href="#place"' in refused.text) == (422, True)
    assert [one["Place"] for one in rows(lead, f"{TARGETS}.csv?place={DOVER}")] == ["Dover Example"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("measure", "smiles"),
        ("kind", ""),
        ("kind", "wish"),
        ("period", "2026-09"),
        ("amount", "-3"),
        ("amount", "some"),
        ("source", ""),
        ("source", "x" * 201),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_lost(county: Flask, field: str, text: str) -> None:
    answer = manager(county).post(f"{TARGETS}/new", data={**A_TARGET, field: text})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Funding agreement, page 4" in answer.text or field == "source"
    assert kept(county, Target) == []


def test_a_share_is_no_more_than_all(county: Flask) -> None:
    sent = {**A_TARGET, "measure": "placement_rate", "amount": "101"}
    answer = manager(county).post(f"{TARGETS}/new", data=sent)
    assert "A share is from 0 to 100 per cent" in answer.text


def test_one_number_for_one_thing(county: Flask) -> None:
    client = manager(county)
    client.post(f"{TARGETS}/new", data=A_TARGET)
    again = client.post(f"{TARGETS}/new", data={**A_TARGET, "submission": "two"})
    assert (again.status_code, "There is a target for" in again.text) == (422, True)
    baseline = {**A_TARGET, "kind": "baseline", "submission": "three"}
    assert client.post(f"{TARGETS}/new", data=baseline).status_code == 302


def test_a_change_keeps_what_stood_before(county: Flask) -> None:
    client = manager(county)
    client.post(f"{TARGETS}/new", data=A_TARGET)
    path = f"{TARGETS}/{kept(county, Target)[0].public_id}"
    assert 'value="120"' in client.get(path).text
    sent = {**A_TARGET, "amount": "150", "submission": "two"}
    for _ in range(2):
        assert client.post(path, data=sent).status_code == 302
    old, new = kept(county, Target)
    assert (old.ended_at is not None, new.ended_at, new.replaces_id) == (True, None, old.id)
    page = client.get(f"{TARGETS}/{new.public_id}").text
    assert "What stood here before" in page
    assert re.search(r">\s*120\s*<", page)
    assert acts(county, "target")[1] == ("correct", ["amount"])
    assert [(one["Amount"], one["State"]) for one in rows(client, f"{TARGETS}.csv")] == [
        ("150", "")
    ]
    past = rows(client, f"{TARGETS}.csv?past=yes")
    assert sorted((one["Amount"], one["State"]) for one in past) == [
        ("120", "Corrected since"),
        ("150", ""),
    ]


def test_a_second_editor_is_told_and_the_same_again_changes_nothing(county: Flask) -> None:
    client = manager(county)
    client.post(f"{TARGETS}/new", data=A_TARGET)
    path = f"{TARGETS}/{kept(county, Target)[0].public_id}"
    client.post(path, data={**A_TARGET, "submission": "same"})
    assert len(kept(county, Target)) == 1
    client.post(path, data={**A_TARGET, "amount": "150", "submission": "first"})
    late = client.post(path, data={**A_TARGET, "amount": "90", "submission": "second"})
    assert late.status_code == 422
    assert "since you opened it" in late.text
    assert 'value="90"' in late.text
    assert [one.amount for one in kept(county, Target)] == [120, 150]
    assert client.get(path).status_code == 404


def test_what_is_taken_out_can_still_be_read(county: Flask) -> None:
    client = manager(county)
    client.post(f"{FUNDING}/new", data=SOME_FUNDING)
    path = f"{FUNDING}/{kept(county, Funding)[0].public_id}/remove"
    assert client.post(path, data={"submission": "a"}).location == FUNDING
    again = client.post(path, data={"submission": "b"}, follow_redirects=True)
    assert "since you opened it" in again.text
    assert "Nothing is entered yet" in client.get(FUNDING).text
    assert "Taken out" in client.get(f"{FUNDING}?past=yes").text
    assert [action for action, _ in acts(county, "funding")] == ["enter", "take_out"]


def test_funding_counts_by_the_day_it_came_until_it_is_taken_out(county: Flask) -> None:
    client = manager(county)
    client.post(f"{FUNDING}/new", data=SOME_FUNDING)

    def total() -> int:
        with county.app_context():
            cells = COUNTED["funding"](db.session(), QUARTER)
            return sum(one.numerator for one in cells if one.group == TOTAL)

    assert total() == 250_000
    path = f"{FUNDING}/{kept(county, Funding)[0].public_id}"
    client.post(path, data={**SOME_FUNDING, "pounds": "99.01", "submission": "two"})
    assert total() == 9_901
    path = f"{FUNDING}/{kept(county, Funding)[1].public_id}"
    client.post(f"{path}/remove", data={"submission": "three"})
    assert total() == 0


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pounds", "0"),
        ("received_on", "1 1 2199"),
        ("received_on", "soon"),
        ("came_from", ""),
        ("came_from", "x" * 201),
        ("kind", "magic"),
        ("note", "x" * 1001),
    ],
)
def test_funding_that_cannot_be_is_named(county: Flask, field: str, text: str) -> None:
    answer = manager(county).post(f"{FUNDING}/new", data={**SOME_FUNDING, field: text})
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)
    assert kept(county, Funding) == []


def test_a_rate_is_entered_beside_the_shipped_and_widens_the_range(county: Flask) -> None:
    lead = signed_in(county, Role.LEAD)
    before = lead.get(RATES).text
    assert "Rates that come with the service" in before
    assert "National Living Wage, 21 and over" in before
    assert "Nothing is entered yet" in before
    sent = {**A_RATE, "pounds": "99", "valid_from": QUARTER.first_on.isoformat()}
    assert lead.post(f"{RATES}/new", data=sent).status_code == 302
    page = lead.get(RATES).text
    assert "to £99.00 an hour (ASHE median)" in page
    rate_id = kept(county, WageRate)[0].public_id
    lead.post(f"{RATES}/{rate_id}/remove", data={"submission": "out"})
    assert "£99.00 an hour (ASHE median)" not in lead.get(RATES).text
    with county.app_context():
        assert "ASHE median" not in {one.name for one in in_force(db.session(), local_today())}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"valid_from": "1 6 2026"}, "valid_from"),
        ({"name": "ashe MEDIAN ", "valid_from": "1 1 2025"}, "valid_from"),
        (
            {"name": "Real Living Wage", "area": "United Kingdom outside London"},
            "valid_from",
        ),
        ({"area": "Medway", "valid_to": "31 3 2026"}, "valid_to"),
        ({"area": "Medway", "pounds": "0"}, "pounds"),
        ({"area": "Medway", "pounds": "1540"}, "pounds"),
        ({"area": "Medway", "source": ""}, "source"),
    ],
)
def test_rates_that_overlap_or_cannot_be_are_refused(
    county: Flask, change: dict[str, str], field: str
) -> None:
    lead = signed_in(county, Role.LEAD)
    lead.post(f"{RATES}/new", data=A_RATE)
    answer = lead.post(f"{RATES}/new", data={**A_RATE, "submission": "two", **change})
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)
    assert len(kept(county, WageRate)) == 1


def test_a_rate_gets_a_last_day_and_another_follows(county: Flask) -> None:
    lead = signed_in(county, Role.LEAD)
    lead.post(f"{RATES}/new", data=A_RATE)
    path = f"{RATES}/{kept(county, WageRate)[0].public_id}"
    lead.post(path, data={**A_RATE, "valid_to": "31 3 2027", "submission": "two"})
    follows = {**A_RATE, "valid_from": "1 4 2027", "pounds": "16", "submission": "three"}
    assert lead.post(f"{RATES}/new", data=follows).status_code == 302


def test_nobody_sees_or_changes_another_centres_entries(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        mine, theirs = (
            session.scalars(select(Centre.id).where(Centre.slug == one)).one()
            for one in (ASHFORD, DOVER)
        )
        for number in (None, mine, theirs):
            enter(session, "target", make_target(centre_id=number, source=f"s{number}"), PUBLIC)
            entry = make_funding(centre_id=number, came_from=f"Fund of {number}")
            enter(session, "funding", entry, PUBLIC)
    client = manager(county)
    for address in (TARGETS, FUNDING):
        places = {one["Place"] for one in rows(client, f"{address}.csv")}
        assert places == {"The whole pilot", "Ashford Example Volunteer Centre"}
        assert rows(client, f"{address}.csv?place={DOVER}") == []
        assert len(rows(signed_in(county, Role.EVALUATOR), f"{address}.csv")) == 3
    for row in kept(county, Target):
        status = 200 if row.centre_id == mine else 404
        assert client.get(f"{TARGETS}/{row.public_id}").status_code == status
        sent = {**A_TARGET, "amount": "7", "submission": row.public_id}
        answer = client.post(f"{TARGETS}/{row.public_id}", data=sent)
        assert answer.status_code == (302 if status == 200 else 404)
        assert signed_in(county, Role.LEAD).get(f"{TARGETS}/{row.public_id}").status_code == (
            404 if status == 200 else 200  # ours was just corrected
        )


def test_a_file_of_entries_holds_no_formula_and_is_written_down(county: Flask) -> None:
    client = manager(county)
    client.post(f"{FUNDING}/new", data={**SOME_FUNDING, "came_from": "=1+1"})
    (row,) = rows(client, f"{FUNDING}.csv")
    assert row["From"] == "'=1+1"
    assert row["Pounds"] == "2500.00"
    assert acts(county, "funding")[-1][0] == "export"


@pytest.mark.parametrize(
    ("role", "lists", "enters", "rates"),
    [
        (Role.BROKER, 200, 403, 403),
        (Role.MANAGER, 200, 200, 403),
        (Role.LEAD, 200, 200, 200),
        (Role.EVALUATOR, 200, 403, 403),
        (Role.ADMINISTRATOR, 403, 403, 403),
        (Role.MEMBER, 403, 403, 403),
    ],
)
def test_who_reads_and_who_enters(
    app: Flask, role: Role, lists: int, enters: int, rates: int
) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    client = signed_in(app, role)
    for address in (TARGETS, RATES, FUNDING):
        assert client.get(address).status_code == lists
        assert client.get(f"{address}.csv").status_code == lists
    assert client.get(f"{TARGETS}/new").status_code == enters
    assert client.get(f"{FUNDING}/new").status_code == enters
    assert client.get(f"{RATES}/new").status_code == rates
