"""Numbers on a line of their own: of the statement, or the term, that comes after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.model.reading import GuessKind


__all__ = ["with_lone_numbers"]

_NUMBER = re.compile(r"(?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:\.\d{1,3}){1,6}\.?")
_LONGEST_TERM = 100
_END = re.compile(r"[.:;!?,]$")
_OF_STATEMENT = LaidReason(
    decision=GuessKind.LIST, why="a heading that is only a number", confidence=0.85
)
_OF_TERM = LaidReason(
    decision=GuessKind.LIST, why="a number, a term and what it is", confidence=0.85
)


def with_lone_numbers(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """
    The blocks, with numbers that are all of a heading or paragraph as those of what comes next.

    A heading such as "1.2.3" numbers the paragraph after it, and what comes then is below that; a
    paragraph such as "3.1" numbers the term in bold after it, which a paragraph defines.
    """
    found: list[LaidBlock] = []
    below = False
    at = 0
    while at < len(blocks):
        block, after = blocks[at], blocks[at + 1 : at + 3]
        at += 1
        if block.kind is Kind.HEADING:
            below = _is_number(block) and bool(after) and _is_words(after[0])
            if below:
                number = _number(block)
                found.append(_numbered(after[0], block, number, Kind.ENTRY, _OF_STATEMENT, -1))
                at += 1
                continue
        elif below and block.kind is Kind.PARAGRAPH and block.level is None:
            block = replace(block, level=0)
        elif block.kind is Kind.PARAGRAPH and _is_number(block) and _defines(after):
            term, definition = after
            found.append(_numbered(term, block, _number(block), Kind.TERM, _OF_TERM, None))
            found.append(replace(definition, kind=Kind.DEFINITION))
            at += 2
            continue
        found.append(block)
    return found


def _number(block: LaidBlock) -> str:
    return block.words.text or block.mark or ""


def _is_number(block: LaidBlock) -> bool:
    both = block.words.text and block.mark
    return not (both or block.words.notes) and _NUMBER.fullmatch(_number(block)) is not None


def _is_words(block: LaidBlock) -> bool:
    return block.kind is Kind.PARAGRAPH and not block.mark and bool(block.words.text)


def _defines(blocks: Sequence[LaidBlock]) -> bool:
    """Whether there are a term and its definition."""
    if len(blocks) < 2 or not all(map(_is_words, blocks)):
        return False
    term, definition = blocks
    return (
        term.style.bold
        and not definition.style.bold
        and len(term.words.text) <= _LONGEST_TERM
        and not _END.search(term.words.text)
        and not any(map(_is_number, blocks))
    )


def _numbered(
    block: LaidBlock,
    number_block: LaidBlock,
    number: str,
    kind: Kind,
    reason: LaidReason,
    level: int | None,
) -> LaidBlock:
    return replace(
        block,
        kind=kind,
        mark=number,
        level=level,
        comments=(*number_block.comments, *block.comments),
        reasons=(*number_block.reasons, *block.reasons, reason),
    )
