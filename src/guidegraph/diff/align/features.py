"""
The evidence for a pair of entries by itself: words, characters, names, size, place and rarity, as
numbers.

Every feature is about -1 to 1, larger for the likelier partner unless its name means the opposite.
It is relative to the two documents, to make a model learnt on some standards valid for others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from guidegraph.diff.align.candidates import candidate_pairs, offspring, parents_of
from guidegraph.diff.align.entries import Entry, plain, stem, stems
from guidegraph.diff.align.vectors import (
    Product,
    Rows,
    cosine_rows,
    grams,
    numbered,
    presence_rows,
    row_sums,
    weigh,
)
from guidegraph.language.lexicon import table, word_set


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = [
    "NEITHER",
    "Pairs",
    "best_other",
    "folding",
    "pairs_of",
    "placement",
    "rank",
    "ratio",
    "relative",
    "repeated",
]

COUNT_SMALL, COUNT_LARGE, LARGE = 16, 5, 4000
WORK, LETTERS = 25_000_000, 300_000
FAR = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """
    Candidate pairs and their features.

    Attributes:
        old, new: indices of the two entries of each pair, sorted.
        features: by name, an array with a value for each pair.
        size: the number of old and of new entries.
        words: the counted word stems of the old and of the new entries, with one vocabulary.
        rarity: the inverse document frequency of each word in it.
        grammar: the words in it that carry grammar rather than meaning; in a short edition none
            is frequent.
    """

    old: Ints
    new: Ints
    features: dict[str, Floats]
    size: tuple[int, int]
    words: tuple[Rows, Rows]
    rarity: Floats
    grammar: frozenset[int]

    def find(self, old: Ints, new: Ints) -> Ints:
        """The indices of the pairs (old[k], new[k]) among the candidates, -1 for other pairs."""
        width = max(1, self.size[1])
        keys = self.old * width + self.new
        wanted = old * width + new
        if not len(keys):
            return np.full(len(wanted), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = (keys[at] == wanted) & (old >= 0) & (new >= 0)
        return np.where(hit, at, -1)


def best_other(groups: Ints, scores: Floats, size: int) -> Floats:
    """For each pair, the best score among the other pairs of its group; 0 if it is alone."""
    order = np.lexsort((-scores, groups))
    ranked = groups[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = ranked[1:] != ranked[:-1]
    starts = np.flatnonzero(first)
    best = np.zeros(size)
    second = np.zeros(size)
    holder = np.full(size, -1, dtype=np.int64)
    best[ranked[starts]] = scores[order[starts]]
    holder[ranked[starts]] = order[starts]
    follow = starts + 1
    follow = follow[(follow < len(order))]
    follow = follow[~first[follow]]
    second[ranked[follow]] = scores[order[follow]]
    return np.where(holder[groups] == np.arange(len(groups)), second[groups], best[groups])


def pairs_of(
    old: Sequence[Entry], new: Sequence[Entry], settled: Sequence[tuple[int, int]] = ()
) -> Pairs:
    """
    The candidate pairs of two documents, including the *settled* ones, with the features that
    depend on no other pair.
    """
    sides = (old, new)
    labels = [[plain(entry.label) for entry in side] for side in sides]
    texts = [[plain(entry.text) for entry in side] for side in sides]
    full = [_joined(labels[side], texts[side]) for side in (0, 1)]
    body = [
        [text or label for label, text in zip(labels[side], texts[side], strict=True)]
        for side in (0, 1)
    ]
    words = [[stems(text) for text in side] for side in full]
    vocabulary = numbered(words[0], words[1])
    old_words, new_words, rarity = weigh(words[0], words[1], vocabulary)
    ends = [one for one, _ in settled], [two for _, two in settled]
    by_words = Product(cosine_rows(old_words, rarity), cosine_rows(new_words, rarity), settled=ends)
    letters = sum(len(text) for side in full for text in side)
    sizes = (3, 4, 5) if letters <= LETTERS else (4,)
    old_grams, new_grams, gram_rarity = grams(full[0], full[1], sizes)
    by_grams = Product(
        cosine_rows(old_grams, gram_rarity), cosine_rows(new_grams, gram_rarity), settled=ends
    )
    del old_grams, new_grams, gram_rarity
    large = max(len(old), len(new)) > LARGE
    one, two = candidate_pairs(
        old,
        new,
        products=(by_words, by_grams) if by_grams.work <= WORK else (by_words,),
        names=(full[0], full[1], labels[0], labels[1], texts[0], texts[1]),
        count=COUNT_LARGE if large else COUNT_SMALL,
        settled=settled,
    )
    features: dict[str, Floats] = {
        "words": by_words.at(one, two),
        "grams": by_grams.at(one, two),
    }
    if large:
        # Hardly any common word is never the same item, and most pairs of a large document.
        known = np.array(sorted(settled), dtype=np.int64).reshape(-1, 2)
        near = np.maximum(features["words"], features["grams"]) >= FAR
        near |= np.isin(one * len(new) + two, known[:, 0] * len(new) + known[:, 1])
        one, two = one[near], two[near]
        features = {name: values[near] for name, values in features.items()}
    presence = Product(presence_rows(old_words, rarity), presence_rows(new_words, rarity))
    shared = presence.at(one, two)
    mass_old = row_sums(old_words, rarity[old_words.terms])[one]
    mass_new = row_sums(new_words, rarity[new_words.terms])[two]
    features["old_kept"] = shared / np.maximum(mass_old, 1e-9)
    features["new_kept"] = shared / np.maximum(mass_new, 1e-9)
    features["overlap"] = shared / np.maximum(mass_old + mass_new - shared, 1e-9)
    features["rare_shared"] = np.minimum(shared / np.log(len(old) + len(new) + 2.0), 8.0) / 8.0
    grammar = frozenset(vocabulary[term] for term in _function_stems() if term in vocabulary)
    features["content"] = _content((old_words, new_words), rarity, grammar, one, two)
    size_old = np.array([len(text) for text in full[0]], dtype=float)[one]
    size_new = np.array([len(text) for text in full[1]], dtype=float)[two]
    features["size"] = np.minimum(size_old, size_new) / np.maximum(
        np.maximum(size_old, size_new), 1.0
    )
    features["edit"] = ratio(body[0], body[1], one, two)
    features["name"] = _name(labels, one, two, features["edit"])
    features["named"] = _named(labels, one, two)
    common = [repeated(side) for side in full]
    features["distinct"] = (~common[0][one] & ~common[1][two]).astype(float)
    features["form"] = _same(
        [str(bool(text)) for text in texts[0]], [str(bool(text)) for text in texts[1]], one, two
    )
    features |= placement(old, new, one, two, words)
    features |= folding(old, new, labels, one, two)
    features["below"] = _below(old, new, one, two, words, common)
    for name in ("words", "grams"):
        features[f"{name}_relative"] = relative(features[name], one, two, (len(old), len(new)))
    features |= _among_rivals(features, one, two, (len(old), len(new)))
    return Pairs(
        old=one,
        new=two,
        features={name: np.round(values, 6) for name, values in features.items()},
        size=(len(old), len(new)),
        words=(old_words, new_words),
        rarity=rarity,
        grammar=grammar,
    )


@cache
def _function_stems() -> frozenset[str]:
    """The stems of words that carry grammar, and of those that bind."""
    binding = (word for phrase in table("force") for word in phrase.split())
    return frozenset(stem(word) for word in (*word_set("function"), *binding))


def _content(
    words: tuple[Rows, Rows], rarity: Floats, grammar: frozenset[int], one: Ints, two: Ints
) -> Floats:
    """The larger share of the words of meaning of either entry that the other one has."""
    light = rarity.copy()
    light[sorted(grammar)] = 0.0
    rows = [presence_rows(side, light) for side in words]
    shared = Product(*rows).at(one, two)
    mass = [row_sums(side, light[side.terms]) for side in words]
    least = np.minimum(mass[0][one], mass[1][two])
    return np.where(least > 0, shared / np.maximum(least, 1e-9), 1.0)


def _among_rivals(
    features: dict[str, Floats], one: Ints, two: Ints, size: tuple[int, int]
) -> dict[str, Floats]:
    """How far each pair leads the other pairs of its entries, and its rank among them."""
    together = (features["words"] + features["grams"] + features["edit"]) / 3
    found: dict[str, Floats] = {}
    for name in ("words", "grams", "old_kept", "new_kept", "together"):
        likeness = together if name == "together" else features[name]
        found[f"{name}_lead_old"] = likeness - best_other(one, likeness, size[0])
        found[f"{name}_lead_new"] = likeness - best_other(two, likeness, size[1])
    for name in ("words", "overlap"):
        found[f"{name}_typical"] = _against_typical(one, features[name], size[0])
    found["rank_old"] = rank(one, together)
    found["rank_new"] = rank(two, together)
    return found


def _against_typical(groups: Ints, scores: Floats, size: int) -> Floats:
    """The scores, divided by the typical best score in these documents, up to 2; halved."""
    best = np.zeros(size)
    np.maximum.at(best, groups, scores)
    usual = float(np.median(best[best > 0])) if (best > 0).any() else 1.0
    return np.minimum(scores / max(usual, 0.05), 2.0) / 2.0


RIVALS = 6


def relative(likeness: Floats, one: Ints, two: Ints, size: tuple[int, int]) -> Floats:
    """
    How much liker each pair is than others of its entries: twice its likeness, less the mean of
    the second to sixth largest of either entry (CSLS, Conneau et al. 2018).
    """
    usual = [
        _usual(groups, likeness, count) for groups, count in zip((one, two), size, strict=True)
    ]
    found: Floats = 2.0 * likeness - usual[0][one] - usual[1][two]
    return found


def _usual(groups: Ints, likeness: Floats, size: int) -> Floats:
    """For each entry, the mean of its second to sixth largest likeness."""
    order = np.lexsort((-likeness, groups))
    ranked = groups[order]
    place = np.arange(len(order)) - np.searchsorted(ranked, ranked)
    counted = (place > 0) & (place < RIVALS)
    sums: Floats = np.bincount(
        ranked[counted], weights=likeness[order][counted], minlength=size
    ) / (RIVALS - 1)
    return sums


def _named(labels: Sequence[Sequence[str]], one: Ints, two: Ints) -> Floats:
    """1 for a label that exactly one entry on each side has; 0 for labels that differ."""
    once = [Counter(side) for side in labels]
    known = [np.array([bool(label) for label in side], dtype=bool) for side in labels]
    alone = [
        np.array([once[side][label] == 1 for label in labels[side]], dtype=bool) for side in (0, 1)
    ]
    equal = _same(labels[0], labels[1], one, two) > 0
    both = known[0][one] & known[1][two]
    unique = equal & both & alone[0][one] & alone[1][two]
    return np.where(unique, 1.0, np.where(both & ~equal, 0.0, 0.5))


def repeated(texts: Sequence[str]) -> Bools:
    """For each text of an edition, whether the edition has it more than once."""
    count = Counter(texts)
    return np.array([bool(text) and count[text] > 1 for text in texts], dtype=bool)


# What `below` is where neither entry has anything below.
NEITHER = 0.5
MOST_BELOW = 300


def _below(
    old: Sequence[Entry],
    new: Sequence[Entry],
    one: Ints,
    two: Ints,
    words: Sequence[Sequence[Sequence[str]]],
    common: Sequence[Bools],
) -> Floats:
    """
    The word similarity of all that is below the entries, without what an edition repeats; 0.5 if
    neither has anything below.
    """
    bags = []
    for entries, said, often in zip((old, new), words, common, strict=True):
        own = [[] if twice else row for row, twice in zip(said, often, strict=True)]
        rows: list[list[str]] = [[] for _ in entries]
        for number in range(len(entries) - 1, -1, -1):
            parent = entries[number].parent
            if parent is not None and parent < number and len(rows[parent]) < MOST_BELOW:
                rows[parent].extend([*own[number], *rows[number]][:MOST_BELOW])
        bags.append(rows)
    rows_old, rows_new, rarity = weigh(bags[0], bags[1])
    product = Product(cosine_rows(rows_old, rarity), cosine_rows(rows_new, rarity))
    bare = [np.array([not row for row in side], dtype=bool) for side in bags]
    found = product.at(one, two)
    return np.where(bare[0][one] & bare[1][two], NEITHER, found)


def rank(groups: Ints, scores: Floats) -> Floats:
    """One over the rank of each pair in its group, 1 for the best; equal scores share a rank."""
    order = np.lexsort((-scores, groups))
    sorted_groups, sorted_scores = groups[order], scores[order]
    index = np.arange(len(order))
    new_group = np.ones(len(order), dtype=bool)
    new_group[1:] = sorted_groups[1:] != sorted_groups[:-1]
    new_score = new_group.copy()
    new_score[1:] |= sorted_scores[1:] != sorted_scores[:-1]
    first = np.maximum.accumulate(np.where(new_group, index, 0))
    level = np.maximum.accumulate(np.where(new_score, index, 0))
    ranks = np.empty(len(order))
    ranks[order] = 1.0 / (level - first + 1.0)
    return ranks


def _joined(labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    return [
        text if text.startswith(label) else f"{label} {text}".strip()
        for label, text in zip(labels, texts, strict=True)
    ]


def _name(labels: Sequence[Sequence[str]], one: Ints, two: Ints, otherwise: Floats) -> Floats:
    """How similar the labels are; *otherwise* if an entry has none."""
    bare = [np.array([not label for label in side], dtype=bool) for side in labels]
    alike = ratio(labels[0], labels[1], one, two)
    return np.where(bare[0][one] | bare[1][two], otherwise, alike)


def _same(old: Sequence[str], new: Sequence[str], one: Ints, two: Ints) -> Floats:
    number = {name: at for at, name in enumerate(dict.fromkeys([*old, *new]))}
    left = np.array([number[name] for name in old], dtype=np.int64)
    right = np.array([number[name] for name in new], dtype=np.int64)
    equal: Floats = (left[one] == right[two]).astype(float)
    return equal


LEADING_WORDS, PATH_WORDS = 12, 60
# Of longer texts, only so many letters are compared in their order.
MOST_LETTERS = 20_000


def ratio(old: Sequence[str], new: Sequence[str], one: Ints, two: Ints) -> Floats:
    """The normalised indel similarity of each pair of texts, 1 for two empty ones."""
    if not len(one):
        return np.zeros(0)
    left, right = [old[k][:MOST_LETTERS] for k in one], [new[k][:MOST_LETTERS] for k in two]
    scores = process.cpdist(left, right, scorer=fuzz.ratio)
    return np.asarray(scores, dtype=float) / 100.0


def folding(
    old: Sequence[Entry],
    new: Sequence[Entry],
    labels: Sequence[Sequence[str]],
    one: Ints,
    two: Ints,
) -> dict[str, Floats]:
    """Whether one entry has the name of the other's parent, as if folded into its statement."""
    above = [
        ["" if entry.parent is None else labels[side][entry.parent] for entry in entries]
        for side, entries in enumerate((old, new))
    ]
    up_old = ratio(above[0], labels[1], one, two)
    up_new = ratio(labels[0], above[1], one, two)
    known = [np.array([bool(name) for name in side], dtype=float) for side in (*above, *labels)]
    return {
        "folded": up_old * known[0][one] * known[3][two],
        "carved": up_new * known[1][two] * known[2][one],
    }


