"""Documents of volunteeringdata.io: reading the file, and walking either of its two shapes.

The recommended shape is ``graph`` with organisations that hold their activities; older exports
have ``@graph`` with activities that name their organisation. Bare lists and single records exist
too. All are one list of organisations and one of activities to the reader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from brokerage.errors import Invalid
from brokerage.interchange.cleaning import label
from brokerage.interchange.lines import check_text

Node = Mapping[str, Any]
NAMELESS = "#"  # an organisation without an id is only known by its place in the file
KINDS = {"Activity": ("Activity",), "Organisation": ("Organisation", "Organization")}
LARGEST = 500_000_000  # bytes; the whole document is read at once


@dataclass(frozen=True)
class Document:
    """What a file holds, each record with the line on which it begins."""

    path: Path
    base: str
    head: Node
    organisations: dict[str, tuple[int, Node]] = field(default_factory=dict)
    activities: list[tuple[int, Node]] = field(default_factory=list)
    strays: list[tuple[int, Any]] = field(default_factory=list)  # neither one nor the other

    def uri(self, identifier: Any) -> str:
        """A name that is unique beyond the file: relative ids are made absolute."""
        text = label(str(identifier or ""))
        if not text:
            return ""
        try:
            return urljoin(self.base, text) if self.base and not urlsplit(text).scheme else text
        except ValueError:  # an address that is none: the id is taken as it is
            return text


def open_document(path: Path) -> Document:
    """Raises Invalid, with a sentence, for what is not such a document."""
    check_text(path)
    if path.stat().st_size > LARGEST:
        raise Invalid(f"{path.name} is too large: split it into parts.")
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text)
    except UnicodeDecodeError as problem:
        raise Invalid(f"{path.name} is not UTF-8.") from problem
    except json.JSONDecodeError as problem:
        reason = f"{problem.msg} in line {problem.lineno}"
        raise Invalid(f"{path.name} is not JSON: {reason}.") from problem
    except RecursionError as problem:
        raise Invalid(f"{path.name} is nested too deeply.") from problem
    except ValueError as problem:
        raise Invalid(f"{path.name} holds a number that is too long.") from problem
    return _walk(path, text, data)


def address(text: str) -> SplitResult:
    """The parts of an address; no parts where it is none, such as ``http://[::1``."""
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")


def one_of(node: Node, *names: str) -> Any:
    """The first of several spellings that has a value."""
    return next((node[name] for name in names if node.get(name) not in (None, "", [])), None)


def many(value: Any) -> list[Any]:
    """A list, whether one value was given, or several, or none."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _walk(path: Path, text: str, data: Any) -> Document:
    head = data if isinstance(data, Mapping) else {}
    graph = one_of(head, "graph", "@graph")
    document = Document(path, _base(head), head)
    nodes = many(graph) if graph is not None else many(data)
    has_graph = "graph" in head or "@graph" in head
    if isinstance(data, Mapping) and not has_graph and _kind(head) is None:
        raise Invalid(f"{path.name} has no “graph” of organisations or activities.")
    finder = _Finder(text)
    for node in nodes:
        _take(document, node, finder)
    return document


def _take(document: Document, node: Any, finder: _Finder) -> None:
    kind = _kind(node)
    line = finder.line_of(node)
    if kind == "Organisation":
        uri = document.uri(one_of(node, "id", "@id"))
        document.organisations[uri or f"{NAMELESS}{len(document.organisations)}"] = line, node
        for activity in many(node.get("activity")):
            if isinstance(activity, Mapping):
                held = {**activity, "organisation": activity.get("organisation") or _alone(node)}
                document.activities.append((finder.line_of(activity), held))
    elif kind == "Activity":
        document.activities.append((line, node))
    else:
        document.strays.append((line, node))


def _alone(organisation: Node) -> Node:
    return {name: value for name, value in organisation.items() if name != "activity"}


def _kind(node: Any) -> str | None:
    """Activity or Organisation, by its type, or by what it has where no type is given."""
    if not isinstance(node, Mapping):
        return None
    types = [str(name).rpartition("/")[2] for name in many(one_of(node, "type", "@type"))]
    for name, words in KINDS.items():
        if any(word in types for word in words):
            return name
    if not types and ("session" in node or "role" in node):
        return "Activity"
    return "Organisation" if not types and "activity" in node else None


def _base(head: Node) -> str:
    contexts = [c for c in many(head.get("@context")) if isinstance(c, Mapping)]
    stated = next((str(c["@base"]) for c in contexts if c.get("@base")), None)
    publisher = one_of(head, "publisher")
    return stated or (f"{publisher.rstrip('/')}/" if isinstance(publisher, str) else "")


class _Finder:
    """The line on which a record stands: where its id is next written in the text."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def line_of(self, node: Any) -> int:
        identifier = one_of(node, "id", "@id") if isinstance(node, Mapping) else None
        found = self._text.find(json.dumps(str(identifier), ensure_ascii=False), self._at)
        if identifier is not None and found >= 0:
            self._line += self._text.count("\n", self._at, found)
            self._at = found
        return self._line
