"""The list of erasures, kept outside the database and its back-ups.

Restoring a back-up brings erased people back; `flask privacy replay` goes through this list and
erases them again. A line holds a day and a hash of the record's random public id: it says nothing
to whoever has not got the record.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from flask import current_app

from brokerage.weeks import local_today

FILE = "erasures.jsonl"


def folder() -> Path:
    """Where the list is; a folder that is backed up apart from the database."""
    configured = current_app.config["ERASURES_DIR"]
    return Path(configured) if configured else Path(current_app.config["INSTANCE_DIR"]) / "erasures"


def note(public_id: str) -> None:
    """Add a line and wait until it is on the disk; before the commit, so that none is missing."""
    folder().mkdir(parents=True, exist_ok=True)
    line = json.dumps({"on": local_today().isoformat(), "record": hashed(public_id)}) + "\n"
    handle = os.open(folder() / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def listed() -> frozenset[str]:
    """The hashes on the list."""
    return frozenset(_records())


def hashed(public_id: str) -> str:
    """Of 95 random bits: nobody can try them all."""
    return sha256(f"volunteer:{public_id}".encode()).hexdigest()


def _records() -> Iterator[str]:
    path = folder() / FILE
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield str(json.loads(line)["record"])
