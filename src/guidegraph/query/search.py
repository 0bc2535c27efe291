"""Search: the items that have some words, ranked by BM25 (Robertson and Zaragoza, 2009)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidegraph.graph.statements import literals_in
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.hits import Hit, Hits
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role
from guidegraph.query.asked import Range, SearchedPassage, Wanted, passage, wanted
from guidegraph.query.versions import ages, grouped_versions, other_versions


__all__ = ["search", "searched_text"]

_SATURATION = 1.2
_LENGTH = 0.75
_LABEL_WEIGHT = 2
_IN_A_ROW = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An item with the places of each thing that is searched for, and the number of its words."""

    ref: Ref
    item: Item
    passage: SearchedPassage
    counts: Sequence[int]
    length: int
    asked: Sequence[Wanted]

    @property
    def kinds(self) -> int:
        """How many of the things it has."""
        return sum(1 for count in self.counts if count)


def search(
    editions: Sequence[Edition],
    asked: str,
    *,
    type_: str | None,
    limit: int,
    any_: bool = False,
) -> Hits:
    """
    The best items of some editions that have all words, each with its versions in one row.

    Args:
        type_: only items of this class, by its local name, such as `PracticeStatement`.
        any_: also items with only some of the words; those with more of them come first.

    Raises:
        MisuseError: there is no word in *asked*, or there are too many.
        UnknownNameError: no item is of that type.
    """
    if not wanted(asked):
        raise MisuseError(f"no word to search for in {asked!r}; give some, such as 'privacy'")
    types = {item.type for edition in editions for item in edition.items}
    if type_ is not None and type_ not in types:
        raise UnknownNameError("type of item", type_, types)
    every = [found for edition in editions for found in _read(edition, asked)]
    kept = [found for found in every if type_ is None or found.item.type == type_]
    some = [found for found in kept if found.kinds]
    chosen = some if any_ else [found for found in some if found.kinds == len(found.asked)]
    rows = _rows(editions, chosen, _scores(chosen, every))
    refs = {found.ref: found for found in chosen}
    return Hits(
        words=asked,
        hits=tuple(_hit(refs, group, score) for group, score in rows[:limit]),
        total=len(rows),
        some=0 if rows else len(_rows(editions, some, dict.fromkeys((f.ref for f in some), 1.0))),
        ignored=_ignored(editions, asked),
    )


def searched_text(item: Item) -> str:
    """The searched text of an item: its names, then its text, a line each."""
    names = [item.pref_label or item.label, *item.alt_labels]
    return "\n".join(part for part in (*names, item.text) if part)


def _elsewhere(item: Item) -> tuple[str, ...]:
    """The names of an item that are not among those it is read with: in other languages, hidden."""
    known = {item.label, item.pref_label, *item.alt_labels}
    names = (
        spaced(literal.value)
        for said in item.said(Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL)
        for literal in literals_in(said)
    )
    return tuple(dict.fromkeys(name for name in names if name not in known))


def _read(edition: Edition, asked: str) -> list[_Found]:
    """The items of an edition, read for what is searched for in its language."""
    things = wanted(asked, edition.language)
    found = []
    for item in edition.items:
        whole = passage("\n".join((searched_text(item), *_elsewhere(item))), edition.language)
        label = len(item.pref_label or item.label or "")
        found.append(
            _Found(
                ref=Ref(edition=edition.id, id=item.id),
                item=item,
                passage=whole,
                counts=[_count(whole.ranges(one), label) for one in things],
                length=len(whole.keys),
                asked=things,
            )
        )
    return found


def _count(ranges: Sequence[Range], label: int) -> int:
    """How often a text has something; in its label it counts for more."""
    return sum(_LABEL_WEIGHT if end <= label else 1 for _, end in ranges)


def _scores(chosen: Sequence[_Found], every: Sequence[_Found]) -> dict[Ref, float]:
    """How well each item matches, by BM25; words in the order of the search count for more."""
    average = sum(found.length for found in every) / max(len(every), 1)
    spread: dict[str, int] = {}
    for found in every:
        for one, count in zip(found.asked, found.counts, strict=True):
            spread[one.text] = spread.get(one.text, 0) + bool(count)
    scores = {}
    for found in chosen:
        length = 1 - _LENGTH + _LENGTH * found.length / (average or 1)
        parts = [
            math.log(1 + (len(every) - spread[one.text] + 0.5) / (spread[one.text] + 0.5))
            * (count * (_SATURATION + 1) / (count + _SATURATION * length))
            for one, count in zip(found.asked, found.counts, strict=True)
            if count
        ]
        keys = [key for one in found.asked for key in one.keys]
        row = _IN_A_ROW if len(found.asked) > 1 and found.passage.has_in_a_row(keys) else 1.0
        scores[found.ref] = math.fsum(parts) * len(parts) / len(found.asked) * row
    return scores


def _rows(
    editions: Sequence[Edition], found: Sequence[_Found], scores: Mapping[Ref, float]
) -> list[tuple[list[Ref], float]]:
    """The versions of each item, that of the newest edition first; the best items first."""
    age = ages(editions)
    order = {each.ref: number for number, each in enumerate(found)}
    items = {each.ref: each.item for each in found}
    groups = [
        sorted(group, key=lambda ref: (age[ref.edition], order[ref]))
        for group in grouped_versions(order, items)
    ]
    rows = [(group, max(scores[ref] for ref in group)) for group in groups]
    return sorted(rows, key=lambda row: (-row[1], order[row[0][0]]))


def _hit(found: Mapping[Ref, _Found], group: Sequence[Ref], score: float) -> Hit:
    each = found[group[0]]
    text = searched_text(each.item)
    ranges = [at for one in each.asked for at in each.passage.ranges(one)]
    # Names that are not among those it is read with are shown only where they have the words.
    at = len(text)
    for name in _elsewhere(each.item):
        start, at = at + 1, at + 1 + len(name)
        moved = [(a, b) for a, b in ranges if start <= a and b <= at]
        if moved:
            shift = len(text) + 1 - start
            ranges = [pair for pair in ranges if pair not in moved]
            ranges += [(a + shift, b + shift) for a, b in moved]
            text = f"{text}\n{name}"
    return Hit(
        ref=each.ref,
        type=each.item.type,
        score=round(score, 4),
        text=text,
        marks=_apart(ranges),
        also=other_versions(each.ref, group, {ref: found[ref].item for ref in group}),
    )


def _apart(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Ranges without those that begin in another."""
    found: list[Range] = []
    for start, end in sorted(set(ranges), key=lambda pair: (pair[0], -pair[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def _ignored(editions: Sequence[Edition], asked: str) -> tuple[str, ...]:
    """The words that are searched for in no edition."""
    used = {one.text for edition in editions for one in wanted(asked, edition.language)}
    every = wanted(asked, "")
    return tuple(one.text for one in every if one.text not in used)
