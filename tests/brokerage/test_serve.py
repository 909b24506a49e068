"""`flask serve`: the address, the printed sentence, the restart, the end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import click
import pytest

from brokerage import create_app, serve
from tests.conftest import PRODUCTION

ROOT = Path(__file__).parents[2]


def test_a_port_in_use_is_one_clear_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"Cannot listen on 127.0.0.1 port {port}"):
            serve.reserved("127.0.0.1", port)


def test_of_two_that_start_at_once_the_slower_is_told():
    with serve.reserved("127.0.0.1", 0) as quicker:
        port = quicker.getsockname()[1]
        with serve.reserved("127.0.0.1", port) as slower:
            serve.open_door(quicker)
            with pytest.raises(click.ClickException, match="choose another with --port"):
                serve.open_door(slower)


def test_nobody_gets_in_before_the_door_is_open():
    with serve.reserved("127.0.0.1", 0) as door:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(door.getsockname())
        serve.open_door(door)
        socket.create_connection(door.getsockname()).close()


def test_listening_everywhere_is_announced_as_this_machine():
    with serve.reserved("0.0.0.0", 0) as door:
        assert serve.address(door) == ("127.0.0.1", door.getsockname()[1])


def test_a_demonstration_is_refused_in_production(tmp_path):
    settings = {**PRODUCTION, "INSTANCE_DIR": str(tmp_path)}
    result = create_app(settings).test_cli_runner().invoke(args=["serve", "--demonstration"])
    assert result.exit_code == 2
    assert "not for production" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def service(tmp_path):
    """The real command, on an empty database and any free port."""
    environment = {
        **os.environ,
        "BROKERAGE_INSTANCE_DIR": str(tmp_path),
        "BROKERAGE_DATABASE_URL": "",
        "BROKERAGE_SERVICE_NAME": "Volunteering in Testshire",
        "PYTHONUNBUFFERED": "1",
    }
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    subprocess.run([*flask, "database", "migrate"], cwd=ROOT, env=environment, check=True)
    command = [*flask, "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.terminate()


def status(address):
    with urllib.request.urlopen(f"{address}/readyz", timeout=30) as response:
        return response.status


def children(pid):
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_it_says_where_it_is_survives_a_crash_and_ends_when_told(service):
    said = next(line for line in service.stdout if " is at " in line)
    name, address = re.fullmatch(r"(.*) is at (\S+) \(Ctrl-C stops it\)\n", said).groups()
    assert name == "Volunteering in Testshire"
    assert status(address) == 200

    gunicorn, jobs = children(service.pid)
    for killed in (gunicorn, jobs):
        os.kill(killed, signal.SIGKILL)
    assert status(address) == 200, "callers wait for the new one; they are not refused"
    while len(children(service.pid)) < 2 or {gunicorn, jobs} & set(children(service.pid)):
        time.sleep(0.05)

    service.terminate()
    assert service.wait(40) == 0
    with pytest.raises(OSError, match="refused"):
        status(address)
