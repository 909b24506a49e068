"""What is drawn at random is drawn alike in every run, so that a test fails each time or never.

Public ids, links and codes come from `secrets`. In a test they come from dice that are thrown
anew for each test and for each fixture that several tests share, after its name: a test sees the
same ids alone and among all others. Hypothesis draws by the same habit; to look further, run
`make test ARGS="--hypothesis-profile=exploring"`.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_DICE = random.Random()


# No property is about time, of which a busy machine has less.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("exploring", _UNTIMED)
settings.register_profile("repeatable", _UNTIMED, derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(config.getoption("--hypothesis-profile") or "repeatable")
    secrets.token_bytes = lambda nbytes=None: _DICE.randbytes(32 if nbytes is None else nbytes)
    secrets.randbelow = _DICE.randrange
    secrets.choice = _DICE.choice


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    _DICE.seed(item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Iterator[Any]:
    if fixturedef.scope == "function":
        return (yield)
    before = _DICE.getstate()
    _DICE.seed(f"{fixturedef.baseid}/{fixturedef.argname} {getattr(request, 'param', '')!r}")
    try:
        return (yield)
    finally:
        _DICE.setstate(before)
