"""One training from its settings to its model."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .config import TrainConfig
from .failures import SetupError
from .model import load_model, load_tokenizer, with_adapter
from .prepare import Prepared, prepare_pairs, prepare_sft
from .reference import cache_key, cached, fingerprint, reference_logprobs
from .rows import read_pairs, read_sft
from .tokens import encoder_of, pad_id_of, template_of


@dataclass(frozen=True)
class Ready:
    """Tokenizer and masked rows."""

    tokenizer: Any
    pad_id: int
    prepared: Prepared[Any]


def prepare(config: TrainConfig) -> Ready:
    """Masks every row and says what is left out. Raises DataError, TemplateError and SetupError."""
    tokenizer = load_tokenizer(config)
    if config.template is not None:
        # Saved with the model, so that it is served as it was trained.
        tokenizer.chat_template = (config.folder / config.template).read_text("utf-8")
    template, encode = template_of(tokenizer), encoder_of(tokenizer)
    if not template.marks_generation and _is_first():
        print(
            "The template has no {% generation %}: what is learnt is what each turn adds to its prompt, "
            "which `magnet mask` shows. Every row is checked for that.",
            file=sys.stderr,
        )
    if config.method == "sft":
        prepared: Prepared[Any] = prepare_sft(read_sft(config.data_file), template, encode, config.max_length)
    else:
        prepared = prepare_pairs(read_pairs(config.data_file), template, encode, config.max_length)
    if _is_first():
        prepared.report()
    return Ready(tokenizer, pad_id_of(tokenizer), prepared)


def check(config: TrainConfig) -> None:
    """What can be said before any GPU is used: settings, packages, masks. Raises ConfigError and what `prepare` raises."""
    if config.trainer == "trl":
        from .with_trl import arguments as arguments_of
    else:
        from .trainer import arguments_of
    arguments_of(config)
    ready = prepare(config)
    rows = ready.prepared.rows
    sides = rows if config.method == "sft" else [side for pair in rows for side in (pair.chosen, pair.rejected)]
    tokens, learnt = sum(len(side.ids) for side in sides), sum(sum(side.learnt) for side in sides)
    print(f"{tokens} tokens, {learnt} of them learnt, the longest row has {max(len(side.ids) for side in sides)}")


def reference_values(config: TrainConfig, ready: Ready, model: Any = None) -> list[Tensor]:
    """The reference's log-probabilities, from their file where they are there.

    Raises SetupError within FSDP and DeepSpeed, where a model in parts cannot be asked alone: `reference` goes first.
    """
    pairs = ready.prepared.rows
    file = reference_file(config, ready)
    if not file.is_file() and _is_sharded():
        raise SetupError(
            "the reference's values are not there yet: run `python3 -m magnet_training reference training.json` first, "
            "without FSDP or DeepSpeed"
        )

    def compute() -> list[Tensor]:
        device = "cuda" if torch.cuda.is_available() else "cpu"
        reference = (model or load_model(config)).to(device).eval()
        return reference_logprobs(
            pairs,
            lambda ids, mask: reference(input_ids=ids, attention_mask=mask, use_cache=False).logits,
            pad_id=ready.pad_id,
            batch_size=int(config.training.get("per_device_train_batch_size", 8)),
            device=device,
            progress=lambda done: print(f"\rreference: {done} of {len(pairs)} pairs", end="", file=sys.stderr),
        )

    values = cached(file, compute)
    print(f"\nreference: {len(values)} pairs in {file}", file=sys.stderr)
    return values


def reference_file(config: TrainConfig, ready: Ready) -> Path:
    return config.folder / "reference" / f"{cache_key(ready.prepared.rows, fingerprint(config.model))}.pt"


def train(config: TrainConfig, checkpoint: Path | None) -> Any:
    """Trains and saves the model, the tokenizer and `trainer_state.json`. Returns the trainer."""
    ready = prepare(config)
    trainer = _trl(config, ready) if config.trainer == "trl" else _transformers(config, ready)
    trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint))
    trainer.save_model()
    trainer.save_state()
    return trainer


def _transformers(config: TrainConfig, ready: Ready) -> Any:
    from .trainer import pair_trainer, sft_trainer

    model = load_model(config)
    rows = ready.prepared.rows
    if config.method == "sft":
        return sft_trainer(config, with_adapter(model, config.lora), ready.tokenizer, rows, ready.pad_id)
    reference = reference_values(config, ready, model)
    model = with_adapter(model.train(), config.lora)
    return pair_trainer(config, model, ready.tokenizer, rows, reference, ready.pad_id)


def _trl(config: TrainConfig, ready: Ready) -> Any:
    from .with_trl import pair_trainer, sft_trainer

    model = load_model(config)
    if config.method == "sft":
        return sft_trainer(config, model, ready.tokenizer, ready.prepared.rows)
    return pair_trainer(config, model, ready.tokenizer, ready.prepared.rows, ready.pad_id)


def _is_first() -> bool:
    """Of several processes one speaks."""
    return os.environ.get("RANK", "0") == "0"


def _is_sharded() -> bool:
    return any(os.environ.get(name) == "true" for name in ("ACCELERATE_USE_FSDP", "ACCELERATE_USE_DEEPSPEED"))
