"""Failures that a person can mend, in words that say how."""

from __future__ import annotations

import importlib.util
from typing import Mapping, Sequence

#: What a part needs, by the name that it is imported by, and the name that it is installed by.
NEEDED: Mapping[str, str] = {"torch": "torch", "transformers": "transformers", "jinja2": "jinja2", "accelerate": "accelerate"}
WITH_LORA: Mapping[str, str] = {"peft": "peft"}
WITH_TRL: Mapping[str, str] = {"trl": "trl", "datasets": "datasets"}


class SetupError(RuntimeError):
    """Something outside of the training is missing or does not fit."""


def missing(modules: Mapping[str, str]) -> list[str]:
    """Names to install, of those that cannot be imported."""
    return [install for module, install in modules.items() if importlib.util.find_spec(module) is None]


def require(modules: Mapping[str, str]) -> None:
    """Raises SetupError with the command to type; nothing is installed by itself."""
    names = missing(modules)
    if names:
        raise SetupError(f"Python lacks {', '.join(names)}. Install: python3 -m pip install {' '.join(names)}")


def out_of_memory(error: BaseException, training: Mapping[str, object], max_length: int, lora: bool) -> str | None:
    """Which setting to lower, in the order that costs least; None for another failure."""
    text = f"{type(error).__name__}: {error}".lower()
    if not any(sign in text for sign in ("outofmemory", "out of memory", "can't allocate memory", "cannot allocate")):
        return None
    steps: list[str] = []
    batch = int(str(training.get("per_device_train_batch_size", 8)))
    if batch > 1:
        steps.append(f"training.per_device_train_batch_size {batch} -> {batch // 2}, and twice the gradient_accumulation_steps")
    if not training.get("gradient_checkpointing"):
        steps.append("training.gradient_checkpointing -> true")
    if not lora:
        steps.append('lora -> {"r": 32, "alpha": 64}, or more GPUs with launch/fsdp.yaml')
    steps.append(f"max_length {max_length} -> {max_length // 2} (longer rows are then left out, and counted)")
    return "out of memory. Lower in training.json, the first that helps: " + "; ".join(steps) + ". Then start again with --resume."


def require_architecture(saved: Sequence[str] | None, wanted: Sequence[str] | None, where: str) -> None:
    """Raises SetupError where a checkpoint belongs to another architecture than the model."""
    if saved and wanted and list(saved) != list(wanted):
        raise SetupError(f"{where} is a checkpoint of {', '.join(saved)}, the model is {', '.join(wanted)}: name another --out, or the model it was made from")
