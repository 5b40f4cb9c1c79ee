"""Losses over whole trajectories: SFT, mDPO and DMPO.

Every function is pure and takes log-probabilities per token, so that any model and any trainer can stand before it.
Shapes: B rows, S tokens of the longest row, V words of the vocabulary. Tokens that are not the assistant's (user,
tools, outputs, headers, padding) are where a mask is False; they never count, whatever stands there.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid


class EmptyMask(ValueError):
    """A row of the batch has no token that is learnt: its loss would be a silent zero."""


@dataclass(frozen=True)
class Side:
    """The chosen or the rejected half of a batch of pairs.

    policy:    (B, S) log-probability of each token under the model that learns.
    reference: (B, S) the same under the model that does not, without gradient.
    actions:   (B, S) bool, the assistant's tokens after the prefix that both sides share.
    """

    policy: Tensor
    reference: Tensor
    actions: Tensor

    def log_ratio(self) -> Tensor:
        """(B, S) log pi(a|s) / pi_ref(a|s) at actions, 0 elsewhere."""
        return (self.policy - self.reference.detach()).masked_fill(~self.actions, 0.0)


@dataclass(frozen=True)
class PairLoss:
    """One batch of pairs. `total` is what is minimised; the rest is for the log, without gradient.

    total, preference, nll, accuracy: scalars; chosen, rejected, margin: (B,) rewards eta * sum of log-ratios.
    """

    total: Tensor
    preference: Tensor
    nll: Tensor
    chosen: Tensor
    rejected: Tensor
    margin: Tensor
    accuracy: Tensor


def token_logprobs(logits: Tensor, ids: Tensor) -> Tensor:
    """Log-probability of each token given those before it: (B, S, V), (B, S) -> (B, S).

    The first token has nothing before it and gets 0: a mask never holds it. Row by row, so that no second tensor
    of the size of the logits is kept; half precision is summed in float32.
    """
    rows = []
    for row, words in zip(logits[:, :-1], ids[:, 1:]):
        wide = row if row.dtype == torch.float64 else row.float()
        rows.append(wide.gather(-1, words.unsqueeze(-1)).squeeze(-1) - wide.logsumexp(-1))
    picked = torch.stack(rows)
    return torch.cat([picked.new_zeros(picked.shape[0], 1), picked], dim=1)


def sft_loss(policy: Tensor, actions: Tensor, count: Tensor | float | None = None) -> Tensor:
    """Negative log-likelihood of the action tokens alone, a mean over them: (B, S), (B, S) bool -> scalar.

    `count` replaces the number of action tokens where a batch is one piece of a larger one (gradient accumulation).
    Raises EmptyMask where a row has no action.
    """
    _require_actions(actions)
    total = -policy.masked_fill(~actions, 0.0).sum()
    return total / (actions.sum() if count is None else count)


def mdpo_loss(
    chosen: Side,
    rejected: Side,
    *,
    eta: float = 0.1,
    nll_weight: float = 1.0,
    nll_actions: Tensor | None = None,
) -> PairLoss:
    """Multi-turn DPO (Xiong et al., arXiv 2409.02392), with the SFT loss beside it as Magnet trains.

    L = -log sigmoid(eta * [sum_w log pi/pi_ref - sum_l log pi/pi_ref]) + nll_weight * NLL(chosen)

    The sums run over the actions and are not divided by their number. `nll_actions` (B, S) bool names the tokens of the
    chosen side that the NLL counts, usually all of the assistant's, those before the sides part too; left out, the
    actions. Raises EmptyMask where a side of a pair has no action.
    """
    ones_w = torch.ones_like(chosen.policy)
    ones_l = torch.ones_like(rejected.policy)
    return _pair_loss(chosen, rejected, ones_w, ones_l, eta, nll_weight, nll_actions)


def dmpo_loss(
    chosen: Side,
    rejected: Side,
    chosen_turns: Tensor,
    rejected_turns: Tensor,
    *,
    beta: float = 0.1,
    gamma: float = 0.7,
    nll_weight: float = 0.0,
    nll_actions: Tensor | None = None,
) -> PairLoss:
    """DMPO (Shi et al., arXiv 2406.14868): mDPO's sums with turn j of T weighted by `turn_weights`.

    *_turns: (B, S) the number of the assistant's turn that a token belongs to, counted from 0 at the first turn after
    the shared prefix; read at actions alone. T is counted for each side of each pair apart.
    """
    weights_w = turn_weights(chosen_turns, chosen.actions, gamma).to(chosen.policy.dtype)
    weights_l = turn_weights(rejected_turns, rejected.actions, gamma).to(rejected.policy.dtype)
    return _pair_loss(chosen, rejected, weights_w, weights_l, beta, nll_weight, nll_actions)


def turn_weights(turns: Tensor, actions: Tensor, gamma: float) -> Tensor:
    """phi(j, T) = gamma^j (1 - gamma^(T-j)) / (1 - gamma^T), and (T-j)/T at gamma = 1: (B, S) -> (B, S) float64.

    T is one more than the greatest turn among a row's actions. Raises ValueError for gamma outside (0, 1].
    """
    if not 0 < gamma <= 1:
        raise ValueError(f"gamma is {gamma}: it lies above 0 and is at most 1")
    j = turns.masked_fill(~actions, 0).double()
    count = j.amax(dim=1, keepdim=True) + 1
    if gamma == 1:
        return (count - j) / count
    base = torch.tensor(gamma, dtype=torch.float64, device=turns.device)
    return base**j * (1 - base ** (count - j)) / (1 - base**count)


def _pair_loss(
    chosen: Side,
    rejected: Side,
    weights_w: Tensor,
    weights_l: Tensor,
    eta: float,
    nll_weight: float,
    nll_actions: Tensor | None,
) -> PairLoss:
    _require_actions(chosen.actions)
    _require_actions(rejected.actions)
    reward_w = eta * (weights_w * chosen.log_ratio()).sum(1)
    reward_l = eta * (weights_l * rejected.log_ratio()).sum(1)
    margin = reward_w - reward_l
    preference = -logsigmoid(margin).mean()
    nll = sft_loss(chosen.policy, chosen.actions if nll_actions is None else nll_actions)
    return PairLoss(
        total=preference + nll_weight * nll,
        preference=preference.detach(),
        nll=nll.detach(),
        chosen=reward_w.detach(),
        rejected=reward_l.detach(),
        margin=margin.detach(),
        accuracy=(margin.detach() > 0).to(margin.dtype).mean(),
    )


def _require_actions(actions: Tensor) -> None:
    empty = (~actions.any(dim=1)).nonzero().flatten().tolist()
    if empty:
        raise EmptyMask(f"row {empty[0]} of the batch has no token that is learnt")
