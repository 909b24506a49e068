"""Where an imported role stands: what its source says, against its dates and what we know."""

from __future__ import annotations

from datetime import date

from brokerage.actors import Actor
from brokerage.interchange.content import Content, last_day
from brokerage.interchange.drafts import Draft, Remark
from brokerage.opportunities.models import State
from brokerage.opportunities.states import MOVES

IMPORT = Actor("import", "import")
OPEN = (State.LIVE, State.PAUSED, State.FILLED)


def target_state(draft: Draft, content: Content, today: date) -> State:
    """What the source says; but a role whose last day is over is expired, not shown."""
    end = last_day(content)
    if draft.status in OPEN and end is not None and end < today:
        return State.EXPIRED
    return draft.status


def may_move(current: State, target: State, stated: bool) -> bool:
    """Whether an update may bring a role there. A broker's pause holds unless somebody ends it."""
    if current is State.PAUSED and target is State.LIVE and not stated:
        return False
    return target in MOVES[current]


def complaint(draft: Draft, current: State, target: State) -> Remark:
    """What to tell where it may not."""
    reason = f"The file says {target}, but here the role is {current}: it stays so."
    return Remark(draft.line, "state", target, reason.replace("_", " "))
