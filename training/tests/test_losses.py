"""The losses against a slow reference of plain Python floats (64 bits), by finite differences, and by their sign."""

from __future__ import annotations

import math
import random
import unittest

import torch

from magnet_training.losses import EmptyMask, Side, dmpo_loss, mdpo_loss, sft_loss, token_logprobs, turn_weights


def reference_pair_loss(pair, weigh, eta, nll_weight):
    """The formula as it is written, one token after the other: (loss, mean of margins)."""
    losses, nll, tokens, margins = [], 0.0, 0, []
    for chosen, rejected in pair:
        sums = []
        for side in (chosen, rejected):
            total_turns = max(turn for _, _, act, turn in side if act) + 1
            sums.append(sum(weigh(turn, total_turns) * (p - r) for p, r, act, turn in side if act))
        margin = eta * (sums[0] - sums[1])
        margins.append(margin)
        losses.append(math.log1p(math.exp(-margin)))
        nll -= sum(p for p, _, act, _ in chosen if act)
        tokens += sum(1 for *_, act, _ in chosen if act)
    return sum(losses) / len(losses) + nll_weight * nll / tokens, margins


def reference_phi(gamma):
    def phi(j, total):
        if gamma == 1:
            return (total - j) / total
        return gamma**j * (1 - gamma ** (total - j)) / (1 - gamma**total)

    return phi


def random_side(rng, length):
    """Tokens (policy, reference, action, turn) of turns that alternate with what others say; ends with padding."""
    tokens, turn, act = [], 0, False
    for _ in range(length):
        if rng.random() < 0.3:
            turn += int(act)
            act = not act
        tokens.append((-3 * rng.random(), -3 * rng.random(), act, turn))
    tokens.append((-rng.random(), -rng.random(), True, turn + int(not act)))
    return tokens


def tensors(sides):
    """Sides of different length, padded with NaN: what is masked must never count."""
    width = max(len(side) for side in sides)
    pad = lambda part, filler: torch.tensor(  # noqa: E731
        [[t[part] for t in side] + [filler] * (width - len(side)) for side in sides],
        dtype=torch.float64 if part < 2 else None,
    )
    return Side(pad(0, math.nan), pad(1, math.nan), pad(2, False)), pad(3, -1)


class AgainstTheReference(unittest.TestCase):
    def setUp(self):
        self.rng = random.Random(7)

    def pairs(self):
        return [
            (random_side(self.rng, self.rng.randint(1, 30)), random_side(self.rng, self.rng.randint(1, 30)))
            for _ in range(self.rng.randint(1, 5))
        ]

    def test_mdpo(self):
        for _ in range(50):
            pairs = self.pairs()
            (chosen, _), (rejected, _) = tensors([w for w, _ in pairs]), tensors([l for _, l in pairs])
            expected, margins = reference_pair_loss(pairs, lambda j, total: 1, 0.3, 0.5)
            loss = mdpo_loss(chosen, rejected, eta=0.3, nll_weight=0.5)
            self.assertAlmostEqual(loss.total.item(), expected, places=12)
            for got, margin in zip(loss.margin.tolist(), margins):
                self.assertAlmostEqual(got, margin, places=12)

    def test_dmpo(self):
        for gamma in (0.3, 0.7, 0.99, 1):
            pairs = self.pairs()
            (chosen, w), (rejected, l) = tensors([w for w, _ in pairs]), tensors([l for _, l in pairs])
            expected, _ = reference_pair_loss(pairs, reference_phi(gamma), 0.2, 0.1)
            loss = dmpo_loss(chosen, rejected, w, l, beta=0.2, gamma=gamma, nll_weight=0.1)
            self.assertAlmostEqual(loss.total.item(), expected, places=12)

    def test_sft_is_the_mean_over_action_tokens_of_the_whole_batch(self):
        policy = torch.tensor([[-1.0, -2.0, math.nan], [-9.0, -4.0, -5.0]], dtype=torch.float64)
        actions = torch.tensor([[True, True, False], [False, True, True]])
        self.assertAlmostEqual(sft_loss(policy, actions).item(), (1 + 2 + 4 + 5) / 4)
        self.assertAlmostEqual(sft_loss(policy, actions, count=8).item(), (1 + 2 + 4 + 5) / 8)

    def test_nll_may_count_the_shared_prefix_and_the_preference_does_not(self):
        pairs = self.pairs()
        (chosen, _), (rejected, _) = tensors([w for w, _ in pairs]), tensors([l for _, l in pairs])
        shared = torch.full((len(pairs), 2), -0.5, dtype=torch.float64)
        no, yes = torch.zeros_like(shared, dtype=torch.bool), torch.ones_like(shared, dtype=torch.bool)
        longer = Side(
            torch.cat([shared, chosen.policy], 1),
            torch.cat([shared, chosen.reference], 1),
            torch.cat([no, chosen.actions], 1),
        )
        counted = torch.cat([yes, chosen.actions], 1)
        loss = mdpo_loss(longer, rejected, nll_actions=counted)
        self.assertAlmostEqual(loss.preference.item(), mdpo_loss(chosen, rejected).preference.item(), places=12)
        self.assertAlmostEqual(loss.nll.item(), sft_loss(longer.policy, counted).item(), places=12)

    def test_token_logprobs(self):
        generator = torch.Generator().manual_seed(1)
        logits = torch.randn(2, 5, 7, dtype=torch.float64, generator=generator)
        ids = torch.randint(7, (2, 5), generator=generator)
        got = token_logprobs(logits, ids)
        self.assertEqual(got[:, 0].tolist(), [0.0, 0.0])
        for row in range(2):
            for place in range(1, 5):
                scores = [math.exp(value) for value in logits[row, place - 1].tolist()]
                expected = math.log(scores[ids[row, place]] / sum(scores))
                self.assertAlmostEqual(got[row, place].item(), expected, places=12)


