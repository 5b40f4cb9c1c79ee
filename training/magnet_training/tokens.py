"""The tokenizer of a model as masks and templates want it."""

from __future__ import annotations

from typing import Any

from .failures import SetupError
from .masks import Encode
from .templates import ChatTemplate, TemplateError


def template_of(tokenizer: Any) -> ChatTemplate:
    """The chat template of a `transformers` tokenizer. Raises TemplateError where it has none."""
    text = tokenizer.chat_template
    if isinstance(text, dict):
        text = text.get("tool_use", text.get("default"))
    if not text:
        raise TemplateError(
            "the tokenizer has no chat template: name an instruct model, or put chat_template.jinja into its folder"
        )
    tokens = {name: str(value) for name, value in tokenizer.special_tokens_map.items() if isinstance(value, str)}
    return ChatTemplate(text, tokens)


def encoder_of(tokenizer: Any) -> Encode:
    """Text to ids and the characters of each. Raises SetupError for a tokenizer that does not tell places."""
    if not tokenizer.is_fast:
        raise SetupError("the tokenizer is a slow one, which does not tell the places of its tokens: install `tokenizers`")

    def encode(text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        return encoded["input_ids"], encoded["offset_mapping"]

    return encode


def pad_id_of(tokenizer: Any) -> int:
    """What fills short rows; the attention mask hides it, so that any token will do."""
    return tokenizer.pad_token_id if tokenizer.pad_token_id is not None else (tokenizer.eos_token_id or 0)
