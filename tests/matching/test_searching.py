from collections.abc import Callable
from datetime import date

from matching.pairing import meetings, person_pool
from matching.ranker import Ranker
from matching.searching import Search
from matching.types import Opportunity, Place, Point, Volunteer


def test_a_search_finds_the_best_of_every_part_in_the_rankers_order(catalogue_of: Callable) -> None:
    roles = [
        Opportunity(f"{n}", f"{n}", title="Help", places=(Place(Point(51 + n / 50, 1)),))
        for n in range(9)
    ]
    person = Volunteer("v", places=(Place(Point(51, 1)),))
    catalogue = catalogue_of(roles[:6]).replace(roles[6:])
    ranker = Ranker()
    group = meetings(person_pool(person, catalogue), catalogue)
    nothing = [None, None]
    search = Search(group, 0, nothing, nothing, None, date(2026, 11, 20), ranker.weights)
    best = search.look(4)
    found = [
        best[part].scored.pairs.roles.id.text(int(best[part].scored.pairs.role[line]))
        for part, line in search.arrange(best, 4)
    ]
    ranked = ranker.rank(person, catalogue, limit=4)
    assert found == [one.opportunity_id for one in ranked] == ["0", "1", "2", "3"]
    assert search.catalogue is catalogue
