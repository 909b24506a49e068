"""Does every message arrive when the sender is killed again and again?

    python benchmarks/outbox.py --messages 1000 --kills 50
    python benchmarks/outbox.py --database postgresql+psycopg://user@host/empty_database

A mail server of its own refuses every fifth message with 451. Sending processes are killed
(SIGKILL) at odd moments. Printed: how many messages arrived, how often more than once, and how
many are left for a person to look at. The waiting between attempts is skipped, nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from aiosmtpd.smtp import SMTP  # noqa: E402
from flask import Flask  # noqa: E402
from sqlalchemy import func, select, update  # noqa: E402

from brokerage import create_app  # noqa: E402
from brokerage.db import db, now, unit_of_work  # noqa: E402
from brokerage.messages.jobs import deliver  # noqa: E402
from brokerage.messages.models import MessageState, OutboxMessage  # noqa: E402
from brokerage.messages.sending import UNDER_WAY  # noqa: E402
from brokerage.messages.service import Message, queue  # noqa: E402
from brokerage.migrating import migrate  # noqa: E402

REFUSED_EVERY = 5


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``lost`` must be empty."""

    written: int
    kills: int
    arrived: int
    repeats: int
    most_copies: int
    in_doubt: int
    lost: int
    seconds: float


def prove(folder: Path, messages: int, kills: int, database: str = "") -> Outcome:
    """Write messages, kill senders while they are sent, and count what arrived."""
    door = socket.create_server(("127.0.0.1", 0))
    arrivals = folder / "arrivals"
    arrivals.touch()
    server = _fork(lambda: _serve(door, arrivals))
    settings = {
        "INSTANCE_DIR": str(folder),
        "DATABASE_URL": database,
        "EMAIL_THROUGH": "smtp",
        "SMTP_URL": f"smtp://127.0.0.1:{door.getsockname()[1]}?tls=none",
        "JOBS_URL": "memory:",
        "LOG_LEVEL": "ERROR",
    }
    began = time.perf_counter()
    try:
        written = _write(settings, messages)
        killed = _kill_repeatedly(settings, kills, max(1, messages // max(1, kills)), arrivals)
        _finish(settings)
        return _counted(settings, written, killed, arrivals, time.perf_counter() - began)
    finally:
        os.kill(server, signal.SIGKILL)
        os.waitpid(server, 0)
        door.close()


def _fork(work: Callable[[], object]) -> int:
    """A process of its own that has everything imported already."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


class Arrivals:
    """Writes the Message-ID of what it takes to a file before it says so."""

    def __init__(self, file: Path) -> None:
        self.file = os.open(file, os.O_WRONLY | os.O_APPEND)
        self.seen = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.seen += 1
        if self.seen % REFUSED_EVERY == 0:
            return "451 4.3.0 try again later"
        lines = envelope.content.decode().splitlines()
        found = next(line for line in lines if line.lower().startswith("message-id:"))
        os.write(self.file, found.split(":", 1)[1].strip().encode() + b"\n")
        return "250 2.0.0 taken"


def _serve(door: socket.socket, arrivals: Path) -> None:
    logging.disable()
    handler = Arrivals(arrivals)

    async def forever() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(handler, loop=loop), sock=door)
        await server.serve_forever()

    asyncio.run(forever())


def _write(settings: dict[str, Any], count: int) -> set[str]:
    app = create_app(settings)
    migrate(app)
    with app.app_context(), unit_of_work() as session:
        ids = {
            queue(
                session,
                Message(
                    channel="email",
                    address=f"person-{n}@example.org",
                    name=f"Person {n}",
                    purpose="account",
                    subject="A message",
                    text="Hello.\n",
                ),
            ).internet_id
            for n in range(count)
        }
    _close(app)
    return ids


def _kill_repeatedly(settings: dict[str, Any], kills: int, share: int, arrivals: Path) -> int:
    """Each sender is killed after it sent about its share, somewhere in the next message."""
    killed = 0
    for _ in range(kills):
        goal = _arrived(arrivals) + max(1, int(share * random.uniform(0.3, 0.9)))
        sender = _fork(lambda: _send(settings))
        while _arrived(arrivals) < goal and os.waitpid(sender, os.WNOHANG) == (0, 0):
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.03))
        try:
            os.kill(sender, signal.SIGKILL)
            os.waitpid(sender, 0)
            killed += 1
        except (ProcessLookupError, ChildProcessError):  # it had nothing left to do
            pass
        _skip_the_waiting(settings)
    return killed


def _finish(settings: dict[str, Any]) -> None:
    while True:
        _skip_the_waiting(settings)
        os.waitpid(_fork(lambda: _send(settings)), 0)
        app = create_app(settings)
        with app.app_context():
            waiting = select(func.count()).where(OutboxMessage.state.in_(UNDER_WAY))
            left = db.session.scalar(waiting)
        _close(app)
        if not left:
            return


def _send(settings: dict[str, Any]) -> None:
    app = create_app(settings)
    with app.app_context():
        deliver(app)


def _skip_the_waiting(settings: dict[str, Any]) -> None:
    """As if the time between attempts had passed. No sender is alive now."""
    app = create_app(settings)
    with app.app_context(), unit_of_work() as session:
        waiting = update(OutboxMessage).where(OutboxMessage.state.in_(UNDER_WAY))
        session.execute(waiting.values(due_at=now() - timedelta(seconds=1)))
    _close(app)


def _arrived(arrivals: Path) -> int:
    return arrivals.read_bytes().count(b"\n")


def _counted(
    settings: dict[str, Any], written: set[str], killed: int, arrivals: Path, seconds: float
) -> Outcome:
    app = create_app(settings)
    with app.app_context():
        doubtful = select(OutboxMessage.internet_id).where(
            OutboxMessage.state == MessageState.IN_DOUBT
        )
        in_doubt = set(db.session.scalars(doubtful))
    _close(app)
    copies = Counter(arrivals.read_text().split())
    return Outcome(
        written=len(written),
        kills=killed,
        arrived=len(written & copies.keys()),
        repeats=copies.total() - len(copies),
        most_copies=max(copies.values(), default=0),
        in_doubt=len(in_doubt),
        lost=len(written - copies.keys() - in_doubt),
        seconds=seconds,
    )


def _close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    """Print what came of it; exit code 1 if anything was lost or repeated too often."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database", default="", help="empty: SQLite in a temporary folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = prove(Path(folder), asked.messages, asked.kills, asked.database)
    for name, value in vars(found).items():
        print(f"{name.replace('_', ' '):12} {round(value, 1):g}")
    if found.lost or found.repeats > found.kills or found.most_copies > 2:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
