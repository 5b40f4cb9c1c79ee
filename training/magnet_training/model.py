"""Loading a model: a base, or an adapter merged into its base; and an adapter of our own on top."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from .config import ConfigError, LoraSettings, TrainConfig
from .failures import WITH_LORA, SetupError, require


def load_model(config: TrainConfig) -> Any:
    """The model to start from, in the precision of the training. Raises SetupError where it cannot be loaded."""
    dtype = torch.bfloat16 if config.training.get("bf16") else torch.float32
    try:
        if (Path(config.model) / "adapter_config.json").is_file():
            return _merged(config.model, dtype)
        from transformers import AutoModelForCausalLM

        return AutoModelForCausalLM.from_pretrained(config.model, dtype=dtype)
    except (OSError, ValueError, RuntimeError) as error:
        raise SetupError(f"{config.model} cannot be loaded as a causal language model: {error}") from error


def load_tokenizer(config: TrainConfig) -> Any:
    """Raises SetupError where there is none."""
    from transformers import AutoTokenizer

    try:
        return AutoTokenizer.from_pretrained(config.model)
    except (OSError, ValueError, KeyError) as error:
        raise SetupError(f"the tokenizer of {config.model} cannot be loaded: {error}") from error


def architectures_of(folder: str | Path) -> list[str] | None:
    """`architectures` of a model's folder, or of the base that an adapter there names; None where nothing says it."""
    folder = Path(folder)
    adapter, plain = folder / "adapter_config.json", folder / "config.json"
    if plain.is_file():
        return json.loads(plain.read_text("utf-8")).get("architectures")
    if adapter.is_file():
        base = json.loads(adapter.read_text("utf-8")).get("base_model_name_or_path")
        return architectures_of(base) if base and Path(base).is_dir() else None
    return None


def with_adapter(model: Any, lora: LoraSettings | None) -> Any:
    """The model with a fresh adapter, its own parameters frozen; the model itself without settings."""
    if lora is None:
        return model
    require(WITH_LORA)
    from peft import get_peft_model

    model.enable_input_require_grads()
    return get_peft_model(model, lora_config(lora))


def lora_config(lora: LoraSettings) -> Any:
    """Settings for `peft`."""
    from peft import LoraConfig

    if lora.r < 1:
        raise ConfigError(f"lora.r is {lora.r}: it is at least 1")
    return LoraConfig(
        r=lora.r,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=lora.targets,
        task_type="CAUSAL_LM",
    )


def _merged(folder: str, dtype: torch.dtype) -> Any:
    """An adapter, as SFT with LoRA leaves one: what mDPO starts from and is held against is the sum."""
    require(WITH_LORA)
    from peft import AutoPeftModelForCausalLM

    return AutoPeftModelForCausalLM.from_pretrained(folder, dtype=dtype).merge_and_unload()
