"""Which tokens of a rendered conversation are learnt: what the assistant says, its end token with it, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Literal, Sequence

from .templates import ChatTemplate, Message, Range, TemplateError, Tool

#: A text to its tokens: ids, and for each the characters that it stands for. A special token stands for its own text.
Encode = Callable[[str], tuple[Sequence[int], Sequence[Range]]]


class MaskError(ValueError):
    """A row that cannot be masked as the model is served: left out, with the reason."""


class UnstableTemplate(MaskError):
    """The prompt of a turn is no prefix of the whole: what is learnt is not what is served."""


class TooLong(MaskError):
    """Cutting the row to its limit would cut what is learnt."""


@dataclass(frozen=True)
class MaskedText:
    """A conversation as text, and the parts of it that are learnt.

    by: `generation` where the template marks them, `prefix` where they are what each turn adds to its prompt.
    """

    text: str
    learnt: list[Range]
    by: Literal["generation", "prefix"]


@dataclass(frozen=True)
class MaskedRow:
    """A conversation as tokens. turns: for each token the number of the assistant's turn it belongs to, else -1."""

    ids: list[int]
    turns: list[int]

    @property
    def learnt(self) -> list[bool]:
        return [turn >= 0 for turn in self.turns]


@dataclass(frozen=True)
class MaskedPair:
    """Two sides as tokens. The first `shared` tokens are the same; the first that follows belongs to the assistant."""

    chosen: MaskedRow
    rejected: MaskedRow
    shared: int


def mask_text(template: ChatTemplate, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> MaskedText:
    """The spans that `magnet mask` shows. Raises UnstableTemplate, MaskError, and TemplateError where the template does."""
    text, marked = template.render_marked(messages, tools)
    turns = [
        _turn_range(template, messages, tools, place, text)
        for place, message in enumerate(messages)
        if message["role"] == "assistant"
    ]
    if not template.marks_generation:
        return MaskedText(text, [turn for turn in turns if turn[1] > turn[0]], "prefix")
    for number, (start, end) in enumerate(turns):
        if end > start and not any(left < end <= right for left, right in marked):
            raise MaskError(f"the end of turn {number} of the assistant stands outside of {{% generation %}}")
    return MaskedText(text, marked, "generation")


def mask_row(template: ChatTemplate, encode: Encode, messages: Sequence[Message], tools: Sequence[Tool] = (),
             *, max_length: int | None = None) -> MaskedRow:
    """A conversation as tokens with their turns, cut to `max_length` where nothing learnt is lost by that.

    Raises MaskError where nothing is learnt, TooLong, UnstableTemplate and TemplateError.
    """
    masked = mask_text(template, messages, tools)
    ids, offsets = encode(masked.text)
    turns = [-1] * len(ids)
    for number, span in enumerate(masked.learnt):
        for place in _tokens_of(span, offsets):
            turns[place] = number
    for start, _ in masked.learnt:
        _require_prefix(encode, masked.text, start, ids)
    if not any(turn >= 0 for turn in turns):
        raise MaskError("nothing of it is learnt")
    return _cut(MaskedRow(list(ids), turns), max_length)


def mask_pair(template: ChatTemplate, encode: Encode, prompt: Sequence[Message], chosen: Sequence[Message],
              rejected: Sequence[Message], tools: Sequence[Tool] = (), *, max_length: int | None = None) -> MaskedPair:
    """Both sides of a pair, each with its prompt. `shared` ends where the first turn that differs begins.

    Raises MaskError where the sides are equal or part at what the assistant did not say, and what `mask_row` raises.
    """
    sides = []
    for name, messages in (("chosen", chosen), ("rejected", rejected)):
        try:
            sides.append(mask_row(template, encode, [*prompt, *messages], tools, max_length=max_length))
        except MaskError as error:
            raise type(error)(f"{name}: {error}") from error
    return MaskedPair(*sides, shared=_shared(*sides))


def _turn_range(template: ChatTemplate, messages: Sequence[Message], tools: Sequence[Tool], place: int,
                whole: str) -> Range:
    try:
        prompt = template.render(messages[:place], tools, generation_prompt=True)
        through = template.render(messages[: place + 1], tools)
    except TemplateError as error:
        raise UnstableTemplate(f"the prompt of message {place} cannot be rendered alone: {error}") from error
    if not whole.startswith(prompt):
        raise UnstableTemplate(_not_prefix(f"the prompt of message {place}", prompt, whole))
    shared = _shared_length(through, whole)
    # What follows a message may close it otherwise than the end of the row does: blanks alone are no difference.
    if through[shared:].strip() != "":
        raise UnstableTemplate(_not_prefix(f"the text up to message {place}", through, whole))
    return len(prompt), max(len(prompt), len(through[:shared].rstrip()))


def _not_prefix(what: str, part: str, whole: str) -> str:
    at = _shared_length(part, whole)
    return f"{what} is no prefix of the whole: at character {at} it reads {part[at:at + 24]!r}, the whole {whole[at:at + 24]!r}"


def _shared_length(left: Sequence[object], right: Sequence[object]) -> int:
    count = 0
    for a, b in zip(left, right):
        if a != b:
            break
        count += 1
    return count


def _tokens_of(span: Range, offsets: Sequence[Range]) -> list[int]:
    """Places of the tokens within a span. Raises UnstableTemplate where a token reaches over one of its ends."""
    start, end = span
    inside = []
    for place, (left, right) in enumerate(offsets):
        if right <= start or left >= end or left == right:
            continue
        if left < start or right > end:
            raise UnstableTemplate(f"a token of characters {left} to {right} reaches over the turn of {start} to {end}")
        inside.append(place)
    return inside


def _require_prefix(encode: Encode, text: str, start: int, ids: Sequence[int]) -> None:
    prompt, _ = encode(text[:start])
    if list(ids[: len(prompt)]) != list(prompt):
        at = _shared_length(prompt, ids)
        raise UnstableTemplate(f"the prompt of {start} characters is no token prefix of the whole: they part at token {at}")


def _cut(row: MaskedRow, max_length: int | None) -> MaskedRow:
    if max_length is None or len(row.ids) <= max_length:
        return row
    lost = sum(turn >= 0 for turn in row.turns[max_length:])
    if lost > 0:
        raise TooLong(f"{len(row.ids)} tokens, {max_length} fit: {lost} that are learnt would be cut")
    return MaskedRow(row.ids[:max_length], row.turns[:max_length])


def _shared(chosen: MaskedRow, rejected: MaskedRow) -> int:
    parts = _shared_length(chosen.ids, rejected.ids)
    if parts == min(len(chosen.ids), len(rejected.ids)):
        raise MaskError("one side is the beginning of the other")
    if chosen.turns[parts] < 0 or rejected.turns[parts] < 0:
        raise MaskError(f"the sides part at token {parts}, which the assistant does not say")
    turn = chosen.turns[parts]
    return chosen.turns.index(turn)
