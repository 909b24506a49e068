"""A package as one file to take away, made in a folder that is gone afterwards."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response

from brokerage.downloads import ZIP, as_file
from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.packaging.writing import write_package, zip_package


def packaged(about: About, tables: Sequence[Table]) -> Response:
    """For tables that a page can show: larger ones are written by a command or a job."""
    made = io.BytesIO()
    with TemporaryDirectory() as folder:
        write_package(Path(folder), about, tables)
        zip_package(made, Path(folder), about)
    return as_file(f"{about.name}.zip", made.getvalue(), ZIP)
