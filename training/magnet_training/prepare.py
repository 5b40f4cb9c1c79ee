"""From the rows of an export to masked tokens, with a count of what was left out and why."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Callable, Generic, Iterable, TextIO, TypeVar

from .masks import Encode, MaskedPair, MaskedRow, MaskError, mask_pair, mask_row
from .rows import DataError, PairRow, SftRow
from .templates import ChatTemplate, TemplateError

Row = TypeVar("Row", MaskedRow, MaskedPair)
_NUMBERS = re.compile(r"\d+")


@dataclass
class Prepared(Generic[Row]):
    """rows: what is trained on; lines: of the file, for each row; dropped: reason by line."""

    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)

    def report(self, out: TextIO | None = None, shown: int = 5) -> None:
        """How many rows are kept, and each kind of reason with its first line."""
        out = sys.stderr if out is None else out
        print(f"{len(self.rows)} rows are trained on, {len(self.dropped)} left out", file=out)
        kinds = Counter(_NUMBERS.sub("N", reason) for reason in self.dropped.values())
        for kind, count in kinds.most_common(shown):
            line, reason = next((line, why) for line, why in self.dropped.items() if _NUMBERS.sub("N", why) == kind)
            print(f"  {count} left out, the first is line {line}: {reason}", file=out)


def prepare_sft(rows: Iterable[SftRow], template: ChatTemplate, encode: Encode, max_length: int) -> Prepared[MaskedRow]:
    """Conversations. Raises DataError where nothing is left."""
    return _prepare(
        rows, lambda row: mask_row(template, encode, row.messages, row.tools, max_length=max_length)
    )


def prepare_pairs(
    rows: Iterable[PairRow], template: ChatTemplate, encode: Encode, max_length: int
) -> Prepared[MaskedPair]:
    """Pairs. Raises DataError where nothing is left."""
    return _prepare(
        rows,
        lambda row: mask_pair(
            template, encode, row.prompt, row.chosen, row.rejected, row.tools, max_length=max_length
        ),
    )


def _prepare(rows: Iterable[Any], mask: Callable[[Any], Row]) -> Prepared[Row]:
    prepared: Prepared[Row] = Prepared()
    for row in rows:
        try:
            prepared.rows.append(mask(row))
            prepared.lines.append(row.line)
        except (MaskError, TemplateError) as error:
            prepared.dropped[row.line] = str(error)
    if not prepared.rows:
        reason = next(iter(prepared.dropped.values()), "the file is empty")
        raise DataError(f"no row is left to train on: {reason}")
    return prepared
