"""Short stories: a person, some roles, and the order a good broker would choose, with why."""

from tests.matching.stories import kent, mended, places, what, when
from tests.matching.stories.telling import Story

STORIES = [*what.STORIES, *when.STORIES, *kent.STORIES, *places.STORIES, *mended.STORIES]

__all__ = ["STORIES", "Story"]
