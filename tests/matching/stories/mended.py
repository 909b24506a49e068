"""Orders that were wrong once: what the list said then, and what a good broker says."""

from __future__ import annotations

from matching.types import Availability, Hours, NeededSkill, Remote, RemoteWish, Window
from tests.matching.stories.telling import (
    TUESDAY_EVENING,
    Story,
    at,
    needs,
    person,
    role,
    skills,
    weekly,
)

ANY_TIME = Availability(any_time=True)
MANY = ("cooking", "stewarding", "first aid", "bookkeeping")

STORIES = [
    Story(
        "Said where, not that home would do",
        "She told us Ashford and ten miles, so what lies within them comes before a call from "
        "home; that comes before what is on the wrong evening.",
        person(places=at("Ashford"), availability=Availability(TUESDAY_EVENING)),
        (
            role("Wye club", places=at("Wye"), sessions=weekly(1, 18.5)),
            role("Tenterden club", places=at("Tenterden"), sessions=weekly(1, 18.5)),
            role("Calls from home", remote=Remote.YES, hours=Hours(120)),
            role("Wye club, Thursdays", places=at("Wye"), sessions=weekly(3, 18.5)),
        ),
        before="Calls from home stood before Tenterden, as if they were seven miles off.",
    ),
    Story(
        "Nothing but from home",
        "He cannot leave the house, so what needs no leaving at all comes first, then what he "
        "might be fetched for; the shop is no use to him.",
        person(places=at("Ashford"), remote=RemoteWish.ONLY, availability=ANY_TIME),
        (
            role("Helpline", remote=Remote.YES, hours=Hours(120)),
            role(
                "Newsletter, some days in the office",
                places=at("Ashford"),
                remote=Remote.HYBRID,
                hours=Hours(120),
            ),
        ),
        never=(role("Shop", places=at("Ashford"), hours=Hours(120)),),
        before="The office came first: it is in his town, and the helpline had no distance.",
    ),
    Story(
        "One skill of five",
        "They ask for five things and need a driver; he drives. Teas ask for nothing he has. "
        "Who asks for driving alone uses him best.",
        person(skills=skills("driving")),
        (
            role("Driver", skills=needs("driving")),
            role("All hands at the food bank", skills=needs("driving", *MANY)),
            role("Teas, no skill asked"),
            role("Carnival", skills=needs(*MANY)),
        ),
        before="Teas stood before the food bank: one need of five met counted as a fifth.",
        says={"All hands at the food bank": "Also asks for cooking, stewarding and 2 more"},
    ),
    Story(
        "The advert that does not say where",
        "Nine miles is within what she said; somewhere unknown may be anywhere, so we ask first.",
        person(places=at("Ashford"), availability=Availability(TUESDAY_EVENING)),
        (
            role("Tenterden club", places=at("Tenterden"), sessions=weekly(1, 18.5)),
            role("Club somewhere", places=(), sessions=weekly(1, 18.5)),
        ),
        before="The club somewhere came first, as if it lay at two thirds of her limit.",
    ),
    Story(
        "From home in part, but in Dover",
        "Days in the office are in Dover all the same, and that lies beyond what he would travel; "
        "what can be done wholly from home stays.",
        person(places=at("Ashford"), availability=ANY_TIME),
        (
            role(
                "Fundraiser, some days in Wye",
                places=at("Wye"),
                remote=Remote.HYBRID,
                hours=Hours(120),
            ),
            role("Fundraiser from home", remote=Remote.YES, hours=Hours(120)),
        ),
        never=(
            role(
                "Fundraiser, some days in Dover",
                places=at("Dover"),
                remote=Remote.HYBRID,
                hours=Hours(120),
            ),
        ),
        before="Dover was in the list, last, and nothing said that he would have to go there.",
    ),
    Story(
        "Home at half past six",
        "Half of the club is worth having, and we say which half; nobody reckons in per cent.",
        person(availability=Availability((Window(1, 1110, 1320),))),
        (
            role("Club at half past six", sessions=weekly(1, 18.5)),
            role("Club at half past five", sessions=weekly(1, 17.5)),
        ),
        before="It said: you are free for 50% of Tuesday evening.",
        says={"Club at half past five": "You are free for half of Tuesday evening, 18:30 to 19:30"},
    ),
    Story(
        "How many hours?",
        "The garden says any time and not how much; we cannot tell her two hours, only ask. What "
        "states two hours that fit is as good and comes first where it is nearer.",
        person(places=at("Ashford"), availability=ANY_TIME),
        (
            role("Library, two hours", places=at("Ashford"), hours=Hours(120)),
            role("Garden, hours not stated", places=at("Wye"), hours=Hours()),
        ),
        before="It said that 2 hours a week can be fitted in, as if the garden had asked for them.",
        says={
            "Library, two hours": "2 hours a week can be fitted into your free time",
            "Garden, hours not stated": (
                "Hours not stated: ask; about 2 hours a week would fit your free time"
            ),
        },
    ),
    Story(
        "Cannot manage steps",
        "A hall that says it has steps is no use to her; one that does not say is asked.",
        person(needs=frozenset({"step-free"}), skills=skills("cooking")),
        (
            role("Cook, step-free", skills=needs("cooking"), access=frozenset({"step-free"})),
            role("Teas, access not stated"),
        ),
        never=(
            role(
                "Cook, up the stairs",
                skills=(NeededSkill("cooking"),),
                lacks=frozenset({"step-free"}),
            ),
        ),
        before="The site left it out; the desk's list, the e-mails and the account did not.",
        says={"Teas, access not stated": "Step free not stated: ask"},
    ),
]
