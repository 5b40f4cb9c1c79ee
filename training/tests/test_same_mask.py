"""`magnet mask` and our masks: the same text and the same spans, on rows that both read."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from magnet_training.masks import MaskError, UnstableTemplate, mask_text
from magnet_training.templates import ChatTemplate

from .fixtures import CHOSEN, ENDLESS, LATEST, MARKED, PLAIN, PROMPT, REJECTED, TOOLS, call

CLI = Path(__file__).resolve().parents[2] / "dist/cli/main.mjs"
NODE = shutil.which("node")

#: Beyond the plain: parallel calls, letters of two UTF-16 units, what HTML would escape, numbers, nesting, no tools.
CONVERSATIONS = [
    PROMPT + CHOSEN,
    PROMPT + REJECTED,
    [
        {"role": "user", "content": "Both gates 🛶, <b>now</b> & 'fast'?"},
        {
            "role": "assistant",
            "content": "One moment 🛶.",
            "tool_calls": [
                call("open_gate", gate_id="<é & 漢>", level=2.5, deep={"list": [1, None, True, "\"\n"]}),
                {**call("read_meter", meter_id="𝔐-7"), "id": "call00002"},
            ],
        },
        {"role": "tool", "tool_call_id": "call00001", "name": "open_gate", "content": '{"open": true}'},
        {"role": "tool", "tool_call_id": "call00002", "name": "read_meter", "content": '{"kWh": 18.25}'},
        {"role": "assistant", "content": "Done 🛶🛶."},
        {"role": "user", "content": " and  spaces \n\n"},
        {"role": "assistant", "content": "Yes.  "},
    ],
    [{"role": "user", "content": "Only a question."}, {"role": "assistant", "content": "Only an answer."}],
]


@unittest.skipUnless(CLI.is_file() and NODE, "dist/cli is not built, or there is no node")
class SameMask(unittest.TestCase):
    def magnet(self, template, conversations):
        """The rows that `magnet mask --format json` prints."""
        with tempfile.TemporaryDirectory() as folder:
            rows, text = Path(folder) / "rows.jsonl", Path(folder) / "template.jinja"
            rows.write_text("".join(json.dumps({"messages": one, "tools": json.dumps(TOOLS)}) + "\n" for one in conversations))
            text.write_text(template)
            command = [NODE, str(CLI), "mask", str(rows), "--template", str(text), "--format", "json"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        self.assertTrue(done.stdout, done.stderr)
        return json.loads(done.stdout)["rows"]

    def test_text_and_spans(self):
        for name, text in (("prefix", PLAIN), ("generation", MARKED)):
            shown = self.magnet(text, CONVERSATIONS)
            self.assertEqual(len(shown), len(CONVERSATIONS))
            for row, messages in zip(shown, CONVERSATIONS):
                masked = mask_text(ChatTemplate(text), messages, TOOLS)
                self.assertEqual((row["text"], row["by"]), (masked.text, name))
                self.assertEqual(learnt_of(row), [masked.text[start:end] for start, end in masked.learnt])
                self.assertEqual(units_of(masked), [(s["start"], s["end"]) for s in row["spans"] if s["learnt"]])

    def test_what_one_names_as_a_problem_the_other_refuses(self):
        (row,) = self.magnet(LATEST, [PROMPT + CHOSEN])
        with self.assertRaises(UnstableTemplate) as caught:
            mask_text(ChatTemplate(LATEST), PROMPT + CHOSEN, TOOLS)
        self.assertTrue(any("is no prefix of the whole" in problem for problem in row["problems"]), row["problems"])
        self.assertIn("is no prefix of the whole", str(caught.exception))

    def test_a_mark_without_the_end_token_is_refused_though_it_can_be_shown(self):
        (row,) = self.magnet(ENDLESS, [CONVERSATIONS[3]])
        self.assertEqual(learnt_of(row), ["Only an answer."])
        with self.assertRaises(MaskError):
            mask_text(ChatTemplate(ENDLESS), CONVERSATIONS[3], TOOLS)


def learnt_of(row):
    """Spans count UTF-16 units."""
    units = row["text"].encode("utf-16-le")
    return [units[2 * s["start"] : 2 * s["end"]].decode("utf-16-le") for s in row["spans"] if s["learnt"]]


def units_of(masked):
    count = lambda end: len(masked.text[:end].encode("utf-16-le")) // 2  # noqa: E731
    return [(count(start), count(end)) for start, end in masked.learnt]


if __name__ == "__main__":
    unittest.main()
