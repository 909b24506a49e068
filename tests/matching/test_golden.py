"""Stories are the specification of the ranking: each is argued, and a changed order is a diff.

``tests/golden/ranking.txt`` shows the order of every story as it comes out; refresh it with
``--refresh-golden`` and read its diff. A story whose order changes is argued in review.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from matching.ranker import Ranker
from tests.matching.stories import STORIES, Story

GOLDEN = Path(__file__).parent.parent / "golden" / "ranking.txt"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_order_a_good_broker_would_choose(story: Story, order_of: Callable) -> None:
    roles = [*story.never, *reversed(story.roles)]
    assert order_of(story.person, roles) == [role.id for role in story.roles], story.argument


@pytest.mark.parametrize(
    "story", [story for story in STORIES if story.says], ids=lambda story: story.title
)
def test_what_a_good_broker_would_say(story: Story, catalogue_of: Callable) -> None:
    ranking = Ranker().rank(story.person, catalogue_of(story.roles))
    told = {match.opportunity_id: [r.text for r in match.reasons] for match in ranking}
    for name, sentence in story.says.items():
        assert sentence in told[name]


def test_every_order_is_in_the_golden_file(
    catalogue_of: Callable, request: pytest.FixtureRequest
) -> None:
    found = "\n".join(told(story, catalogue_of) for story in STORIES)
    if request.config.getoption("--refresh-golden"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == found


def told(story: Story, catalogue_of: Callable) -> str:
    catalogue = catalogue_of([*story.roles, *story.never])
    ranking = Ranker().rank(story.person, catalogue, limit=100)
    lines = [story.title, f"  because: {story.argument}"]
    lines += [f"  before: {story.before}"] if story.before else []
    lines += [f"  {place}. {match.opportunity_id}" for place, match in enumerate(ranking, 1)]
    out = Ranker().excluded(story.person, catalogue)
    lines += sorted(f"  never: {one.opportunity_id} ({one.rule}: {one.text})" for one in out)
    lines += [f"  says: {name}: {sentence}" for name, sentence in story.says.items()]
    return "\n".join(lines) + "\n"


def test_there_are_enough_stories_and_each_is_argued() -> None:
    assert len(STORIES) >= 30
    assert all(len(story.argument) > 30 for story in STORIES)
    assert len({story.title for story in STORIES}) == len(STORIES)
