"""People of Kent whose lives are not the average week."""

from __future__ import annotations

from datetime import date

from matching.types import (
    Availability,
    DateRange,
    HeldSkill,
    Hours,
    Importance,
    NeededSkill,
    Remote,
    Session,
    Window,
)
from tests.matching.stories.telling import (
    WEEKDAYS,
    Story,
    at,
    needs,
    once,
    person,
    role,
    skills,
    weekly,
)

SCHOOL_HOURS = tuple(Window(day, 555, 885) for day in range(5))
SATURDAYS = (Window(5, 540, 1020),)

STORIES = [
    Story(
        "The school-run parent in Folkestone",
        "Between the bell and the bell she is free; what touches either bell is no use to her.",
        person(places=at("Folkestone"), availability=Availability(SCHOOL_HOURS)),
        (
            role("Reading help", places=at("Folkestone"), sessions=weekly(1, 10, 90)),
            role("Lunch club in Hythe", places=at("Hythe"), sessions=weekly(3, 12)),
            role("Lunch club to three", places=at("Folkestone"), sessions=weekly(3, 13.5, 150)),
            role("After-school club", places=at("Folkestone"), sessions=weekly(1, 15.25)),
        ),
    ),
    Story(
        "One Saturday and no more",
        "He has the 28th of November and nothing after it; a weekly place would stand empty.",
        person(
            places=at("Margate"),
            availability=Availability(
                SATURDAYS, pauses=(DateRange(date(2026, 11, 29), date(2027, 12, 31)),)
            ),
        ),
        (
            role("Beach clean on the 28th", places=at("Ramsgate"), sessions=once(8, 10)),
            role("Beach clean, day not stated", places=at("Margate")),
            role("Shop every Saturday", places=at("Margate"), sessions=weekly(5, 10)),
        ),
    ),
    Story(
        "Street pastors in Maidstone, home by two",
        "Four hours of six across midnight are worth having; none of a Sunday is not.",
        person(places=at("Maidstone"), availability=Availability((Window(4, 1200, 1560),))),
        (
            role(
                "Patrol to one in the morning", places=at("Maidstone"), sessions=weekly(4, 21, 240)
            ),
            role("Patrol to four", places=at("Maidstone"), sessions=weekly(4, 22, 360)),
            role("Sunday breakfast", places=at("Maidstone"), sessions=weekly(6, 8)),
        ),
    ),
    Story(
        "The bookkeeper who stays at home",
        "Her skill is rare and can be used from home; the shop in Wye needs nothing that she has.",
        person(skills=skills("bookkeeping"), availability=Availability(any_time=True)),
        (
            role(
                "Treasurer, from home",
                remote=Remote.YES,
                skills=needs("bookkeeping"),
                hours=Hours(120),
            ),
            role("Shop in Wye, no skill asked", places=at("Wye"), hours=Hours(120)),
            role("Cook in Wye", places=at("Wye"), skills=needs("cooking"), hours=Hours(120)),
        ),
    ),
    Story(
        "The teaching assistant, free in the holidays",
        "Only when the schools are shut; the term-time club never meets her.",
        person(availability=Availability((), holiday_windows=WEEKDAYS)),
        (
            role(
                "Christmas holiday lunches",
                sessions=tuple(Session(date(2026, 12, day), 660, 180) for day in (21, 22, 23)),
            ),
            role("Lunch club all year", sessions=weekly(0, 11)),
            role("Reading help in term", sessions=weekly(0, 11, term_time_only=True)),
        ),
    ),
    Story(
        "New to volunteering",
        "A first time is no reason to be sent far: what fits comes first; company can be asked.",
        person(places=at("Tonbridge"), first_time=True, availability=Availability(WEEKDAYS)),
        (
            role("Repair café, times fit", places=at("Tonbridge"), sessions=weekly(2, 10)),
            role(
                "Hospital, trained",
                places=at("Tunbridge Wells"),
                sessions=weekly(2, 10),
                training_given=True,
            ),
            role("Repair café at night", places=at("Tonbridge"), sessions=weekly(2, 19)),
        ),
    ),
    Story(
        "The first-aider whose certificate was seen",
        "Where a higher level is asked, his counts in part; where his is enough, in full.",
        person(skills=(HeldSkill("first aid", level=0.5, verified=True),)),
        (
            role("Parkrun, basic first aid", skills=(NeededSkill("first aid", level=0.5),)),
            role("Carnival, advanced first aid", skills=(NeededSkill("first aid", level=1.0),)),
            role("Carnival stewards", skills=needs("stewarding")),
        ),
    ),
    Story(
        "Would learn to drive the minibus",
        "He says he would be trained; only the centre that trains can use that.",
        person(skills=skills("cooking"), accepts_training=True),
        (
            role("Lunch club cook", skills=needs("cooking")),
            role(
                "Minibus driver, trained here",
                skills=(NeededSkill("minibus", Importance.MUST),),
                training_given=True,
            ),
        ),
        never=(role("Minibus driver", skills=(NeededSkill("minibus", Importance.MUST),)),),
    ),
    Story(
        "Fourteen, for the Duke of Edinburgh's Award",
        "The charity shop takes fourteen-year-olds; the café's insurer begins at sixteen.",
        person(
            places=at("Sittingbourne"), age_from=14, age_to=14, availability=Availability(SATURDAYS)
        ),
        (
            role(
                "Charity shop, from 14",
                places=at("Sittingbourne"),
                minimum_age=14,
                sessions=weekly(5, 10),
            ),
            role("Wildlife group, age not stated", places=at("Faversham"), sessions=weekly(5, 10)),
        ),
        never=(role("Café, from 16", places=at("Sittingbourne"), minimum_age=16),),
    ),
    Story(
        "Half an hour a week, saved up",
        "Two hours once a month are half an hour a week; two hours every week are four times that.",
        person(availability=Availability(any_time=True, minutes_per_week=30)),
        (
            role("Two hours a month", hours=Hours(120, per="month")),
            role("Two hours a week", hours=Hours(120)),
        ),
    ),
]
