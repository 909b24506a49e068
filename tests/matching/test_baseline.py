"""The plain loop and the library agree on every score of the benchmark's data."""

import pytest

from matching.baseline import COMPARED, prepare, rank_in_a_loop
from matching.catalogue import Catalogue
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.synthetic import TODAY, people, roles


def test_the_library_scores_as_the_plain_loop_does() -> None:
    adverts = roles(300)
    fitted = Statistics.fit(adverts)
    catalogue = Catalogue.build(adverts, fitted, today=TODAY)
    prepared = [prepare(role, fitted, TODAY) for role in adverts]
    compared = 0
    for person in people(5):
        loop = {name: score for score, name in rank_in_a_loop(person, prepared, fitted, 1000)}
        ranking = Ranker(COMPARED).rank(person, catalogue, limit=1000)
        assert {match.opportunity_id for match in ranking} == set(loop)
        for match in ranking:
            assert match.score == pytest.approx(loop[match.opportunity_id], abs=2e-5)
        compared += len(loop)
    assert compared > 200
