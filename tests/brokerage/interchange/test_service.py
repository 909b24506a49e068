from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select, text

from brokerage.actors import Actor
from brokerage.db import BULK_LOCK, now, unit_of_work
from brokerage.interchange.drafts import DraftOrganisation
from brokerage.interchange.service import import_roles
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import current_version, note_move
from brokerage.organisations.models import Organisation
from brokerage.taxonomies.models import Term
from tests.making import make_county

TODAY = date(2026, 11, 21)


def only_role(session):
    return session.scalars(select(Opportunity)).one()


def test_a_role_is_stored_with_everything_its_row_says(session, bring_in, own):
    report = bring_in(own({"skills": "driving (must)", "windows": "Tue 18:00-21:00"}))
    role = only_role(session)
    assert (report.read, report.added, report.states) == (1, 1, {"live": 1})
    assert role.state == State.LIVE
    assert (role.moves[0].through, role.moves[0].to_state) == ("import", "live")
    assert role.published_at is not None
    assert role.organisation.name == "The Example Trust"
    assert [s.weekdays for s in role.sessions] == [[1]]
    assert [(w.weekday, w.start_minute) for w in role.windows] == [(1, 1080)]
    assert {t.importance for t in role.terms} == {None, "must"}
    assert role.changed_version == current_version(session) == 1


def test_a_second_run_adds_nothing_and_updates_what_changed(session, bring_in, own):
    first = {"source_id": "1"}, {"source_id": "2"}
    bring_in(own(*first))
    again = bring_in(own(*first))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    assert current_version(session) == 1
    changed = bring_in(own({"source_id": "1", "title": "Cook"}, {"source_id": "2"}))
    assert (changed.added, changed.updated, changed.unchanged) == (0, 1, 1)
    titles = session.scalars(select(Opportunity.title).order_by(Opportunity.source_id)).all()
    assert titles == ["Cook", "Driver for the lunch club"]
    assert session.scalar(select(func.count(Organisation.id))) == 1


def test_an_update_leaves_alone_what_the_source_does_not_speak_of(session, bring_in, doit):
    bring_in(doit())
    role = only_role(session)
    role.expenses_paid, role.check_level = True, "basic"
    session.flush()
    assert bring_in(doit({"title": "Visitor"})).updated == 1
    role = only_role(session)
    assert (role.title, role.expenses_paid, role.check_level) == ("Visitor", True, "basic")


def test_a_pause_of_ours_outlives_an_update(session, bring_in, doit):
    bring_in(doit())
    note_move(only_role(session), State.PAUSED, Actor("a broker", "phone"))
    session.flush()
    report = bring_in(doit({"title": "Visitor"}))
    assert only_role(session).state == State.PAUSED
    assert "stays so" in report.remarks[-1].reason


def test_a_role_whose_last_day_is_over_is_expired_and_not_shown(session, bring_in, own):
    report = bring_in(
        own(
            {"source_id": "1", "ends_on": "2026-11-20"},
            {"source_id": "2", "ends_on": "2026-11-21"},
            {"source_id": "3", "sessions": "2026-11-20 10:00-12:00"},
        )
    )
    assert report.states == {"expired": 2, "live": 1}


def test_a_role_that_was_expired_is_live_again_with_a_new_end(session, bring_in, own):
    bring_in(own({"ends_on": "2026-11-20"}))
    bring_in(own({"ends_on": "2027-11-20"}))
    role = only_role(session)
    assert role.state == State.LIVE
    assert [move.to_state for move in role.moves] == ["expired", "live"]


def test_a_row_without_a_place_is_kept_as_place_unknown_and_counted(session, bring_in, doit):
    report = bring_in(
        doit(
            {"latitude": "", "longitude": "", "postcode": "HA1 2BN"},
            {"id": "2", "latitude": "", "longitude": "", "postcode": "nowhere"},
            {"id": "3", "latitude": "0", "longitude": "0", "postcode": ""},
            {"id": "4"},
        )
    )
    assert (report.added, report.place_unknown) == (4, 3)
    first, second, *_ = session.scalars(select(Opportunity).order_by(Opportunity.id))
    assert (first.places[0].postcode, first.places[0].precision) == ("HA1 2BN", "unknown")
    assert second.places[0].address == "nowhere"


def test_a_role_from_home_is_not_counted_as_place_unknown(bring_in, doit):
    report = bring_in(doit({"working_from_home": "True", "postcode": ""}))
    assert report.place_unknown == 0


