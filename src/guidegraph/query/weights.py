"""How much texts have in common: TF-IDF and its cosine; and the glossary terms that texts name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidegraph.language.words import Name, Names, grammatical, keys, rooted
from guidegraph.model.edition import Edition, Item


__all__ = ["Texts", "named_terms", "shared_terms"]


@dataclass(frozen=True)
class Texts:
    """Some texts by key, each as words with weights of which the squares sum to 1."""

    vectors: Mapping[str, Mapping[str, float]]
    forms: Mapping[str, str]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Texts:
        """The texts weighed: a word counts for more the fewer of them have it."""
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
        """How alike two texts are, from 0 to 1."""
        first, second = self.vectors[one], self.vectors[other]
        if len(first) > len(second):
            first, second = second, first
        return math.fsum(weight * second[word] for word, weight in first.items() if word in second)

    def shared(self, one: str, other: str, most: int = 3) -> tuple[str, ...]:
        """The words that make two texts alike, the weightiest first, in their commonest form."""
        first, second = self.vectors[one], self.vectors[other]
        both = {word: first[word] * second[word] for word in first if word in second}
        best = sorted(both, key=lambda word: (-both[word], word))
        return tuple(self.telling(word for word in best if both[word] > 0))[:most]

    def telling(self, found: Iterable[str]) -> Iterator[str]:
        """The forms of some words that can stand for a text: no small and no short ones."""
        for word in found:
            form = self.forms[word]
            if len(form) > 3 and not grammatical(form):
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

    Of names that begin at the same word the longest counts: "peer support specialist" does not
    name "peer support".

    Args:
        glossary: the terms; those of another edition are known by their ids, too.
    """
    known: dict[Name, str] = {}
    for term in glossary:
        for name in (term.pref_label or term.label, *term.alt_labels):
            known.setdefault(keys(name or ""), term.id)
    names = Names(known)
    return {
        item.id: frozenset(
            {
                *edition.terms.get(item.id, ()),
                *(known[name] for _, name in names.within(keys(item.text or ""))),
            }
            - {item.id}
        )
        for item in edition.items
    }


def shared_terms(
    one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]
) -> tuple[float, tuple[str, ...]]:
    """
    How much two sets of terms have in common, rare ones counting for more; and which, rarest first.
    """
    both = one & other
    whole = math.fsum(rarity[term] for term in sorted(one | other))
    if not both or not whole:
        return 0.0, ()
    ordered = tuple(sorted(both, key=lambda term: (-rarity[term], term)))
    return math.fsum(rarity[term] for term in ordered) / whole, ordered
