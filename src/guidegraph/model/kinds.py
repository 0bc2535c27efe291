"""
The words by which a reader chooses changes: relations, facets, wording classes, aspects,
directions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from guidegraph.model.changes import (
    Aspect,
    Change,
    ChangeSet,
    Direction,
    Facet,
    Relation,
    Wording,
)
from guidegraph.model.errors import UnknownNameError


__all__ = ["KINDS", "chosen", "kinds", "kinds_of"]

KINDS: frozenset[str] = frozenset(
    word.value for words in (Relation, Facet, Wording, Aspect, Direction) for word in words
)
"""All words that can be chosen by."""


def kinds(text: Iterable[str]) -> frozenset[str]:
    """
    Kinds as a user writes them, each word or several with commas between.

    Raises:
        UnknownNameError: a word that is no kind.

    >>> sorted(kinds(["dropped,force", "moved"]))
    ['dropped', 'force', 'moved']
    """
    words = [word.strip() for part in text for word in part.split(",") if word.strip()]
    for word in words:
        if word not in KINDS:
            raise UnknownNameError("kind of change", word, KINDS)
    return frozenset(words)


def kinds_of(change: Change) -> frozenset[str]:
    """All kinds that a change is of."""
    found = {change.relation.value, *(facet.value for facet in change.facets)}
    if change.verdict is not None:
        found.add(change.verdict.wording.value)
        found.update(aspect.value for aspect in change.verdict.aspects)
        if change.verdict.direction is not None:
            found.add(change.verdict.direction.value)
    return frozenset(found)


def chosen(
    changes: ChangeSet,
    *,
    only: Collection[str] = (),
    exclude: Collection[str] = (),
    min_confidence: float = 0.0,
) -> ChangeSet:
    """
    The change set with the changes that are of some kind in *only* (of any kind, if that is empty),
    of none in *exclude*, and at least as sure as *min_confidence*; the others are hidden.

    The audit stays that of all changes.
    """
    shown, hidden = [], [*changes.hidden]
    for change in changes.changes:
        wanted = not only or kinds_of(change) & set(only)
        if wanted and not kinds_of(change) & set(exclude) and change.confidence >= min_confidence:
            shown.append(change)
        else:
            hidden.append(change)
    return replace(changes, changes=tuple(shown), hidden=tuple(hidden))
