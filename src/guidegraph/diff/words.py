"""The word-level difference of two texts, as a minimal edit script that reads well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import WordEdit, WordOp


__all__ = ["Region", "regions", "tokens", "word_edits"]

# Old words from, to; new words from, to. Everything outside the regions is equal.
Region = tuple[int, int, int, int]

# How many function words between two replaced runs are joined with them.
LONGEST_ISLAND = 3

# How far an addition is moved to be easier to read, and the marks that end a phrase.
LONGEST_SLIDE = 12
PAUSES = (",", ";", ":", ".", "?", "!", ")")

# Marks around a word that are ignored in the test for a function word.
CLINGING = ".,;:!?\"'()[]“”‘’"


def tokens(text: str) -> tuple[str, ...]:
    r"""
    The words of *text*, split on white space: the unit of the difference.

    >>> tokens("  Support\nchoice. ")
    ('Support', 'choice.')
    """
    return tuple(text.split())


def word_edits(old: str | None, new: str | None) -> tuple[WordEdit, ...]:
    """
    What to keep, remove and add to turn *old* into *new*; a missing text counts as empty.

    Joining what is kept or removed gives the old words, what is kept or added the new ones.
    A replaced run is one removal, then one addition.

    >>> [(edit.op.value, edit.text) for edit in word_edits("they must tell", "they may tell")]
    [('equal', 'they'), ('delete', 'must'), ('insert', 'may'), ('equal', 'tell')]
    """
    before, after = tokens(old or ""), tokens(new or "")
    islands = frozenset(word for word in before if _is_function_word(word))
    return tuple(_edits(before, after, regions(before, after, islands)))


def regions(
    old: Sequence[str], new: Sequence[str], islands: frozenset[str] = frozenset()
) -> tuple[Region, ...]:
    """
    Where two sequences differ, in order, with as few words as possible.

    Two replaced runs with nothing between them but a few words out of *islands* become one region:
    "everyone they meet" / "people they support" is one replacement for a reader, not two.
    """
    # Numbers instead of words: rapidfuzz compares hashes, and the hash of a word differs in
    # every run.
    numbers: dict[str, int] = {}
    before = [numbers.setdefault(word, len(numbers)) for word in old]
    after = [numbers.setdefault(word, len(numbers)) for word in new]
    merged: list[Region] = []
    for region in _differing(before, after):
        moved = _closed(merged[-1], region, before, after) if merged else None
        if moved is not None:
            merged[-1] = moved
        elif merged and _reads_as_one(merged[-1], region, old, islands):
            merged[-1] = (merged[-1][0], region[1], merged[-1][2], region[3])
        else:
            merged.append(region)
    floors = [0, *(region[1] + 1 for region in merged)]
    return tuple(
        _slid(region, old, new, floor) for region, floor in zip(merged, floors, strict=False)
    )


def _slid(region: Region, old: Sequence[str], new: Sequence[str], floor: int) -> Region:
    """
    An addition or removal moved to where a phrase begins or ends, if the result is the same.

    "the [former staff, the] guidelines" reads better as "[the former staff,] the guidelines".
    """
    if region[0] < region[1] and region[2] < region[3]:
        return region
    words, start, end = (
        (old, region[0], region[1]) if region[0] < region[1] else (new, region[2], region[3])
    )
    for steps in range(min(LONGEST_SLIDE, region[0] - floor, end - start) + 1):
        if steps and words[start - steps] != words[end - steps]:
            break
        first = start - steps
        if (
            words[end - steps - 1].endswith(PAUSES)
            or not first
            or words[first - 1].endswith(PAUSES)
        ):
            return (region[0] - steps, region[1] - steps, region[2] - steps, region[3] - steps)
    return region


def _differing(before: list[int], after: list[int]) -> Iterator[Region]:
    """The differing runs, neighbours of different kind joined."""
    start: tuple[int, int] | None = None
    end = (0, 0)
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            if start is not None:
                yield (start[0], end[0], start[1], end[1])
                start = None
            continue
        if start is None:
            start = (code.src_start, code.dest_start)
        end = (code.src_end, code.dest_end)
    if start is not None:
        yield (start[0], end[0], start[1], end[1])


def _closed(first: Region, second: Region, old: list[int], new: list[int]) -> Region | None:
    """
    Two additions, or two removals, as one with the same result, `None` if that is impossible.

    "[in] the [U.S. the] guidelines" reads better as "[in the U.S.] the guidelines".
    """
    island = old[first[1] : second[0]]
    size = len(island)
    if first[0] == first[1] and second[0] == second[1]:
        if new[second[3] - size : second[3]] == island and second[3] - second[2] >= size:
            return (first[0], first[0], first[2], second[3] - size)
        if new[first[2] : first[2] + size] == island and first[3] - first[2] >= size:
            return (second[0], second[0], first[2] + size, second[3])
    if first[2] == first[3] and second[2] == second[3]:
        if old[second[1] - size : second[1]] == island and second[1] - second[0] >= size:
            return (first[0], second[1] - size, first[2], first[2])
        if old[first[0] : first[0] + size] == island and first[1] - first[0] >= size:
            return (first[0] + size, second[1], second[2], second[2])
    return None


def _reads_as_one(
    first: Region, second: Region, old: Sequence[str], islands: frozenset[str]
) -> bool:
    """Whether two regions are both replacements and nearly touch."""
    island = old[first[1] : second[0]]
    both_replace = all(
        region[0] < region[1] and region[2] < region[3] for region in (first, second)
    )
    return both_replace and len(island) <= LONGEST_ISLAND and islands.issuperset(island)


def _is_function_word(word: str) -> bool:
    """Whether a printed word has grammar rather than meaning."""
    return word.strip(CLINGING).casefold() in word_set("function")


def _edits(
    before: tuple[str, ...], after: tuple[str, ...], differing: Iterable[Region]
) -> Iterator[WordEdit]:
    """The edit script with the equal runs between the regions."""
    done = 0
    for old_start, old_end, new_start, new_end in differing:
        yield from _edit(WordOp.EQUAL, before[done:old_start])
        yield from _edit(WordOp.DELETE, before[old_start:old_end])
        yield from _edit(WordOp.INSERT, after[new_start:new_end])
        done = old_end
    yield from _edit(WordOp.EQUAL, before[done:])


def _edit(op: WordOp, words: Sequence[str]) -> Iterator[WordEdit]:
    """One edit, or none for no words."""
    if words:
        yield WordEdit(op=op, text=" ".join(words))
