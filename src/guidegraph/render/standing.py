"""
The new edition in reading order, item by item, with what changed; what was dropped or moved away
is where it stood. What committees read is made of it: redlines, crosswalks, change logs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from guidegraph.model.changes import (
    Certainty,
    Change,
    Comparison,
    Direction,
    Facet,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
)
from guidegraph.model.clauses import clause_of, is_entry, label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.review import State
from guidegraph.render.grouping import heirs_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = [
    "Standing",
    "StandingKind",
    "clause_in",
    "is_heading",
    "numbers_of",
    "outcome_of",
    "outcomes_of",
    "standings_of",
]


class StandingKind(StrEnum):
    """Whether an item is there, was there and is dropped, or was there and moved away."""

    HERE = "here"
    DROPPED = "dropped"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    An item at its place in the new edition, or at the place it had in an old one.

    Attributes:
        home: the edition of the item.
        depth: how many items it is below.
        change: what changed; none if it is unchanged.
        number: the running number of the change; 0 if it is unchanged.
        first: whether the change is met here for the first time.
        old, new: the items before and after.
        label, words: its name and text with what was removed and added.
    """

    kind: StandingKind
    item: Item
    home: Edition
    depth: int
    change: Change | None
    number: int
    first: bool
    old: tuple[Ref, ...]
    new: tuple[Ref, ...]
    label: tuple[WordEdit, ...]
    words: tuple[WordEdit, ...]


def numbers_of(comparison: Comparison) -> Mapping[str, int]:
    """The running numbers of all changes, also of hidden ones, by their ids, from 1 in order."""
    return {each.change.id: each.number for each in standings_of(comparison) if each.change}


def standings_of(comparison: Comparison) -> tuple[Standing, ...]:
    """Every item of the new edition in its order, and where they stood those that are gone."""
    return tuple(_numbered(tuple(_Sequence(comparison).standings())))


def _numbered(standings: Sequence[Standing]) -> Iterator[Standing]:
    """The changes counted where their items are now; what moved away has the number from there."""
    numbers: dict[str, int] = {}
    for standing in standings:
        if standing.change is not None and standing.kind is not StandingKind.LEFT:
            numbers.setdefault(standing.change.id, len(numbers) + 1)
    told: set[str] = set()
    for standing in standings:
        if standing.change is None:
            yield standing
            continue
        id_ = standing.change.id
        first = id_ not in told and standing.kind is not StandingKind.LEFT
        if first:
            told.add(id_)
        yield replace(standing, number=numbers[id_], first=first)


