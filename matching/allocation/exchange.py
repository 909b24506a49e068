"""The exact method without extras: shortest chains of moves.

From prices at which everybody has chosen freely, some roles have too many people and some too few.
Each round finds the cheapest chains from the crowded roles to free places or to nowhere (one person
moves on, the next takes the place), raises prices by the length of the chains and moves the people
along. Then places that are priced but empty are filled, and their prices fall. This is the
successive shortest path method with potentials (Ahuja, Magnanti, Orlin, "Network Flows", 9.7) on a
graph that has roles for nodes, with SciPy's Dijkstra. All numbers are whole, so it is exact.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from matching.allocation.board import FAR, NOBODY, Board
from matching.columns import Array, Bools, Ints

Step = tuple[int, int]  # token and candidate; NOBODY and a role for a place that stays empty
Stacks = dict[int, list[Step]]


@dataclass(frozen=True)
class Moves:
    """Every move of one token to one candidate, sorted by ``head``, the role moved to."""

    token: Ints
    candidate: Ints
    head: Ints
    starts: Ints

    @classmethod
    def of(cls, board: Board) -> Moves:
        """Moves of all tokens."""
        token = np.concatenate([board.who * board.slots + slot for slot in range(board.slots)])
        candidate = np.tile(np.arange(len(board.role)), board.slots)
        order = np.argsort(board.role[candidate], kind="stable")
        head = board.role[candidate[order]]
        starts = np.searchsorted(head, np.arange(board.nowhere + 1))
        return cls(token[order], candidate[order], head, starts)

    def costs(self, board: Board) -> Ints:
        """What the whole loses by each move at today's prices; never below 0."""
        cost = board.token_worth()[self.token] - board.worth()[self.candidate]
        cost[board.taken()[self.candidate]] = FAR
        return cost

    def stacks(self, which: Bools, by: Ints) -> Stacks:
        """Some of the moves, by the role that ``by`` tells."""
        stacks: Stacks = defaultdict(list)
        at = np.flatnonzero(which)
        steps = zip(self.token[at].tolist(), self.candidate[at].tolist(), strict=True)
        for role, step in zip(by[at].tolist(), steps, strict=True):
            stacks[role].append(step)
        return stacks


@dataclass
class Chains:
    """Where to go from each role, by which steps, where there is room, and who has moved."""

    onward: list[int]
    steps: Stacks
    room: list[int]
    opens: list[bool]  # whether an empty place can be had instead of a step
    slots: int
    moved: set[int]

    def walk(self, role: int) -> list[Step] | None:
        """Steps from a role to room; None when others have taken one. Each person moves once."""
        path: list[Step] = []
        people: set[int] = set()
        while not self.room[role]:
            step = self._step(role, people)
            if step is None:
                return None
            path.append(step)
            people.add(step[0] // self.slots)
            role = self.onward[role]
        self.room[role] -= 1
        self.moved |= people - {NOBODY}
        return path

    def _step(self, role: int, people: set[int]) -> Step | None:
        stack = self.steps[role]
        while stack:
            person = stack[-1][0] // self.slots
            if person not in self.moved and person not in people:
                return stack[-1]
            stack.pop()
        return (NOBODY, role) if self.opens[role] else None


def settle(board: Board) -> None:
    """Move tokens and prices to an optimum of the board's candidates."""
    moves = Moves.of(board)
    while (board.room() < 0).any():
        _relieve(board, moves)
    board.idle = np.minimum(board.idle, board.room())
    while (board.room() > board.idle).any():
        _fill(board, moves)


def _relieve(board: Board, moves: Moves) -> None:
    """One round of chains from crowded roles to places, or to nowhere."""
    room, cost, tail = board.room(), moves.costs(board), board.location()
    ends = np.append(np.flatnonzero(room > 0), board.nowhere)
    data = np.concatenate((cost, board.token_worth())).astype(np.float64)
    indices = np.concatenate((tail[moves.token], tail)).astype(np.int32)
    starts = np.append(moves.starts, len(data)).astype(np.int32)
    graph = csr_array((data, indices, starts), shape=(board.nowhere + 1,) * 2)
    apart, onward, _ = dijkstra(graph, indices=ends, min_only=True, return_predecessors=True)
    # a role without places is on nobody's way
    far = np.where(np.isfinite(apart), apart, 0).astype(np.int64)
    begin, passed = tail[moves.token], _passed(np.flatnonzero(room < 0), onward)
    cheap = (onward[begin] == moves.head) & (cost == far[begin] - far[moves.head])
    steps = moves.stacks(cheap & passed[begin], begin)
    leaving = (onward[tail] == board.nowhere) & (board.token_worth() == far[tail])
    for token in np.flatnonzero(leaving & passed[tail]).tolist():
        steps[int(tail[token])].append((token, NOBODY))
    board.prices += far
    spare = np.append(np.maximum(room, 0), FAR)
    _follow(board, Chains(*_plain(onward, steps, spare, np.zeros(len(far), bool), board)), -room)


def _fill(board: Board, moves: Moves) -> None:
    """One round of chains from nowhere to places that are priced but empty."""
    lack, cost, tail = board.room() - board.idle, moves.costs(board), board.location()
    begin = tail[moves.token]
    order = np.argsort(begin, kind="stable")
    data = np.concatenate((cost[order], board.prices[:-1])).astype(np.float64)
    indices = np.concatenate((moves.head[order], np.arange(board.nowhere))).astype(np.int32)
    starts = np.append(np.searchsorted(begin[order], np.arange(board.nowhere + 1)), len(data))
    graph = csr_array((data, indices, starts.astype(np.int32)), shape=(board.nowhere + 1,) * 2)
    begin_at = np.array([board.nowhere])
    apart, back, _ = dijkstra(graph, indices=begin_at, min_only=True, return_predecessors=True)
    far = apart.astype(np.int64)
    cheap = (back[moves.head] == begin) & (cost == far[moves.head] - far[begin])
    opens = (back == board.nowhere) & (board.prices == far)
    board.prices -= far
    spare = np.append(np.zeros(board.nowhere, np.int64), FAR)
    passed = _passed(np.flatnonzero(lack > 0), back)
    steps = moves.stacks(cheap & passed[moves.head], moves.head)
    _follow(board, Chains(*_plain(back, steps, spare, opens, board)), lack)


def _passed(roots: Ints, onward: Array) -> Bools:
    """Which roles lie on the chains from these; bool (m + 1,), the last always False."""
    passed = np.zeros(len(onward), bool)
    while len(roots):
        passed[roots] = True
        after = onward[roots]
        after = after[after >= 0]
        roots = np.unique(after[~passed[after]])
    passed[-1] = False
    return passed


def _plain(
    onward: Array, steps: Stacks, room: Ints, opens: Bools, board: Board
) -> tuple[list[int], Stacks, list[int], list[bool], int, set[int]]:
    """As Python's own numbers: chains are short and many."""
    return onward.tolist(), steps, room.tolist(), opens.tolist(), board.slots, set()


def _follow(board: Board, chains: Chains, wanted: Ints) -> None:
    """Walk as many chains as wanted from each role, as long as there are any, and move."""
    for role in np.flatnonzero(wanted > 0).tolist():
        for _ in range(int(wanted[role])):
            path = chains.walk(role)
            if path is None:
                break
            for token, to in path:
                if token == NOBODY:
                    board.idle[to] += 1
                else:
                    board.hold[token] = to
