"""What an invented advert says, and what an office knows of it."""

from __future__ import annotations

import random
from datetime import date, timedelta

from brokerage.demo.chance import happens, perhaps, public_id
from brokerage.demo.histories import Row
from brokerage.demo.library import Role, words
from brokerage.demo.organisations import SOURCE
from brokerage.demo.role_history import NEVER_PUBLISHED
from brokerage.demo.sketch import Sketch
from brokerage.demo.times import Times
from brokerage.opportunities.models import State


def role_facts(sketch: Sketch, rng: random.Random) -> Row:
    """What the advert says, apart from its title, place and dates of publication."""
    role, when, state, today = sketch.role, sketch.when, sketch.state, sketch.today
    wanted = rng.randint(*role.wanted) if happens(rng, 0.7) or state is State.FILLED else None
    return {
        "public_id": public_id(rng),
        "state": state.value,
        "summary": sketch.told(role.summary),
        "description": f"{sketch.told(role.text)}\n\n{rng.choice(words()['closing'])}",
        "commitment": "; ".join(when.words)[:400] if happens(rng, 0.8) else "",
        "apply_url": None,
        "attendance": role.attendance,
        "micro": role.micro,
        "starts_on": _starts_on(when, today, rng),
        "ends_on": when.ends_on,
        "hours_minutes": when.hours_minutes,
        "hours_per": when.hours_per,
        "flexible": when.flexible,
        "places_offered": wanted,
        "places_taken": _taken(wanted, state, rng),
        "interview_needed": True if role.check else None,  # who asks for a check meets people first
        "minimum_age": role.youngest,
        "maximum_age": role.oldest,
        "check_level": role.check or ("none" if happens(rng, 0.6) else None),
        "check_reason": role.check_reason,
        "expenses_paid": perhaps(rng, 0.6, 0.15) if role.expenses is None else role.expenses,
        "training_given": perhaps(rng, 0.45, 0.15) if role.training is None else role.training,
        **_access(role, rng),
        "expires_on": _expires_on(sketch, rng),
        "source": SOURCE,
        "source_digest": None,
        "shifted_days": 0,
        "changed_version": 0,
    }


def _starts_on(when: Times, today: date, rng: random.Random) -> date | None:
    """Sessions have their own first dates; hours may begin at once or on a day."""
    if when.sessions or not happens(rng, 0.15):
        return None
    return today + timedelta(days=rng.randint(7, 60))


def _taken(wanted: int | None, state: State, rng: random.Random) -> int:
    if not wanted or state in NEVER_PUBLISHED:
        return 0
    return wanted if state is State.FILLED else rng.randint(0, wanted - 1)


def _expires_on(sketch: Sketch, rng: random.Random) -> date | None:
    """The last day at the latest; for a role that goes on, when it is to be looked at again."""
    if sketch.state in NEVER_PUBLISHED:
        return None
    if sketch.ended:
        return sketch.today - timedelta(days=sketch.ended)
    again = sketch.today + timedelta(days=rng.randint(14, 180))
    return min(again, sketch.when.ends_on) if sketch.when.ends_on else again


def _access(role: Role, rng: random.Random) -> Row:
    if role.attendance == "remote" or role.private_home:
        return dict.fromkeys(("step_free", "on_a_bus_route", "accessible_toilet", "parking"))
    return {
        "step_free": perhaps(rng, 0.5, 0.15),
        "on_a_bus_route": perhaps(rng, 0.55, 0.1),
        "accessible_toilet": perhaps(rng, 0.4, 0.2),
        "parking": perhaps(rng, 0.4, 0.2),
    }
