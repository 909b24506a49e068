"""The morning's batch: who is told of what, once, whatever happens on the way."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from brokerage.actors import PUBLIC
from brokerage.consents import record_consent
from brokerage.db import db, done_reading, now
from brokerage.messages.jobs import deliver
from brokerage.messages.models import MessageState
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import get_shown, record_change
from brokerage.suggestions import service as searching
from brokerage.suggestions.alerts import asking, jobs, posting, service, telling
from brokerage.suggestions.alerts.models import AlertState, HowOften
from brokerage.suggestions.alerts.owning import get_of_volunteer, list_of_volunteer
from brokerage.suggestions.alerts.saved import search_in
from brokerage.suggestions.alerts.times import ANSWER, QUIET
from brokerage.suggestions.alerts.wishes import Wish
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import LOCAL_TIME, local_today
from tests.brokerage.suggestions.alerts.conftest import DAILY, County
from tests.making import ASHFORD, COOKING, DOVER, DRIVING, ENVIRONMENT, make_organisation, make_role


def titles(text: str) -> list[str]:
    return [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]


def test_only_what_came_in_since_is_told_and_only_once(either: County) -> None:
    either.role("Old hand")
    either.search("near=Ashford&within=10")
    assert either.run() == {"nothing new": 1}
    either.role("New hand")
    assert either.run(2) == {"told": 1}
    assert either.run(3) == {"nothing new": 1}
    (message,) = either.messages()
    assert titles(message.text) == ["New hand"]
    assert "List" not in message.text
    assert message.state == MessageState.QUEUED
    assert not message.transactional


def test_nothing_is_told_before_its_time(either: County) -> None:
    either.search()
    either.role()
    assert either.run(0) == {}


def test_a_role_that_opens_again_is_news_but_not_to_who_was_told(either: County) -> None:
    name = either.role("Comes back")
    late = either.search(address="late@people.example")
    early_role = either.role("First")
    assert either.run() == {"told": 1}
    for public_id in (name, early_role):
        either.move(public_id, State.PAUSED, State.LIVE)
    assert either.run(2) == {"told": 1}
    first, second = either.messages()
    assert (titles(first.text), titles(second.text)) == (["First"], ["Comes back"])
    alert = either.alert(late)
    assert alert
    assert len(alert.announced) == 2


def test_a_change_of_words_is_no_news(either: County) -> None:
    name = either.role()
    either.search()
    with either.unit() as session:
        role = get_shown(session, name)
        role.title = "Helper, with better words"
        record_change(session, [role])
    assert either.run() == {"nothing new": 1}


SHOP = (
    "Sort donated clothes and books, arrange colourful window displays, welcome customers warmly "
    "and handle money carefully at the till."
)
SEARCHES = (
    "",
    "near=Ashford&within=10",
    "near=Ashford&within=30min&travel_mode=bus",
    "q=garden",
    "q=garden&near=Dover",
    "skills=driving&when=tue-evening",
    "skills=cooking&interests=environment&remote=no",
    "kind=regular&on=tue-evening",
    "cause=environment&near=Ashford",
    "text=I+like+gardens+and+driving&near=Dover&within=20",
    "age=16",
    "expenses=true&needs=step_free",
    "remote=only",
    "q=nothing+of+the+kind",
)


def make_some(county: County, count: int, name: str, seed: int) -> None:
    chance = random.Random(seed)
    with county.unit() as session:
        host = make_organisation(session)
        for number in range(count):
            words = chance.choice(
                ("Help in the garden", "Drive the bus", "Cook lunch", "Sit and listen")
            )
            make_role(
                session,
                f"{name} {words} {number}",
                organisation=host,
                at=chance.choice((ASHFORD, DOVER, (51.2, 0.9), None)),
                on=chance.choice((None, "Tue 18:30-20:30", "Sat 10:00-12:00")),
                skills=chance.choice(({}, {DRIVING: "needed"}, {COOKING: "useful"})),
                causes=chance.choice(((), (ENVIRONMENT,))),
                description=f"{words}, number {number}. {name}",
                minimum_age=chance.choice((None, 18)),
                expenses_paid=chance.choice((None, True)),
                step_free=chance.choice((None, True, False)),
                attendance=chance.choice(("in_person", "remote", "hybrid")),
            )  # fmt: skip


def page_of(query: str, limit: int = 100) -> list[str]:
    """The result page for the same search, in its order."""
    asked = replace(search_in(query), limit=limit)
    found = searching.search(db.session(), asked, local_today())
    return [card.opportunity.public_id for card in found.cards]


def test_an_alert_is_the_result_page_restricted_to_new_roles(county: County) -> None:
    make_some(county, 40, "Old", 1)
    made = {query: county.search(query, f"p{n}@people.example") for n, query in enumerate(SEARCHES)}
    with county.unit() as session:
        old = {role.public_id for role in session.query(Opportunity)}
    make_some(county, 60, "New", 2)
    moment = now() + timedelta(days=1)
    done_reading()
    news = jobs._news(moment)
    assert news
    due = db.session.execute(asking.due_at(moment)).all()
    found = asking.answer(db.session(), news, due, asking.Places())
    ids = {one.public_id: one.id for one in due}
    told = 0
    for query, alert in made.items():
        shown = [name for name in page_of(query) if name not in old]
        answer = found.get(ids[alert])
        mine = [match.opportunity_id for match in answer.ranking] if answer else []
        assert mine == shown[: asking.MOST], query
        assert (answer.ranking.total if answer else 0) == len(shown), query
        told += bool(mine)
    assert told == len(SEARCHES) - 1


def test_postings_of_one_advert_are_told_once_with_the_others_named(county: County) -> None:
    county.search("near=Ashford")
    with county.unit() as session:
        host = make_organisation(session)
        for place in (ASHFORD, DOVER, (51.2, 0.9)):
            text = SHOP
            make_role(session, "Shop helper", at=place, organisation=host, description=text)
    county.run()
    (message,) = county.messages()
    assert titles(message.text) == ["Shop helper"]
    assert "and in 2 other places" in message.text
    assert county.run(2) == {"nothing new": 1}


def test_at_most_ten_are_told_and_the_others_counted(county: County) -> None:
    county.search()
    make_some(county, 14, "New", 3)
    county.run()
    (message,) = county.messages()
    assert len(titles(message.text)) == 10
    assert "There are 4 more new roles" in message.text
    assert message.subject.startswith("14 new roles")
    assert county.run(2) == {"nothing new": 1}


def test_a_role_that_closes_between_ranking_and_writing_is_not_told(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.search()
    closing, _open = county.role("Closing"), county.role("Staying")
    ranked = asking.answer

    def then_close(*given):  # type: ignore[no-untyped-def]
        found = ranked(*given)
        if found:
            county.move(closing, State.CLOSED)
        return found

    monkeypatch.setattr(jobs, "answer", then_close)
    county.run()
    (message,) = county.messages()
    assert titles(message.text) == ["Staying"]


@pytest.mark.parametrize(("dies_after", "settled"), [(0, 0), (1, 0), (3, 3), (7, 7)])
def test_a_batch_that_dies_is_begun_again_and_tells_each_once(
    either: County, monkeypatch: pytest.MonkeyPatch, dies_after: int, settled: int
) -> None:
    """Lots of three in blocks of four; what a lot had begun is taken back with it."""
    monkeypatch.setattr(jobs, "AT_ONCE", 3)
    monkeypatch.setattr(jobs, "BLOCK", 4)
    for number in range(8):
        either.search(address=f"p{number}@people.example")
    either.role("News")
    written = posting.queue_digest
    calls = iter(range(100))

    def dies(*given, **named):  # type: ignore[no-untyped-def]
        if next(calls) == dies_after:
            raise KeyboardInterrupt
        return written(*given, **named)

    monkeypatch.setattr(telling.posting, "queue_digest", dies)
    moment = now() + timedelta(days=1)
    with pytest.raises(KeyboardInterrupt):
        either.run(at=moment)
    assert len(either.messages()) == settled
    either.run(at=moment)
    addresses = [one.address for one in either.messages()]
    assert sorted(addresses) == [f"p{number}@people.example" for number in range(8)]
    assert either.run(at=moment) == {}


def test_one_search_that_nobody_understands_any_more_stops_no_other(county: County) -> None:
    broken, fine = county.search("near=Ashford"), county.search("near=Dover", "b@people.example")
    with county.unit() as session:
        session.query(jobs.Alert).filter_by(public_id=broken).update({"query": "near=Nowhereton"})
    county.role(at=DOVER)
    assert county.run() == {"told": 1, "nothing new": 1}
    alert = county.alert(fine)
    assert alert
    assert alert.told_at


def test_a_volunteers_record_and_searches_are_told_by_their_own_address(either: County) -> None:
    one = either.volunteer(latitude=ASHFORD[0], longitude=ASHFORD[1], within_km=16.0)
    with either.unit() as session:
        vera = session.get_one(Volunteer, one)
        service.add_for(session, vera, None, "", DAILY, PUBLIC)
        service.add_for(session, vera, "q=driver", "“driver”", DAILY, PUBLIC)
    near, _far = either.role("Driver"), either.role("Far", at=(53.0, 0.8))
    assert either.run() == {"told": 2}
    first, second = either.messages()
    assert {first.address, second.address} == {"vera@people.example"}
    assert titles(first.text) == titles(second.text) == ["Driver"]
    assert first.volunteer_id == one
    assert "Hello Vera" in first.text
    assert near in first.text


@pytest.mark.parametrize("how", ["consent", "left", "merged", "introductions"])
def test_who_does_not_agree_or_is_gone_hears_nothing(county: County, how: str) -> None:
    one = county.volunteer()
    other = county.volunteer()
    with county.unit() as session:
        vera = session.get_one(Volunteer, one)
        service.add_for(session, vera, None, "", DAILY, PUBLIC)
        if how == "consent":
            record_consent(session, one, "digests", False, PUBLIC)
        elif how == "introductions":
            record_consent(session, one, "introductions", False, PUBLIC)
        elif how == "left":
            vera.state = VolunteerState.LEFT
        else:
            vera.merged_into_id = other
    county.role()
    county.run()
    assert county.messages() == []


def test_who_withdraws_between_batch_and_sending_gets_nothing(either: County) -> None:
    one = either.volunteer()
    with either.unit() as session:
        service.add_for(session, session.get_one(Volunteer, one), None, "", DAILY, PUBLIC)
    ids = [either.search(address=f"{name}@people.example") for name in ("paused", "gone", "stays")]
    either.role()
    assert either.run() == {"told": 4}
    with either.unit() as session:
        record_consent(session, one, "digests", False, PUBLIC)
        found = [session.query(jobs.Alert).filter_by(public_id=name).one() for name in ids[:2]]
        service.pause(session, found[0], PUBLIC)
        service.stop(session, found[1], PUBLIC)
    done_reading()
    deliver(either.app)
    states = {one.address.partition("@")[0]: one.state for one in either.messages()}
    held, sent = MessageState.HELD, MessageState.SENT
    assert states == {"vera": held, "paused": held, "gone": held, "stays": sent}


def test_only_what_really_fits_is_told_to_who_asked_for_that(county: County) -> None:
    query = "near=Ashford&within=10&skills=driving&when=tue-evening"
    county.search(query, how_often=HowOften.FITS)
    county.role("Far from it", at=(51.26, 0.95), on="Sat 10:00-12:00")
    assert county.run() == {"nothing new": 1}
    county.role("Made for you", on="Tue 18:30-20:30", skills={DRIVING: "needed"})
    county.run(2)
    (message,) = county.messages()
    assert titles(message.text) == ["Made for you"]
    assert message.subject == "This really fits: Made for you"


def test_a_weekly_one_comes_on_its_day(county: County) -> None:
    monday = datetime(2026, 11, 23, 7, 5, tzinfo=LOCAL_TIME).astimezone(UTC)
    name = county.search(how_often=HowOften.WEEKLY, weekday=2)
    with county.unit() as session:
        alert = session.query(jobs.Alert).filter_by(public_id=name).one()
        alert.seen_to = monday - timedelta(days=5)
        alert.next_due_at = datetime(2026, 11, 25, 7, 0, tzinfo=LOCAL_TIME)
        make_role(session, "News", published_at=monday - timedelta(days=1))
    assert county.run(at=monday) == {}
    wednesday = monday + timedelta(days=2)
    assert county.run(at=wednesday) == {"told": 1}
    found = county.alert(name)
    assert found
    assert found.next_due_at == datetime(2026, 12, 2, 7, 0, tzinfo=LOCAL_TIME)


def test_text_messages_and_letters_go_the_way_that_was_asked_for(county: County) -> None:
    one = county.volunteer(phone="07700 900123", address="1 Example Street\nAshford")
    with county.unit() as session:
        vera = session.get_one(Volunteer, one)
        by_text = Wish(HowOften.WEEKLY, 0, "text")
        service.add_for(session, vera, None, "", by_text, PUBLIC)
        service.add_for(session, vera, "q=new", "“new”", Wish(channel="letter"), PUBLIC)
    county.role("New one")
    county.run(8)
    text, letter = sorted(county.messages(), key=lambda one: one.channel, reverse=True)
    assert (text.channel, letter.channel) == ("text", "letter")
    assert text.text.count("\n") == 1
    assert "1 new role for you this week" in text.text
    assert "New one" in letter.text
    assert "http" not in letter.text


def test_a_long_silence_is_asked_about_and_then_paused(county: County) -> None:
    name = county.search()
    asked_on = now() + QUIET + timedelta(days=1)
    assert county.run(at=asked_on) == {"asked whether to go on": 1}
    assert county.run(at=asked_on + timedelta(days=2)) == {"nothing new": 1}
    assert county.run(at=asked_on + ANSWER + timedelta(days=1)) == {"paused": 1}
    (asked,) = county.messages()
    assert asked.subject == "Shall we go on looking?"
    paused = [one for one in county.messages("alert") if "stopped looking" in one.subject]
    assert len(paused) == 1
    alert = county.alert(name)
    assert alert
    assert (alert.state, alert.next_due_at) == (AlertState.PAUSED, None)


def test_a_late_run_makes_up_for_what_was_missed_with_one_message(county: County) -> None:
    county.search()
    county.role("One")
    county.role("Two")
    assert county.run(5) == {"told": 1}
    (message,) = county.messages()
    assert sorted(titles(message.text)) == ["One", "Two"]


def test_the_job_says_what_it_did(county: County) -> None:
    assert jobs.send_alerts.work() is None
    assert jobs.in_words(county.run()) is None
    county.search()
    county.role()
    assert jobs.in_words(telling.Counter(county.run())) == "Alerts: 1 told."


def test_somebody_elses_alert_is_not_found(county: County, app: Flask) -> None:
    one, other = county.volunteer(), county.volunteer()
    with county.unit() as session:
        vera, wren = session.get_one(Volunteer, one), session.get_one(Volunteer, other)
        made = service.add_for(session, vera, None, "", DAILY, PUBLIC)
        assert list_of_volunteer(session, wren) == []
        with pytest.raises(Exception, match="cannot find"):
            get_of_volunteer(session, wren, made.public_id)
