"""Writes the model of a few kilobytes that the tests of the TypeScript decoder compare with torch: `make_fixture.py FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch

from bpe import tokenizer_file, train
from files import write_model
from model import Qwen2, Shape

TEXT = 'find flights from the list and book a flight {"name":"find_flights","arguments":{"from":"LIS","to":"OSL"}} '


def counts() -> dict[str, int]:
    runs: dict[str, int] = {}
    for word in TEXT.replace("_", " ").split():
        run = "".join(letter for letter in word if letter.isalpha())
        runs[run] = runs.get(run, 0) + 3
    return runs


def main(folder: str) -> None:
    torch.manual_seed(7)
    tokenizer = tokenizer_file(*train(counts(), 620))
    shape = Shape(len(tokenizer["model"]["vocab"]), hidden_size=8, num_hidden_layers=2, num_attention_heads=4,
                  num_key_value_heads=2, intermediate_size=12, max_position_embeddings=256)
    model = Qwen2(shape)
    with torch.no_grad():
        for parameter in model.parameters():
            # Large enough that a slip in any part of the decoder shows.
            parameter.add_(torch.randn_like(parameter) * 0.3)
        ids = [(index * 37 + 5) % shape.vocab_size for index in range(40)]
        logits = model(torch.tensor([ids]))[0]
    out = Path(folder)
    template = (Path(__file__).parent / "chat_template.jinja").read_text(encoding="utf-8")
    write_model(out, model, tokenizer, template)
    rows = {str(length): [round(value, 6) for value in logits[length - 1].tolist()] for length in (1, 7, 40)}
    (out / "expected.json").write_text(json.dumps({"ids": ids, "logits": rows}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
