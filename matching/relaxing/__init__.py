"""Which single change would open most: on a person's side, or on a role's.

A pair *fits* when no rule keeps it out and its times are met by half or more, or are not stated on
either side. Each change is tried alone; it opens the pairs that fit with it and not without. The
one exception is company on a first visit: it opens pairs that fit but for a doubt (``doubts``).
"""

from matching.relaxing.crowd import crowds
from matching.relaxing.person import relaxations
from matching.relaxing.role import role_relaxations
from matching.relaxing.words import Key, Kind

__all__ = ["Key", "Kind", "crowds", "relaxations", "role_relaxations"]
