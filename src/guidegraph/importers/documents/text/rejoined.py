"""Paragraphs that go on after other text: over a page, or beside another column of print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason, Words
from guidegraph.importers.documents.text.lines import ENDS, Line
from guidegraph.model.reading import GuessKind


__all__ = ["LineSpan", "rejoined"]

_TEXT: Final = (Kind.PARAGRAPH, Kind.ENTRY, Kind.DEFINITION)
_FAR: Final = 8  # blocks between the two parts
_FULL: Final = 0.7  # of the width of its block: a line that was full
_FEW: Final = 5  # words of a block of one line
_RECENT: Final = 2  # blocks since the page began
_LONGEST: Final = 20_000  # characters of a paragraph that is added to
_TAIL: Final = 200
_SHORTEST: Final = 24  # characters of a line that may be full


@dataclass(frozen=True, slots=True)
class LineSpan:
    """The first and the last line of a block, the length of its longest line, how many it has."""

    first: Line
    last: Line
    width: int
    lines: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it ends inside a sentence, with a line that is full."""
        end = self.last
        if self.lines == 1 and len(end.words.split()) <= _FEW:  # perhaps a heading
            return end.words[-1] == "-"
        full = len(end.text) >= max(_FULL * self.width, _SHORTEST)
        return end.words[-1] == "-" or (full and not ENDS.search(end.words))


def rejoined(
    blocks: Sequence[LaidBlock], spans: Sequence[LineSpan | None], words: WordStock
) -> list[LaidBlock]:
    """
    The blocks, those that go on with an earlier one joined to it.

    Where two columns were cut by the end of a page, the part that comes first on the next page goes
    on with the one that was cut first.
    """
    found: list[LaidBlock] = []
    ends: dict[int, LineSpan] = {}
    waiting: list[int] = []  # the blocks that ended inside a sentence, in order
    page = 0  # the number of blocks when a page began
    for block, span in zip(blocks, spans, strict=True):
        waiting = [at for at in waiting if len(found) - at <= _FAR]
        if span is None or block.kind not in _TEXT:
            found.append(block)
            continue
        if waiting and (span.first.turned or span.first.page != ends[waiting[-1]].last.page):
            page = len(found)
        to = None
        if not block.mark and waiting and len(found[waiting[0]].words.text) <= _LONGEST:
            small = span.first.words[:1].islower()
            near = all(each.kind is Kind.NOTE for each in found[waiting[0] + 1 :])
            recent = page > 0 and len(found) - page <= _RECENT
            if (small and (near or recent)) or (near and recent and span.first.words[:1].isalnum()):
                to = waiting[0]
        elif not block.mark and _goes_on(span, found, ends.get(len(found) - 1)):
            to = len(found) - 1
        if to is None:
            found.append(block)
            to = len(found) - 1
        else:
            waiting = [at for at in waiting if at != to]
            found[to] = _joined(found[to], block, words)
        ends[to] = span
        if span.is_open:
            waiting.append(to)
    return found


def _goes_on(span: LineSpan, found: Sequence[LaidBlock], last: LineSpan | None) -> bool:
    """Whether a block goes on with the one just before it, whose line was short."""
    return (
        span.first.turned
        and bool(found)
        and len(found[-1].words.text) <= _LONGEST
        and last is not None
        and span.first.words[:1].islower()
        and not ENDS.search(last.last.words)
    )


def _joined(block: LaidBlock, more: LaidBlock, stock: WordStock) -> LaidBlock:
    cut = block.words.text.find(" ", max(0, len(block.words.text) - _TAIL)) + 1
    head, tail = block.words.text[:cut], block.words.text[cut:]
    text, reasons = stock.joined([tail, more.words.text])
    shift = len(head) + len(text) - len(more.words.text)
    whole = Words(
        text=head + text,
        links=(*block.words.links, *more.words.links),
        notes=(*block.words.notes, *((mark, at + shift) for mark, at in more.words.notes)),
    )
    why = LaidReason(
        decision=GuessKind.PARAGRAPH,
        why="it goes on inside a sentence after a page or column",
        confidence=0.8,
        text=more.words.text,
    )
    return replace(block, words=whole, reasons=(*block.reasons, *reasons, *more.reasons, why))
