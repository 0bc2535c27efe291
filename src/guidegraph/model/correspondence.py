"""
The mapping property of SKOS between an old and a new item, which all outputs use.

| found | old to new |
| --- | --- |
| unchanged, moved; another number, synonym or link; typographic, spelling | `exactMatch` |
| editorial, substantive, or another class | `closeMatch` |
| split | `narrowMatch`: each new item is a part of the old one |
| merged, several from one edition | `broadMatch`: each of them is a part of the new one |
| merged, one from each edition | as one item that became one, edition by edition |
| regrouped | `relatedMatch` |

`exactMatch` is transitive and makes two items interchangeable. Therefore it needs the same words of
the same class, and never leads to or from a part: the parts would be equal to each other. An
editorial rewording keeps the meaning as far as a program can see, which is `closeMatch`. No
regrouped item is known to be the same as another, or a part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Change, Comparison, Pair, Ref, Relation, Wording
from guidegraph.model.mapping import Mapping, Match


__all__ = [
    "EXACT_WORDINGS",
    "SAYS_THE_SAME",
    "Correspondence",
    "correspondences",
    "joins",
    "match_of",
]

SAYS_THE_SAME = frozenset({Match.EXACT, Match.CLOSE})
"""The properties by which one item may be the same as another."""

EXACT_WORDINGS = frozenset({None, Wording.TYPOGRAPHIC, Wording.SPELLING})
"""How much the words of an exact match may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """An old item, the mapping property that leads from it to a new one, and the new item."""

    old: Ref
    property: Match
    new: Ref


def correspondences(comparison: Comparison) -> Iterator[Correspondence]:
    """Those of all changes, in their order, then of what is unchanged."""
    for change in comparison.changes.changes:
        for old in change.old:
            for new in change.new:
                match = match_of(comparison, change, old, new)
                yield Correspondence(old=old, property=match, new=new)
    for pair in comparison.changes.unchanged:
        match = match_of(comparison, pair, pair.old, pair.new)
        yield Correspondence(old=pair.old, property=match, new=pair.new)


def match_of(comparison: Comparison, found: Change | Pair, old: Ref, new: Ref) -> Match:
    """How *old* is related to *new*: two items of one change, or of an unchanged pair."""
    if isinstance(found, Pair):
        return Match.EXACT
    match found.relation:
        case Relation.SPLIT:
            return Match.NARROW
        case Relation.REGROUPED:
            return Match.RELATED
        case Relation.MERGED if Counter(ref.edition for ref in found.old)[old.edition] > 1:
            return Match.BROAD
    edition = next(each for each in comparison.old if each.id == old.edition)
    retyped = edition.by_id[old.id].type != comparison.new.by_id[new.id].type
    same = found.wording_since(old.edition) in EXACT_WORDINGS and not retyped
    return Match.EXACT if same else Match.CLOSE


def joins(row: Mapping) -> bool:
    """
    Whether the property of a row puts its two items in one group, and does not only relate them.

    The rows of a regrouping relate its items, and have the name of their group.
    """
    whole = (*SAYS_THE_SAME, Match.BROAD, Match.NARROW)
    return row.predicate in whole or (row.predicate == Match.RELATED and row.group is not None)