class TurnWeights(unittest.TestCase):
    def weights(self, count, gamma):
        turns = torch.arange(count).unsqueeze(0)
        return turn_weights(turns, torch.ones_like(turns, dtype=torch.bool), gamma)[0].tolist()

    def test_fall_from_one_and_near_the_limit_of_gamma_one(self):
        for gamma in (0.2, 0.7, 1.0):
            weights = self.weights(5, gamma)
            self.assertAlmostEqual(weights[0], 1.0)
            self.assertEqual(weights, sorted(weights, reverse=True))
            self.assertGreater(weights[-1], 0)
        for near, exact in zip(self.weights(4, 1 - 1e-7), self.weights(4, 1)):
            self.assertAlmostEqual(near, exact, places=5)

    def test_turns_are_counted_for_each_row_apart(self):
        turns = torch.tensor([[0, 1, 2, 3], [0, 1, 9, 9]])
        actions = torch.tensor([[True] * 4, [True, True, False, False]])
        weights = turn_weights(turns, actions, 1)
        self.assertEqual(weights[0].tolist(), [1, 0.75, 0.5, 0.25])
        self.assertEqual(weights[1, :2].tolist(), [1, 0.5])

    def test_gamma_out_of_range(self):
        for gamma in (0, -1, 1.01):
            with self.assertRaisesRegex(ValueError, "gamma"):
                self.weights(2, gamma)


def tiny_logits(parameters, ids):
    """A model of one matrix, for ids below its size: what follows a word depends on that word."""
    return parameters[ids]


