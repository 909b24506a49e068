from __future__ import annotations

import pytest
from flask import Flask

from brokerage.db import db, unit_of_work
from brokerage.organisations.models import Organisation
from brokerage.versions import ChangedMeanwhile, check_version, note_change
from tests.making import make_organisation


def rename(session, organisation, name, seen):
    check_version(session, organisation, seen, {"name": name})
    organisation.name = name
    note_change(organisation)
    session.flush()


def test_the_second_sees_both_versions_and_may_choose(session):
    trust = make_organisation(session, "The Example Trust")
    seen = trust.version
    rename(session, trust, "The Orchard Trust", seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        rename(session, trust, "The Harbour Trust", seen)
    assert refused.value.differences == {"name": ("The Orchard Trust", "The Harbour Trust")}
    rename(session, trust, "The Harbour Trust", refused.value.version)
    assert trust.name == "The Harbour Trust"


def test_a_stale_form_that_would_change_nothing_passes(session):
    trust = make_organisation(session, "The Example Trust")
    seen = trust.version
    rename(session, trust, "The Orchard Trust", seen)
    check_version(session, trust, seen, {"name": "The Orchard Trust"})


def test_a_job_is_never_stale(session):
    trust = make_organisation(session)
    note_change(trust)
    session.flush()
    check_version(session, trust, None)


@pytest.mark.parametrize("which", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_a_record_read_before_another_wrote_is_read_again(which, request):
    app: Flask = request.getfixturevalue(which)
    with app.app_context():
        with unit_of_work() as session:
            name = make_organisation(session, "The Example Trust").id
        with unit_of_work() as session:
            trust = session.get_one(Organisation, name)
            seen = trust.version
            rename(session, trust, "The Orchard Trust", seen)
        db.session.remove()
        with pytest.raises(ChangedMeanwhile), unit_of_work() as session:
            rename(session, session.get_one(Organisation, name), "The Harbour Trust", seen)
        db.session.remove()
        assert db.session.get_one(Organisation, name).name == "The Orchard Trust"
