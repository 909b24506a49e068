"""Fitting a skill finder: a job's work, with SciPy's sparse matrices; never in a request.

Weights are TF-IDF with logarithmic counts (G. Salton and C. Buckley, "Term-weighting approaches in
automatic text retrieval", 1988). ``kin`` are words that stand in the labels of the same skills more
often than chance would have it, as tend, mind and operate do: automatic thesaurus after K. Sparck
Jones, "Automatic Keyword Classification for Information Retrieval", 1971.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from matching.columns import Array, Ints, Ragged, stable_hashes
from matching.suggesting.features import ANSWER, Features, numbered

Matrix = Any  # scipy.sparse.csr_array, whose stubs differ between versions
TOGETHER, SURPRISE = 3, 1.0  # skills that two words share at least; log of observed by expected


def fit_features(
    labels: Sequence[str], owner: Ints, skills: int, take_apart: Callable[[str], Counter[str]]
) -> tuple[Features, Matrix]:
    """One kind of feature of the labels; and which skill holds which feature, 0 or 1."""
    names, row, number, count = numbered(map(take_apart, labels))
    hashes = stable_hashes(names)
    order = np.argsort(hashes)
    place = np.empty(len(order), int)
    place[order] = np.arange(len(order))
    shape = (len(labels), len(names))
    by_label = sparse.csr_array((count, (row, place[number])), shape)
    by_skill = _summed(owner, skills) @ by_label
    held = by_skill.copy()
    held.data = np.ones_like(held.data)
    weight = np.log((1 + skills) / (1 + np.asarray(held.sum(axis=0)).ravel())) + 1
    by_skill.data = 1 + np.log(by_skill.data)
    tables = [_answers(_unit_rows(table, weight)) for table in (by_skill, by_label)]
    return Features(hashes[order], weight.astype(np.float32), *tables), held


def _summed(owner: Ints, skills: int) -> Matrix:
    """Adds up the labels of each skill, (skills, labels)."""
    ones = np.ones(len(owner))
    return sparse.csr_array((ones, (owner, np.arange(len(owner)))), (skills, len(owner)))


def _unit_rows(counts: Matrix, weight: Array) -> Matrix:
    weighed = counts @ sparse.diags_array(weight)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.diags_array(1 / np.where(length > 0, length, 1)) @ weighed


def _answers(table: Matrix) -> Ragged:
    """Turned round: a row per column of the table, (row of the table, weight)."""
    turned = sparse.csc_array(table)
    turned.sort_indices()
    values = np.empty(turned.nnz, ANSWER)
    values["at"], values["weight"] = turned.indices, turned.data
    return Ragged(turned.indptr.astype(np.int64), values)


def fit_kin(held: Matrix) -> Ragged:
    """For each stem the stems that mean much the same in this taxonomy, and how nearly (ANSWER).

    ``held`` (skills, stems) is 1 where a skill's labels hold a stem.
    """
    both = sparse.coo_array(held.T @ held)
    often = np.asarray(held.sum(axis=0)).ravel()
    one, other, shared = both.row, both.col, both.data
    surprise = np.log(shared * max(held.shape[0], 1) / (often[one] * often[other]))
    kept = (shared >= TOGETHER) & (surprise > SURPRISE) & (one != other)
    near = shared * surprise / np.sqrt(often[one] * often[other] + 2)
    kin = sparse.csr_array((near[kept], (one[kept], other[kept])), both.shape)
    return _answers(kin.T)
