"""What goes in and what comes out: frozen records with no behaviour.

Units everywhere: distances in kilometres, durations in minutes, clock times in minutes after
midnight in the place's own wall-clock time, weekdays 0 (Monday) to 6 (Sunday), scores 0 to 1.
``None`` always means *not stated*, never *no*.
"""

from matching.types.records import (
    HeldSkill,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    RemoteWish,
    Taxonomy,
    TravelMode,
    Volunteer,
)
from matching.types.results import (
    Account,
    Audience,
    Block,
    Contribution,
    Exclusion,
    Match,
    Ranking,
    Reason,
    Relaxation,
)
from matching.types.times import (
    Availability,
    Calendar,
    DateRange,
    Hours,
    Session,
    Window,
)

__all__ = [
    "Account",
    "Audience",
    "Availability",
    "Block",
    "Calendar",
    "Contribution",
    "DateRange",
    "Exclusion",
    "HeldSkill",
    "Hours",
    "Importance",
    "Match",
    "NeededSkill",
    "Opportunity",
    "Place",
    "Point",
    "Ranking",
    "Reason",
    "Relaxation",
    "Remote",
    "RemoteWish",
    "Session",
    "Taxonomy",
    "TravelMode",
    "Volunteer",
    "Window",
]
