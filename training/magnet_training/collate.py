"""Masked rows to tensors, and a model's log-probabilities to the sides of the losses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import torch
from torch import Tensor

from .losses import Side
from .masks import MaskedPair, MaskedRow


@dataclass(frozen=True)
class Batch:
    """Rows padded on the right. input_ids, attention_mask, turns: (B, S) int64; a turn of -1 is not learnt."""

    input_ids: Tensor
    attention_mask: Tensor
    turns: Tensor

    @property
    def actions(self) -> Tensor:
        return self.turns >= 0


def batch_rows(rows: Sequence[MaskedRow], pad_id: int) -> Batch:
    """Conversations of any length. The attention mask covers padding alone."""
    width = max(len(row.ids) for row in rows)

    def padded(values: Sequence[int], filler: int) -> list[int]:
        return [*values, *[filler] * (width - len(values))]

    return Batch(
        input_ids=torch.tensor([padded(row.ids, pad_id) for row in rows]),
        attention_mask=torch.tensor([padded([1] * len(row.ids), 0) for row in rows]),
        turns=torch.tensor([padded(row.turns, -1) for row in rows]),
    )


@dataclass(frozen=True)
class PairBatch:
    """2 x B rows, all chosen ones and then all rejected ones; shared: (B,) tokens that both sides begin with."""

    rows: Batch
    shared: Tensor

    def sides(self, policy: Tensor, reference: Tensor) -> tuple[Side, Side]:
        """Log-probabilities (2B, S) of the whole batch as the losses want them; actions after the shared prefix alone."""
        after = self.after_prefix()
        count = len(self.shared)
        chosen = Side(policy[:count], reference[:count], after[:count])
        return chosen, Side(policy[count:], reference[count:], after[count:])

    def after_prefix(self) -> Tensor:
        """(2B, S) bool: the assistant's tokens after the prefix that both sides share."""
        places = torch.arange(self.rows.turns.shape[1], device=self.rows.turns.device)
        return self.rows.actions & (places >= self.shared.repeat(2).unsqueeze(1))

    def turns_after_prefix(self) -> tuple[Tensor, Tensor]:
        """(B, S) twice: turns counted from 0 at the first one after the prefix, for `dmpo_loss`."""
        turns = self.rows.turns
        first = turns.masked_fill(~self.after_prefix(), torch.iinfo(turns.dtype).max).amin(1, keepdim=True)
        counted = (turns - first).clamp(min=-1)
        return counted[: len(self.shared)], counted[len(self.shared) :]

    def chosen_actions(self) -> Tensor:
        """(B, S) bool: all of the assistant's tokens of the chosen side, for the NLL."""
        return self.rows.actions[: len(self.shared)]


def batch_pairs(pairs: Sequence[MaskedPair], pad_id: int) -> PairBatch:
    """Pairs of any length, both sides padded to the longest."""
    rows = batch_rows([pair.chosen for pair in pairs] + [pair.rejected for pair in pairs], pad_id)
    return PairBatch(rows, torch.tensor([pair.shared for pair in pairs]))
