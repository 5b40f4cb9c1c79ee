"""A model of a few thousand parameters with a tokenizer and a template, written into a folder. Needs `transformers`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from .fixtures import CHOSEN, PLAIN, PROMPT, REJECTED, SPECIAL, TOOLS

PAIRS = [
    {
        "prompt": [PROMPT[0], {"role": "user", "content": f"Open gate {name}."}],
        "chosen": CHOSEN[:3],
        "rejected": REJECTED,
        "tools": json.dumps(TOOLS),
    }
    for name in ("north-1", "north-2", "east-3", "south-4", "west-5", "east-6", "west-7", "north-8")
]


def make_model(folder: Path, template: str = PLAIN, seed: int = 1, **sizes: int) -> None:
    """A Qwen2 of random weights, whose words are bytes."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    raw = Tokenizer(models.BPE(vocab={word: place for place, word in enumerate(alphabet)}, merges=[]))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    raw.add_special_tokens(list(SPECIAL))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|pad|>")
    tokenizer.chat_template = template
    tokenizer.save_pretrained(folder)
    torch.manual_seed(seed)
    shape = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, **sizes}
    config = Qwen2Config(vocab_size=len(tokenizer), num_key_value_heads=2, max_position_embeddings=2048, **shape)
    Qwen2ForCausalLM(config).save_pretrained(folder)


def write_training(folder: Path, model: Path, method: str, rows: Any = PAIRS, **more: Any) -> Path:
    """training.json and its data, as `magnet train` writes them; steps small enough for a test."""
    folder.mkdir(parents=True, exist_ok=True)
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (folder / "rows.jsonl").write_bytes(data)
    training = {
        "per_device_train_batch_size": 2,
        "learning_rate": 1e-3,
        "max_steps": 4,
        "logging_steps": 1,
        "save_steps": 2,
        "lr_scheduler_type": "constant",
        "use_cpu": True,
        "bf16": False,
        "disable_tqdm": True,
        "seed": 3,
        **more.pop("training", {}),
    }
    settings = {
        "format": 1,
        "recipe": "test",
        "method": method,
        "model": str(model),
        "data": {"file": "rows.jsonl", "rows": len(rows), "sha256": hashlib.sha256(data).hexdigest()},
        "max_length": 1024,
        "training": training,
        **more,
    }
    file = folder / "training.json"
    file.write_text(json.dumps(settings), "utf-8")
    return file


def log_of(folder: Path) -> list[dict[str, Any]]:
    """The lines that the trainer logged, those with a loss."""
    lines = [json.loads(line) for line in (folder / "model" / "log.jsonl").read_text("utf-8").splitlines()]
    return [line for line in lines if "loss" in line]
