"""Log-probabilities of the model that does not learn: computed once, kept in a file, the same after an interruption."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Callable, Sequence

import torch
from torch import Tensor

from .collate import batch_pairs
from .losses import token_logprobs
from .masks import MaskedPair

#: (ids, attention mask) of a batch to its logits.
Model = Callable[[Tensor, Tensor], Tensor]


def cache_key(pairs: Sequence[MaskedPair], model: str) -> str:
    """Names what the values follow from: every token of every pair, and the model."""
    digest = hashlib.sha256(json.dumps([model, len(pairs)]).encode())
    for pair in pairs:
        for side in (pair.chosen, pair.rejected):
            digest.update(json.dumps([side.ids, side.turns, pair.shared]).encode())
    return digest.hexdigest()[:16]


def fingerprint(model: str) -> str:
    """A model that is trained anew in the same folder is another one: its weights' sizes and times. A hub's name as it is."""
    weights = sorted(path for end in ("*.safetensors", "*.bin") for path in Path(model).glob(end))
    return json.dumps([model, [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in weights]])


def reference_logprobs(
    pairs: Sequence[MaskedPair],
    model: Model,
    *,
    pad_id: int,
    batch_size: int,
    device: str | torch.device = "cpu",
    progress: Callable[[int], None] = lambda done: None,
) -> list[Tensor]:
    """For each pair (2, S): log-probability of each token of both sides, 0 where the losses do not look."""
    values = []
    for start in range(0, len(pairs), batch_size):
        batch = batch_pairs(pairs[start : start + batch_size], pad_id)
        with torch.no_grad():
            logits = model(batch.rows.input_ids.to(device), batch.rows.attention_mask.to(device))
            logprobs = token_logprobs(logits, batch.rows.input_ids.to(device)).float().cpu()
        logprobs = logprobs.masked_fill(~batch.after_prefix(), 0.0)
        count = len(batch.shared)
        for place in range(count):
            values.append(_trimmed(logprobs[[place, count + place]], pairs[start + place]))
        progress(len(values))
    return values


def cached(file: Path, compute: Callable[[], list[Tensor]]) -> list[Tensor]:
    """Values of a file, or computed and written to it; a file that an interruption cut is written anew."""
    if file.is_file():
        return load(file)
    values = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}.half")
    torch.save({"lengths": [value.shape[1] for value in values], "values": torch.cat(values, 1)}, half)
    half.replace(file)
    return values


def load(file: Path) -> list[Tensor]:
    """What `cached` wrote."""
    kept: dict[str, Any] = torch.load(file)
    return list(kept["values"].split(kept["lengths"], 1))


def padded(values: Sequence[Tensor], width: int) -> Tensor:
    """(2B, width) in the order of a batch of pairs: chosen rows first."""
    rows = torch.stack([torch.nn.functional.pad(value, (0, width - value.shape[1])) for value in values])
    return torch.cat([rows[:, 0], rows[:, 1]])


def _trimmed(sides: Tensor, pair: MaskedPair) -> Tensor:
    return sides[:, : max(len(pair.chosen.ids), len(pair.rejected.ids))].clone()
