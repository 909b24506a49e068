"""`flask serve`: the one command that runs the service and keeps its processes running."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import sys
import threading
import time

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from brokerage.supervising import Child, supervise

APPLICATION = "brokerage:create_app()"
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked for by whoever starts it
NO_ANSWER = 504


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1), help="In each.")
@click.option(
    "--demonstration",
    is_flag=True,
    help="First bring the database up to date and, if it is empty, load the demonstration county.",
)
@with_appcontext
def serve(host: str, port: int, workers: int, threads: int, demonstration: bool) -> None:
    """Run the service until Ctrl-C or SIGTERM."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if demonstration and app.config["MODE"] == "production":
        raise click.UsageError("--demonstration is not for production: its people are invented.")
    with reserved(host, port) as door:
        if demonstration:
            os.environ["BROKERAGE_SEEDED_SIGN_INS"] = "true"  # of the processes started below
            _prepare(app)
        open_door(door)
        web = Child("the web server", web_command(door, workers, threads), [door.fileno()])
        jobs = Child("the job worker", jobs_command(), essential=False)
        os.environ.setdefault("BROKERAGE_OWN_URL", own_url(address(door)))  # the children read it
        told = (address(door), app, demonstration)
        threading.Thread(target=_welcome, args=told, daemon=True).start()
        supervise([web, jobs], on_stopping=door.close)  # nobody new is let in


def _prepare(app: Flask) -> None:
    from brokerage.db import db
    from brokerage.demo.jobs import load_once
    from brokerage.migrating import migrate

    migrate(app)
    load_once(app)
    db.engine.dispose()  # only the workers talk to the database from here on


def _welcome(where: tuple[str, int], app: Flask, demonstration: bool) -> None:
    """When the service is ready: its address, and how the first people sign in."""
    from brokerage.accounts.jobs import begin_set_up
    from brokerage.demo.accounts import PASSWORD, WORDS

    announce(where, app.config["SERVICE_NAME"])
    if demonstration:
        click.echo(f"Sign in with the password “{PASSWORD}” as: {', '.join(WORDS)}")
    elif path := begin_set_up(app):
        click.echo(f"Set it up here (once): {own_url(where)}{path}")


def reserved(host: str, port: int) -> socket.socket:
    """A socket bound to the address; nobody can connect before `open_door`.

    The supervisor owns it and the web server inherits it, so callers wait while a crashed web
    server is started again, instead of being refused.
    """
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as problem:
        door.close()
        raise cannot_listen(host, port, problem) from problem
    return door


def open_door(door: socket.socket) -> None:
    """Let callers in (they queue until a worker answers)."""
    try:
        door.listen(2048)
    except OSError as problem:  # another one reserved the same address and was quicker
        host, port = door.getsockname()[:2]
        raise cannot_listen(host, port, problem) from problem


def cannot_listen(host: str, port: int, problem: OSError) -> click.ClickException:
    """One sentence that says what is wrong, and one on what to do."""
    in_use = problem.errno == errno.EADDRINUSE
    advice = " Stop what uses it, or choose another with --port." if in_use else ""
    return click.ClickException(f"Cannot listen on {host} port {port}: {problem.strerror}.{advice}")


def web_command(door: socket.socket, workers: int, threads: int) -> list[str]:
    """Gunicorn; each worker makes its own application, so no open connection is shared."""
    return [
        *(sys.executable, "-m", "gunicorn", APPLICATION),
        *("--bind", f"fd://{door.fileno()}"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)),
        *("--keep-alive", "10", "--timeout", "120", "--graceful-timeout", "25"),
        *("--log-level", "warning", "--no-control-socket"),
        # Which proxies are believed is BROKERAGE_PROXIES' business; gunicorn believes nobody.
        *("--forwarded-allow-ips", "", "--forwarder-headers", ""),
        *("--limit-request-line", "8190"),
    ]


def jobs_command() -> list[str]:
    """The process that sends messages and does what is due."""
    return [sys.executable, "-m", "flask", "--app", APPLICATION, "jobs", "run"]


def own_url(where: tuple[str, int]) -> str:
    """What a browser on this machine is given to reach the door."""
    host = f"[{where[0]}]" if ":" in where[0] else where[0]
    return f"http://{host}:{where[1]}"


def address(door: socket.socket) -> tuple[str, int]:
    """Where a browser on this machine reaches the door."""
    host, port = door.getsockname()[:2]
    return ANYWHERE.get(host, host), port


def announce(where: tuple[str, int], name: str) -> None:
    """Print the address as soon as the service is ready there, and say so while it is not."""
    url = own_url(where)
    said = 200
    while (status := ready_status(*where)) >= 500:
        if status != said:
            click.echo(f"{name} is not ready: {url}/readyz says why", err=True)
        said = status
        time.sleep(1)
    click.echo(f"{name} is at {url} (Ctrl-C stops it)")


def ready_status(host: str, port: int, patience: float = 60) -> int:
    """What /readyz answers; waits for a worker to be there to answer it."""
    connection = http.client.HTTPConnection(host, port, timeout=patience)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return NO_ANSWER
    finally:
        connection.close()