def test_words_that_no_taxonomy_has_stay_in_the_text_and_are_counted(session, bring_in, doit):
    report = bring_in(doit({"interests": "Older people|Veterans & Armed Forces"}))
    role = only_role(session)
    assert report.unknown_terms == {"Veterans & Armed Forces": 1}
    assert role.description.endswith("Also about: Veterans & Armed Forces.")
    assert len(role.terms) == 1


def test_concepts_that_no_taxonomy_has_are_kept_and_reported(session, bring_in, activity):
    uri = "https://ns.volunteeringdata.io/Photography"
    report = bring_in([activity(skill=[uri])])
    assert report.unknown_terms == {uri: 1}
    assert only_role(session).terms[0].uri == uri
    assert session.get(Term, uri).known is False


def test_a_term_that_our_own_table_misspells_is_refused_with_suggestions(bring_in, own):
    report = bring_in(own({"causes": "older-peeple"}))
    assert report.added == 0
    assert "Older people" in report.rejected[0].faults[0].reason


def test_the_same_reference_twice_in_a_file_keeps_the_first_and_refuses_the_second(bring_in, own):
    report = bring_in(own({"title": "Cook"}, {"title": "Driver"}))
    assert report.added == 1
    assert report.rejected[0].faults[0].line == 3
    assert "line 2" in report.rejected[0].faults[0].reason


def test_the_same_text_once_per_town_stays_as_many_roles(session, bring_in, doit):
    report = bring_in(doit(*({"id": str(n), "location_name": f"Town {n}"} for n in range(7))))
    assert report.added == 7


def test_a_bad_row_does_not_stop_the_good_ones(bring_in, own):
    report = bring_in(own({"sessions": "sometimes"}, {"source_id": "2"}))
    assert (report.added, len(report.rejected)) == (1, 1)


def test_an_organisation_without_a_name_gets_it_when_it_is_published(session, bring_in, activity):
    bring_in([activity()])
    named = DraftOrganisation("volunteeringdata", "117D0DAA", "The Example Trust")
    report = bring_in([named])
    assert report.organisations_updated == 1
    bring_in([activity(description="More.")])
    assert session.scalars(select(Organisation.name)).all() == ["The Example Trust"]


def test_a_name_alone_means_the_one_organisation_of_that_name(session, bring_in, doit, own):
    bring_in(doit())
    bring_in(own({"organisation": "the example trust"}))
    assert session.scalars(select(Organisation.name)).all() == ["The Example Trust"]


def test_a_role_belongs_to_the_centre_of_its_district(session, own):
    make_county(session)
    items = own({}, {"source_id": "2", "places": "Elsewhere; ; ; 40.7,-74.0"})
    import_roles(session, items, today=TODAY)
    here, elsewhere = session.scalars(select(Opportunity).order_by(Opportunity.id))
    assert here.places[0].district_code == "E07000105"
    assert here.centre_id is not None
    assert elsewhere.centre_id is None


def test_shifted_dates_are_marked_and_never_published_in_the_future(session, bring_in, doit):
    bring_in(
        doit({"created": "2018-07-05T00:00:00+00:00"}), shift_days=7000, seen_on=date(2018, 7, 23)
    )
    role = only_role(session)
    assert role.shifted_days == 7000
    assert role.published_at <= now()


def test_a_second_row_with_the_same_reference_gets_one_of_its_own(session, bring_in, own):
    same = "abcdefghij"
    report = bring_in(own({"source_id": "1", "id": same}, {"source_id": "2", "id": same}))
    roles = session.scalars(select(Opportunity).order_by(Opportunity.source_id)).all()
    assert (report.added, len(roles)) == (2, 2)
    assert roles[0].public_id == same
    assert roles[1].public_id not in (same, None)


@pytest.mark.postgres
def test_an_import_keeps_others_waiting_until_it_ends(postgres_app):
    held = text(  # other tests may be at work in databases of their own
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE datname = current_database() AND locktype = 'advisory' AND objid = :n"
    )
    with postgres_app.app_context():
        with unit_of_work() as session:
            import_roles(session, [], today=TODAY)
            assert session.scalar(held, {"n": BULK_LOCK}) == 1
        with unit_of_work() as session:
            assert session.scalar(held, {"n": BULK_LOCK}) == 0
