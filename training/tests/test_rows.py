"""Reading exports, and putting rows together to batches."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

import torch

from magnet_training.collate import batch_pairs, batch_rows
from magnet_training.losses import dmpo_loss, mdpo_loss
from magnet_training.masks import MaskedRow, mask_pair
from magnet_training.rows import DataError, read_pairs, read_sft
from magnet_training.templates import ChatTemplate

from .fixtures import CHOSEN, PLAIN, PROMPT, REJECTED, TOOLS, encode

PAIR = {"prompt": PROMPT, "chosen": CHOSEN, "rejected": REJECTED, "tools": json.dumps(TOOLS)}


class Reading(unittest.TestCase):
    def file(self, *lines):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = Path(folder.name) / "rows.jsonl"
        file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
        return file

    def refused(self, read, *lines):
        with self.assertRaises(DataError) as caught:
            list(read(self.file(*lines)))
        return str(caught.exception)

    def test_conversations(self):
        row = {"messages": PROMPT + CHOSEN, "tools": json.dumps(TOOLS)}
        (read,) = read_sft(self.file("\ufeff" + json.dumps(row)))
        self.assertEqual((read.messages, read.tools, read.line), (PROMPT + CHOSEN, TOOLS, 1))

    def test_the_chosen_side_of_pairs_is_a_conversation(self):
        (read,) = read_sft(self.file(PAIR))
        self.assertEqual(read.messages, PROMPT + CHOSEN)

    def test_pairs(self):
        first, second = read_pairs(self.file(PAIR, "", PAIR))
        self.assertEqual((first.prompt, first.chosen, first.rejected, first.tools), (PROMPT, CHOSEN, REJECTED, TOOLS))
        self.assertEqual(second.line, 3)

    def test_says_what_is_wrong_and_what_to_do(self):
        messages = {"messages": PROMPT, "tools": []}
        self.assertIn("line 2 is no JSON", self.refused(read_sft, messages, '{"messages": ['))
        self.assertIn("magnet export RUN --as trl-dpo", self.refused(read_pairs, messages))
        self.assertIn("magnet export RUN --as trl-sft", self.refused(read_sft, {"conversations": []}))
        self.assertIn("no list of messages", self.refused(read_sft, {"messages": [{"role": "human"}]}))
        self.assertIn("tools is no JSON", self.refused(read_sft, {**messages, "tools": "[{"}))
        text = {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}
        self.assertIn("are no object", self.refused(read_sft, {"messages": [text]}))


class Batches(unittest.TestCase):
    def test_are_padded_on_the_right(self):
        batch = batch_rows([MaskedRow([5, 6], [-1, 0]), MaskedRow([7, 8, 9], [0, -1, 1])], pad_id=2)
        self.assertEqual(batch.input_ids.tolist(), [[5, 6, 2], [7, 8, 9]])
        self.assertEqual(batch.attention_mask.tolist(), [[1, 1, 0], [1, 1, 1]])
        self.assertEqual(batch.actions.tolist(), [[False, True, False], [True, False, True]])

    def test_padding_changes_no_loss(self):
        template = ChatTemplate(PLAIN)
        pair = mask_pair(template, encode, PROMPT, CHOSEN, REJECTED, TOOLS)
        longer = mask_pair(template, encode, PROMPT * 2, CHOSEN * 2, REJECTED, TOOLS)
        both = batch_pairs([pair, longer], pad_id=2)
        policy, reference = (torch.randn(both.rows.input_ids.shape, generator=torch.Generator().manual_seed(s)) for s in (1, 2))
        together = both.sides(policy, reference)
        alone = batch_pairs([pair], pad_id=2)
        width = alone.rows.input_ids.shape[1]
        single = alone.sides(policy[[0, 2], :width], reference[[0, 2], :width])
        self.assertAlmostEqual(mdpo_loss(*together).margin[0].item(), mdpo_loss(*single).margin[0].item(), places=5)
        weighed = dmpo_loss(*together, *both.turns_after_prefix()).margin[0].item()
        self.assertAlmostEqual(weighed, dmpo_loss(*single, *alone.turns_after_prefix()).margin[0].item(), places=5)

    def test_turns_are_counted_from_the_first_after_the_prefix(self):
        other = [*CHOSEN[:2], {"role": "assistant", "content": "It is shut."}]
        batch = batch_pairs([mask_pair(ChatTemplate(PLAIN), encode, PROMPT, CHOSEN, other)], pad_id=2)
        chosen, rejected = batch.turns_after_prefix()
        after = batch.after_prefix()
        self.assertEqual(set(chosen[0][after[0]].tolist()), {0, 1})
        self.assertEqual(set(rejected[0][after[1]].tolist()), {0})
        self.assertGreater(batch.chosen_actions().sum().item(), after[0].sum().item())


if __name__ == "__main__":
    unittest.main()
