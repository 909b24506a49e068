"""The data dictionary: every measure in words, made from the definitions and nothing else."""

from __future__ import annotations

from itertools import groupby

from brokerage.evaluation.definitions import Kind, Measure, definitions_version, measures

KINDS = {
    Kind.COUNT: "A number of people or things",
    Kind.SHARE: "A share, in per cent",
    Kind.SPREAD: "Days: the middle one, and what nine in ten stay under",
    Kind.MINUTES: "Hours, kept as minutes",
    Kind.MONEY: "Pounds, from low to high where it is a range",
}
OPENING = """# Data dictionary

What the figures count, in words. Made from `brokerage/evaluation/data/measures.toml` by
`flask evaluation dictionary`; change the definitions, not this file.

Version of the definitions: `{version}`. It stands beside every figure that was counted with them,
and changes when any word of them does. Each measure has a version of its own as well: it is raised
when a meaning changes.

For all of them: months and quarters begin at midnight in the United Kingdom. Medway is told beside
Kent's twelve districts, not as one of them. What nobody said is "not stated"; it is never nought.
"""


def in_markdown() -> str:
    """The whole file."""
    parts = [OPENING.format(version=definitions_version())]
    for group, members in groupby(measures().values(), key=lambda one: one.group):
        parts.append(f"## {group}\n")
        parts += [_section(measure) for measure in members]
    return "\n".join(parts)


def rows(measure: Measure) -> dict[str, str]:
    """What is said of a measure, by what it is called on the page; without what it has not."""
    stated = {
        "What it means": measure.definition,
        "What is counted": measure.numerator,
        "Out of": measure.denominator,
        "Left out": measure.exclusions,
        "Groups": measure.groups,
        "What the number is": KINDS[measure.kind],
        "Fields": ", ".join(f"`{name}`" for name in measure.fields),
        "Who answers for it": measure.owner,
        "Name in files": f"`{measure.id}`, version {measure.version}",
    }
    return {name: text for name, text in stated.items() if text}


def _section(measure: Measure) -> str:
    lines = [f"### {measure.title}", "", "| About it | In words |", "| --- | --- |"]
    for name, text in rows(measure).items():
        lines.append(f"| {name} | {text.replace('|', '&#124;')} |")
    return "\n".join([*lines, ""])
