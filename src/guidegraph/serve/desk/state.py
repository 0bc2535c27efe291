"""What the desk shows: the changes in reading order, with what was decided about each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from guidegraph.model.changes import (
    Ref,
    kinds_of,
    priority_of,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import first_words
from guidegraph.model.review import Decision, Pairing, Review, Reviewed, State
from guidegraph.render.details import Details
from guidegraph.render.filters import UNSURE, ChangeFilter, FilterChoice, filters_of, marks_of
from guidegraph.render.html.view import ChangeView, change_view, language_of
from guidegraph.render.phrases import KIND_NAMES, counts_of, spaced, words_of
from guidegraph.serve.desk.order import ReadingPlace, places_in_order
from guidegraph.store.journal import rows_of


__all__ = ["ChangeCard", "DeskState", "digest"]

_WORDS = 16
_BESIDE = 4


def digest(row: str) -> str:
    """
    A short name for a row of a ledger, by which the page says what it has seen; none for no row.
    """
    return hashlib.sha256(row.encode()).hexdigest()[:12] if row else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCard:
    """
    A change on the desk.

    Attributes:
        number: its place in the list, from 1.
        part: the number of the part it is in, from 1.
        view: what is shown of the change itself.
        reviewed: what was decided.
        seen: names the decision; the page sends it back with a new one.
        kinds: all words that it can be chosen by.
        pairing: the decision that its items belong together, if there is one.
    """

    number: int
    part: int
    view: ChangeView
    reviewed: Reviewed
    seen: str
    kinds: tuple[str, ...]
    pairing: Pairing | None

    @property
    def id(self) -> str:
        """The id of the change."""
        return self.reviewed.change.id

    @property
    def values(self) -> Mapping[str, object]:
        """What the form for a decision is filled with."""
        decision = self.reviewed.decision or self.reviewed.stale
        change = self.reviewed.change
        verdict = change.verdict
        return {
            "state": self.reviewed.state.value,
            "reason": decision.reason if decision else "",
            "rationale": decision.rationale if decision else "",
            "link": decision.link if decision else "",
            "class": decision.wording.value if decision and decision.wording else "",
            "found": (verdict.found or verdict.wording).value if verdict else "",
            "into": [str(ref) for ref in decision.into] if decision else [],
            "old": [str(ref) for ref in change.old],
            "new": [str(ref) for ref in change.new],
        }

    @property
    def link(self) -> str:
        """Where the change was discussed, if that is an address of the web."""
        decision = self.reviewed.decision or self.reviewed.stale
        address = decision.link if decision else ""
        return address if address.startswith(("https://", "http://")) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """A change in the list, by its id, or items without changes that follow each other."""

    change: str = ""
    unchanged: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPart:
    """A part of the list."""

    name: str
    entries: tuple[ListedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is around an item in its edition, in reading order; *at* is its place among them."""

    edition: str
    language: str | None
    items: tuple[Item, ...]
    at: int