class Gradients(unittest.TestCase):
    """On logits of a small table, so that tokens of both sides share parameters as those of a model do."""

    def setUp(self):
        generator = torch.Generator().manual_seed(3)
        self.words = 6
        self.table = torch.randn(self.words, self.words, dtype=torch.float64, generator=generator)
        self.start = torch.randn(self.words, self.words, dtype=torch.float64, generator=generator)
        self.chosen_ids = torch.tensor([[0, 1, 2, 3, 4, 0], [0, 2, 1, 5, 0, 0]])
        self.rejected_ids = torch.tensor([[0, 1, 5, 3, 5], [0, 2, 4, 0, 0]])
        yes, no = True, False
        self.chosen_actions = torch.tensor([[no, no, yes, no, yes, no], [no, no, yes, yes, no, no]])
        self.rejected_actions = torch.tensor([[no, no, yes, no, yes], [no, no, yes, no, no]])
        self.chosen_turns = torch.tensor([[0, 0, 0, 0, 1, 1], [0] * 6])
        self.rejected_turns = torch.tensor([[0, 0, 0, 0, 1], [0] * 5])

    def side(self, table, ids, actions):
        logprobs = token_logprobs(tiny_logits(table, ids), ids)
        return Side(logprobs, token_logprobs(tiny_logits(self.start, ids), ids), actions)

    def losses(self, table):
        chosen = self.side(table, self.chosen_ids, self.chosen_actions)
        rejected = self.side(table, self.rejected_ids, self.rejected_actions)
        return {
            "mdpo": mdpo_loss(chosen, rejected, eta=0.3),
            "mdpo without NLL": mdpo_loss(chosen, rejected, eta=0.3, nll_weight=0),
            "dmpo": dmpo_loss(chosen, rejected, self.chosen_turns, self.rejected_turns, nll_weight=0.2),
            "dmpo without NLL": dmpo_loss(chosen, rejected, self.chosen_turns, self.rejected_turns),
        }

    def test_agree_with_finite_differences(self):
        step = 1e-6
        for name in self.losses(self.table):
            table = self.table.clone().requires_grad_()
            self.losses(table)[name].total.backward()
            for row in range(self.words):
                for column in range(self.words):
                    moved = torch.zeros_like(self.table)
                    moved[row, column] = step
                    with torch.no_grad():
                        up = self.losses(self.table + moved)[name].total
                        down = self.losses(self.table - moved)[name].total
                    self.assertAlmostEqual(table.grad[row, column].item(), ((up - down) / (2 * step)).item(), places=7)

    def test_a_step_raises_chosen_and_lowers_rejected(self):
        for name in ("mdpo without NLL", "dmpo without NLL"):
            table = self.start.clone().requires_grad_()
            before = self.losses(table)[name]
            before.total.backward()
            with torch.no_grad():
                after = self.losses(table - 0.1 * table.grad)[name]
            self.assertTrue((after.chosen > before.chosen).all(), name)
            self.assertTrue((after.rejected < before.rejected).all(), name)
            self.assertLess(after.total.item(), before.total.item())

    def test_at_the_start_the_preference_is_log_two_and_no_pair_is_right_yet(self):
        loss = self.losses(self.start)["mdpo without NLL"]
        self.assertAlmostEqual(loss.total.item(), math.log(2), places=12)
        self.assertEqual(loss.accuracy.item(), 0)

    def test_the_reference_and_masked_tokens_get_no_gradient(self):
        policy = torch.zeros(1, 4, dtype=torch.float64, requires_grad=True)
        reference = torch.zeros(1, 4, dtype=torch.float64, requires_grad=True)
        actions = torch.tensor([[False, True, False, True]])
        other = Side(torch.zeros(1, 4).double(), torch.zeros(1, 4).double(), actions)
        mdpo_loss(Side(policy, reference, actions), other).total.backward()
        self.assertIsNone(reference.grad)
        self.assertEqual((policy.grad != 0).tolist(), actions.tolist())

    def test_length_is_not_divided_out(self):
        """Twice the tokens with the same gain are twice the margin."""

        def margin(count):
            ones = torch.ones(1, count, dtype=torch.bool)
            better = Side(torch.full((1, count), -1.0), torch.full((1, count), -1.5), ones)
            same = Side(torch.full((1, count), -1.0), torch.full((1, count), -1.0), ones)
            return mdpo_loss(better, same).margin.item()

        self.assertAlmostEqual(margin(8), 2 * margin(4), places=6)


class Extremes(unittest.TestCase):
    def test_large_margins_stay_finite(self):
        actions = torch.ones(1, 3, dtype=torch.bool)
        good, bad = torch.full((1, 3), -1.0), torch.full((1, 3), -1e4)
        right = mdpo_loss(Side(good, bad, actions), Side(bad, good, actions), eta=1)
        wrong = mdpo_loss(Side(bad, good, actions), Side(good, bad, actions), eta=1, nll_weight=0)
        self.assertAlmostEqual(right.preference.item(), 0)
        self.assertAlmostEqual(wrong.preference.item(), 6 * (1e4 - 1), delta=1)

    def test_a_side_without_actions_is_refused(self):
        some = torch.tensor([[True, False], [False, False]])
        logprobs = torch.zeros(2, 2)
        full = Side(logprobs, logprobs, torch.ones(2, 2, dtype=torch.bool))
        empty = Side(logprobs, logprobs, some)
        for pair in ((empty, full), (full, empty)):
            with self.assertRaisesRegex(EmptyMask, "row 1"):
                mdpo_loss(*pair)
        with self.assertRaises(EmptyMask):
            sft_loss(logprobs, some)


if __name__ == "__main__":
    unittest.main()