def placement(
    old: Sequence[Entry],
    new: Sequence[Entry],
    one: Ints,
    two: Ints,
    words: Sequence[Sequence[Sequence[str]]],
) -> dict[str, Floats]:
    """How similar the places are: among siblings, in the document, in depth, in families."""
    rank = [np.array([entry.place for entry in side], dtype=float) for side in (old, new)]
    depth = [np.array([entry.depth for entry in side], dtype=float) for side in (old, new)]
    found = {
        "place": 1.0 - np.abs(rank[0][one] - rank[1][two]),
        "order": 1.0 - np.abs(one / max(1, len(old)) - two / max(1, len(new))),
        "depth": 1.0 - np.minimum(np.abs(depth[0][one] - depth[1][two]), 3.0) / 3.0,
    }
    crowd = [_brood(side) for side in (old, new)]
    smaller = np.minimum(crowd[0][one], crowd[1][two])
    found["brood"] = (1.0 + smaller) / (1.0 + np.maximum(crowd[0][one], crowd[1][two]))
    families = [_families(side, words[at]) for at, side in enumerate((old, new))]
    rows_old, rows_new, rarity = weigh(families[0], families[1])
    product = Product(cosine_rows(rows_old, rarity), cosine_rows(rows_new, rarity))
    group = [_group_of(side) for side in (old, new)]
    found["family"] = product.at_repeated(group[0][one], group[1][two])
    found["path"] = _paths(old, new, one, two, words)
    return found


