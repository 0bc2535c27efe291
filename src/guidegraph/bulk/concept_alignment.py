"""Pairs removed and added concepts by their words, with the aligner of smaller editions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from guidegraph.bulk.concept_edits import literal_of
from guidegraph.graph.vocab import RDFS, SKOS, SKOSXL
from guidegraph.model.edition import Edition, Item


__all__ = ["MOST_ALIGNED", "aligned_concepts"]

MOST_ALIGNED = 3000
"""The number of concepts on a side up to which they are paired by their words."""

_SURE_ENOUGH = 0.6

_PREFERRED = (f"<{SKOS.prefLabel}>", f"<{SKOSXL.prefLabel}>", f"<{RDFS.label}>")
_OTHERS = (f"<{SKOS.altLabel}>", f"<{SKOS.NAMESPACE}hiddenLabel>", f"<{SKOSXL.altLabel}>")
_TEXTS = (
    f"<{SKOS.definition}>",
    f"<{SKOS.NAMESPACE}scopeNote>",
    f"<{RDFS.NAMESPACE}comment>",
)
_ABOVE = (f"<{SKOS.broader}>", f"<{RDFS.NAMESPACE}subClassOf>")

_WORD = re.compile(r"\w+")
_Word = tuple[str, str, str, str]


def aligned_concepts(words: Iterable[_Word], language: str) -> Iterator[tuple[str, str, float]]:
    """
    The old and new concepts that are likely the same, and how likely, in the order of the old.

    *words* are sides (`old`, `new`), concepts, properties and values.
    """
    from guidegraph.diff.align.fan_in import align_editions

    sides: dict[str, dict[str, dict[str, list[str]]]] = {"old": {}, "new": {}}
    for side, iri, p, o in words:
        sides[side].setdefault(iri, defaultdict(list))[p].append(o)
    if not all(sides.values()):
        return
    old, new = (_edition(side, sides[side], language) for side in ("old", "new"))
    found = align_editions([old], new)
    pairs = [
        (group.old[0].id, group.new[0].id, group.confidence)
        for group in found.groups
        if len(group.old) == len(group.new) == 1
        and group.confidence >= _SURE_ENOUGH
        and _may_be_same(sides["old"][group.old[0].id], sides["new"][group.new[0].id])
    ]
    yield from sorted(pairs, key=itemgetter(0))


def _may_be_same(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> bool:
    """
    Whether two concepts may be the same: they have an equal label, or labels with at least half of
    the words in common, and then no different notations.

    Texts of the same field resemble each other more than their concepts do.
    """
    one, two = (
        {
            (language, frozenset(_WORD.findall(text.casefold())))
            for p in (*_PREFERRED, *_OTHERS)
            for text, language, _ in map(literal_of, said.get(p, ()))
        }
        for said in (old, new)
    )
    if one & two:
        return True
    numbers = [set(said.get(f"<{SKOS.notation}>", ())) for said in (old, new)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return False
    return any(
        language == other and 2 * len(words & others) >= max(len(words), len(others), 1)
        for language, words in one
        for other, others in two
    )


def _edition(
    name: str, concepts: Mapping[str, Mapping[str, Sequence[str]]], language: str
) -> Edition:
    above = {
        iri: next((o for p in _ABOVE for o in said.get(p, ()) if o in concepts), None)
        for iri, said in concepts.items()
    }
    items: dict[str, Item] = {}
    for iri in concepts:
        chain: list[str] = []
        here: str | None = iri
        while here is not None and here not in items and here not in chain:
            chain.append(here)
            here = above[here]
        if here in chain:  # a circle of broader concepts
            above[chain[-1]] = None
        for each in reversed(chain):
            items[each] = _item(each, above[each], concepts[each], language)
    return Edition(
        id=name,
        iri=f"urn:guidegraph:{name}",
        title=name,
        language=language or "und",
        items=tuple(items.values()),
        ordered=False,
    )


def _item(iri: str, parent: str | None, said: Mapping[str, Sequence[str]], language: str) -> Item:
    preferred = _texts(said, _PREFERRED, language)
    texts = _texts(said, _TEXTS, language)
    return Item(
        id=iri,
        type="Concept",
        notation=next(iter(_texts(said, (f"<{SKOS.notation}>",), language)), None),
        pref_label=preferred[0] if preferred else None,
        alt_labels=tuple(dict.fromkeys((*preferred[1:], *_texts(said, _OTHERS, language)))),
        text=texts[0] if texts else None,
        parent=parent,
    )


def _texts(
    said: Mapping[str, Sequence[str]], properties: Sequence[str], language: str
) -> list[str]:
    """The texts of properties, those in the language first."""
    found = [literal_of(o) for p in properties for o in said.get(p, ()) if o.startswith('"')]
    found.sort(key=lambda each: each[1] != language)
    return [text for text, _, _ in found]
