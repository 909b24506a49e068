"""Supervision, with real processes. The supervisor runs in a process of its own, as in life."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAY_PID = "import os, time; os.write(1, b'%d\\n' % os.getpid()); "  # one write: never interleaved
TELL_PID = SAY_PID + "time.sleep(60)"
SUPERVISOR = """
import signal, sys, types
for number in (signal.SIGINT, signal.SIGHUP):  # ignored in what was begun with nohup or with &
    signal.signal(number, signal.SIG_DFL)
package = sys.modules["brokerage"] = types.ModuleType("brokerage")
package.__path__ = ["brokerage"]  # without the application, which takes a second to import
import click
from brokerage.supervising import Child, Patience, supervise

@click.command()
def main():
    settled, essential, *codes = sys.argv[1:]
    patience = Patience(
        settled=float(settled), early_deaths=3, pause=0.05, stopping=1, longest_pause=0.1
    )
    commands = [[sys.executable, "-c", code] for code in codes]
    children = [
        Child(f"child {n}", c, essential=essential == "True") for n, c in enumerate(commands, 1)
    ]
    supervise(children, patience=patience)

main(args=[])
"""


@pytest.fixture
def start():
    """Starts a supervisor over the given children; whatever is left is ended afterwards."""
    started = []

    def start(*children, settled=30.0, essential=True):
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(settled), str(essential), *children],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()  # not kill: it would leave its children behind
        process.communicate(timeout=20)


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_every_child_and_succeeds(start, number):
    supervisor = start(TELL_PID, TELL_PID)
    pids = [int(supervisor.stdout.readline()) for _ in range(2)]
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert not any(is_alive(pid) for pid in pids)


def test_a_child_that_dies_is_started_again(start):
    supervisor = start(TELL_PID, settled=0.0)
    first = int(supervisor.stdout.readline())
    os.kill(first, signal.SIGKILL)
    second = int(supervisor.stdout.readline())
    assert second != first
    assert is_alive(second)


def test_a_child_that_keeps_dying_early_is_given_up_and_the_others_are_ended(start):
    supervisor = start(TELL_PID, "import time; time.sleep(.2); raise SystemExit(3)")
    other = int(supervisor.stdout.readline())
    assert supervisor.wait(20) == 1
    assert not is_alive(other)
    told = supervisor.stderr.read().splitlines()
    assert told[-1].startswith("Error: child 2 stopped 3 times soon after starting (exit code 3).")
    assert len([line for line in told if "starting it again" in line]) == 2


def test_a_child_that_is_not_essential_is_never_given_up(start):
    """The site stays up while its job worker cannot start."""
    supervisor = start(TELL_PID, essential=False)
    other = int(supervisor.stdout.readline())
    dying = start(SAY_PID + "raise SystemExit(3)", essential=False)
    assert len({dying.stdout.readline() for _ in range(5)}) == 5
    assert dying.poll() is None
    assert is_alive(other)


def test_deaths_after_settling_are_never_too_many(start):
    supervisor = start(SAY_PID, settled=0.0)
    assert len({supervisor.stdout.readline() for _ in range(5)}) == 5
    assert supervisor.poll() is None


def test_a_child_that_ignores_the_request_is_ended_with_its_own_children(start):
    deaf = (
        "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork(); " + TELL_PID
    )
    supervisor = start(deaf)
    pids = [int(supervisor.stdout.readline()) for _ in range(2)]
    supervisor.terminate()
    assert supervisor.wait(10) == 0
    for _ in range(50):
        if not any(is_alive(pid) for pid in pids):
            return
        time.sleep(0.1)
    pytest.fail("a child is still there")
