"""Real roles for the evaluation: 77 of Do-it (Harrow) and 665 of NYC Service, with invented people.

Only what ranking needs is read; their dates are years past and are left out, so that every role
counts as current. A role of NYC without coordinates stands in the middle of its postcode's others.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from matching import synthetic
from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.evaluation.county import places
from matching.evaluation.world import Behaviour, Labels, World, attraction, lives, visits
from matching.statistics import Statistics
from matching.text import words
from matching.types import Hours, Opportunity, Place, Point, Remote, Volunteer, Window

PARTS = ((480, 720), (720, 1020), (1020, 1320))  # Do-it's morning, afternoon, evening
MOST = 50  # more places than this were asked for as "any number"


@dataclass(frozen=True)
class Advert:
    """A role with what the ranking is not told."""

    role: Opportunity
    organisation: str
    centre: str
    wanted: int | None


def adverts(folder: Path) -> list[Advert]:
    """All roles of both, from the folder that BROKERAGE_REAL_DATA names."""
    doit, nyc = _rows(folder, "doit_v1_harrow*.csv"), _rows(folder, "nyc_service*.csv")
    middles = _middles(nyc)
    return [_doit(row) for row in doit] + [_nyc(row, middles) for row in nyc]


def real(folder: Path, behaviour: Behaviour, seed: int) -> World:
    """The real roles; places not stated are drawn as the county's are."""
    dice = np.random.default_rng([seed, 3])
    told = adverts(folder)
    roles = [advert.role for advert in told]
    count = behaviour.weeks * behaviour.visits_a_week
    statistics = Statistics.fit(roles)
    catalogue = Catalogue.build(roles, statistics, today=synthetic.TODAY)
    order = dice.permutation(len(roles))
    begins, ends = (days[order] for days in lives(len(roles), behaviour, dice))
    return World(
        catalogue,
        _capacity(told, dice),
        begins,
        ends,
        attraction(len(roles), behaviour, dice),
        Labels(_sizes(told), [advert.centre for advert in told]),
        visits(Pool.build(_crowd(roles, count, dice), statistics), catalogue, behaviour, dice),
    )


def _rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    (path,) = (folder / "opportunities").glob(pattern)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _doit(row: dict[str, str]) -> Advert:
    windows = tuple(
        Window(number // 3, *PARTS[number % 3])
        for number, free in enumerate(row["availability"])
        if free == "1"
    )
    role = Opportunity(
        row["id"],
        row["id"],
        title=row["title"],
        text=row["description"],
        places=_places(row["latitude"], row["longitude"]),
        remote=Remote.YES if row["working_from_home"] == "True" else Remote.NO,
        hours=Hours(windows=windows) if windows else None,
        causes=tuple(filter(None, row["interests"].split("|"))),
    )
    return Advert(role, row["organisation"], "Harrow", int(row["places_available"] or 0) or None)


def _nyc(row: dict[str, str], middles: dict[str, Place]) -> Advert:
    name = f"nyc {row['opportunity_id']}"
    middle = middles.get(row["Postcode"])
    role = Opportunity(
        name,
        name,
        title=row["title"],
        text=row["summary"],
        places=_places(row["Latitude"], row["Longitude"]) or ((middle,) if middle else ()),
        causes=tuple(filter(None, [row["category_desc"]])),
    )
    borough = row["Borough"].strip().title() or "not known"
    return Advert(role, row["org_title"], borough, int(row["vol_requests"] or 0) or None)


def _places(latitude: str, longitude: str) -> tuple[Place, ...]:
    return (Place(Point(float(latitude), float(longitude))),) if latitude and longitude else ()


def _middles(rows: Sequence[dict[str, str]]) -> dict[str, Place]:
    found = defaultdict(list)
    for row in rows:
        if row["Postcode"] and row["Latitude"]:
            found[row["Postcode"]].append((float(row["Latitude"]), float(row["Longitude"])))
    middles = {code: np.mean(points, axis=0) for code, points in found.items()}
    return {code: Place(Point(float(y), float(x)), True) for code, (y, x) in middles.items()}


def _capacity(told: Sequence[Advert], dice: np.random.Generator) -> Ints:
    stated = np.array([min(advert.wanted or 0, MOST) for advert in told], np.int64)
    return np.where(stated > 0, stated, places(len(told), dice))


def _sizes(told: Sequence[Advert]) -> list[str]:
    posted = Counter(advert.organisation for advert in told)
    counts = [posted[advert.organisation] for advert in told]
    return ["1 role" if n == 1 else "2 to 5 roles" if n <= 5 else "6 roles or more" for n in counts]


def _crowd(roles: Sequence[Opportunity], count: int, dice: np.random.Generator) -> list[Volunteer]:
    """People who live by some role's place, and like some role's cause and words."""
    located = [role for role in roles if role.places]
    return [_person(one, roles, located, dice) for one in synthetic.people(count, 4)]


def _person(
    person: Volunteer,
    roles: Sequence[Opportunity],
    located: Sequence[Opportunity],
    dice: np.random.Generator,
) -> Volunteer:
    near, liked, read = (some[int(dice.integers(len(some)))] for some in (located, roles, roles))
    point = near.places[0].point
    north, east = dice.normal((point.latitude, point.longitude), (0.03, 0.045))  # some 3 km
    title = words(read.title)
    return replace(
        person,
        places=(Place(Point(float(north), float(east))),),
        skills=(),
        interests=liked.causes[:2],
        text=" ".join(dice.choice(title, 2)) if title else "",
    )
