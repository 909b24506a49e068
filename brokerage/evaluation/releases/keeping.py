"""The files of a release in the database: in compressed pieces, poured out as they were put in."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from brokerage.archives import PIECE, write_stored_zip
from brokerage.errors import NotFound
from brokerage.evaluation.packaging.writing import file_of
from brokerage.evaluation.releases.manifest import name_of
from brokerage.evaluation.releases.models import Release, ReleaseChunk, ReleaseFile


def put(session: Session, release: Release, path: Path) -> None:
    """Keep one file, piece by piece."""
    about = file_of(path)
    kept = ReleaseFile(release_id=release.id, name=path.name, size=about.bytes, sha256=about.sha256)
    session.add(kept)
    session.flush()
    with path.open("rb") as file:
        number = 0
        while piece := file.read(PIECE):
            row = {"file_id": kept.id, "number": number, "content": zlib.compress(piece)}
            session.execute(insert(ReleaseChunk), row)
            number += 1


def get_file(release: Release, name: str) -> ReleaseFile:
    """One file. Raises NotFound for a name that the release has not got."""
    found = next((one for one in release.files if one.name == name), None)
    if found is None:
        raise NotFound("This release has no such file.")
    return found


def pieces(session: Session, file: ReleaseFile) -> Iterator[bytes]:
    """Its bytes, a piece at a time."""
    query = select(ReleaseChunk.content).where(ReleaseChunk.file_id == file.id)
    numbered = query.order_by(ReleaseChunk.number).execution_options(yield_per=1)
    for content in session.scalars(numbered):
        yield zlib.decompress(content)


def pour(session: Session, release: Release, folder: Path) -> None:
    """All its files into a folder."""
    for file in release.files:
        with (folder / file.name).open("wb") as out:
            out.writelines(pieces(session, file))


def write_zip(session: Session, release: Release, out: BinaryIO) -> None:
    """All its files as one."""
    files = ((one.name, one.size, pieces(session, one)) for one in release.files)
    write_stored_zip(out, files, name_of(release.period, release.number))


def let_go(session: Session, release: Release) -> None:
    """Delete its files for good; that there was a release stays."""
    mine = select(ReleaseFile.id).where(ReleaseFile.release_id == release.id)
    session.execute(delete(ReleaseChunk).where(ReleaseChunk.file_id.in_(mine)))
    session.execute(delete(ReleaseFile).where(ReleaseFile.release_id == release.id))
    session.expire(release, ["files"])
