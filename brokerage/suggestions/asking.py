"""How many different questions about people one account may ask, and answers already given.

Held by each process: it need not be exact, only slow enough that nobody can draw a map of homes
from counts. The same question again costs nothing and is answered as before.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Generic, TypeVar

from flask import current_app

Answer = TypeVar("Answer")
MOST_KEPT = 500
KEPT_SECONDS = 600.0


@dataclass
class Allowance(Generic[Answer]):
    """``per_hour`` different questions for each asker."""

    per_hour: int
    _asked: dict[str, deque[float]] = field(default_factory=dict)
    _given: OrderedDict[str, tuple[float, Answer]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asker: str, question: str, work: Callable[[], Answer]) -> Answer | None:
        """What ``work`` finds, or found for the same question lately; None beyond the allowance."""
        name, now = sha256(question.encode("utf-8", "replace")).hexdigest(), time.monotonic()
        with self._lock:
            held = self._given.get(name)
            if held and now - held[0] < KEPT_SECONDS:
                return held[1]
            if not self._may_ask(asker, now):
                return None
        found = work()
        with self._lock:
            self._given[name] = (now, found)
            while len(self._given) > MOST_KEPT:
                self._given.popitem(last=False)
        return found

    def _may_ask(self, asker: str, now: float) -> bool:
        times = self._asked.setdefault(asker, deque())
        while times and now - times[0] > 3600:
            times.popleft()
        if len(times) >= self.per_hour:
            return False
        times.append(now)
        return True


def allowance(name: str, per_hour: int) -> Allowance[Answer]:
    """The allowance of this process and application."""
    held = current_app.extensions.setdefault(f"allowance {name}", Allowance(per_hour))
    found: Allowance[Answer] = held
    return found
