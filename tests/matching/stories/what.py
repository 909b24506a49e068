"""What somebody can do, is allowed to do, and cares about."""

from __future__ import annotations

from matching.types import (
    Availability,
    Hours,
    Importance,
    NeededSkill,
    Remote,
    RemoteWish,
)
from tests.matching.stories.telling import (
    SATURDAY_MORNING,
    TUESDAY_EVENING,
    WEEKDAYS,
    Story,
    miles,
    needs,
    once,
    person,
    role,
    skills,
    weekly,
)

STORIES = [
    Story(
        "The nurse with Tuesday evenings",
        "She can do the Tuesday club from start to end; the other days only look near.",
        person(availability=Availability(TUESDAY_EVENING)),
        (
            role("Tuesday club, 5 miles", sessions=weekly(1, 18.5), places=miles(5)),
            role("Tuesday club that begins before she is home", sessions=weekly(1, 17)),
            role("Thursday club next door", sessions=weekly(3, 18.5), places=miles(0.2)),
        ),
    ),
    Story(
        "The same work at two distances",
        "Nothing else differs, so nobody should be sent past the nearer hall.",
        person(availability=Availability(TUESDAY_EVENING)),
        (
            role("Hall, 1 mile", sessions=weekly(1, 18.5), places=miles(1)),
            role("Hall, 6 miles", sessions=weekly(1, 18.5), places=miles(6)),
        ),
        never=(role("Hall, 11 miles", sessions=weekly(1, 18.5), places=miles(11)),),
    ),
    Story(
        "The advert that says nothing",
        "An advert without times may suit, but one known to fit is a better use of a visit.",
        person(availability=Availability(SATURDAY_MORNING)),
        (
            role("Saturday food bank", sessions=weekly(5, 9.5)),
            role("Food bank, times not stated"),
            role("Wednesday food bank", sessions=weekly(2, 9.5)),
        ),
    ),
    Story(
        "The shift worker",
        "His week changes, so flexible hours come first, then a single date, then a fixed evening.",
        person(availability=Availability(changes=True)),
        (
            role("Garden, any three hours a week", hours=Hours(180)),
            role("Fun day", sessions=once(8, 10)),
            role("Every Tuesday evening", sessions=weekly(1, 18.5)),
        ),
    ),
    Story(
        "The retired driver",
        "A minibus licence is rare and the day centre needs it; teas can be poured by anybody.",
        person(skills=skills("minibus"), availability=Availability(WEEKDAYS)),
        (
            role("Minibus driver", skills=needs("minibus"), sessions=weekly(2, 10)),
            role("Car driver", skills=needs("driving"), sessions=weekly(2, 10)),
            role("Teas, no skills asked", sessions=weekly(2, 10)),
            role("Accounts", skills=needs("bookkeeping"), sessions=weekly(2, 10)),
        ),
    ),
    Story(
        "No licence",
        "The role cannot be done without driving, and cooking is what she named.",
        person(skills=skills("cooking")),
        (role("Lunch club cook", skills=needs("cooking")),),
        never=(
            role("Driver", skills=(NeededSkill("driving", Importance.MUST),)),
            role(
                "Cook who drives",
                skills=(*needs("cooking"), NeededSkill("driving", Importance.MUST)),
            ),
        ),
    ),
    Story(
        "The sixteen-year-old",
        "The law and the insurer say 18; everything else may be asked.",
        person(age_from=16, age_to=16),
        (role("Library, from 14", minimum_age=14),),
        never=(role("Bar, from 18", minimum_age=18), role("Scouts, under 15", maximum_age=15)),
    ),
    Story(
        "Housebound",
        "Only what can be done from home, in full or in part; never what cannot.",
        person(remote=RemoteWish.ONLY, availability=Availability(any_time=True)),
        (role("Telephone befriender", remote=Remote.YES, hours=Hours(60)),),
        never=(role("Shop next door", places=miles(0.1), hours=Hours(60)),),
    ),
    Story(
        "A remote role beside near and far ones",
        "He said ten miles and not that home would do, so what lies within them comes first.",
        person(availability=Availability(any_time=True)),
        (
            role("Round the corner", places=miles(0.5), hours=Hours(60)),
            role("Nine miles off", places=miles(9), hours=Hours(60)),
            role("From home", remote=Remote.YES, hours=Hours(60)),
        ),
        before="From home stood before nine miles off: it counted as if it were in between.",
    ),
    Story(
        "Loves animals",
        "Cats are animals; a football club is not, however near.",
        person(interests=("animals",)),
        (
            role("Animal shelter", causes=("animals",)),
            role("Cat rescue", causes=("cats",)),
            role("Football club", causes=("sport",), places=miles(1.5)),
        ),
    ),
]
