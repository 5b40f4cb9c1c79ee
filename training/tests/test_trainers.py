"""Whole trainings of a tiny model, where `transformers` is installed; with `peft` and `trl` where these are."""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import shutil
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from magnet_training.__main__ import main
from magnet_training.failures import NEEDED, WITH_LORA, WITH_TRL, missing

from .fixtures import MARKED
from .tiny import PAIRS, log_of, make_model, write_training


RECIPES = Path(__file__).resolve().parents[1] / "recipes"


def needs(*parts):
    """Skips, and says which packages are missing."""
    names = missing({name: install for part in parts for name, install in part.items()})
    return unittest.skipIf(names, f"{', '.join(names)} not installed")


def run(file, *more):
    """Exit code and what was printed."""
    out = io.StringIO()
    with contextlib.redirect_stderr(out), contextlib.redirect_stdout(out):
        code = main(["train", str(file), *more])
    return code, out.getvalue()


@needs(NEEDED)
class Trainings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.home)
        cls.model = cls.home / "base"
        make_model(cls.model)

    def trained(self, name, method, *more, **settings):
        folder = self.home / name
        file = write_training(folder, self.model, method, **settings)
        code, said = run(file, *more)
        self.assertEqual(code, 0, said)
        return folder, log_of(folder), said

    def weights(self, folder):
        from safetensors.torch import load_file

        return load_file(folder / "model" / "model.safetensors")

    def test_sft_learns_and_leaves_what_the_next_stage_needs(self):
        folder, log, said = self.trained("sft", "sft", training={"max_steps": 8})
        self.assertLess(log[-1]["loss"], log[0]["loss"])
        self.assertIn("8 rows are trained on, 0 left out", said)
        left = {path.name for path in (folder / "model").iterdir()}
        self.assertLessEqual({"model.safetensors", "config.json", "tokenizer.json", "trainer_state.json"}, left)

    def test_sft_has_the_loss_of_our_own_function(self):
        import torch
        from transformers import AutoModelForCausalLM

        from magnet_training.collate import batch_rows
        from magnet_training.config import read_config
        from magnet_training.losses import sft_loss, token_logprobs
        from magnet_training.run import prepare

        folder, log, _ = self.trained("sft-loss", "sft", training={"per_device_train_batch_size": 8, "max_steps": 1})
        with contextlib.redirect_stderr(io.StringIO()):
            ready = prepare(read_config(folder / "training.json"))
        batch = batch_rows(ready.prepared.rows, ready.pad_id)
        with torch.no_grad():
            logits = AutoModelForCausalLM.from_pretrained(self.model)(batch.input_ids, attention_mask=batch.attention_mask).logits
        loss = sft_loss(token_logprobs(logits, batch.input_ids), batch.actions)
        self.assertAlmostEqual(log[0]["loss"], loss.item(), places=3)

    def test_mdpo_starts_at_log_two_and_parts_the_sides(self):
        _, log, _ = self.trained("mdpo", "mdpo", loss={"eta": 0.1, "nll_weight": 0.0}, training={"max_steps": 8})
        self.assertAlmostEqual(log[0]["loss"], math.log(2), places=4)
        self.assertGreater(log[-1]["margin"], log[0]["margin"])
        self.assertGreater(log[-1]["chosen"], 0)
        self.assertEqual(log[-1]["accuracy"], 1)

    def test_dmpo_runs(self):
        _, log, _ = self.trained("dmpo", "dmpo", loss={"beta": 0.1, "gamma": 0.7, "nll_weight": 0.0})
        self.assertAlmostEqual(log[0]["loss"], math.log(2), places=4)
        self.assertGreater(log[-1]["margin"], 0)

    def test_an_interrupted_run_goes_on_to_the_same_model(self):
        whole, *_ = self.trained("whole", "mdpo")
        cut, *_ = self.trained("cut", "mdpo", training={"max_steps": 2})
        settings = json.loads((cut / "training.json").read_text())
        settings["training"]["max_steps"] = 4
        (cut / "training.json").write_text(json.dumps(settings))
        half = cut / "model" / "checkpoint-3"
        half.mkdir()
        (half / "trainer_state.json").write_text('{"log_hist')
        refused = run(cut / "training.json")
        self.assertEqual(refused[0], 2)
        self.assertIn("add --resume", refused[1])
        code, said = run(cut / "training.json", "--resume")
        self.assertEqual(code, 0, said)
        self.assertIn("Going on from", said)
        self.assertIn("checkpoint-2", said)
        for name, value in self.weights(whole).items():
            self.assertTrue(value.equal(self.weights(cut)[name]), name)

    def test_the_reference_is_computed_once(self):
        folder, *_ = self.trained("once", "mdpo", training={"max_steps": 1})
        (values,) = (folder / "reference").iterdir()
        before = values.stat().st_mtime_ns
        shutil.rmtree(folder / "model")
        self.assertEqual(run(folder / "training.json")[0], 0)
        self.assertEqual(values.stat().st_mtime_ns, before)

    def test_the_reference_goes_first_where_the_model_lies_in_parts(self):
        file = write_training(self.home / "sharded", self.model, "mdpo")
        with mock.patch.dict(os.environ, {"ACCELERATE_USE_DEEPSPEED": "true"}):
            code, said = run(file)
        self.assertEqual(code, 2)
        self.assertIn("magnet_training reference", said)

    def test_another_architecture_is_refused(self):
        folder, *_ = self.trained("other", "sft", training={"max_steps": 2})
        saved = folder / "model" / "checkpoint-2" / "config.json"
        config = json.loads(saved.read_text())
        saved.write_text(json.dumps({**config, "architectures": ["LlamaForCausalLM"]}))
        code, said = run(folder / "training.json", "--resume")
        self.assertEqual(code, 2)
        self.assertIn("LlamaForCausalLM, the model is Qwen2ForCausalLM", said)

    def test_a_run_with_other_data_is_not_resumed(self):
        folder, *_ = self.trained("data", "sft", training={"max_steps": 2})
        file = write_training(folder, self.model, "sft", rows=PAIRS[:6])
        code, said = run(file, "--resume")
        self.assertEqual(code, 2)
        self.assertIn("another data", said)

    def test_a_model_that_is_not_there(self):
        code, said = run(write_training(self.home / "none", self.home / "nowhere", "sft"))
        self.assertEqual(code, 2)
        self.assertIn("cannot be loaded", said)

    def test_an_argument_that_the_trainer_does_not_know(self):
        code, said = run(write_training(self.home / "unknown", self.model, "sft", training={"lerning_rate": 1}))
        self.assertEqual(code, 2)
        self.assertIn("training.lerning_rate is no argument of TrainingArguments", said)

    def test_every_recipe_has_arguments_that_its_trainer_knows(self):
        from magnet_training.config import read_config
        from magnet_training.trainer import arguments_of

        for file in sorted(RECIPES.glob("*.json")):
            recipe = json.loads(file.read_text("utf-8"))
            if recipe["trainer"] == "trl" and missing(WITH_TRL):
                continue
            more = {"trainer": "trl"} if recipe["trainer"] == "trl" else {}
            training = {**recipe["training"], "bf16": False, "use_cpu": True}
            loss = recipe.get("loss", {})
            written = write_training(self.home / file.stem, self.model, recipe["method"], training=training, loss=loss, **more)
            config = read_config(written)
            if more:
                from magnet_training.with_trl import arguments

                self.assertEqual(arguments(config).learning_rate, recipe["training"]["learning_rate"])
            else:
                self.assertEqual(arguments_of(config).learning_rate, recipe["training"]["learning_rate"])
                self.assertEqual(arguments_of(config).get_warmup_steps(200), 20)

    def test_check_says_how_much_is_learnt(self):
        file = write_training(self.home / "check", self.model, "mdpo")
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(main(["check", str(file)]), 0)
        self.assertRegex(out.getvalue(), r"\d+ tokens, \d+ of them learnt, the longest row has \d+")

    def test_a_template_of_ones_own_is_used_and_left_with_the_model(self):
        folder = self.home / "template"
        file = write_training(folder, self.model, "sft", template="chat_template.jinja", training={"max_steps": 1})
        (folder / "chat_template.jinja").write_text(MARKED)
        code, said = run(file)
        self.assertEqual(code, 0, said)
        self.assertNotIn("has no {% generation %}", said)
        self.assertIn("endgeneration", (folder / "model" / "chat_template.jinja").read_text())

    def test_out_of_memory_names_the_setting(self):
        file = write_training(self.home / "memory", self.model, "sft")
        with mock.patch("magnet_training.run.train", side_effect=RuntimeError("CUDA out of memory. Tried to allocate")):
            code, said = run(file)
        self.assertEqual(code, 1)
        self.assertIn("per_device_train_batch_size 2 -> 1", said)

    @needs(WITH_LORA)
    def test_lora_trains_an_adapter_and_mdpo_starts_from_it(self):
        lora = {"r": 4, "alpha": 8}
        first, log, _ = self.trained("lora", "sft", lora=lora, training={"max_steps": 8, "learning_rate": 1e-2})
        self.assertLess(log[-1]["loss"], log[0]["loss"])
        self.assertTrue((first / "model" / "adapter_model.safetensors").is_file())
        file = write_training(self.home / "lora-mdpo", first / "model", "mdpo", lora=lora, loss={"nll_weight": 0.0})
        code, said = run(file)
        self.assertEqual(code, 0, said)
        self.assertAlmostEqual(log_of(file.parent)[0]["loss"], math.log(2), places=4)

    @needs(WITH_TRL)
    def test_trl_has_the_same_losses_and_gradients(self):
        for method in ("sft", "mdpo"):
            loss = {"eta": 0.2, "nll_weight": 0.5}
            _, ours, _ = self.trained(f"{method}-ours", method, loss=loss)
            _, theirs, _ = self.trained(f"{method}-trl", method, loss=loss, trainer="trl")
            for one, other in zip(ours, theirs):
                self.assertAlmostEqual(one["loss"], other["loss"], places=3)
                self.assertAlmostEqual(one["grad_norm"], other["grad_norm"], places=2)


if __name__ == "__main__":
    unittest.main()
