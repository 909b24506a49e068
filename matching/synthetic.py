"""Invented roles and people for benchmarks: seeded, of every kind, clustered in towns as Kent is.

A table is drawn with whole arrays, so that a million roles take seconds; ``roles`` turns its rows
into objects. One county up to 10,000 roles, then one more for each further 10,000, 60 at most, laid
out over a country. Adverts share 2,000 texts. One role in ten is done from home, eight in a hundred
partly; about half meet weekly (one to three days a week), one in seven on single dates, one in
five asks for hours, one in five does not state its times.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from matching.columns import Array, Doubles, Ints, Ragged
from matching.records import ACCESS, NO_AGE_LIMIT, PLACE
from matching.statistics import Statistics
from matching.table import ASKED, ONCE, SESSION, WEEKLY, WINDOW, RoleTable, opportunity
from matching.text import TERM, role_terms
from matching.types import (
    Availability,
    HeldSkill,
    Opportunity,
    Place,
    Point,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)
SKILLS = [f"skill {number}" for number in range(150)]
CAUSES = [f"cause {number}" for number in range(20)]
VOCABULARY = [
    f"{first}{middle}{last}"
    for first in "bcdfghklmnprst"
    for middle in ("ar", "ol", "im", "un", "ev", "ob", "az", "ir", "od", "ul", "em", "op")
    for last in ("dan", "kor", "lit", "mon", "pal", "rug", "tam", "vik", "wob", "zan", "fol", "gur")
]
CENTRE = (51.25, 0.75)  # degrees, of the first county
NORTH = (51.27, 51.28, 51.15, 51.13, 51.45, 51.44, 51.39, 51.08)
NORTH_TOO = (51.13, 51.27, 51.34, 51.20, 51.38, 51.22, 51.36, 51.06)
EAST = (0.53, 1.08, 0.87, 0.26, 0.22, 0.37, 1.39, 1.17)
EAST_TOO = (1.31, 0.19, 0.73, 0.27, 0.53, 1.40, 1.03, 0.69)
TOWNS = np.array(((*NORTH, *NORTH_TOO), (*EAST, *EAST_TOO))).T
ADVERTS, ADVERT_WORDS = 2_000, 30
RURAL = 0.2  # the share that lies outside towns
COUNTY_ROLES, MOST_COUNTIES = 10_000, 60
KINDS, SHARES = ("weekly", "dates", "hours", "blank"), (0.46, 0.14, 0.2, 0.2)


def counties(count: int) -> int:
    """How many counties so many roles are laid out over."""
    return int(np.clip(count // COUNTY_ROLES, 1, MOST_COUNTIES))


def roles(count: int, seed: int = 7) -> list[Opportunity]:
    """Roles as objects."""
    return objects(table(count, seed=seed), np.arange(count), seed)


def objects(drawn: RoleTable, rows: Array, seed: int = 7) -> list[Opportunity]:
    """Some rows of a table, with their texts."""
    titles, texts = adverts(seed)
    which = _advert_of(len(drawn), seed)
    return [opportunity(drawn, int(row), titles[which[row]], texts[which[row]]) for row in rows]


def adverts(seed: int = 7) -> tuple[list[str], list[str]]:
    """Titles and texts that the roles share; common words are common."""
    dice = np.random.default_rng((seed, 1))
    share = 1 / (10 + np.arange(len(VOCABULARY)))
    drawn = dice.choice(len(VOCABULARY), (ADVERTS, 3 + ADVERT_WORDS), p=share / share.sum())
    said = [[VOCABULARY[word] for word in line] for line in drawn]
    return [" ".join(line[:3]) for line in said], [" ".join(line[3:]) for line in said]


def _advert_of(count: int, seed: int) -> Ints:
    return np.random.default_rng((seed, 2)).integers(0, ADVERTS, count)


def table(count: int, statistics: Statistics | None = None, seed: int = 7) -> RoleTable:
    """Roles as columns; without statistics they have no words."""
    dice = np.random.default_rng((seed, 3))
    names = [f"role {number}" for number in range(count)]
    kind = dice.choice(len(KINDS), count, p=SHARES)
    asked = dice.integers(0, 4, count)
    skills = np.zeros(int(asked.sum()), ASKED)
    skills["term"], skills["level"] = _skewed(dice, len(SKILLS), len(skills)), np.nan
    skills["importance"] = dice.choice(3, len(skills), p=(0.1, 0.7, 0.2))
    causes = dice.integers(1, 3, count)
    told = len(SKILLS) + _skewed(dice, len(CAUSES), int(causes.sum()))
    none = Ragged(np.zeros(count + 1, np.int64), np.zeros(0, ACCESS))
    hours = kind == KINDS.index("hours")
    return RoleTable(
        id=Ragged.of_strings(names),
        key=Ragged.of_strings(f"synthetic/{number}" for number in range(count)),
        remote=dice.choice(3, count, p=(0.82, 0.08, 0.1)).astype(np.uint8),
        minimum_age=np.zeros(count, np.int16),
        maximum_age=np.full(count, NO_AGE_LIMIT, np.int16),
        places_open=np.full(count, -1, np.int32),
        closed=np.zeros(count, bool),
        trains=np.zeros(count, bool),
        check=Ragged(np.zeros(count + 1, np.int64), np.zeros(0, np.uint8)),
        places=_places(dice, count),
        skills=_distinct(Ragged(_offsets(asked), skills)),
        causes=_distinct(Ragged(_offsets(causes), told.astype(np.int32))),
        access=none,
        words=_words(count, statistics, seed),
        advert=np.zeros(count, np.uint64),
        sessions=_sessions(dice, kind),
        minutes=np.where(hours, 180, 0).astype(np.int32),
        per=np.zeros(count, np.uint8),
        windows=_windows(dice, hours),
        starts_on=np.zeros(count, np.int32),
        ends_on=np.zeros(count, np.int32),
        uris=(*SKILLS, *CAUSES),
    )


def _skewed(dice: np.random.Generator, size: int, count: int) -> Ints:
    """Numbers below ``size``, small ones more often: some skills are asked for everywhere."""
    return np.minimum(size * dice.random(count) ** 1.7, size - 1).astype(np.int64)


def _offsets(counts: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(counts)))


def _distinct(rows: Ragged) -> Ragged:
    """Each term once a row."""
    owners = np.repeat(np.arange(len(rows)), rows.counts)
    terms = rows.values["term"] if rows.values.dtype.names else rows.values
    _, first = np.unique(owners * 1000 + terms, return_index=True)
    return Ragged(_offsets(np.bincount(owners[first], minlength=len(rows))), rows.values[first])


def _places(dice: np.random.Generator, count: int) -> Ragged:
    """One place each, one role in twenty a second one."""
    number = 1 + (dice.random(count) < 0.05)
    values = np.zeros(int(number.sum()), PLACE)
    spots = spots_in(dice, len(values), counties(count))
    values["latitude"], values["longitude"] = spots[:, 0], spots[:, 1]
    values["approximate"] = dice.random(len(values)) < 0.1
    return Ragged(_offsets(number), values)


def spots_in(dice: np.random.Generator, count: int, over: int) -> Doubles:
    """Points (count, 2) in degrees: near towns, one in five anywhere in its county."""
    county = dice.integers(0, over, count)
    shift = np.stack((county // 6 * 0.45, county % 6 * -1.25), axis=1)
    town = TOWNS[_skewed(dice, len(TOWNS), count)] + dice.normal(0, (0.018, 0.03), (count, 2))
    country = dice.uniform((51.0, 0.05), (51.47, 1.43), (count, 2))
    spots: Doubles = np.where(dice.random((count, 1)) < RURAL, country, town) + shift
    return spots


def _sessions(dice: np.random.Generator, kind: Ints) -> Ragged:
    """Weekly or fortnightly on one to three days, or one to four single dates."""
    weekly, dates = kind == 0, kind == 1
    number = np.where(weekly, 1, np.where(dates, dice.integers(1, 5, len(kind)), 0))
    values = np.zeros(int(number.sum()), SESSION)
    owner = np.repeat(np.arange(len(kind)), number)
    turn = np.arange(len(values)) - np.repeat(_offsets(number)[:-1], number)
    begins = TODAY.toordinal() + dice.integers(0, 60, len(kind))
    values["starts_on"] = begins[owner] + turn * dice.integers(1, 9, len(kind))[owner]
    values["start"] = dice.integers(16, 40, len(kind))[owner] * 30
    values["length"] = dice.choice((90, 120, 180, 240), len(kind))[owner]
    values["frequency"] = np.where(weekly[owner], WEEKLY, ONCE)
    values["interval"] = np.where(weekly[owner] & (dice.random(len(values)) < 0.3), 2, 1)
    days = np.zeros(len(values), np.int64)
    for _ in range(3):
        days |= 1 << dice.integers(0, 7, len(values))
    values["weekdays"] = np.where(weekly[owner] & (dice.random(len(values)) < 0.6), days, 0)
    return Ragged(_offsets(number), values)


def _windows(dice: np.random.Generator, hours: Array) -> Ragged:
    """Of hours roles: four hours on one to five days."""
    on = (dice.random((len(hours), 7)) < 0.4) & hours[:, None]
    on[hours, dice.integers(0, 7, int(hours.sum()))] = True
    owner, weekday = np.nonzero(on)
    values = np.zeros(len(owner), WINDOW)
    values["weekday"], values["start"] = weekday, (dice.integers(16, 36, len(hours)) * 30)[owner]
    values["end"] = values["start"] + 240
    return Ragged(_offsets(on.sum(axis=1)), values)


def _words(count: int, statistics: Statistics | None, seed: int) -> Ragged:
    if statistics is None:
        return Ragged(np.zeros(count + 1, np.int64), np.zeros(0, TERM))
    known, typical = statistics.vocabulary, statistics.typical_length
    lines = [role_terms(*both, known, typical) for both in zip(*adverts(seed), strict=True)]
    return Ragged.of(lines, TERM).take(_advert_of(count, seed))


def people(count: int, seed: int = 8, over: int = 1) -> list[Volunteer]:
    """People with a few windows a week, two skills, two interests and a limit of 10 miles."""
    dice = np.random.default_rng(seed)
    spots = spots_in(dice, count, over)
    return [_person(number, spots[number], dice) for number in range(count)]


def _person(number: int, spot: Doubles, dice: np.random.Generator) -> Volunteer:
    skills = np.unique(_skewed(dice, len(SKILLS), 2))
    return Volunteer(
        id=f"person {number}",
        places=(Place(Point(float(spot[0]), float(spot[1]))),),
        within_km=16.1,
        skills=tuple(HeldSkill(SKILLS[one]) for one in skills),
        interests=tuple(CAUSES[one] for one in np.unique(dice.integers(0, len(CAUSES), 2))),
        text=" ".join(VOCABULARY[one] for one in _skewed(dice, len(VOCABULARY), 2)),
        availability=Availability(_free(dice)),
    )


def _free(dice: np.random.Generator) -> tuple[Window, ...]:
    days = np.flatnonzero(dice.random(7) < 0.4).tolist() or [int(dice.integers(7))]
    start = int(dice.integers(16, 36)) * 30
    return tuple(Window(day, start, start + 240) for day in days)
