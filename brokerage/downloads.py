"""A list as a file for spreadsheets; every page that offers one makes it here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from flask import Response

from brokerage.tables import cell
from brokerage.workbooks import Sheet, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
BYTE_ORDER_MARK = "\ufeff"  # spreadsheets read UTF-8 only when it begins with one


def csv_text(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    """RFC 4180, and no cell is a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()


def csv_file(name: str, head: Iterable[object], rows: Iterable[Iterable[object]]) -> Response:
    """The same as an answer that is kept as a file of this name."""
    return as_file(f"{name}.csv", csv_text(head, rows), "text/csv")


def xlsx_file(name: str, sheets: Iterable[Sheet]) -> Response:
    """A workbook as an answer that is kept as a file of this name."""
    made = io.BytesIO()
    write_workbook(made, sheets)
    return as_file(f"{name}.xlsx", made.getvalue(), XLSX)


def as_file(name: str, content: str | bytes, mimetype: str) -> Response:
    """Anything that a browser keeps instead of showing it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)
