"""
Neighbours that were carved out of an item, or folded into it.

Where a statement became a list, or a list one statement, each piece alone says too little to be
aligned. But it stands beside the item, and the words that the item lost, or gained, are its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.stems import plain, words


__all__ = ["carve"]

Group = tuple[list[int], list[int]]

# Of a piece, at least this share of the words must be among those lost or gained, in order;
# of a short one all, side by side.
_SHARE = 0.8
_SHORT = 4


def carve(old: Sequence[Entry], new: Sequence[Entry], groups: Sequence[Group]) -> list[Group]:
    """
    The groups with the neighbours that were carved out of, or folded into, their items.

    Args:
        old, new: the entries of both sides, in document order.
        groups: indices of old and new entries that belong together.
    """
    busy = {one for olds, _ in groups for one in olds}, {two for _, news in groups for two in news}
    found: list[Group] = []
    for olds, news in groups:
        carved = _pieces(old[olds[0]], new, news, busy[1]) if len(olds) == 1 else []
        folded = _pieces(new[news[0]], old, olds, busy[0]) if len(news) == 1 and not carved else []
        busy[0].update(folded)
        busy[1].update(carved)
        found.append((sorted([*olds, *folded]), sorted([*news, *carved])))
    return found


def _pieces(
    whole: Entry, others: Sequence[Entry], partners: Sequence[int], busy: set[int]
) -> list[int]:
    """The free neighbours of *partners* that say what *whole* says and its partners do not."""
    if not whole.text or any(not others[at].text for at in partners):
        return []
    said_already = [word for at in partners for word in _said(others[at])]
    left = _unsaid(_said(whole), said_already)
    pieces: list[int] = []
    home = others[partners[0]]
    for at in range(min(partners) + 1, len(others)):
        if at in partners:
            continue
        piece = others[at]
        if at in busy or piece.parent != home.parent or piece.type != home.type:
            break
        said = _said(piece)
        if not said or not _among(said, left):
            break
        left = _unsaid(left, said)
        pieces.append(at)
    return pieces


def _said(entry: Entry) -> list[str]:
    return words(plain(entry.text))


def _unsaid(whole: Sequence[str], said: Sequence[str]) -> list[str]:
    return [
        word
        for edit in Indel.opcodes(whole, said)
        if edit.tag != "equal"
        for word in whole[edit.src_start : edit.src_end]
    ]


def _among(piece: Sequence[str], left: Sequence[str]) -> bool:
    if len(piece) < _SHORT:
        runs = range(len(left) - len(piece) + 1)
        return any(list(left[at : at + len(piece)]) == list(piece) for at in runs)
    shared = sum(
        edit.src_end - edit.src_start for edit in Indel.opcodes(piece, left) if edit.tag == "equal"
    )
    return shared >= _SHARE * len(piece)
