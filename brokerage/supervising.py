"""Keeps child processes running: starts, restarts, stops them. Knows nothing of what they do."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import click

TICK = 0.1
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class GaveUp(click.ClickException):
    """A child keeps stopping; what it printed before says why."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for what, in seconds; a child dead before `settled` died early."""

    settled: float = 10.0
    early_deaths: int = 3
    pause: float = 1.0  # before a restart, doubled after every early death
    longest_pause: float = 60.0
    stopping: float = 35.0


@dataclass
class Child:
    """One command that should always be running, with the file descriptors it inherits."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    essential: bool = True  # without it, there is no point in running the others
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    start_after: float = field(default=0.0, init=False)
    early_deaths: int = field(default=0, init=False)

    def start(self) -> None:
        """In a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        self.process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
            self.command, pass_fds=self.pass_fds, process_group=0
        )
        self.started_at = time.monotonic()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def supervise(
    children: Sequence[Child],
    on_stopping: Callable[[], None] = lambda: None,
    patience: Patience = Patience(),
) -> None:
    """Run until a stop signal comes (then return) or a child is beyond help (GaveUp).

    Either way `on_stopping` is called, and every child has ended afterwards. A second signal
    ends them at once.
    """
    with _signals_noted() as received:
        try:
            while not received:
                for child in children:
                    _keep_running(child, patience)
                time.sleep(TICK)
        finally:
            on_stopping()
            _stop(children, received, patience)


@contextmanager
def _signals_noted() -> Iterator[list[int]]:
    """The stop signals received so far; handlers are put back afterwards."""
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    heeded = [n for n in STOPPING if signal.getsignal(n) is not signal.SIG_IGN]  # nohup, say
    before = {number: signal.signal(number, note) for number in heeded}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep_running(child: Child, patience: Patience) -> None:
    if child.is_running():
        return
    if child.process is not None:
        _note_death(child, child.process.returncode, patience)
    if time.monotonic() >= child.start_after:
        child.start()


def _note_death(child: Child, code: int, patience: Patience) -> None:
    now = time.monotonic()
    child.process = None
    early = now - child.started_at < patience.settled
    child.early_deaths = child.early_deaths + 1 if early else 0
    if child.essential and child.early_deaths >= patience.early_deaths:
        raise GaveUp(
            f"{child.name} stopped {child.early_deaths} times soon after starting "
            f"(exit code {code}). What it printed above says why."
        )
    pause = patience.pause * 2 ** min(max(child.early_deaths - 1, 0), 30)
    pause = min(pause, patience.longest_pause)
    child.start_after = now + pause
    click.echo(
        f"{child.name} stopped (exit code {code}); starting it again in {pause:g} s", err=True
    )


def _stop(children: Sequence[Child], received: Sequence[int], patience: Patience) -> None:
    """Ask every child to finish, wait, then insist."""
    for child in children:
        if child.process is not None and child.is_running():
            child.process.terminate()
    asked = len(received)
    deadline = time.monotonic() + patience.stopping
    while any(child.is_running() for child in children):
        if time.monotonic() > deadline or len(received) > asked:
            break
        time.sleep(TICK)
    for child in children:
        if child.process is not None and child.is_running():
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
