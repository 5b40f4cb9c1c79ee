"""Trains the byte-level BPE of Magnet-nano from counted pieces of text.

Merges stay within runs of letters, or of signs, so that a value is the same tokens in a sentence, in an output and in a
call, and copying it is copying tokens. Frequent short words get one further merge with the space before them. The
result reads as `tokenizer.json` with Qwen2's rule for pieces, and as GGUF's `qwen2`.
"""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path

SPECIALS = (
    "<|endoftext|>", "<|tools|>", "<|user|>", "<|assistant|>", "<|tool|>", "<|end|>", "<tool_call>", "</tool_call>",
)
QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPACED_WORDS = 300


def letters_of_bytes() -> list[str]:
    """The letter that GPT-2's vocabulary writes each of the 256 bytes as."""
    further = iter(range(256, 512))
    printable = {*range(33, 127), *range(161, 173), *range(174, 256)}
    return [chr(byte if byte in printable else next(further)) for byte in range(256)]


def train(counts: dict[str, int], size: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary and merges from runs of letters or signs with how often each occurs; `size` tokens at most."""
    letters = letters_of_bytes()
    runs = {run: [letters[byte] for byte in run.encode()] for run in sorted(counts)}
    merges: list[tuple[str, str]] = []
    room = size - len(SPECIALS) - 256 - SPACED_WORDS
    while len(merges) < room:
        pairs: collections.Counter[tuple[str, str]] = collections.Counter()
        for run, symbols in runs.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += counts[run]
        if not pairs:
            break
        # The pair that is first by spelling among the most frequent, so that the result never depends on an order.
        best, count = min(pairs.items(), key=lambda item: (-item[1], item[0]))
        if count < 2:
            break
        merges.append(best)
        for run, symbols in runs.items():
            runs[run] = joined(symbols, best)
    merges += spaced(counts, runs)
    vocab = {name: index for index, name in enumerate([*SPECIALS, *letters])}
    for left, right in merges:
        vocab.setdefault(left + right, len(vocab))
    return vocab, merges


def spaced(counts: dict[str, int], runs: dict[str, list[str]]) -> list[tuple[str, str]]:
    """A space joined to each of the most frequent lower-case words that are one token."""
    words = [run for run, symbols in runs.items() if len(symbols) == 1 and run.isascii() and run.isalpha() and run.islower()]
    words.sort(key=lambda run: (-counts[run], run))
    return [("\u0120", word) for word in words[:SPACED_WORDS]]


def joined(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    if pair[0] not in symbols:
        return symbols
    out: list[str] = []
    at = 0
    while at < len(symbols):
        if at + 1 < len(symbols) and (symbols[at], symbols[at + 1]) == pair:
            out.append(symbols[at] + symbols[at + 1])
            at += 2
        else:
            out.append(symbols[at])
            at += 1
    return out


def tokenizer_file(vocab: dict[str, int], merges: list[tuple[str, str]]) -> dict[str, object]:
    """As `tokenizers` writes it."""
    added = [
        {"id": vocab[name], "content": name, "special": name[1] == "|", "normalized": False, "single_word": False,
         "lstrip": False, "rstrip": False}
        for name in SPECIALS
    ]
    split = {"type": "Split", "pattern": {"Regex": QWEN2}, "behavior": "Isolated", "invert": False}
    letters = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, letters]},
        "post_processor": None, "decoder": letters,
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                  "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "vocab": vocab,
                  "merges": [" ".join(pair) for pair in merges]},
    }


def main(counts_file: str, out: str, size: str) -> None:
    counts = json.loads(Path(counts_file).read_text(encoding="utf-8"))
    vocab, merges = train(counts, int(size))
    Path(out).write_text(json.dumps(tokenizer_file(vocab, merges), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
