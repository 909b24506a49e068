"""README.txt of a release: what it is and what to mind, made from the description alone."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

WIDTH = 78


def readme(manifest: Mapping[str, Any]) -> bytes:
    """In plain words, for whoever opens the package first."""
    parts = [
        [manifest["title"], "=" * len(manifest["title"])],
        _about(manifest),
        ["Please mind", "-----------", *_mind(manifest)],
        ["Who is not in it", "----------------", *_left_out(manifest)],
        ["Files", "-----", *_files(manifest)],
        ["Columns", "-------", *_columns(manifest)],
    ]
    return ("\r\n\r\n".join("\r\n".join(_lines(part)) for part in parts) + "\r\n").encode("utf-8")


def _about(manifest: Mapping[str, Any]) -> list[str]:
    return [
        f"Evaluated by: {manifest['evaluator']}. Agreement: {manifest['agreement']}.",
        f"What for: {manifest['purpose']}",
        f"Period: {manifest['period']}. Made on {manifest['made_on']}. "
        f"Definitions: {manifest['definitions']}.",
        "What is in it:",
        *(f"  {what}: {which}" for what, which in manifest["filters"].items()),
        f"Dates: {manifest['dates']}",
        *([f"It takes the place of release {manifest['replaces']}. Please delete your copies of "
           "that one."] if manifest["replaces"] else []),
    ]  # fmt: skip


def _mind(manifest: Mapping[str, Any]) -> list[str]:
    found = manifest["anonymity"]
    return [
        manifest["small_numbers"],
        f"Of {found['people']:,} people, {found['alone']:,} are the only ones of their district, "
        f"age band and deprivation decile; {found['in_groups_under_5']:,} are in a group of fewer "
        "than 5.",
        "Pseudonyms are the same in all releases of this evaluation and different in every other. "
        "Nobody can be joined to another evaluation's records.",
        "When the evaluation ends its key is destroyed, and every stored release with it. Your "
        "copies have to be deleted as the agreement says.",
        "SHA256SUMS has the checksum of each file: sha256sum -c SHA256SUMS.",
    ]


def _left_out(manifest: Mapping[str, Any]) -> list[str]:
    found = [f"{count:,} {why}." for why, count in manifest["people_left_out"].items()]
    gone = manifest["people_taken_out_since"]
    person = "person was" if gone == 1 else "people were"
    return [
        *found,
        f"{gone:,} {person} taken out since it was first made: erased, or said no.",
    ]


def _files(manifest: Mapping[str, Any]) -> list[str]:
    return [
        *(f"{one['path']}: {one['rows']:,} rows. {one['description']}"
          for one in manifest["resources"]),
        f"{manifest['name']}.xlsx: the same tables as sheets of a workbook.",
        "datapackage.json: the same facts and the columns for programs.",
    ]  # fmt: skip


def _columns(manifest: Mapping[str, Any]) -> list[str]:
    found = []
    for one in manifest["resources"]:
        found.append(one["path"])
        for field in one["schema"]["fields"]:
            found.append(f"  {field['name']} ({field['type']}): {field['description']}")
    return found


def _lines(texts: list[str]) -> list[str]:
    return [
        line
        for text in texts
        for line in fill(text, WIDTH, initial_indent=_indent(text), subsequent_indent=_later(text))
        .split("\n")
    ]  # fmt: skip


def _indent(text: str) -> str:
    return "  " if text.startswith("  ") else ""


def _later(text: str) -> str:
    return "    " if text.startswith("  ") else ""
