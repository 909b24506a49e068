from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from brokerage.audit import list_entries
from brokerage.db import Base
from brokerage.errors import Invalid
from brokerage.volunteers.checks import (
    decide,
    holds_check,
    minimise_checks,
    read_checks,
    recheck_due_on,
    record_check,
)
from brokerage.volunteers.models import VolunteerCheck

TODAY = date(2026, 11, 21)
WHAT_REMAINS = {"level", "issued_on", "seen_by", "decision"}


@pytest.fixture
def seen(session, moor, here):
    def record(**more):
        facts = {"level": "enhanced", "issued_on": TODAY, "decision": "suitable"} | more
        return record_check(session, moor, here, today=TODAY, **facts)

    return record


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"level": "certificate 001234567890"}, "level"),
        ({"decision": "two cautions, thought to be fine"}, "decision"),
        ({"issued_on": TODAY + timedelta(1)}, "issued_on"),
        ({"issued_on": date(1999, 1, 1)}, "issued_on"),
    ],
)
def test_a_remark_or_a_number_finds_no_place(seen, facts, field):
    with pytest.raises(Invalid) as refused:
        seen(**facts)
    assert refused.value.field == field


@pytest.mark.parametrize("column", ["level", "decision"])
def test_the_database_takes_no_remark_either(session, moor, seen, column):
    check = seen()
    row = {c.name: getattr(check, c.name) for c in VolunteerCheck.__table__.columns}
    row |= {"id": None, "public_id": "another", column: "two cautions"}
    with pytest.raises(IntegrityError):
        session.execute(insert(VolunteerCheck), row)


def test_no_table_has_a_column_for_what_a_certificate_says():
    columns = {column.name for column in VolunteerCheck.__table__.columns}
    assert columns - {"id", "public_id", "volunteer_id"} - WHAT_REMAINS == {
        "decided_on",
        "opportunity_public_id",
        "update_service",
    }
    names = {c.name for table in Base.metadata.tables.values() for c in table.columns}
    forbidden = ("certificate", "offence", "conviction", "disclosure", "dbs_number", "scan")
    assert not [name for name in names if any(word in name for word in forbidden)]


def test_after_six_months_exactly_four_facts_remain(session, seen):
    old = seen(opportunity_public_id="role", update_service=True)
    young = seen(opportunity_public_id="role", update_service=True)
    undecided = seen(decision="not_decided", issued_on=TODAY - relativedelta(months=7))
    undecided.update_service = True
    old.decided_on = TODAY - relativedelta(months=6)
    young.decided_on = TODAY - relativedelta(months=6) + timedelta(1)
    session.flush()
    assert minimise_checks(session, TODAY) == 2
    assert minimise_checks(session, TODAY) == 0
    session.expire_all()
    columns = [c.name for c in VolunteerCheck.__table__.columns]
    left = {c for c in columns if getattr(old, c) is not None}
    assert left - {"id", "public_id", "volunteer_id"} == WHAT_REMAINS
    assert (young.opportunity_public_id, young.update_service) == ("role", True)
    assert undecided.update_service is None


def test_reading_is_written_down_and_asking_yes_or_no_is_not(session, moor, seen, here, there):
    seen()
    assert holds_check(session, moor.id, "standard", TODAY, 36)
    assert list_entries(session, "checks", moor.public_id) == []
    assert len(read_checks(session, there, moor)) == 1
    (entry,) = list_entries(session, "checks", moor.public_id)
    assert (entry.actor, entry.action) == ("account:there", "read")


@pytest.mark.parametrize(
    ("facts", "level", "holds"),
    [
        ({}, "enhanced", True),
        ({}, "basic", True),
        ({}, "enhanced_barred", False),
        ({"decision": "not_suitable"}, "basic", False),
        ({"decision": "not_decided"}, "basic", False),
        ({"issued_on": TODAY - relativedelta(months=36)}, "basic", False),
        ({"issued_on": TODAY - relativedelta(months=36) + timedelta(1)}, "basic", True),
    ],
)
def test_a_check_counts_while_it_is_suitable_and_not_due_again(
    session, moor, seen, facts, level, holds
):
    seen(**facts)
    assert holds_check(session, moor.id, level, TODAY, 36) is holds


def test_a_decision_can_follow_and_restarts_the_six_months(session, seen, here):
    check = seen(decision="not_decided")
    assert check.decided_on is None
    decide(session, check, "suitable", here, TODAY)
    assert (check.decision, check.decided_on) == ("suitable", TODAY)
    with pytest.raises(Invalid):
        decide(session, check, "caution in 1998", here, TODAY)
    assert recheck_due_on(TODAY, 36) == date(2029, 11, 21)
