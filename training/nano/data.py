"""Rows of tokens that `npm run nano` wrote, in batches of about equal size."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


@dataclass(frozen=True)
class Row:
    """Ids of tokens, and which of them the agent said."""

    ids: list[int]
    learnt: list[bool]


@dataclass(frozen=True)
class Pair:
    """Both sides begin with the same `shared` tokens."""

    chosen: Row
    rejected: Row
    shared: int


@dataclass(frozen=True)
class Batch:
    """(rows, places): ids padded with 0 on the right, and the places a loss is taken of."""

    ids: Tensor
    actions: Tensor

    @property
    def tokens(self) -> int:
        return int((self.ids != 0).sum())


def read_row(value: dict[str, Any]) -> Row:
    """`learnt` is written as half-open spans."""
    learnt = [False] * len(value["ids"])
    for start, end in value["learnt"]:
        learnt[start:end] = [True] * (end - start)
    return Row(value["ids"], learnt)


def read_rows(path: Path) -> list[Row]:
    return [read_row(value) for value in lines(path)]


def read_pairs(path: Path) -> list[Pair]:
    return [Pair(read_row(value["chosen"]), read_row(value["rejected"]), value["shared"]) for value in lines(path)]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Raises ValueError that names the line which is no JSON."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error


def pad(rows: list[list[int]], flags: list[list[bool]]) -> Batch:
    longest = max(len(row) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    actions = torch.zeros(len(rows), longest, dtype=torch.bool)
    for at, (row, flag) in enumerate(zip(rows, flags)):
        ids[at, : len(row)] = torch.tensor(row)
        actions[at, : len(row)] = torch.tensor(flag)
    # The first token follows nothing, so nothing predicts it.
    actions[:, 0] = False
    return Batch(ids, actions)


def sft_batch(rows: list[Row]) -> Batch:
    return pad([row.ids for row in rows], [row.learnt for row in rows])


def base_batch(rows: list[Row]) -> Batch:
    """Everything but what the agent says."""
    return pad([row.ids for row in rows], [[not flag for flag in row.learnt] for row in rows])


def pair_batch(pairs: list[Pair]) -> Batch:
    """All chosen sides, then all rejected ones; actions after the shared prefix alone."""
    sides = [(pair.chosen, pair.shared) for pair in pairs] + [(pair.rejected, pair.shared) for pair in pairs]
    flags = [[flag and at >= shared for at, flag in enumerate(row.learnt)] for row, shared in sides]
    return pad([row.ids for row, _ in sides], flags)


def batches(lengths: list[int], budget: int, seed: int) -> Iterator[list[int]]:
    """Endless groups of indices of about `budget` tokens with padding; each item once an epoch, in an order of the seed."""
    draw = random.Random(seed)
    while True:
        order = list(range(len(lengths)))
        draw.shuffle(order)
        # Similar lengths lie together within a stretch, so that little is padding and order stays random.
        stretch = 256
        groups: list[list[int]] = []
        for start in range(0, len(order), stretch):
            part = sorted(order[start : start + stretch], key=lambda index: lengths[index])
            group: list[int] = []
            for index in part:
                if group and (len(group) + 1) * lengths[index] > budget:
                    groups.append(group)
                    group = []
                group.append(index)
            groups.append(group)
        draw.shuffle(groups)
        yield from groups
