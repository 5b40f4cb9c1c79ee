"""Masks token by token, on conversations with tools."""

from __future__ import annotations

import unittest

from magnet_training.masks import MaskError, TooLong, UnstableTemplate, mask_pair, mask_row, mask_text
from magnet_training.templates import ChatTemplate, TemplateError

from .fixtures import CHOSEN, ENDLESS, FORGETFUL, MARKED, PLAIN, PROMPT, REJECTED, TOOLS, encode

SAID = [
    '<tool_call>{"name": "open_gate", "arguments": {"gate_id": "north-4", "quick": true}}</tool_call><|im_end|>',
    "It is open.<|im_end|>",
    "With pleasure.<|im_end|>",
]


def said(row, text):
    """The text of each turn's tokens, put together again."""
    _, offsets = encode(text)
    turns = {}
    for turn, (start, end) in zip(row.turns, offsets):
        turns[turn] = turns.get(turn, "") + text[start:end]
    return [turns[turn] for turn in sorted(turns) if turn >= 0]


class Rows(unittest.TestCase):
    def test_each_turn_with_its_end_token_and_nothing_else(self):
        for text in (PLAIN, MARKED):
            template = ChatTemplate(text)
            row = mask_row(template, encode, PROMPT + CHOSEN, TOOLS)
            self.assertEqual(said(row, template.render(PROMPT + CHOSEN, TOOLS)), SAID)
            self.assertEqual(len(row.ids), len(row.turns))

    def test_a_mark_and_what_a_turn_adds_are_the_same_tokens(self):
        by_mark = mask_row(ChatTemplate(MARKED), encode, PROMPT + CHOSEN, TOOLS)
        by_prefix = mask_row(ChatTemplate(PLAIN), encode, PROMPT + CHOSEN, TOOLS)
        self.assertEqual(by_mark, by_prefix)
        self.assertEqual(mask_text(ChatTemplate(MARKED), PROMPT + CHOSEN).by, "generation")
        self.assertEqual(mask_text(ChatTemplate(PLAIN), PROMPT + CHOSEN).by, "prefix")

    def test_the_line_feed_after_the_end_token_is_not_learnt(self):
        row = mask_row(ChatTemplate(PLAIN), encode, PROMPT + CHOSEN)
        self.assertEqual(row.turns[-2:], [2, -1])

    def test_a_template_that_forgets_thoughts_is_refused(self):
        thinking = [*PROMPT, {"role": "assistant", "content": "<think>gate</think>Done."}, CHOSEN[3], CHOSEN[4]]
        with self.assertRaisesRegex(UnstableTemplate, "message 2.*no prefix"):
            mask_row(ChatTemplate(FORGETFUL), encode, thinking)

    def test_a_mark_that_leaves_the_end_token_out_is_refused(self):
        with self.assertRaisesRegex(MaskError, "turn 0.*generation"):
            mask_row(ChatTemplate(ENDLESS), encode, PROMPT + CHOSEN[2:])

    def test_a_prompt_that_is_no_token_prefix_is_refused(self):
        """The header ends with a line feed and the turn begins with one: both become one token."""
        fed = [*PROMPT, {"role": "assistant", "content": "\nHello."}]
        with self.assertRaisesRegex(UnstableTemplate, "reaches over"):
            mask_row(ChatTemplate(PLAIN), encode, fed)

    def test_tokens_that_depend_on_what_follows_are_refused(self):
        def fickle(text):
            ids, offsets = encode(text)
            return ([9] if text.endswith("assistant\n") else []) + list(ids)[: -1 if text.endswith("assistant\n") else None], offsets

        with self.assertRaisesRegex(UnstableTemplate, "token prefix"):
            mask_row(ChatTemplate(PLAIN), fickle, PROMPT + CHOSEN)

    def test_nothing_learnt(self):
        with self.assertRaisesRegex(MaskError, "nothing"):
            mask_row(ChatTemplate(PLAIN), encode, PROMPT)

    def test_a_template_that_raises(self):
        with self.assertRaisesRegex(TemplateError, "never"):
            mask_row(ChatTemplate("{{ raise_exception('never') }}"), encode, PROMPT)
        with self.assertRaisesRegex(TemplateError, "cannot be read"):
            ChatTemplate("{% if %}")


class Truncation(unittest.TestCase):
    def setUp(self):
        self.template = ChatTemplate(PLAIN)
        self.whole = mask_row(self.template, encode, PROMPT + CHOSEN)

    def test_that_cuts_a_turn_drops_the_row(self):
        with self.assertRaisesRegex(TooLong, "1 that are learnt would be cut"):
            mask_row(self.template, encode, PROMPT + CHOSEN, max_length=len(self.whole.ids) - 2)

    def test_that_cuts_other_words_keeps_it(self):
        cut = mask_row(self.template, encode, PROMPT + CHOSEN, max_length=len(self.whole.ids) - 1)
        self.assertEqual((cut.ids, cut.turns), (self.whole.ids[:-1], self.whole.turns[:-1]))

    def test_names_the_side_of_a_pair(self):
        with self.assertRaisesRegex(TooLong, "^chosen: "):
            mask_pair(self.template, encode, PROMPT, CHOSEN, REJECTED, max_length=60)


class Pairs(unittest.TestCase):
    def setUp(self):
        self.template = ChatTemplate(PLAIN)

    def test_share_a_prefix_up_to_the_turn_that_differs(self):
        pair = mask_pair(self.template, encode, PROMPT, CHOSEN, REJECTED, TOOLS)
        self.assertEqual(pair.chosen.ids[: pair.shared], pair.rejected.ids[: pair.shared])
        self.assertEqual(pair.chosen.turns[pair.shared - 1 : pair.shared + 1], [-1, 0])
        prompt, _ = encode(self.template.render(PROMPT, TOOLS, generation_prompt=True))
        self.assertEqual(pair.shared, len(prompt))

    def test_share_earlier_turns_of_the_assistant(self):
        other = [*CHOSEN[:2], {"role": "assistant", "content": "It is shut."}]
        pair = mask_pair(self.template, encode, PROMPT, CHOSEN, other)
        self.assertEqual(pair.chosen.turns[pair.shared], 1)
        self.assertEqual(pair.rejected.turns[pair.shared], 1)
        self.assertIn(0, pair.chosen.turns[: pair.shared])

    def test_that_part_at_the_words_of_others_are_refused(self):
        other = [CHOSEN[0], {**CHOSEN[1], "content": "{}"}, *CHOSEN[2:]]
        with self.assertRaisesRegex(MaskError, "assistant does not say"):
            mask_pair(self.template, encode, PROMPT, CHOSEN, other)

    def test_that_are_equal_are_refused(self):
        with self.assertRaisesRegex(MaskError, "beginning of the other"):
            mask_pair(self.template, encode, PROMPT, CHOSEN, CHOSEN)


if __name__ == "__main__":
    unittest.main()
