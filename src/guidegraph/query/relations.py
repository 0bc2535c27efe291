"""
What queries about relations share: counterparts across editions, terms, and the similarity of texts
(TF-IDF and its cosine).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guidegraph.graph.vocab import GG
from guidegraph.language.words import (
    Name,
    Names,
    generic,
    keys,
    rooted,
    spellings,
)
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.network import Node
from guidegraph.query.search import searched_text


if TYPE_CHECKING:
    from pyoxigraph import Triple


__all__ = [
    "Counterpart",
    "RelationContext",
    "TextVectors",
    "key_of",
    "named_term_triples",
    "named_terms",
    "node_of",
    "shared_terms",
    "terms_by_name",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """An item, its counterpart in a later edition, and how: "unchanged", or the relation."""

    old: Ref
    new: Ref
    how: str


@dataclass(frozen=True)  # no slots: the properties are cached
class RelationContext:
    """The items of some editions, with the data that relates them."""

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
        """The ids of the terms that each item uses; of any edition, if its own has no glossary."""
        every = [item for item in self.items.values() if item.type == "GlossaryTerm"]
        found = {}
        for edition in self.editions:
            own = [item for item in edition.items if item.type == "GlossaryTerm"]
            for id_, used in named_terms(edition, own or every).items():
                found[Ref(edition=edition.id, id=id_)] = used
        return found

    @cached_property
    def spread(self) -> Mapping[str, int]:
        """How many items use each term."""
        return Counter(term for used in self.terms.values() for term in used)

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """A number for each term: the fewer items use it, the larger."""
        return {
            term: math.log((1 + len(self.terms)) / count) for term, count in self.spread.items()
        }

    @cached_property
    def term_names(self) -> Mapping[str, str]:
        """The names of the terms by their ids."""
        return {item.id: item.name for item in self.items.values() if item.type == "GlossaryTerm"}

    @cached_property
    def versions(self) -> Mapping[Ref, Ref]:
        """For each item with counterparts, one of its versions, the same for all of them."""
        first: dict[Ref, Ref] = {}
        for pair in self.counterparts:
            one, other = first.get(pair.old, pair.old), first.get(pair.new, pair.new)
            if pair.how in ("unchanged", "same") and one != other:
                for ref in [ref for ref, known in first.items() if known == other]:
                    first[ref] = one
                first[pair.old] = first[pair.new] = one
        return first

    @cached_property
    def texts(self) -> TextVectors:
        """The texts of all items, by `EDITION:ID`."""
        return TextVectors.of(
            {key_of(ref): searched_text(item) for ref, item in self.items.items()}
        )


def key_of(ref: Ref) -> str:
    """An item's name for people: `EDITION:ID`."""
    return f"{ref.edition}:{ref.id}"


def node_of(ref: Ref, item: Item, *, group: int = 0, weight: float = 0.0) -> Node:
    """An item as a node of a picture, with its number in front of its name."""
    name = item.pref_label or item.label
    number = item.notation if name is None or not name.startswith(item.notation or " ") else None
    return Node(
        id=key_of(ref),
        label=". ".join(part for part in (number, name) if part) or key_of(ref),
        type=item.type,
        text=item.text or "",
        group=group,
        weight=weight,
    )


