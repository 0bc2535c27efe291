"""What the questions about relations share: counterparts across editions, terms, and texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.network import Node
from guidegraph.query.search import searched_text
from guidegraph.query.weights import Texts, named_terms


__all__ = ["Counterpart", "Surroundings", "key_of", "node_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """
    What an item became in a later edition, and how: "unchanged", or the relation of the change.
    """

    old: Ref
    new: Ref
    how: str


@dataclass(frozen=True)  # no slots: what was built once is kept
class Surroundings:
    """The items of some editions, and what they can be related by."""

    editions: Sequence[Edition]
    counterparts: Sequence[Counterpart]

    @cached_property
    def items(self) -> Mapping[Ref, Item]:
        """All items in the order of the editions."""
        return {
            Ref(edition=edition.id, id=item.id): item
            for edition in self.editions
            for item in edition.items
        }

    @cached_property
    def by_id(self) -> Mapping[str, Edition]:
        """The editions by their ids."""
        return {edition.id: edition for edition in self.editions}

    @cached_property
    def terms(self) -> Mapping[Ref, frozenset[str]]:
        """The ids of the terms that each item uses; where an edition has no glossary, of any."""
        every = [item for item in self.items.values() if item.type == "GlossaryTerm"]
        found = {}
        for edition in self.editions:
            own = [item for item in edition.items if item.type == "GlossaryTerm"]
            for id_, used in named_terms(edition, own or every).items():
                found[Ref(edition=edition.id, id=id_)] = used
        return found

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """For each term the more, the fewer items use it."""
        spread = Counter(term for used in self.terms.values() for term in used)
        return {term: math.log((1 + len(self.terms)) / count) for term, count in spread.items()}

    @cached_property
    def texts(self) -> Texts:
        """The texts of all items, by `EDITION:ID`."""
        return Texts.of({key_of(ref): searched_text(item) for ref, item in self.items.items()})


def key_of(ref: Ref) -> str:
    """An item as people name it."""
    return f"{ref.edition}:{ref.id}"


def node_of(ref: Ref, item: Item, *, group: int = 0, weight: float = 0.0) -> Node:
    """An item as a node of a picture."""
    return Node(
        id=key_of(ref),
        label=item.pref_label or item.label or key_of(ref),
        type=item.type,
        text=item.text or "",
        group=group,
        weight=weight,
    )
