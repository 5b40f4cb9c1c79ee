"""What a person gets wrong, and the sentence that says what to do. None of it needs `transformers`."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from magnet_training.__main__ import main
from magnet_training.config import ConfigError, read_config
from magnet_training.failures import SetupError, missing, out_of_memory, require, require_architecture
from magnet_training.prepare import prepare_pairs, prepare_sft
from magnet_training.rows import DataError, PairRow, SftRow
from magnet_training.templates import ChatTemplate, TemplateError
from magnet_training.tokens import encoder_of, template_of

from .fixtures import CHOSEN, FORGETFUL, PLAIN, PROMPT, REJECTED, TOOLS, encode
from .tiny import write_training

TRAINING = Path(__file__).resolve().parents[1]


class Settings(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = write_training(self.folder, Path("some-model"), "mdpo")

    def change(self, **settings):
        given = json.loads(self.file.read_text())
        self.file.write_text(json.dumps({**given, **settings}))

    def refused(self):
        with self.assertRaises(ConfigError) as caught:
            read_config(self.file)
        return str(caught.exception)

    def test_are_read(self):
        self.change(lora={"r": 8}, loss={"eta": 0.3})
        config = read_config(self.file)
        self.assertEqual((config.loss.eta, config.loss.nll_weight, config.lora.r, config.lora.alpha), (0.3, 1.0, 8, 64))
        self.assertEqual(config.output_dir, self.folder.resolve() / "model")

    def test_of_another_format(self):
        self.change(format=99)
        self.assertIn("format 99, this package reads 1: write the folder again", self.refused())

    def test_for_another_version_of_the_data(self):
        with (self.folder / "rows.jsonl").open("a") as lines:
            lines.write("{}\n")
        self.assertIn("another version of the data", self.refused())

    def test_without_data(self):
        (self.folder / "rows.jsonl").unlink()
        self.assertIn("copy it beside the settings", self.refused())

    def test_that_are_none(self):
        self.file.write_text("{")
        self.assertIn("no JSON", self.refused())
        self.file.write_text("[]")
        self.assertIn("not written by `magnet train`", self.refused())
        self.file.unlink()
        self.assertIn("is not there", self.refused())

    def test_with_a_wrong_name_or_value(self):
        self.change(lerning_rate=1)
        self.assertIn("unknown keys: lerning_rate", self.refused())
        self.file = write_training(self.folder, Path("m"), "ppo")
        self.assertIn("known are sft, mdpo, dmpo", self.refused())
        self.file = write_training(self.folder, Path("m"), "dmpo", trainer="trl")
        self.assertIn("TRL has no DMPO", self.refused())
        self.file = write_training(self.folder, Path("m"), "sft", loss={"etta": 1})
        self.assertIn("etta", self.refused())


class Setup(unittest.TestCase):
    def test_missing_packages_are_named_with_the_command(self):
        with self.assertRaisesRegex(SetupError, "lacks no-such.*python3 -m pip install no-such"):
            require({"no_such_package_here": "no-such", "json": "json"})
        self.assertEqual(missing({"json": "json"}), [])

    def test_a_python_without_torch_says_so_in_one_line(self):
        """In a process of its own, without any installed package."""
        with tempfile.TemporaryDirectory() as folder:
            file = write_training(Path(folder), Path("m"), "sft")
            command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(TRAINING)!r}); "
                       f"from magnet_training.__main__ import main; sys.exit(main(['train', {str(file)!r}]))"]
            done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, r"^magnet_training: Python lacks torch, .*python3 -m pip install torch")
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_another_architecture(self):
        with self.assertRaisesRegex(SetupError, "checkpoint of A, the model is B"):
            require_architecture(["A"], ["B"], "here")
        require_architecture(None, ["B"], "here")


class Memory(unittest.TestCase):
    def test_names_what_to_lower_in_order(self):
        said = out_of_memory(RuntimeError("CUDA out of memory. Tried"), {"per_device_train_batch_size": 4}, 8192, False)
        steps = said.split("; ")
        self.assertIn("per_device_train_batch_size 4 -> 2", steps[0])
        self.assertIn("gradient_checkpointing -> true", steps[1])
        self.assertIn("lora", steps[2])
        self.assertIn("max_length 8192 -> 4096", steps[3])

    def test_leaves_out_what_is_low_already(self):
        training = {"per_device_train_batch_size": 1, "gradient_checkpointing": True}
        said = out_of_memory(MemoryError("out of memory"), training, 4096, True)
        self.assertNotIn("batch_size", said)
        self.assertNotIn("lora", said)
        self.assertIn("max_length", said)

    def test_other_failures_are_left_alone(self):
        self.assertIsNone(out_of_memory(RuntimeError("shape mismatch"), {}, 1, False))


class Rows(unittest.TestCase):
    def test_that_do_not_fit_are_left_out_and_counted_by_reason(self):
        rows = [SftRow(PROMPT + CHOSEN * times, TOOLS, line) for line, times in ((1, 1), (2, 9), (3, 1), (4, 8))]
        prepared = prepare_sft(rows, ChatTemplate(PLAIN), encode, 700)
        self.assertEqual(prepared.lines, [1, 3])
        self.assertEqual(sorted(prepared.dropped), [2, 4])
        out = io.StringIO()
        prepared.report(out)
        self.assertIn("2 rows are trained on, 2 left out", out.getvalue())
        self.assertRegex(out.getvalue(), "2 left out, the first is line 2: .* 700 fit")

    def test_none_left(self):
        pair = PairRow(PROMPT, CHOSEN, REJECTED, TOOLS, 1)
        with self.assertRaisesRegex(DataError, "no row is left to train on: chosen: .* 10 fit"):
            prepare_pairs([pair], ChatTemplate(PLAIN), encode, 10)
        with self.assertRaisesRegex(DataError, "the file is empty"):
            prepare_pairs([], ChatTemplate(PLAIN), encode, 10)

    def test_of_a_template_that_changes_its_past_are_left_out_each_with_the_reason(self):
        thinking = [*PROMPT, {"role": "assistant", "content": "<think>gate</think>Done."}, CHOSEN[3], CHOSEN[4]]
        rows = [SftRow(thinking, [], 1), SftRow(PROMPT + CHOSEN, [], 2)]
        prepared = prepare_sft(rows, ChatTemplate(FORGETFUL), encode, 1000)
        self.assertEqual(prepared.lines, [2])
        self.assertIn("no prefix of the whole", prepared.dropped[1])


class Tokenizers(unittest.TestCase):
    def test_without_a_template(self):
        with self.assertRaisesRegex(TemplateError, "no chat template"):
            template_of(mock.Mock(chat_template=None))

    def test_with_several_templates(self):
        tokenizer = mock.Mock(chat_template={"default": "a", "tool_use": "b{{ eos_token }}"}, special_tokens_map={"eos_token": "!"})
        self.assertEqual(template_of(tokenizer).render([]), "b!")

    def test_that_do_not_tell_places(self):
        with self.assertRaisesRegex(SetupError, "slow"):
            encoder_of(mock.Mock(is_fast=False))


class CommandLine(unittest.TestCase):
    def test_ends_with_two_and_one_line_where_something_is_to_be_set_right(self):
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            self.assertEqual(main(["check", "/nowhere/training.json"]), 2)
        self.assertIn("is not there", said.getvalue())


if __name__ == "__main__":
    unittest.main()