class _Sequence:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.new = comparison.new
        changes = comparison.changes
        every = (*changes.changes, *changes.hidden)
        self.of_new = {ref.id: change for change in every for ref in change.new}
        self.of_old = {ref: change for change in every for ref in change.old}
        self.before = {pair.new.id: pair.old for pair in changes.unchanged}
        self.order = {item.id: at for at, item in enumerate(self.new.items)}
        self.gone = self._gone()

    def standings(self) -> Iterator[Standing]:
        yield from self.gone.get(None, ())
        for item in self.new.items:
            yield self._here(item)
            yield from self.gone.get(item.id, ())

    def _here(self, item: Item) -> Standing:
        ref = Ref(edition=self.new.id, id=item.id)
        change = self.of_new.get(item.id)
        op = WordOp.EQUAL
        label = words = None
        old: tuple[Ref, ...] = (self.before[item.id],) if item.id in self.before else ()
        new: tuple[Ref, ...] = (ref,)
        if change is not None:
            old, new = change.old, change.new
            if change.relation is Relation.ADDED:
                op = WordOp.INSERT
            else:
                label, words = self._own(change, ref)
        return self._standing(
            StandingKind.HERE, item, self.new, change, old=old, new=new, op=op, edits=(label, words)
        )

    def _own(
        self, change: Change, ref: Ref
    ) -> tuple[Sequence[WordEdit] | None, Sequence[WordEdit] | None]:
        """What was removed and added in the words of one of the new items of a change."""
        if len(change.new) == 1:
            return change.label_words or None, change.words or None
        at = change.new.index(ref)
        items = [self.new.by_id[each.id] for each in change.new]
        label, text = (
            _shared_out(edits, [value or "" for value in values])[at] if edits else None
            for edits, values in (
                (change.label_words, [label_of(item) for item in items]),
                (change.words, [item.text for item in items]),
            )
        )
        return label, text

    def _standing(
        self,
        kind: StandingKind,
        item: Item,
        home: Edition,
        change: Change | None,
        *,
        old: tuple[Ref, ...],
        new: tuple[Ref, ...],
        op: WordOp,
        edits: tuple[Sequence[WordEdit] | None, Sequence[WordEdit] | None] = (None, None),
    ) -> Standing:
        label, words = edits
        return Standing(
            kind=kind,
            item=item,
            home=home,
            depth=sum(1 for _ in home.ancestors(item)),
            change=change,
            number=0,
            first=False,
            old=old,
            new=new,
            label=tuple(label) if label is not None else _whole(label_of(item), op),
            words=tuple(words) if words is not None else _whole(item.text, op),
        )

    def _last_of(self, after: str | None, change: Change | None) -> str | None:
        """The last of the items that an old one became, where they follow one another."""
        if change is None:
            return after
        return self._while(after, lambda item: self.of_new.get(item.id) is change)

    def _end_of_part(self, after: str | None) -> str | None:
        """The last of the items that came in after one, below the same heading."""

        def came(item: Item) -> bool:
            change = self.of_new.get(item.id)
            return (
                change is not None
                and (not change.old or not _stays(change))
                and not is_heading(self.new, item)
            )

        return self._while(after, came)

    def _while(self, after: str | None, goes_on: Callable[[Item], bool]) -> str | None:
        at = self.order.get(after, -1) + 1 if after is not None else 0
        while at < len(self.new.items) and goes_on(self.new.items[at]):
            after = self.new.items[at].id
            at += 1
        return after

    def _gone(self) -> dict[str | None, list[Standing]]:
        """What is dropped or moved away, by the new item that it comes after."""
        heirs = heirs_of(self.comparison)
        found: dict[str | None, list[Standing]] = {}
        for edition in self.comparison.old:
            after: str | None = None
            for item in edition.items:
                ref = Ref(edition=edition.id, id=item.id)
                change = self.of_old.get(ref)
                if change is None or _stays(change):
                    # An item that stays in place: what follows stood after it.
                    after = self._last_of(heirs.get(ref, after), change)
                    continue
                if is_heading(edition, item):
                    after = self._end_of_part(after)
                kind = StandingKind.LEFT if change.new else StandingKind.DROPPED
                found.setdefault(after if after in self.order else None, []).append(
                    self._standing(
                        kind,
                        item,
                        edition,
                        change,
                        old=change.old,
                        new=change.new,
                        op=WordOp.DELETE,
                    )
                )
        return found


def is_heading(edition: Edition, item: Item) -> bool:
    """Whether an item is printed as a heading, with what follows below it."""
    if not label_of(item) or is_entry(item):
        return False
    return not item.text or item.id in edition.children or item.parent is None


def _stays(change: Change) -> bool:
    """Whether the items of a change are at the place where they were."""
    return bool(change.new) and Facet.MOVED not in change.facets


def _shared_out(
    edits: Sequence[WordEdit], texts: Sequence[str]
) -> tuple[tuple[WordEdit, ...], ...]:
    """
    The edits that lead to several texts, one after the other, for each of them its own: what was
    removed between two is with the first. If they lead to other words, everything is new.

    >>> edits = (WordEdit(op=WordOp.DELETE, text="a"), WordEdit(op=WordOp.INSERT, text="b c"))
    >>> [" ".join(edit.text for edit in own) for own in _shared_out(edits, ["b", "c"])]
    ['a b', 'c']
    """
    rooms = [text.split() for text in texts]
    now = [word for edit in edits if edit.op is not WordOp.DELETE for word in edit.text.split()]
    if now != [word for room in rooms for word in room]:
        gone = [edit.text for edit in edits if edit.op is not WordOp.INSERT]
        first, *others = (_whole(text, WordOp.INSERT) for text in texts)
        return ((*_whole(" ".join(gone), WordOp.DELETE), *first), *others)
    found: list[list[WordEdit]] = [[] for _ in texts]
    at, left = 0, len(rooms[0])
    for edit in edits:
        if edit.op is WordOp.DELETE:
            found[at].append(edit)
            continue
        words = edit.text.split()
        while words:
            while not left:
                at += 1
                left = len(rooms[at])
            found[at].append(replace(edit, text=" ".join(words[:left])))
            words, left = words[left:], max(0, left - len(words))
    return tuple(map(tuple, found))


