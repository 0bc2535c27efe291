"""The levels of headings: stated, by bookmarks, by numbers, by how they look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.importers.documents.structure.contents import is_contents_title
from guidegraph.importers.documents.structure.headings import Named, name_of, number_in
from guidegraph.language.enumeration import Numbered
from guidegraph.model.reading import GuessKind


__all__ = ["with_levels"]

_KINDS = (
    ("part", "teil", "partie", "parte", "title"),
    ("chapter", "chap.", "ch.", "kapitel", "chapitre", "capítulo", "capitolo", "hoofdstuk"),
    ("section", "sec.", "sect.", "abschnitt", "sección", "secção"),
    ("article", "art.", "artikel", "artículo", "articolo", "artigo", "§", "rule", "regel"),
)
"""The words before numbers, those of the larger divisions first."""
_DEEPEST = 9
_SHORT = 6  # letters

Look = tuple[float, bool, bool, bool, str, str]


def with_levels(
    blocks: Sequence[LaidBlock], named: Mapping[str, Sequence[Named]]
) -> list[LaidBlock]:
    """The blocks with a level for each heading, with the reason where it is not stated."""
    headings = [at for at, block in enumerate(blocks) if block.kind is Kind.HEADING]
    numbers = {at: found for at in headings if (found := number_in(blocks[at])) is not None}
    sure: dict[int, tuple[int, str, float]] = {}
    for at in headings:
        if (level := blocks[at].level) is not None:
            sure[at] = (level, "", 1.0)
        elif (name := name_of(blocks[at], named)) is not None and name.level is not None:
            sure[at] = (name.level, "as in the bookmarks", 0.95)
    levels = dict(sure)
    depths = _depths(numbers)
    title = _title(blocks, headings, numbers) if not sure else None
    offset = _offset(sure, depths, 1 if title is not None else 0)
    known = any(at in sure for at in depths)
    for at, depth in depths.items() if known or not sure else ():
        levels.setdefault(at, (max(1, depth + offset), "by its number", 0.9))
    if title is not None:
        levels[title] = (1, "the largest and first", 0.85)
    _by_look(blocks, headings, levels, 2 if title is not None else 1)
    _lower_contents(blocks, headings, levels, sure)
    return [_levelled(block, levels.get(at)) for at, block in enumerate(blocks)]


def _lower_contents(
    blocks: Sequence[LaidBlock],
    headings: Sequence[int],
    levels: dict[int, tuple[int, str, float]],
    sure: Mapping[int, tuple[int, str, float]],
) -> None:
    """Put the title of a contents list below the only heading of the first level."""
    titles = [at for at in headings if is_contents_title(blocks[at])]
    others = [levels[at][0] for at in headings if at not in titles and at in levels]
    if others.count(1) == 1 and len(others) > 1:
        for at in titles:
            if at not in sure and levels[at][0] == 1:
                levels[at] = (2, "as the title of a contents list", 0.9)


def _levelled(block: LaidBlock, found: tuple[int, str, float] | None) -> LaidBlock:
    if found is None:
        return block
    level, why, confidence = found
    if not why:
        return block
    reason = LaidReason(decision=GuessKind.LEVEL, why=f"level {level} {why}", confidence=confidence)
    return replace(block, level=min(level, _DEEPEST), reasons=(*block.reasons, reason))


def _depths(numbers: Mapping[int, Numbered]) -> dict[int, int]:
    """How deep the number of each heading is, from 1: parts and chapters first, then 1.2.3."""
    kinds = {at: kind for at, found in numbers.items() if (kind := _kind(found)) is not None}
    present = sorted(set(kinds.values()))
    chapters = {
        numbers[at].notation.rpartition(" ")[2]: present.index(kind) + 1
        for at, kind in kinds.items()
    }
    found: dict[int, int] = {}
    for at, number in numbers.items():
        parts = number.notation.rpartition(" ")[2].split(".")
        if at in kinds:
            found[at] = present.index(kinds[at]) + len(parts)
        elif number.notation[0].isdigit() or (len(parts) > 1 and number.clear):
            over = chapters.get(parts[0]) if len(parts) > 1 else None
            found[at] = len(parts) + (over - 1 if over else len(present))
    return found


def _kind(number: Numbered) -> int | None:
    word, _, digits = number.notation.rpartition(" ")
    if not digits:
        return None
    name = (word or number.notation[:1]).casefold()
    return next((rank for rank, names in enumerate(_KINDS) if name in names), None)


def _offset(
    sure: Mapping[int, tuple[int, str, float]], depths: Mapping[int, int], default: int
) -> int:
    """How much deeper levels are than numbers, where both are known."""
    counts = Counter(level - depths[at] for at, (level, _, _) in sure.items() if at in depths)
    if counts:
        return min(counts, key=lambda each: (-counts[each], each))
    return default + 1 - min(depths.values()) if depths else default


def _title(
    blocks: Sequence[LaidBlock], headings: Sequence[int], numbers: Mapping[int, Numbered]
) -> int | None:
    """The first heading, if it is larger than all others and has no number."""
    if len(headings) < 2 or headings[0] in numbers:
        return None
    first, *others = (blocks[at].style.size for at in headings)
    return headings[0] if first > max(others) else None


def _by_look(
    blocks: Sequence[LaidBlock],
    headings: Sequence[int],
    levels: dict[int, tuple[int, str, float]],
    top: int,
) -> None:
    """Give each heading without a level that of those that look the same, or by rank."""
    votes: dict[Look, Counter[int]] = {}
    looks = _looks([blocks[at] for at in headings])
    for at, look in zip(headings, looks, strict=True):
        votes.setdefault(look, Counter())
        if at in levels and levels[at][0] >= top:
            votes[look][levels[at][0]] += 1
    level = top - 1
    of_look: dict[Look, tuple[int, str, float]] = {}
    open_ = {_look(blocks[at]) for at in headings if at not in levels}
    for look in sorted(votes, reverse=True):
        counts = votes[look]
        if not counts and look not in open_:
            continue  # that of the title
        if counts:
            level = min(counts, key=lambda each: (-counts[each], each))
            of_look[look] = (level, "as others that look the same", 0.85)
        else:
            level += 1
            of_look[look] = (level, "by its size and weight", 0.7)
    for at, look in zip(headings, looks, strict=True):
        if at not in levels:
            levels[at] = of_look[look]


def _looks(headings: Sequence[LaidBlock]) -> list[Look]:
    """How headings look; an abbreviation is not in capitals where no other heading is."""
    looks = [_look(block) for block in headings]
    short = [block.words.text.isalpha() and len(block.words.text) <= _SHORT for block in headings]
    plain = {look for look in looks if not look[2]}
    capitals = {look for look, brief in zip(looks, short, strict=True) if not brief}
    found: list[Look] = []
    for look in looks:
        other: Look = (*look[:2], False, *look[3:])
        found.append(other if look[2] and look not in capitals and other in plain else look)
    return found


def _look(block: LaidBlock) -> Look:
    style = block.style
    return (
        round(style.size * 2) / 2,
        style.bold,
        style.capitals,
        style.centred,
        style.font,
        style.colour,
    )
