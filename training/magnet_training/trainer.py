"""SFT, mDPO and DMPO on `transformers.Trainer`."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from typing import Any, Sequence

import torch
from torch import Tensor
from torch.utils.data import Dataset
from transformers import Trainer, TrainerCallback, TrainingArguments

from .collate import Batch, PairBatch, batch_pairs, batch_rows
from .config import ConfigError, LossSettings, TrainConfig
from .losses import PairLoss, dmpo_loss, mdpo_loss, token_logprobs
from .masks import MaskedPair, MaskedRow
from .reference import padded

#: A line of JSON for each thing the trainer logs, as it logs it: what the panel of curves reads while a run goes on.
LOG_FILE = "log.jsonl"


class Examples(Dataset):  # type: ignore[type-arg]
    """A list as `transformers` wants one."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: int) -> Any:
        return self._items[place]


class LogFile(TrainerCallback):
    """Appends to `log.jsonl` in the output folder, from one process alone."""

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **_: Any) -> None:
        if not state.is_world_process_zero:
            return
        folder = Path(args.output_dir)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOG_FILE).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"step": state.global_step, **(logs or {})}) + "\n")


def arguments_of(config: TrainConfig, kind: type = TrainingArguments, **more: Any) -> Any:
    """The trainer's own arguments. Raises ConfigError where `training` names what it does not know."""
    given = {"report_to": "none", **config.training, "output_dir": str(config.output_dir), **more}
    known = {one.name for one in fields(kind) if one.init}
    if "warmup_ratio" in given and "warmup_ratio" not in known:
        # transformers 5 takes the share in place of the count.
        given["warmup_steps"] = given.pop("warmup_ratio")
    unknown = sorted(set(given) - known)
    if unknown:
        raise ConfigError(f"training.{unknown[0]} is no argument of {kind.__name__} in the version that is installed")
    return kind(**given)


def sft_collator(pad_id: int) -> Any:
    """Rows to what a causal model takes; labels are -100 where nothing is learnt."""

    def collate(rows: Sequence[MaskedRow]) -> dict[str, Tensor]:
        batch = batch_rows(rows, pad_id)
        labels = batch.input_ids.masked_fill(~batch.actions, -100)
        return {"input_ids": batch.input_ids, "attention_mask": batch.attention_mask, "labels": labels}

    return collate


def pair_collator(pad_id: int) -> Any:
    """(pair, reference) to rows `[chosen…; rejected…]`, padded on the right."""

    def collate(items: Sequence[tuple[MaskedPair, Tensor]]) -> dict[str, Tensor]:
        batch = batch_pairs([pair for pair, _ in items], pad_id)
        rows = batch.rows
        return {
            "input_ids": rows.input_ids,
            "attention_mask": rows.attention_mask,
            "turns": rows.turns,
            "shared": batch.shared,
            "reference": padded([values for _, values in items], rows.input_ids.shape[1]),
        }

    return collate


def pair_loss(inputs: dict[str, Tensor], logits: Tensor, method: str, loss: LossSettings) -> PairLoss:
    """The loss of a collated batch under the logits (2B, S, V) that a model gives of it."""
    rows = Batch(inputs["input_ids"], inputs["attention_mask"], inputs["turns"])
    batch = PairBatch(rows, inputs["shared"])
    policy = token_logprobs(logits, rows.input_ids)
    chosen, rejected = batch.sides(policy, inputs["reference"].to(policy.dtype))
    nll_actions = batch.chosen_actions()
    if method == "mdpo":
        return mdpo_loss(chosen, rejected, eta=loss.eta, nll_weight=loss.nll_weight, nll_actions=nll_actions)
    turns = batch.turns_after_prefix()
    settings = {"beta": loss.beta, "gamma": loss.gamma, "nll_weight": loss.nll_weight}
    return dmpo_loss(chosen, rejected, *turns, **settings, nll_actions=nll_actions)


class PairTrainer(Trainer):
    """Learns from pairs. The reference is in the batch: no second model is held."""

    def __init__(self, *args: Any, method: str, loss: LossSettings, **more: Any) -> None:
        super().__init__(*args, **more)
        # The loss is a mean over pairs: `transformers` divides it by the steps that it gathers gradients over.
        self.model_accepts_loss_kwargs = False
        self._method, self._loss = method, loss
        self._seen: dict[str, list[Tensor]] = defaultdict(list)

    def compute_loss(self, model: Any, inputs: dict[str, Tensor], return_outputs: bool = False, **_: Any) -> Any:
        given = {"input_ids": inputs["input_ids"], "attention_mask": inputs["attention_mask"]}
        outputs = model(**given, use_cache=False)
        loss = pair_loss(inputs, outputs.logits, self._method, self._loss)
        for name in ("preference", "nll", "chosen", "rejected", "margin", "accuracy"):
            self._seen[name].append(getattr(loss, name).mean())
        return (loss.total, outputs) if return_outputs else loss.total

    def log(self, logs: dict[str, float], *args: Any, **more: Any) -> None:
        """Adds the means since the last line, of this process."""
        means = {name: torch.stack(values).mean().item() for name, values in self._seen.items()}
        self._seen.clear()
        super().log({**logs, **means}, *args, **more)


def sft_trainer(config: TrainConfig, model: Any, tokenizer: Any, rows: Sequence[MaskedRow], pad_id: int) -> Trainer:
    """Supervised: `transformers`' own loss over our labels, weighed by tokens over the whole batch."""
    return Trainer(
        model=model,
        args=arguments_of(config, remove_unused_columns=False),
        train_dataset=Examples(rows),
        data_collator=sft_collator(pad_id),
        processing_class=tokenizer,
        callbacks=[LogFile()],
    )


def pair_trainer(
    config: TrainConfig, model: Any, tokenizer: Any, pairs: Sequence[MaskedPair], reference: Sequence[Tensor], pad_id: int
) -> PairTrainer:
    """mDPO or DMPO on pairs with the reference's values beside them."""
    return PairTrainer(
        model=model,
        args=arguments_of(config, remove_unused_columns=False),
        train_dataset=Examples(list(zip(pairs, reference))),
        data_collator=pair_collator(pad_id),
        processing_class=tokenizer,
        callbacks=[LogFile()],
        method=config.method,
        loss=config.loss,
    )
