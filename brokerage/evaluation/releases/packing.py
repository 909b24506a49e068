"""From tables in order to a release that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.packaging.writing import Manifest, write_package
from brokerage.evaluation.releases import keeping
from brokerage.evaluation.releases.models import Release
from brokerage.evaluation.releases.readme import readme
from brokerage.evaluation.releases.records import PEOPLE


def pack(folder: Path, about: About, tables: Sequence[Table]) -> tuple[Manifest, dict[str, Any]]:
    """Write its files into an empty folder; their list, and what the page of a release says."""
    manifest = write_package(folder, about, tables, readme=readme)
    return manifest, _facts(about, tables, manifest)


def keep(
    session: Session, release: Release, folder: Path, manifest: Manifest, facts: dict[str, Any]
) -> None:
    """Put the folder's files by, and on the release what its page says of them."""
    keeping.let_go(session, release)
    for path in sorted(folder.iterdir()):
        keeping.put(session, release, path)
    release.sha256, release.facts = manifest.sha256, facts
    session.flush()


def people_in(tables: Sequence[Table]) -> Table:
    """The one that has everybody in it once."""
    return next(one for one in tables if one.name == PEOPLE)


def _facts(about: About, tables: Sequence[Table], manifest: Manifest) -> dict[str, Any]:
    rows = {file.path: file.rows for file in manifest.files}
    return {
        "rows": {one.title: rows[f"{one.name}.csv"] for one in tables},
        "left_out": about.more["people_left_out"],
        "taken_out": about.more["people_taken_out_since"],
        "anonymity": about.more["anonymity"],
        "replaces": about.more["replaces"],
    }
