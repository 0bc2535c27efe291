"""What the changes of a diff can be chosen by: the same words, in the same order, everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import (
    Aspect,
    Certainty,
    Change,
    Comparison,
    Direction,
    Wording,
    kinds_of,
)
from guidegraph.model.review import State
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["UNSURE", "ChangeFilter", "FilterChoice", "filters_of", "marks_of"]

UNSURE = Certainty.UNSURE.value
"""The mark of changes whose counterpart or wording class is not sure."""

_STALE = "stale"
_STATES = (*(state.value for state in State), _STALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoice:
    """A mark that changes are chosen by, its name, and how many changes have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Marks of which a reader chooses one, or none: then all changes fit."""

    key: str
    name: str
    choices: tuple[FilterChoice, ...]


def marks_of(comparison: Comparison, change: Change, kind: str) -> tuple[str, ...]:
    """
    What a change can be chosen by: its *kind* first, then its meaning, aspects, directions, whether
    it is unsure, and what was decided where anything was.
    """
    found = kinds_of(change)
    marks = [each.value for order in (Wording, Aspect, Direction) for each in order]
    decided = _decision(comparison, change) if _is_decided(comparison) else ()
    return (kind, *(mark for mark in (*marks, UNSURE) if mark in found), *decided)


def filters_of(
    kinds: Sequence[FilterChoice],
    marks: Iterable[Sequence[str]],
    parts: Sequence[FilterChoice],
    words: Translation = ENGLISH,
) -> tuple[ChangeFilter, ...]:
    """
    The filters in their order; one by which nothing can be chosen is left out.

    Args:
        kinds: the kinds of changes.
        marks: those of each change.
        parts: the parts of the document.
    """
    counts = Counter(mark for each in marks for mark in each[1:])
    filters = (
        ("state", words("Decision"), tuple(_choices(_STATES, counts, words))),
        ("kind", words("Kind"), tuple(kinds)),
        ("wording", words("Meaning"), tuple(_choices(reversed(Wording), counts, words))),
        ("aspect", words("Aspect"), tuple(_choices(Aspect, counts, words))),
        ("direction", words("Direction"), tuple(_choices(Direction, counts, words))),
        ("part", words("Part"), tuple(parts) if len(parts) > 1 else ()),
    )
    return tuple(
        ChangeFilter(key=key, name=name, choices=choices)
        for key, name, choices in filters
        if choices
    )


def _choices(
    marks: Iterable[str], counts: Mapping[str, int], words: Translation
) -> Iterator[FilterChoice]:
    for mark in map(str, marks):
        if counts[mark]:
            yield FilterChoice(value=mark, name=words.known(mark), count=counts[mark])


def _is_decided(comparison: Comparison) -> bool:
    """Whether anything was decided about any change."""
    return bool(comparison.decisions or comparison.stale)


def _decision(comparison: Comparison, change: Change) -> tuple[str, ...]:
    decision = comparison.decisions.get(change.id)
    if decision is not None:
        return (decision.state.value,)
    stale = (_STALE,) if change.id in comparison.stale else ()
    return (State.UNDECIDED.value, *stale)
