"""Rules of docs/design.md that import contracts cannot say."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parent.parent
ROUTES = ROOT / "tests" / "golden" / "routes.json"
SOURCES = sorted([*(ROOT / "brokerage").rglob("*.py"), *(ROOT / "matching").rglob("*.py")])
MAY_OPEN_A_UNIT = {"views.py", "api.py", "cli.py", "jobs.py", "db.py"}
BANNED_NAMES = {"utils", "helpers", "common", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            function = node.func
            yield (
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", "")
            )


def test_only_views_api_commands_and_jobs_open_a_unit_of_work() -> None:
    opened = [
        name_of(path)
        for path in SOURCES
        if not {path.name, *(f"{folder}.py" for folder in path.parts)} & MAY_OPEN_A_UNIT
        and "unit_of_work" in called(path)
    ]
    assert opened == []


def test_nothing_commits_but_the_unit_of_work() -> None:
    allowed = {"brokerage/db.py", "brokerage/migrating.py"}  # the lock's own connection
    committing = [name_of(p) for p in SOURCES if "commit" in called(p)]
    assert set(committing) <= allowed


def test_the_old_query_style_is_not_used() -> None:
    found = [name_of(p) for p in SOURCES if ".query." in p.read_text() and "db" in p.read_text()]
    assert found == []


def test_no_drawer_for_everything() -> None:
    named = {part for path in SOURCES for part in (*path.parts, path.stem)}
    assert not BANNED_NAMES & named


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 250, f"{name_of(path)} is long: make it a folder of the same name"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 45, f"{name_of(path)}: {node.name} has {length} lines"


def test_every_route_is_in_the_golden_list(app: Flask, request: pytest.FixtureRequest) -> None:
    """A new address is a visible change of this file."""
    found = sorted(
        f"{' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule}"
        for rule in app.url_map.iter_rules()
    )
    if request.config.getoption("--refresh-golden"):
        ROUTES.write_text(json.dumps(found, indent=1) + "\n")
    assert json.loads(ROUTES.read_text()) == found


def test_no_machine_and_no_registry_is_named_in_the_repository() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "https://registry" not in lock
    assert "file://" not in (ROOT / "constraints.txt").read_text()


def test_equality_answers_reach_nothing_that_matches_or_shows_people() -> None:
    """An answer that a person gave for fairness figures must never be turned against them."""
    apart = ("brokerage/equality/", "brokerage/slices.py", "brokerage/evaluation/")
    reads = ("brokerage.equality.models", "brokerage.equality.figures")  # all else only writes
    others = [p for p in SOURCES if not name_of(p).startswith(apart)]
    assert [name_of(p) for p in others if imported(p) & set(reads)] == []
    blind = ("matching/", "brokerage/suggestions/", "brokerage/introductions/")
    told = [p for p in SOURCES if name_of(p).startswith(blind) and "equality" in str(imported(p))]
    assert told == []


def imported(path: Path) -> set[str]:
    """Modules, and names in them, that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found
