"""The lines of a text file, with a limit to their length and the means to go back."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from brokerage.errors import Invalid

LONGEST_LINE = 2_000_000
_SIGNS = {  # how files begin that are not what somebody took them for
    b"PK\x03\x04": "is a spreadsheet or a zip. Save the sheet as “CSV UTF-8” first",
    b"\xff\xfe": "is not UTF-8. Save it as “CSV UTF-8”",
    b"\xfe\xff": "is not UTF-8. Save it as “CSV UTF-8”",
    b"%PDF": "is a PDF",
    b"SQLite": "is a database",
}


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file, with or without a byte order mark; wrong bytes stay recognisable.

    Raises Invalid, with a sentence, for what is not there or not a text.
    """
    check_text(path)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        yield file


def check_text(path: Path) -> None:
    """Raises Invalid, with a sentence, for what is not there or not a text."""
    try:
        with path.open("rb") as file:
            beginning = file.read(65_536)
    except OSError as problem:
        reason = (problem.strerror or "unknown reason").lower()
        raise Invalid(f"{path} cannot be read: {reason}.") from problem
    if not beginning.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Invalid(f"{path.name} is empty.")
    for sign, sentence in _SIGNS.items():
        if beginning.startswith(sign):
            raise Invalid(f"{path.name} {sentence}.")
    if b"\0" in beginning:
        raise Invalid(f"{path.name} is not a text file.")


class Lines:
    """An iterator for csv.reader that knows where a record began and can put lines back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._back: deque[str] = deque()
        self._number = 0
        self.taken: list[str] = []
        self.first = 1

    def begin_record(self) -> None:
        """The next line is the first of a record."""
        self.taken = []
        self.first = self._number + 1

    def put_back(self, lines: Sequence[str]) -> None:
        """Read these lines again, as records of their own."""
        self._back.extendleft(reversed(lines))
        self.taken = self.taken[: len(self.taken) - len(lines)]
        self._number -= len(lines)

    def first_line_with_text(self) -> str:
        """The heading."""
        return next((line for line in self if line.strip()), "")

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) >= LONGEST_LINE:
            raise Invalid(f"Line {self._number + 1} is too long: this is not a table of roles.")
        self._number += 1
        self.taken.append(line)
        return line
