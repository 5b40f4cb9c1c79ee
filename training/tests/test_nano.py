"""Magnet-nano: its files, its tokenizer, and arms that go on where they were stopped."""

from __future__ import annotations

import argparse
import json
import struct
import sys
import tempfile
import unittest
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[2]
NANO = ROOT / "training/nano"
TINY = ROOT / "test/unit/nano/fixtures/tiny"
sys.path.insert(0, str(NANO))

import bpe  # noqa: E402
import data  # noqa: E402
import files  # noqa: E402
import train  # noqa: E402


def row(start: int, length: int) -> dict:
    """Counts upwards, the second half learnt."""
    return {"ids": [8 + (start + at) % 40 for at in range(length)], "learnt": [[length // 2, length]]}


class Files(unittest.TestCase):
    def test_safetensors_come_back(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.safetensors"
            tensors = {"a": torch.randn(3, 4), "b.c": torch.randn(5)}
            files.write_safetensors(path, tensors)
            back = files.read_safetensors(path)
        self.assertEqual(list(back), ["a", "b.c"])
        for name, tensor in tensors.items():
            self.assertTrue(torch.equal(back[name], tensor))

    def test_what_is_no_such_file_is_named(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.safetensors"
            half = json.dumps({"a": {"dtype": "BF16", "shape": [1], "data_offsets": [0, 2]}}).encode()
            for content, problem in (
                (b"", "is no safetensors file"),
                (struct.pack("<Q", 9) + b"{not json", "is no safetensors file"),
                (struct.pack("<Q", len(half)) + half + b"\0\0", "a is BF16"),
            ):
                path.write_bytes(content)
                with self.assertRaisesRegex(ValueError, problem):
                    files.read_safetensors(path)

    def test_the_model_gives_the_logits_that_the_decoder_is_held_to(self) -> None:
        expected = json.loads((TINY / "expected.json").read_text(encoding="utf-8"))
        logits = train.load(TINY)(torch.tensor([expected["ids"]]))[0]
        for length, values in expected["logits"].items():
            self.assertLess((logits[int(length) - 1] - torch.tensor(values)).abs().max().item(), 1e-4)

    def test_another_architecture_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "config.json").write_text('{"model_type": "llama"}', encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "holds a llama model"):
                train.load(Path(folder))


class Tokenizer(unittest.TestCase):
    def test_merges_stay_within_a_run_and_follow_frequency(self) -> None:
        vocab, merges = bpe.train({"book": 9, "look": 5, ":\"": 7}, 8 + 256 + bpe.SPACED_WORDS + 4)
        self.assertEqual(merges[:3], [("o", "k"), ("o", "ok"), ("b", "ook")])
        self.assertIn(("\u0120", "book"), merges)
        self.assertEqual([vocab[name] for name in bpe.SPECIALS], list(range(8)))
        self.assertEqual(sorted(vocab.values()), list(range(len(vocab))))


class Batches(unittest.TestCase):
    def test_each_item_comes_once_an_epoch_and_the_seed_decides(self) -> None:
        lengths = [5 + at % 7 for at in range(60)]
        stream, again = data.batches(lengths, 40, 3), data.batches(lengths, 40, 3)
        seen: list[int] = []
        while len(seen) < 60:
            group = next(stream)
            self.assertEqual(group, next(again))
            self.assertLessEqual(len(group) * max(lengths[index] for index in group), 40)
            seen += group
        self.assertEqual(sorted(seen), list(range(60)))

    def test_a_pair_is_learnt_after_the_shared_tokens_alone(self) -> None:
        pair = data.Pair(data.Row([1, 9, 9, 5], [False, True, True, True]), data.Row([1, 9, 8], [False, True, True]), 2)
        batch = data.pair_batch([pair])
        self.assertEqual(batch.actions.tolist(), [[False, False, True, True], [False, False, True, False]])


class Arms(unittest.TestCase):
    def options(self, folder: Path, **more: object) -> argparse.Namespace:
        rows = folder / "rows.jsonl"
        rows.write_text("".join(json.dumps(row(at, 12 + at % 5)) + "\n" for at in range(30)), encoding="utf-8")
        given = {"kind": "sft", "data": rows, "tokenizer": TINY / "tokenizer.json", "template": NANO / "chat_template.jinja",
                 "out": folder / "out", "init": None, "tokens": 3000, "seed": 1, "batch": 128, "workers": 1, "rate": 3e-3,
                 "eta": 0.1, "nll": 1.0, "hidden": 16, "layers": 1, "inner": 16}
        return argparse.Namespace(**{**given, **more})

    def trained(self, options: argparse.Namespace) -> dict[str, torch.Tensor]:
        train.run(options)
        return files.read_safetensors(options.out / "model.safetensors")

    def test_an_arm_that_was_stopped_ends_as_one_that_was_not(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            whole = self.trained(self.options(Path(folder)))
        with tempfile.TemporaryDirectory() as folder:
            options, save = self.options(Path(folder)), train.save
            train.SAVE_EVERY = 0.0

            def stop(*given: object) -> None:
                save(*given)
                if given[3]["steps"] == 7:
                    raise KeyboardInterrupt

            train.save = stop
            try:
                with self.assertRaises(KeyboardInterrupt):
                    train.run(options)
                train.save = save
                resumed = self.trained(options)
            finally:
                train.save, train.SAVE_EVERY = save, 60.0
        for name, tensor in whole.items():
            self.assertLess((resumed[name] - tensor).abs().max().item(), 1e-5, name)

    def test_several_workers_learn_too(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            options = self.options(Path(folder), workers=2)
            train.run(options)
            lines = [json.loads(line) for line in (options.out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
            described = json.loads((options.out / "arm.json").read_text(encoding="utf-8"))
        self.assertLess(lines[-1]["loss"], lines[0]["loss"] - 0.3)
        self.assertEqual((described["workers"], described["kind"]), (2, "sft"))

    def test_mdpo_widens_the_margin(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            base = self.options(Path(folder), tokens=1500)
            self.trained(base)
            pairs = Path(folder) / "pairs.jsonl"
            lines = []
            for at in range(20):
                chosen, rejected = row(at, 12), row(at, 12)
                rejected["ids"] = rejected["ids"][:8] + [20, 21, 22, 23]
                lines.append(json.dumps({"chosen": chosen, "rejected": rejected, "shared": 6}))
            pairs.write_text("\n".join(lines) + "\n", encoding="utf-8")
            options = self.options(Path(folder), kind="mdpo", data=pairs, init=base.out, out=Path(folder) / "mdpo", tokens=6000, rate=1e-3)
            train.run(options)
            logged = [json.loads(line) for line in (options.out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertGreater(logged[-1]["margin"], logged[0]["margin"])
        self.assertGreater(logged[-1]["margin"], 0)


if __name__ == "__main__":
    unittest.main()
