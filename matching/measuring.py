"""What a catalogue weighs: bytes a role, and megabytes that a further worker has to itself."""

from __future__ import annotations

import pickle
import subprocess
import sys
from base64 import b64encode
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from matching.catalogue import Catalogue
from matching.types import Volunteer

WORKER = """
import base64, pickle, sys
from pathlib import Path
from matching.catalogue import Catalogue
from matching.ranker import Ranker
def own():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous"))
person = pickle.loads(base64.b64decode(sys.argv[2]))
before = own()
catalogue = Catalogue.load(Path(sys.argv[1]))
Ranker().rank(person, catalogue, 20)
print(own() - before)
"""


def bytes_a_role(catalogue: Catalogue) -> tuple[float, float]:
    """Bytes of all arrays but words, and of words with their postings, divided by the roles."""
    part = catalogue.parts[0]
    words = _bytes(part.columns.words) + _bytes(part.postings)
    return (_bytes(part) - words) / len(catalogue), words / len(catalogue)


def _bytes(column: Any) -> int:
    if is_dataclass(column):
        return sum(_bytes(getattr(column, item.name)) for item in fields(column))
    return int(column.nbytes)


def own_megabytes(folder: Path, person: Volunteer) -> float:
    """Memory of its own (anonymous pages) that a fresh process adds to map a catalogue and rank.

    Pages of the mapped files are not counted: all workers share them. From Linux's /proc, NaN
    elsewhere. The process is this interpreter, started anew.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return float("nan")
    told = b64encode(pickle.dumps(person)).decode()
    command = [sys.executable, "-c", WORKER, str(folder), told]
    found = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return int(found.stdout) / 1024