def _brood(entries: Sequence[Entry]) -> Floats:
    parents = parents_of(entries)
    return np.bincount(parents[parents >= 0], minlength=len(entries)).astype(float)


def _group_of(entries: Sequence[Entry]) -> Ints:
    """The row of each entry in `_families`: its parent's, or the last one without a parent."""
    parents = parents_of(entries)
    return np.where(parents < 0, len(entries), parents)


def _families(entries: Sequence[Entry], words: Sequence[Sequence[str]]) -> list[list[str]]:
    """The words of each entry and its children; last, those of the entries without a parent."""
    under = offspring(entries)
    rows: list[list[str]] = []
    for number in range(len(entries)):
        row = list(words[number])
        for child in under.get(number, []):
            row.extend(words[child])
        rows.append(row)
    rows.append([word for child in under.get(-1, []) for word in words[child]])
    return rows


def _paths(
    old: Sequence[Entry],
    new: Sequence[Entry],
    one: Ints,
    two: Ints,
    words: Sequence[Sequence[Sequence[str]]],
) -> Floats:
    """The word similarity of the names of the ancestors; 1 if neither entry has any."""
    rows = []
    for side, entries in enumerate((old, new)):
        paths: list[list[str]] = []
        for number, entry in enumerate(entries):
            known = entry.parent is not None and entry.parent < number
            above = paths[entry.parent] if known and entry.parent is not None else []
            own = words[side][number][:LEADING_WORDS]
            paths.append([*above, *own][-PATH_WORDS:])
        rows.append([*paths, []])
    rows_old, rows_new, rarity = weigh(rows[0], rows[1])
    product = Product(cosine_rows(rows_old, rarity), cosine_rows(rows_new, rarity))
    group = _group_of(old)[one], _group_of(new)[two]
    top = (group[0] == len(old)) & (group[1] == len(new))
    return np.where(top, 1.0, product.at_repeated(*group))
