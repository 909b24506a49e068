from collections.abc import Callable
from dataclasses import replace

from matching.fitting import fitting
from matching.ranker import Ranker
from matching.types import Opportunity, Volunteer


def test_the_mask_is_true_for_just_the_roles_that_a_ranking_would_hold(
    catalogue_of: Callable,
) -> None:
    roles = [Opportunity(str(n), str(n), minimum_age=n) for n in range(10, 20)]
    changed = [replace(roles[0], closed=True), Opportunity("new", "new")]
    catalogue = catalogue_of(roles).replace(changed, ["13"])
    person = Volunteer("v", age_to=15)
    ranked = {match.opportunity_id for match in Ranker().rank(person, catalogue)}
    mask = fitting(person, catalogue)
    assert {name for name, fits in zip(catalogue.ids, mask, strict=True) if fits} == ranked
    assert ranked == {"11", "12", "14", "15", "new"}
