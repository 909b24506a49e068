"""Where people live and work, and how they get about."""

from __future__ import annotations

from matching.types import (
    Availability,
    Hours,
    Remote,
    Window,
)
from tests.matching.stories.telling import (
    WEEKDAYS,
    Story,
    at,
    needs,
    person,
    role,
    skills,
    weekly,
)

EVENINGS = tuple(Window(day, 1080, 1320) for day in range(5))
SATURDAYS = (Window(5, 540, 1020),)

STORIES = [
    Story(
        "The carer in Herne Bay",
        "Two hours while the sitter is there; half of a longer session in her town can be agreed; "
        "a call from home before a day she cannot come at all.",
        person(
            places=at("Herne Bay"),
            availability=Availability((Window(2, 600, 720),), minutes_per_week=120),
        ),
        (
            role("Wednesday craft group", places=at("Herne Bay"), sessions=weekly(2, 10)),
            role("Wednesday, four hours", places=at("Herne Bay"), sessions=weekly(2, 10, 240)),
            role("A call a week from home", remote=Remote.YES, hours=Hours(60)),
            role("Thursday craft group", places=at("Herne Bay"), sessions=weekly(3, 10)),
        ),
        before="The call from home stood second, though she had not asked for that.",
    ),
    Story(
        "The student in Canterbury, on foot",
        "She walks. Half an hour on foot is the town and no more, however well the rest fits.",
        person(
            places=at("Canterbury"),
            within_km=None,
            travel_mode="walk",
            within_minutes=30,
            availability=Availability(EVENINGS),
        ),
        (
            role("Night shelter kitchen", places=at("Canterbury"), sessions=weekly(1, 18)),
            role("Museum by day", places=at("Canterbury"), sessions=weekly(1, 10)),
        ),
        never=(role("Youth club in Whitstable", places=at("Whitstable"), sessions=weekly(1, 18)),),
    ),
    Story(
        "No car on Romney Marsh",
        "Forty minutes by bus reaches the next town of the marsh, not Ashford.",
        person(
            places=at("New Romney"),
            within_km=None,
            travel_mode="bus",
            within_minutes=40,
            availability=Availability(WEEKDAYS),
        ),
        (
            role("Marsh day centre", places=at("New Romney"), sessions=weekly(1, 10)),
            role("Lydd library", places=at("Lydd"), sessions=weekly(1, 10)),
        ),
        never=(role("Ashford food bank", places=at("Ashford"), sessions=weekly(1, 10)),),
    ),
    Story(
        "The signer of Gravesend",
        "Few can sign and the deaf club waits; anybody can drive, though that would be nearer.",
        person(places=at("Gravesend"), within_km=40, skills=skills("signing", "driving")),
        (
            role("Deaf club in Maidstone", places=at("Maidstone"), skills=needs("signing")),
            role(
                "Signer who also cooks", places=at("Maidstone"), skills=needs("signing", "cooking")
            ),
            role("Cook in Maidstone", places=at("Maidstone"), skills=needs("cooking")),
        ),
    ),
    Story(
        "Lives in Sittingbourne, works in Maidstone",
        "At noon she is at her desk, so what lies beside it is near.",
        person(
            places=at("Sittingbourne", "Maidstone"),
            within_km=8,
            availability=Availability(tuple(Window(day, 720, 810) for day in range(5))),
        ),
        (
            role("Lunch calls in Maidstone", places=at("Maidstone"), sessions=weekly(2, 12, 60)),
            role(
                "Evening calls, Sittingbourne",
                places=at("Sittingbourne"),
                sessions=weekly(2, 18, 60),
            ),
        ),
        never=(role("Lunch calls in Ashford", places=at("Ashford"), sessions=weekly(2, 12, 60)),),
    ),
    Story(
        "Heritage in Dover",
        "She said what she cares about: the castle, then the gallery, which is as far as the till.",
        person(
            places=at("Dover"),
            interests=("heritage",),
            availability=Availability(WEEKDAYS),
        ),
        (
            role("Castle guide", places=at("Dover"), causes=("heritage",), sessions=weekly(1, 10)),
            role(
                "Gallery in Folkestone",
                places=at("Folkestone"),
                causes=("heritage",),
                sessions=weekly(1, 10),
            ),
            role(
                "Till in Folkestone",
                places=at("Folkestone"),
                causes=("retail",),
                sessions=weekly(1, 10),
            ),
        ),
    ),
    Story(
        "Cycles from Wye",
        "Forty minutes on a bicycle is Ashford and back lanes, not Canterbury.",
        person(
            places=at("Wye"),
            within_km=None,
            travel_mode="cycle",
            within_minutes=40,
            availability=Availability(SATURDAYS),
        ),
        (
            role("Wye orchard", places=at("Wye"), sessions=weekly(5, 10)),
            role("Ashford repair café", places=at("Ashford"), sessions=weekly(5, 10)),
        ),
        never=(role("Canterbury garden", places=at("Canterbury"), sessions=weekly(5, 10)),),
    ),
]