@dataclass(frozen=True)
class TextVectors:
    """Some texts by key, each as words with weights whose squares sum to 1."""

    vectors: Mapping[str, Mapping[str, float]]
    forms: Mapping[str, str]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> TextVectors:
        """The vectors of some texts: the fewer texts have a word, the more it counts."""
        counts = {key: Counter(root for root, _ in rooted(text)) for key, text in texts.items()}
        spread = Counter(word for found in counts.values() for word in found)
        vectors = {}
        for key, found in counts.items():
            weighed = {
                word: (1 + math.log(count)) * math.log((1 + len(counts)) / (0.5 + spread[word]))
                for word, count in found.items()
            }
            length = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
            vectors[key] = {word: weight / length for word, weight in weighed.items()}
        return cls(vectors, _commonest_forms(texts))

    def cosine(self, one: str, other: str) -> float:
        """The similarity of two texts, from 0 to 1."""
        first, second = self.vectors[one], self.vectors[other]
        if len(first) > len(second):
            first, second = second, first
        return math.fsum(weight * second[word] for word, weight in first.items() if word in second)

    def common(self, share: float) -> frozenset[str]:
        """The words that more than a share of the texts have."""
        spread = Counter(word for vector in self.vectors.values() for word in vector)
        return frozenset(
            word for word, count in spread.items() if count > share * len(self.vectors)
        )

    def shared(
        self, one: str, other: str, most: int = 3, without: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The common words of two texts, most important first, in their most common form."""
        first, second = self.vectors[one], self.vectors[other]
        both = {
            word: first[word] * second[word]
            for word in first
            if word in second and word not in without
        }
        best = sorted(both, key=lambda word: (-both[word], word))
        return tuple(self.significant(word for word in best if both[word] > 0))[:most]

    def significant(self, found: Iterable[str]) -> Iterator[str]:
        """The forms of those words that can represent a text: no general words, no short ones."""
        for word in found:
            form = self.forms[word]
            if len(form) > 3 and not generic(form):
                yield form


def _commonest_forms(texts: Mapping[str, str]) -> Mapping[str, str]:
    seen: dict[str, Counter[str]] = {}
    for text in texts.values():
        for root, word in rooted(text):
            seen.setdefault(root, Counter())[word.text.casefold()] += 1
    return {
        word: min(forms, key=lambda form: (-forms[form], len(form), form))
        for word, forms in seen.items()
    }


def named_terms(edition: Edition, glossary: Sequence[Item]) -> Mapping[str, frozenset[str]]:
    """
    The glossary terms that each item of an edition uses: linked to it, or named in its words.

    Of names that begin with the same word the longest counts: "peer support specialist" does not
    name "peer support".

    Args:
        glossary: the terms, also of another edition.
    """
    return {
        id_: named | frozenset(edition.terms.get(id_, ()))
        for id_, named in terms_by_name(edition, glossary).items()
    }


def terms_by_name(edition: Edition, glossary: Sequence[Item]) -> Mapping[str, frozenset[str]]:
    """The glossary terms that each item of an edition names in its labels or its text."""
    known: dict[Name, str] = {}
    for term in glossary:
        for name in (term.pref_label or term.label, *term.alt_labels):
            for spelling in spellings(name or ""):
                known.setdefault(spelling, term.id)
    names = Names(known)
    return {
        item.id: frozenset(
            known[name]
            for line in searched_text(item).splitlines()
            for _, name in names.within(keys(line))
        )
        - {item.id}
        for item in edition.items
    }


def named_term_triples(edition: Edition) -> Iterator[Triple]:
    """`gg:namesTerm` from each item to the terms of its own edition that it names."""
    from pyoxigraph import NamedNode, Triple

    glossary = [item for item in edition.items if item.type == "GlossaryTerm"]
    if not glossary:
        return
    names = NamedNode(GG.namesTerm)
    for id_, used in terms_by_name(edition, glossary).items():
        for term in sorted(used):
            origin, target = edition.iri_of(id_), edition.iri_of(term)
            yield Triple(NamedNode(origin), names, NamedNode(target))


def shared_terms(
    one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]
) -> tuple[float, tuple[str, ...]]:
    """
    The share of common terms of two sets, where rare terms count more; and these, rarest first.
    """
    both = one & other
    whole = math.fsum(rarity[term] for term in sorted(one | other))
    if not both or not whole:
        return 0.0, ()
    ordered = tuple(sorted(both, key=lambda term: (-rarity[term], term)))
    return math.fsum(rarity[term] for term in ordered) / whole, ordered
