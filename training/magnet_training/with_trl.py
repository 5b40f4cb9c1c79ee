"""The same data on TRL (1.13): its trainers, with our masks by a collator."""

from __future__ import annotations

from typing import Any, Sequence

import torch
from datasets import Dataset
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer
from trl.trainer.dpo_trainer import DataCollatorForPreference

from .config import TrainConfig
from .masks import MaskedPair, MaskedRow
from .model import lora_config
from .trainer import LogFile, arguments_of

_SIDES = ("chosen", "rejected")


class ActionCollator(DataCollatorForPreference):
    """TRL's completion mask is everything after the prompt; here user and tool tokens are taken out of it."""

    def torch_call(self, examples: list[dict[str, Any]]) -> dict[str, Any]:
        output = super().torch_call(examples)
        completion = output["completion_mask"]
        masks = [one[f"{side}_actions"] for side in _SIDES for one in examples]
        for row, (mask, start) in enumerate(zip(masks, [len(one["prompt_ids"]) for one in examples] * 2)):
            actions = torch.tensor(mask, dtype=completion.dtype)[: completion.shape[1] - start]
            completion[row, start : start + len(actions)] *= actions
        return output


class ActionDpoTrainer(DPOTrainer):
    """Takes rows that are tokens already, and keeps their masks."""

    def _prepare_dataset(self, dataset: Any, *_: Any, **__: Any) -> Any:
        return dataset

    def _set_signature_columns_if_needed(self) -> None:
        super()._set_signature_columns_if_needed()
        self._signature_columns = [*self._signature_columns, *(f"{side}_actions" for side in _SIDES)]


def pair_columns(pairs: Sequence[MaskedPair]) -> Dataset:
    """prompt_ids up to where the sides part; each side's ids from there, and 1 where the assistant speaks."""

    def column(side: str, of: Any) -> list[list[int]]:
        return [of(getattr(pair, side))[pair.shared :] for pair in pairs]

    rows = {"prompt_ids": [pair.chosen.ids[: pair.shared] for pair in pairs]}
    for side in _SIDES:
        rows[f"{side}_ids"] = column(side, lambda row: row.ids)
        rows[f"{side}_actions"] = column(side, lambda row: [int(turn >= 0) for turn in row.turns])
    return Dataset.from_dict(rows)


def row_columns(rows: Sequence[MaskedRow]) -> Dataset:
    """input_ids, and labels that are -100 where nothing is learnt: TRL takes both as they are."""
    labels = [[word if turn >= 0 else -100 for word, turn in zip(row.ids, row.turns)] for row in rows]
    return Dataset.from_dict({"input_ids": [row.ids for row in rows], "labels": labels})


def sft_trainer(config: TrainConfig, model: Any, tokenizer: Any, rows: Sequence[MaskedRow]) -> SFTTrainer:
    """Supervised."""
    return SFTTrainer(
        model=model,
        args=arguments(config),
        train_dataset=row_columns(rows),
        processing_class=tokenizer,
        peft_config=None if config.lora is None else lora_config(config.lora),
        callbacks=[LogFile()],
    )


def pair_trainer(config: TrainConfig, model: Any, tokenizer: Any, pairs: Sequence[MaskedPair], pad_id: int) -> DPOTrainer:
    """mDPO: TRL's sigmoid loss with its SFT loss beside it, which counts the chosen side after the shared prefix."""
    return ActionDpoTrainer(
        model=model,
        args=arguments(config),
        train_dataset=pair_columns(pairs),
        data_collator=ActionCollator(pad_token_id=pad_id),
        processing_class=tokenizer,
        peft_config=None if config.lora is None else lora_config(config.lora),
        callbacks=[LogFile()],
    )


def arguments(config: TrainConfig) -> Any:
    """`SFTConfig` or `DPOConfig`. Our rows are short enough already. Raises ConfigError."""
    if config.method == "sft":
        return arguments_of(config, SFTConfig, max_length=None)
    weights = {"loss_type": ["sigmoid", "sft"], "loss_weights": [1.0, config.loss.nll_weight]}
    if config.loss.nll_weight == 0:
        weights = {"loss_type": ["sigmoid"], "loss_weights": [1.0]}
    own = {"beta": config.loss.eta, "max_length": None, "precompute_ref_log_probs": True}
    return arguments_of(config, DPOConfig, **own, **weights)
