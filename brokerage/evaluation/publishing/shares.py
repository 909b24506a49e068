"""Shares of published numbers: from what is told and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from brokerage.evaluation.publishing.lines import Line


def shares(told: Mapping[Line, int | None]) -> dict[Line, int]:
    """Of each line in its table's total, in whole per cent, worked out from the rounded numbers.

    None where any line is hidden: the shares of the others would tell what it is. None either
    where the table has no total, or several.
    """
    totals = [line for line in told if line.is_total]
    if len(totals) != 1 or None in told.values():
        return {}
    whole = told[totals[0]] or 0
    if not whole:
        return {}
    return {line: round(100 * (n or 0) / whole) for line, n in told.items() if not line.is_total}