class DeskState:
    """
    The changes and decisions at one moment.

    Args:
        review: the changes with what was decided about them.
        before: an earlier state; what it has in common with this one is not made again.

    Attributes:
        reviewed: the changes with their decisions, by id.
        seen: names the decision about each change, by the change's id.
        shape: names the list of changes and pairs.
        places: the changes and unchanged items in reading order.
        details: what is said of changes.
        texts: what the page was given for each change, by what it depends on.
    """

    def __init__(self, review: Review, before: DeskState | None = None) -> None:
        self.review = review
        self.reviewed = {each.change.id: each for each in review.changes}
        rows = rows_of(review.ledger)
        self.seen = {id_: digest(rows.get(id_, "")) for id_ in self.reviewed}
        self.shape = digest("\n".join(self._listed(rows)))
        self.places: tuple[ReadingPlace, ...]
        self.details: Details
        self.texts: dict[tuple[str, str, Decision | None], str]
        if before is not None and before.shape == self.shape:
            self.places, self.details = before.places, before.details
            self.texts = before.texts
        else:
            # What was decided is shown by itself, not among what is said of a change.
            bare = review.comparison.without_decisions()
            self.places = tuple(places_in_order(bare))
            self.details = Details(bare, everything=True)
            self.texts = {}

    def _listed(self, rows: Mapping[str, str]) -> list[str]:
        """What says whether the list of changes is another one."""
        pairs = sorted(rows[each.id] for each in self.review.pairings)
        return [*sorted(self.reviewed), *pairs]

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each change, from 1."""
        changes = (place.change for place in self.places if place.change)
        return {change.id: at for at, change in enumerate(changes, start=1)}

    @cached_property
    def parts(self) -> Mapping[str, int]:
        """The parts with changes, with their numbers."""
        names = dict.fromkeys(place.part for place in self.places if place.change)
        return {name: at for at, name in enumerate(names, start=1)}

    @cached_property
    def part_of(self) -> Mapping[str, int]:
        """The part of each change."""
        return {place.change.id: self.parts[place.part] for place in self.places if place.change}

    @cached_property
    def pairings(self) -> Mapping[tuple[frozenset[Ref], frozenset[Ref]], Pairing]:
        """The decisions that items belong together, by the items."""
        return {(frozenset(each.old), frozenset(each.new)): each for each in self.review.pairings}

    @property
    def done(self) -> int:
        """How many changes are decided."""
        return sum(each.state is not State.UNDECIDED for each in self.reviewed.values())

    @property
    def tag(self) -> str:
        """Names the state."""
        return digest("\n".join((self.shape, *self.seen.values())))

    def text_of(self, id_: str, render: Callable[[ChangeCard], str]) -> str:
        """What the page is given for a change; rendered once for each decision."""
        key = (id_, self.seen[id_], self.reviewed[id_].stale)
        if key not in self.texts:
            self.texts[key] = render(self.card(id_))
        return self.texts[key]

    def card(self, id_: str) -> ChangeCard:
        """What is shown of a change."""
        reviewed = self.reviewed[id_]
        change = reviewed.change
        view = change_view(self.details, change)
        # What is at the place of a dropped item has a card of its own.
        view = replace(view, beside=(), kinds=view.kinds[:1])
        kinds = {*kinds_of(change), f"kind-{priority_of(change).name.lower()}"}
        if reviewed.stale:
            kinds.add("stale")
        return ChangeCard(
            number=self.order[id_],
            part=self.part_of[id_],
            view=view,
            reviewed=reviewed,
            seen=self.seen[id_],
            kinds=tuple(sorted(kinds)),
            pairing=self.pairings.get((frozenset(change.old), frozenset(change.new))),
        )

    def listed(self, *, whole: bool) -> Iterator[ListedPart]:
        """The parts in reading order, of the *whole* edition or with their changes alone."""
        places = (place for place in self.places if whole or place.change)
        for name, group in groupby(places, key=lambda place: place.part):
            entries: list[ListedEntry] = []
            for is_change, run in groupby(group, key=lambda place: place.change is not None):
                if is_change:
                    changes = (place.change for place in run if place.change)
                    entries += (ListedEntry(change=change.id) for change in changes)
                else:
                    items = tuple(place.item for place in run if place.item)
                    entries.append(ListedEntry(unchanged=items))
            yield ListedPart(name=spaced(name), entries=tuple(entries))

    def around(self, id_: str) -> Mapping[str, tuple[Surroundings, ...]]:
        """What is around the items of a change, on both sides."""
        comparison = self.review.comparison
        change = self.reviewed[id_].change
        old = {edition.id: edition for edition in comparison.old}
        return {
            "old": tuple(_around(old[ref.edition], ref.id) for ref in change.old),
            "new": tuple(_around(comparison.new, ref.id) for ref in change.new),
        }

    def change_of(self, refs: Iterable[Ref]) -> str | None:
        """The first change of some items."""
        wanted = set(refs)
        for id_ in self.order:
            change = self.reviewed[id_].change
            if wanted & {*change.old, *change.new}:
                return id_
        return None

    @property
    def filters(self) -> tuple[ChangeFilter, ...]:
        """What the changes can be chosen by, besides what was decided."""
        changes = [each.change for each in self.review.changes]
        kinds = [
            FilterChoice(value=f"kind-{kind.name.lower()}", name=KIND_NAMES[kind], count=count)
            for kind, count in counts_of(changes)
        ]
        counts = Counter(self.part_of.values())
        parts = [
            FilterChoice(
                value=str(number), name=spaced(name) or "Single items", count=counts[number]
            )
            for name, number in self.parts.items()
        ]
        return filters_of(kinds, self._marks, parts)

    @property
    def some_unsure(self) -> bool:
        """Whether it is unsure for any change how an item changed."""
        return any(UNSURE in marks for marks in self._marks)

    @cached_property
    def _marks(self) -> Sequence[Sequence[str]]:
        undecided = replace(self.review.comparison, decisions={}, stale={})
        return [marks_of(undecided, each.change, "") for each in self.review.changes]

    def items(self) -> Mapping[str, object]:
        """The items of both sides, to choose another partner from."""
        comparison = self.review.comparison
        return {
            "old": [
                _listed(edition.id, item) for edition in comparison.old for item in edition.items
            ],
            "new": [_listed(comparison.new.id, item) for item in comparison.new.items],
        }


def _around(edition: Edition, id_: str) -> Surroundings:
    at = next(at for at, item in enumerate(edition.items) if item.id == id_)
    first = max(at - _BESIDE, 0)
    return Surroundings(
        edition=spaced(edition.id),
        language=language_of(edition),
        items=edition.items[first : at + _BESIDE + 1],
        at=at - first,
    )


def _listed(edition: str, item: Item) -> Mapping[str, str]:
    words = first_words(spaced(words_of(item)), _WORDS)
    number = f"{spaced(item.notation)} " if item.notation else ""
    return {"ref": f"{edition}:{item.id}", "words": f"{number}{words}"}
