"""The links of a PDF on the blocks that their words are in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import LaidBlock
from guidegraph.importers.documents.pdf.remarks import PageBox, PageLink
from guidegraph.model.edition import Link


__all__ = ["with_links"]

_MOST = 500  # on a block
_SIGNS = " .,;:()[]<>"
_ADDRESS = re.compile(r"https?:|www\.|[^\s@]{1,64}@\S")


def with_links(blocks: Sequence[LaidBlock], links: Sequence[PageLink]) -> list[LaidBlock]:
    """
    The blocks, each with the links whose words it has.

    A link over the end of a line is drawn as two, and is one here. Those in the part of a block
    that is on the next page are not found: its box is that of the first.
    """
    by_page: dict[int, list[PageLink]] = defaultdict(list)
    for link in links:
        by_page[link.page].append(link)
    return [_linked(block, by_page) for block in blocks] if links else list(blocks)


def _linked(block: LaidBlock, by_page: dict[int, list[PageLink]]) -> LaidBlock:
    if block.rows:
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, blocks=tuple(_linked(each, by_page) for each in cell.blocks))
                    for cell in row.cells
                ),
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    page = block.place.page
    here = [
        (each.words, each.target)
        for each in by_page.get(page, ())
        if block.place.box is not None and any(_meet(box, block.place.box) for box in each.boxes)
    ]
    text = block.words.text
    found = [
        Link(words=words, target=target)
        for said, target in _whole(here, text)
        if (words := _as_written(said, text))
    ]
    if not found:
        return block
    return replace(block, words=replace(block.words, links=(*block.words.links, *found[:_MOST])))


def _meet(box: PageBox, other: PageBox) -> bool:
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    return across > 0 and down > (box[3] - box[1]) / 2


def _whole(links: Sequence[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """Links; neighbours to the same address that follow one another in a text are one."""
    found: list[tuple[str, str]] = []
    for words, target in links:
        if found and found[-1][1] == target:
            both = next(
                (each for each in _both(found[-1][0], words) if _as_written(each, text)), None
            )
            if both is not None:
                found[-1] = both, target
                continue
        found.append((words, target))
    return found


def _both(one: str, other: str) -> tuple[str, ...]:
    return f"{one} {other}", f"{other} {one}", f"{one}{other}", f"{one.rstrip('-')}{other}"


def _as_written(words: str, text: str) -> str:
    """
    Words of a link as a text has them: without signs at the ends that are not in it.

    The box of a link is often too wide; no sign after a printed address is a part of it.

    >>> _as_written("(www.example.org).", "Ask (www.example.org).")
    'www.example.org'
    """
    bare = words.strip(_SIGNS)
    for said in (bare,) if _ADDRESS.match(bare) else (words, bare):
        if said and said in text:
            return said
    return ""
