"""Values of the model that does not learn, and the file that keeps them. A table stands in for the model."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path

import torch

from magnet_training.collate import batch_pairs
from magnet_training.losses import mdpo_loss, token_logprobs
from magnet_training.masks import MaskedPair, MaskedRow
from magnet_training.reference import cache_key, cached, fingerprint, padded, reference_logprobs

WORDS = 9


def pair(chosen, rejected, shared=2):
    """Ids; the assistant speaks from where the sides part."""
    sides = [MaskedRow(ids, [-1] * shared + [0] * (len(ids) - shared)) for ids in (chosen, rejected)]
    return MaskedPair(*sides, shared=shared)


PAIRS = [pair([1, 2, 3, 4, 5], [1, 2, 6]), pair([1, 2, 7], [1, 2, 8, 8, 8, 8]), pair([3, 4, 5, 6], [3, 4, 6, 5])]
TABLE = torch.randn(WORDS, WORDS, generator=torch.Generator().manual_seed(5))


def model(ids, mask):
    return TABLE[ids]


class Values(unittest.TestCase):
    def test_are_those_of_the_model_whatever_the_batch(self):
        for batch_size in (1, 2, 3):
            values = reference_logprobs(PAIRS, model, pad_id=0, batch_size=batch_size)
            batch = batch_pairs(PAIRS, 0)
            rows = padded(values, batch.rows.input_ids.shape[1])
            expected = token_logprobs(model(batch.rows.input_ids, None), batch.rows.input_ids)
            self.assertTrue(torch.allclose(rows, expected.masked_fill(~batch.after_prefix(), 0.0)))

    def test_a_model_held_against_itself_has_no_margin(self):
        batch = batch_pairs(PAIRS, 0)
        policy = token_logprobs(model(batch.rows.input_ids, None), batch.rows.input_ids)
        values = reference_logprobs(PAIRS, model, pad_id=0, batch_size=2)
        loss = mdpo_loss(*batch.sides(policy, padded(values, policy.shape[1])))
        self.assertTrue(torch.allclose(loss.margin, torch.zeros(3), atol=1e-6))


class TheFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_is_written_once_and_read_the_same(self):
        file = self.folder / "reference" / "values.pt"
        values = reference_logprobs(PAIRS, model, pad_id=0, batch_size=2)
        cached(file, lambda: values)
        again = cached(file, lambda: self.fail("computed twice"))
        self.assertEqual(len(again), len(values))
        self.assertTrue(all(one.equal(other) for one, other in zip(values, again)))
        self.assertEqual([path.name for path in file.parent.iterdir()], ["values.pt"])

    def test_what_an_interruption_cut_has_another_name(self):
        file = self.folder / "values.pt"
        with self.assertRaises(KeyboardInterrupt):
            cached(file, self.interrupted)
        self.assertFalse(file.exists())

    def interrupted(self):
        raise KeyboardInterrupt

    def test_belongs_to_these_tokens_and_this_model(self):
        keys = {
            cache_key(PAIRS, "a"),
            cache_key(PAIRS, "b"),
            cache_key(PAIRS[:2], "a"),
            cache_key([pair([1, 2, 3, 4, 5], [1, 2, 6], shared=1), *PAIRS[1:]], "a"),
        }
        self.assertEqual(len(keys), 4)
        self.assertEqual(cache_key(PAIRS, "a"), cache_key(list(PAIRS), "a"))

    def test_a_model_trained_anew_in_its_folder_is_another(self):
        weights = self.folder / "model.safetensors"
        weights.write_bytes(b"one")
        before = fingerprint(str(self.folder))
        self.assertEqual(before, fingerprint(str(self.folder)))
        weights.write_bytes(b"two")
        os.utime(weights, ns=(1, 1))
        self.assertNotEqual(before, fingerprint(str(self.folder)))
        self.assertEqual(fingerprint("Org/Name"), fingerprint("Org/Name"))


if __name__ == "__main__":
    unittest.main()
