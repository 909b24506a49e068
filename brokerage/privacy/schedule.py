"""How long things are kept, and why: data, from which job, pages and documents are made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from flask import current_app

from brokerage.errors import BadSetting


@dataclass(frozen=True)
class Purpose:
    """One line of the schedule. ``months`` is None where nothing is deleted by age."""

    id: str
    what: str
    purpose: str
    basis: str
    months: int | None
    counted_from: str
    then: str

    @property
    def how_long(self) -> str:
        """In words."""
        if self.months is None:
            return self.then
        months = "1 month" if self.months == 1 else f"{self.months} months"
        return f"{months} from {self.counted_from}"


def schedule() -> list[Purpose]:
    """The one in force: the county's own file, else the one shipped. Raises BadSetting."""
    own = current_app.config["RETENTION_FILE"]
    text = Path(own).read_text("utf-8") if own else _shipped()
    return read(text)


def read(text: str) -> list[Purpose]:
    """Lines with every id that the shipped one has. Raises BadSetting."""
    try:
        found = [Purpose(**row) for row in json.loads(text)]
    except (ValueError, TypeError) as problem:
        raise BadSetting("BROKERAGE_RETENTION_FILE cannot be read as a schedule.") from problem
    wanted = {row["id"] for row in json.loads(_shipped())}
    if wanted ^ {one.id for one in found}:
        raise BadSetting(f"BROKERAGE_RETENTION_FILE needs one line each for {sorted(wanted)}.")
    for one in found:
        if one.months is not None and (not isinstance(one.months, int) or one.months < 1):
            raise BadSetting(f"BROKERAGE_RETENTION_FILE: months of {one.id} must be 1 or more.")
    return found


def as_json(purposes: Sequence[Purpose]) -> str:
    """The file to change."""
    return json.dumps([asdict(one) for one in purposes], indent=1, ensure_ascii=False) + "\n"


def as_table(purposes: Sequence[Purpose]) -> str:
    """The table of docs/privacy/retention.md."""
    lines = [
        "| What | Why we have it | Lawful basis | How long | Then |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {one.what} | {one.purpose} | {one.basis} | "
            f"{'–' if one.months is None else one.how_long} | {one.then} |"
            for one in purposes
        ),
    ]
    return "\n".join(lines) + "\n"


def _shipped() -> str:
    return files("brokerage.privacy").joinpath("data/retention.json").read_text("utf-8")
