"""What must hold for any people and any roles, with statistics fixed and exposure off."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue, Pool
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.types import (
    Availability,
    Calendar,
    DateRange,
    Hours,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    RemoteWish,
    Session,
    Volunteer,
    Window,
)
from tests.matching.inventing import (
    SKILLS,
    TAXONOMY,
    TODAY,
    WORDS,
    catalogues,
    held,
    people,
    roles,
    windows,
)

RANKER = Ranker()
ADVERTS = [
    Opportunity(f"{n}", f"{n}", title=word, skills=(NeededSkill(SKILLS[n % 3]),))
    for n, word in enumerate(WORDS * 4)
]
STATISTICS = Statistics.fit(ADVERTS, TAXONOMY)
CALENDAR = Calendar((DateRange(TODAY.replace(month=12, day=21), TODAY.replace(month=12, day=31)),))
HOME = Point(51.2, 0.5)

some = settings(max_examples=40)


def compiled(some_roles: Sequence[Opportunity]) -> Catalogue:
    return Catalogue.build(
        some_roles, STATISTICS, taxonomy=TAXONOMY, calendar=CALENDAR, today=TODAY
    )


def scored(person: Volunteer, role: Opportunity) -> float | None:
    """The score of a pair, None when a rule keeps it out."""
    account = RANKER.explain(person, role.id, compiled([role]))
    return None if account.exclusion else account.match.score


def never_lower(before: float | None, after: float | None) -> bool:
    return before is None or (after is not None and after >= before)


def ranked(person: Volunteer, catalogue: Catalogue, limit: int = 100) -> list[tuple[str, float]]:
    ranking = RANKER.rank(person, catalogue, limit=limit)
    return [(match.opportunity_id, match.score) for match in ranking]


def away(share: float, bearing: tuple[float, float]) -> tuple[Place, ...]:
    north, east = (part * share for part in bearing)
    return (Place(Point(HOME.latitude + north, HOME.longitude + east)),)


@some
@given(
    people(),
    roles,
    st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
)
def test_nearer_never_lowers_a_role(person, role, bearing, shares) -> None:
    person = replace(person, places=(Place(HOME),))
    near, far = (replace(role, places=away(share, bearing)) for share in shares)
    assert never_lower(scored(person, far), scored(person, near))


@some
@given(people(), roles, held)
def test_one_more_skill_of_the_person_never_lowers_a_role(person, role, skill) -> None:
    assume(person.skills)
    more = replace(person, skills=(*person.skills, skill))
    assert never_lower(scored(person, role), scored(more, role))


@some
@given(people(), roles, st.data())
def test_one_more_need_that_the_person_meets_never_lowers_a_role(person, role, data) -> None:
    asked = {need.uri for need in role.skills}
    assume(role.skills)
    free = sorted({skill.uri for skill in person.skills} - asked)
    assume(free)
    more = replace(role, skills=(*role.skills, NeededSkill(data.draw(st.sampled_from(free)))))
    assert never_lower(scored(person, role), scored(person, more))


@some
@given(people(), roles, windows)
def test_one_more_free_hour_never_lowers_a_role(person, role, added) -> None:
    assume(person.availability is not None)
    free = person.availability
    holidays = free.holiday_windows and (*free.holiday_windows, *added)
    more = replace(free, windows=(*free.windows, *added), holiday_windows=holidays)
    assert never_lower(scored(person, role), scored(replace(person, availability=more), role))


@some
@given(people(), roles, st.integers(0, 6), st.integers(16, 40), st.integers(0, 3))
def test_an_almost_blank_role_never_outranks_an_equal_one_whose_times_fit(
    person, role, weekday, half, day
) -> None:
    window = Window(weekday, half * 30, half * 30 + 120)
    person = replace(person, availability=Availability((window,)))
    session = Session(TODAY, window.start, 120, "weekly", weekdays=(weekday,))
    blank = replace(role, id="blank", key="blank", sessions=(), hours=None)
    full = replace(blank, id="full", key="full", sessions=(session,))
    today = TODAY.replace(day=20 + day)
    ranking = RANKER.rank(person, compiled([blank, full]), today=today)
    names = [match.opportunity_id for match in ranking]
    assert names in ([], ["full", "blank"])


@some
@given(people(), roles, st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4)))
def test_a_role_without_a_place_never_outranks_an_equal_one_whose_place_fits(
    person, role, bearing
) -> None:
    """Nor does one from home, unless nothing else was asked for."""
    limit = person.within_km or 20.0
    person = replace(person, places=(Place(HOME),), within_km=limit)
    placed = replace(role, id="placed", key="placed", places=away(1, bearing), remote=Remote.NO)
    if person.remote is RemoteWish.ONLY:
        placed = replace(placed, remote=Remote.HYBRID)
    blank = replace(placed, id="blank", key="blank", places=())
    home = replace(blank, id="home", key="home", remote=Remote.YES)
    others = [blank] if person.remote is RemoteWish.ONLY else [blank, home]
    names = [name for name, _ in ranked(person, compiled([placed, *others]))]
    assert "placed" not in names or names[0] == "placed"


@some
@given(people(), roles, st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4)))
def test_a_role_done_from_home_in_part_keeps_to_the_limit(person, role, bearing) -> None:
    """As the same role that is not done from home at all, for whoever would go there."""
    person = replace(person, places=(Place(HOME),), remote=RemoteWish.WELCOME)
    role = replace(role, places=away(1, bearing))
    never, partly = (replace(role, remote=remote) for remote in (Remote.NO, Remote.HYBRID))
    assert scored(person, never) == scored(person, partly)


@some
@given(people(), catalogues(), st.randoms(use_true_random=False), st.integers(0, 8))
def test_names_rows_and_parts_change_no_order(person, adverts, dice, cut) -> None:
    whole = compiled(adverts)
    keys = {role.id: role.key for role in adverts}
    expected = [(keys[name], score) for name, score in ranked(person, whole)]
    mixed = [replace(role, id=f"new {role.key}") for role in adverts]
    dice.shuffle(mixed)
    split = compiled(mixed[:cut]).replace(mixed[cut:])
    found = [(name.removeprefix("new "), score) for name, score in ranked(person, split)]
    assert found == expected
    assert [(name.removeprefix("new "), score) for name, score in ranked(person, split, 2)] == (
        expected[:2]
    )


@some
@given(people(), catalogues(), catalogues(5), st.randoms(use_true_random=False))
def test_replacing_equals_rebuilding(person, before, upserts, dice) -> None:
    gone = {role.id for role in dice.sample(before, len(before) // 3)}
    kept = {role.id: role for role in before if role.id not in gone}
    rebuilt = compiled([*(kept | {role.id: role for role in upserts}).values()])
    changed = compiled(before).replace(upserts, gone - {role.id for role in upserts})
    again = changed.replace(upserts[:1])
    expected = RANKER.rank(person, rebuilt, limit=4)
    for catalogue in (changed, again):
        assert RANKER.rank(person, catalogue, limit=4) == expected
        assert RANKER.nearly(person, catalogue) == RANKER.nearly(person, rebuilt)
        found = RANKER.excluded(person, catalogue, limit=100)
        assert set(found) == set(RANKER.excluded(person, rebuilt, limit=100))


@some
@given(people(), catalogues())
def test_every_role_is_in_the_list_or_out_for_a_reason(person, adverts) -> None:
    catalogue = compiled(adverts)
    ranking = RANKER.rank(person, catalogue, limit=100)
    shown = {match.opportunity_id for match in ranking}
    out = {one.opportunity_id: one for one in RANKER.excluded(person, catalogue, limit=100)}
    assert shown | out.keys() == {role.id for role in adverts}
    assert not shown & out.keys()
    assert sum(ranking.excluded.values()) == len(out)
    for name in catalogue.ids:
        account = RANKER.explain(person, name, catalogue)
        assert account.exclusion == out.get(name)
        assert [one.text.strip() for one in account.exclusions].count("") == 0
        assert sum(line.adds for line in account.sum) == pytest.approx(
            account.match.score, abs=1e-6
        )


@some
@given(people(), catalogues(), st.integers(1, 4))
def test_the_best_few_are_the_best_of_all(person, adverts, limit) -> None:
    """However roles are passed over on the way, each has the score of its own account."""
    catalogue = compiled(adverts)
    accounts = [RANKER.explain(person, name, catalogue) for name in catalogue.ids]
    scores = sorted(
        (account.match.score for account in accounts if account.exclusion is None), reverse=True
    )
    found = RANKER.rank(person, catalogue, limit=limit)
    assert [match.score for match in found] == pytest.approx(scores[:limit], abs=2e-6)
    assert found.total == len(scores)


@some
@given(st.lists(people(), min_size=1, max_size=4), roles)
def test_a_pair_has_one_score_whichever_side_asks(crowd, role) -> None:
    crowd = [replace(person, id=f"p{n}") for n, person in enumerate(crowd)]
    catalogue = compiled([role])
    pool = Pool.build(crowd, STATISTICS, taxonomy=TAXONOMY)
    listed = RANKER.shortlist(role, pool, limit=10, today=TODAY, calendar=CALENDAR)
    found = {match.volunteer_id: match for match in listed}
    for person, (name, digest) in zip(crowd, RANKER.digest(pool, catalogue), strict=True):
        ranking = RANKER.rank(person, catalogue)
        assert (name, digest) == (person.id, ranking)
        assert len(ranking) == (person.id in found)
        for match in ranking:
            other = found[person.id]
            assert match.score == pytest.approx(other.score, abs=2e-6)
            assert match.reasons == other.reasons


@some
@given(st.lists(people(), min_size=1, max_size=5), catalogues(), st.integers(0, 8))
def test_a_digest_is_everybodys_own_ranking(crowd, adverts, cut) -> None:
    crowd = [replace(person, id=f"p{n}") for n, person in enumerate(crowd)]
    catalogue = compiled(adverts[:cut]).replace(adverts[cut:])
    pool = Pool.build(crowd, STATISTICS, taxonomy=TAXONOMY)
    for person, (name, digest) in zip(crowd, RANKER.digest(pool, catalogue, 2), strict=True):
        assert (name, digest) == (person.id, RANKER.rank(person, catalogue, limit=2))


@some
@given(st.lists(people(), min_size=1, max_size=8), roles, st.integers(1, 2))
def test_the_best_few_people_are_the_best_of_all(crowd, role, limit) -> None:
    crowd = [replace(person, id=f"p{n}") for n, person in enumerate(crowd)]
    pool = Pool.build(crowd, STATISTICS, taxonomy=TAXONOMY)
    found = (scored(one, role) for one in crowd)
    scores = sorted((score for score in found if score is not None), reverse=True)
    found = RANKER.shortlist(role, pool, limit=limit, today=TODAY, calendar=CALENDAR)
    assert [match.score for match in found] == pytest.approx(scores[:limit], abs=2e-6)
    assert found.total == len(scores)


@some
@given(catalogues(), st.integers(0, 7), st.integers(0, 8))
def test_roles_alike_are_alike_in_any_parts(adverts, which, cut) -> None:
    name = adverts[which % len(adverts)].id
    whole, split = compiled(adverts), compiled(adverts[:cut]).replace(adverts[cut:])
    found = RANKER.similar(name, split, limit=10)
    assert found == RANKER.similar(name, whole, limit=10)
    assert name not in {match.opportunity_id for match in found}


@some
@given(people(), roles, st.floats(0.01, 2))
def test_weights_count_by_their_proportions_alone(person, role, factor) -> None:
    more = Ranker({name: weight * factor for name, weight in RANKER.weights.items()})
    catalogue = compiled([role])
    mine, theirs = (one.explain(person, role.id, catalogue).match for one in (RANKER, more))
    assert mine.score == pytest.approx(theirs.score, abs=2e-6)


def test_a_role_that_asks_for_time_still_counts_hours() -> None:
    """Guards the strategies: they do make roles and people that meet."""
    dice = random.Random(1)
    person = Volunteer("v", availability=Availability(any_time=True))
    role = Opportunity("r", "r", hours=Hours(60 + dice.randrange(60)), remote=Remote.YES)
    assert scored(person, role) is not None
