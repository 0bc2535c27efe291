"""
What a reader of a diff looks at first: losses, duties that became weaker, references to other
clauses, doubtful links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest

from guidegraph.model.changes import (
    Aspect,
    Certainty,
    Change,
    Comparison,
    Direction,
    Facet,
    Ref,
    Relation,
)
from guidegraph.model.edition import Edition
from guidegraph.render.grouping import by_weight, heirs_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["Alarm", "AlarmKind", "Alarms", "alarms_of"]

# As many as fit on a screen, and the weight from which a doubtful link is one of them.
_MOST = 20
_WEIGHT = 0.5


class AlarmKind(StrEnum):
    """Why a change is to be looked at first: a word that changes can be chosen by."""

    DROPPED = "dropped"
    DUPLICATE = "duplicate"
    NEGATION = "negation"
    WEAKENED = "weakened"
    RELINKED = "relinked"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A change to look at first, and why."""

    kind: AlarmKind
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """The changes to look at first, and how many more there are of each kind."""

    shown: tuple[Alarm, ...]
    more: Mapping[AlarmKind, int]

    def rest(self, words: Translation = ENGLISH) -> str:
        """How many are not shown, and how to see them; nothing if all are shown."""
        if not self.more:
            return ""
        return words(
            "and %(count)s more: --only %(kinds)s",
            count=f"{sum(self.more.values()):,}",
            kinds=",".join(self.more),
        )


def alarms_of(comparison: Comparison, *, everything: bool = False) -> Alarms:
    """
    The changes to look at first by kind; of each kind the unsure first, then by weight.

    Unless *everything* is asked for they are few, and no kind is hidden by a more frequent one.
    """
    found: dict[AlarmKind, list[Alarm]] = {kind: [] for kind in AlarmKind}
    finder = _Finder(comparison)
    for change in by_weight(comparison.changes.changes):
        kind = finder.kind_of(change)
        if kind is not None:
            found[kind].append(Alarm(kind=kind, change=change))
    for alarms in found.values():
        alarms.sort(key=lambda alarm: not _is_unsure(alarm.change))
    turns = chain.from_iterable(zip_longest(*found.values()))
    ranked = [alarm for alarm in turns if alarm is not None]
    left = Counter(alarm.kind for alarm in ([] if everything else ranked[_MOST:]))
    shown = chain.from_iterable(
        alarms[: len(alarms) - left[kind]] for kind, alarms in found.items()
    )
    return Alarms(shown=tuple(shown), more={kind: left[kind] for kind in AlarmKind if left[kind]})


def _is_unsure(change: Change) -> bool:
    return change.certainty is Certainty.UNSURE or bool(change.verdict and change.verdict.unsure)


class _Finder:
    def __init__(self, comparison: Comparison) -> None:
        self.old: Mapping[str, Edition] = {edition.id: edition for edition in comparison.old}
        self.new = comparison.new
        changes = comparison.changes
        self.emptied = frozenset(self._emptied(comparison, (*changes.changes, *changes.hidden)))

    def _emptied(self, comparison: Comparison, changes: Sequence[Change]) -> Iterator[str | None]:
        """The new items below whose predecessors something was dropped."""
        heirs = heirs_of(comparison)
        for change in changes:
            if change.relation is Relation.DROPPED and not self._is_invented(change):
                (ref,) = change.old
                parent = self.old[ref.edition].by_id[ref.id].parent
                heir = parent and heirs.get(Ref(edition=ref.edition, id=parent))
                if heir or parent is None:
                    yield heir

    def kind_of(self, change: Change) -> AlarmKind | None:
        """Why a change is to be looked at first, if it is."""
        if change.relation is Relation.DROPPED:
            return None if self._is_invented(change) else AlarmKind.DROPPED
        if Facet.DUPLICATE in change.facets:
            return AlarmKind.DUPLICATE if self._is_loss(change) else None
        if change.verdict is not None:
            if Aspect.NEGATION in change.verdict.aspects:
                return AlarmKind.NEGATION
            if Direction.WEAKENED in change.verdict.directions:
                return AlarmKind.WEAKENED
            # Another clause is meant, which is a change of meaning; a link alone is none.
            if Facet.RELINKED in change.facets and Aspect.OTHER in change.verdict.aspects:
                return AlarmKind.RELINKED
        linked = change.old and change.new
        doubtful = change.certainty is Certainty.UNSURE and change.weight >= _WEIGHT
        return AlarmKind.UNSURE if linked and doubtful else None

    def _is_loss(self, change: Change) -> bool:
        """Whether a duplicate is where something else was lost: maybe it was pasted over it."""
        parents = {self.new.by_id[ref.id].parent for ref in change.new}
        return Facet.REPLACED in change.facets or not parents.isdisjoint(self.emptied)

    def _is_invented(self, change: Change) -> bool:
        """Whether only the file says the items: a heading that the document does not print."""
        for ref in change.old:
            edition = self.old[ref.edition]
            item = edition.by_id[ref.id]
            if edition.source_kind is not None or item.text or item.label:
                return False
        return True