def _whole(text: str | None, op: WordOp) -> tuple[WordEdit, ...]:
    return (WordEdit(op=op, text=" ".join(text.split())),) if text and text.strip() else ()


def outcome_of(comparison: Comparison, change: Change | None, words: Translation = ENGLISH) -> str:
    """
    How the items of a change changed, in the words of standards bodies.

    That a withdrawn item went into another one is said only where a person decided so; what merely
    stands at its place is none. That it is unsure which items belong together is said until a
    person accepted it.
    """
    if change is None:
        return words("unchanged")
    if into := _into(comparison, change):
        named = ", ".join(clause_in(comparison, ref) for ref in into)
        return words("withdrawn and incorporated into %(items)s", items=named)
    found = list(outcomes_of(comparison, change, words))
    if change.relation is Relation.ADDED and change.duplicate_of is not None:
        found.append(words("repeats %(item)s", item=clause_in(comparison, change.duplicate_of)))
    if change.relation is Relation.ADDED and Facet.DEPRECATED in change.facets:
        found.append(words("deprecated"))
    if change.certainty is Certainty.UNSURE and not _is_accepted(comparison, change):
        found.append(
            words("unsure whether these belong together")
            if change.old and change.new
            else words("unsure whether it has a counterpart")
        )
    return "; ".join(found)


def outcomes_of(
    comparison: Comparison, change: Change | None, words: Translation = ENGLISH
) -> tuple[str, ...]:
    """The same, one by one, without the names of items: what changes are counted by."""
    if change is None:
        return (words("unchanged"),)
    if change.relation is Relation.ADDED:
        return (words("new"),)
    if _into(comparison, change):
        return (words("withdrawn and incorporated into another"),)
    if change.relation is Relation.DROPPED:
        return (words("withdrawn"),)
    if change.relation is Relation.SPLIT:
        return (words("divided"),)
    if change.relation is Relation.MERGED:
        return (words("combined"),)
    if change.relation is Relation.REGROUPED:
        return (words("rearranged"),)
    return tuple(_of_same(change, words, accepted=_is_accepted(comparison, change)))


def _into(comparison: Comparison, change: Change) -> tuple[Ref, ...]:
    decision = comparison.decisions.get(change.id)
    return decision.into if decision and change.relation is Relation.DROPPED else ()


def _is_accepted(comparison: Comparison, change: Change) -> bool:
    decision = comparison.decisions.get(change.id)
    return decision is not None and decision.state is State.ACCEPTED


def _of_same(change: Change, words: Translation, *, accepted: bool) -> list[str]:
    found: list[str] = []
    verdict = change.verdict
    if Facet.DEPRECATED in change.facets:
        found.append(words("deprecated"))
    if verdict is not None and verdict.wording is Wording.SUBSTANTIVE:
        directions: Mapping[Direction | None, str] = {
            Direction.STRENGTHENED: words("revised, strengthened"),
            Direction.WEAKENED: words("revised, weakened"),
        }
        found.append(directions.get(verdict.direction, words("revised")))
    elif verdict is not None:
        found.append(words("editorial"))
    if verdict is not None and verdict.unsure and not accepted:
        found[-1] = words("%(outcome)s, wording unsure", outcome=found[-1])
    if Facet.MOVED in change.facets or Facet.REORDERED in change.facets:
        found.append(words("moved"))
    if Facet.RETYPED in change.facets:
        found.append(words("reclassified"))
    if {Facet.DESCRIBED, Facet.RELINKED} & set(change.facets):
        found.append(words("details revised"))
    if not found:
        found.append(words("renumbered"))
    return found


def clause_in(comparison: Comparison, ref: Ref) -> str:
    """The clause of the new edition that an item is."""
    item = comparison.new.by_id.get(ref.id)
    return clause_of(comparison.new, item) if item else ref.id
