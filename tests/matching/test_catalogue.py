from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue, Pool
from matching.columns import save_meta
from matching.errors import DuplicateId, UnreadableSnapshot
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.types import (
    Availability,
    Calendar,
    DateRange,
    HeldSkill,
    Hours,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Ranking,
    Session,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)
PERSON = Volunteer(
    "v",
    places=(Place(Point(51.2, 0.8)),),
    within_km=60,
    skills=(HeldSkill("driving"),),
    interests=("animals",),
    text="gardening",
    availability=Availability((Window(1, 1080, 1260), Window(5, 540, 780))),
)


def role(number: int, version: int = 0) -> Opportunity:
    """Roles of every kind, different in each version; neighbours are equal, so that ties occur."""
    kind = number // 2 * 7 + version * 3
    session = Session(date(2026, 11, 1 + kind % 28), 540 + kind % 5 * 180, 120, "weekly")
    return Opportunity(
        id=f"id {number}",
        key=f"key {number}",
        title=["Gardener", "Cook", "Driver"][kind % 3],
        places=(Place(Point(51 + kind % 9 / 20, 0.8)),) if kind % 4 else (),
        sessions=(session,) if kind % 3 else (),
        hours=Hours(120) if kind % 5 == 0 else None,
        skills=(NeededSkill(["driving", "minibus", f"new {kind}"][kind % 3]),),
        causes=(["animals", "cats", "sport"][kind % 3],),
        closed=kind % 11 == 0,
    )


STATISTICS = Statistics.fit([role(number) for number in range(30)])


def rankings(catalogue: Catalogue) -> Ranking:
    return Ranker().rank(PERSON, catalogue, limit=50)


@settings(max_examples=40)
@given(
    st.sets(st.integers(0, 20), min_size=1),
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(0, 25), st.integers(0, 3), max_size=6),
            st.sets(st.integers(0, 25), max_size=4),
        ),
        max_size=4,
    ),
)
def test_replacing_equals_a_rebuild(
    catalogue_of: Callable, start: set[int], changes: list[tuple[dict[int, int], set[int]]]
) -> None:
    now = {number: role(number) for number in start}
    catalogue = catalogue_of(list(now.values()), statistics=STATISTICS)
    for upserts, removals in changes:
        fresh = {number: role(number, version) for number, version in upserts.items()}
        gone = removals - set(fresh)
        catalogue = catalogue.replace(list(fresh.values()), [f"id {number}" for number in gone])
        now = {number: r for number, r in now.items() if number not in gone} | fresh
    rebuilt = catalogue_of(list(now.values()), statistics=STATISTICS)
    assert len(catalogue) == len(rebuilt)
    assert sorted(catalogue.ids) == sorted(rebuilt.ids)
    assert rankings(catalogue) == rankings(rebuilt)
    assert len(catalogue.parts) <= 2


def test_an_older_catalogue_stays_as_it_was(catalogue_of: Callable) -> None:
    before = catalogue_of([role(1), role(2)], statistics=STATISTICS)
    ranking, terms = rankings(before), list(before.terms.uris)
    before.replace([role(1, 2), role(9)], ["id 2"])
    assert rankings(before) == ranking
    assert before.terms.uris == terms


def test_ids_line_up_with_their_places(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([role(n) for n in range(6)]).replace([role(2, 1), role(8)], ["id 4"])
    assert set(catalogue.ids) == {"id 0", "id 1", "id 2", "id 3", "id 5", "id 8"}
    for index, name in enumerate(catalogue.ids):
        assert catalogue.index_of(name) == index
    assert catalogue.index_of("id 4") is None
    assert len(catalogue) == 6


def test_a_saved_catalogue_ranks_the_same_and_can_still_change(
    tmp_path: Path, catalogue_of: Callable, calendar: Calendar
) -> None:
    catalogue = catalogue_of([role(n) for n in range(12)], statistics=STATISTICS)
    catalogue = catalogue.replace([role(3, 1)], ["id 5"])
    catalogue.save(tmp_path)
    loaded = Catalogue.load(tmp_path)
    assert (loaded.today, loaded.calendar) == (TODAY, calendar)
    assert rankings(loaded) == rankings(catalogue)
    assert rankings(loaded.replace([role(20)])) == rankings(catalogue.replace([role(20)]))


def test_a_loaded_catalogue_is_mapped_not_copied(tmp_path: Path, catalogue_of: Callable) -> None:
    catalogue_of([role(1)]).save(tmp_path)
    values = Catalogue.load(tmp_path).parts[0].columns.key_hash
    assert not values.flags.owndata
    assert not values.flags.writeable


def test_a_saved_pool_comes_back(tmp_path: Path, pool_of: Callable) -> None:
    pool = pool_of([PERSON, Volunteer("w")]).replace([Volunteer("x")], ["w"])
    pool.save(tmp_path)
    loaded = Pool.load(tmp_path)
    assert loaded.ids == pool.ids == ("v", "x")
    one = Ranker().shortlist(role(1), loaded, today=TODAY)
    assert one == Ranker().shortlist(role(1), pool, today=TODAY)


def test_the_same_id_twice_is_refused(catalogue_of: Callable, pool_of: Callable) -> None:
    with pytest.raises(DuplicateId, match="id 1"):
        catalogue_of([role(1), role(1, 1)])
    with pytest.raises(DuplicateId):
        pool_of([PERSON, PERSON])
    with pytest.raises(DuplicateId):
        catalogue_of([]).replace([role(1), role(1)])


def test_a_folder_without_a_snapshot_or_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSnapshot):
        Catalogue.load(tmp_path / "nowhere")
    save_meta(tmp_path, {"version": 0})
    with pytest.raises(UnreadableSnapshot, match="version 0"):
        Catalogue.load(tmp_path)


def test_a_snapshot_that_lost_a_file_is_refused(tmp_path: Path, catalogue_of: Callable) -> None:
    catalogue_of([role(1)]).save(tmp_path)
    (tmp_path / "part0.alive.npy").unlink()
    with pytest.raises(UnreadableSnapshot, match=r"part0\.alive"):
        Catalogue.load(tmp_path)


def test_an_empty_catalogue_ranks_nothing(catalogue_of: Callable, pool_of: Callable) -> None:
    empty = catalogue_of([])
    assert len(empty) == 0
    assert rankings(empty) == Ranking()
    assert Ranker().nearly(PERSON, empty) == []
    assert Ranker().excluded(PERSON, empty) == []
    assert [len(ranking) for _, ranking in Ranker().digest(pool_of([PERSON]), empty)] == [0]
    assert Ranker().shortlist(role(1), pool_of([]), today=TODAY) == Ranking()


def test_the_school_holidays_of_the_catalogue_are_used(catalogue_of: Callable) -> None:
    always = Calendar((DateRange(TODAY, date(2027, 12, 31)),))
    free = Availability((Window(1, 600, 720),), holiday_windows=())
    role = Opportunity("r", "r", sessions=(Session(date(2026, 11, 24), 600, 120, "weekly"),))
    person = Volunteer("v", availability=free)
    term, school = catalogue_of([role], calendar=Calendar()), catalogue_of([role], calendar=always)
    assert Ranker().explain(person, "r", term).factors["availability"] == 1
    assert Ranker().explain(person, "r", school).factors["availability"] == 0
