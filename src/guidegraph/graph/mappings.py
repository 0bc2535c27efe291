"""
What a diff found, as SKOS mapping relations from old items to new ones.

`skos:exactMatch` is transitive: one on a part of a split would make the parts equal to each other.
So it stands only between two items that say the same, word for word or but for spelling and type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.graph.vocab import SKOS
from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation, Wording
from guidegraph.model.edition import Item


__all__ = ["ItemMapping", "mappings_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMapping:
    """An old item, its relation to a new one (the IRI of a property of SKOS), and the new item."""

    old: Ref
    property: str
    new: Ref


def mappings_of(comparison: Comparison) -> Iterator[ItemMapping]:
    """
    The mappings of all changes, in their order, then of what is unchanged.

    | found | mapping |
    | --- | --- |
    | unchanged; the same words in another place; typographic, spelling | `exactMatch` |
    | editorial, substantive, another class | `closeMatch` |
    | split | `narrowMatch`: each new item is a part of the old one |
    | merged, from one edition | `broadMatch`: each old item is a part of the new one |
    | merged, one from each edition, the same words | `exactMatch` |
    | merged, one from each edition, other words | `closeMatch` |
    | regrouped | `relatedMatch` |
    """
    for change in comparison.changes.changes:
        for old in change.old:
            for new in change.new:
                found = _property(comparison, change, old, new)
                yield ItemMapping(old=old, property=found, new=new)
    for pair in comparison.changes.unchanged:
        yield ItemMapping(old=pair.old, property=SKOS.exactMatch, new=pair.new)


def _property(comparison: Comparison, change: Change, old: Ref, new: Ref) -> str:
    match change.relation:
        case Relation.SPLIT:
            return SKOS.narrowMatch
        case Relation.REGROUPED:
            return SKOS.relatedMatch
        case Relation.MERGED:
            editions = [ref.edition for ref in change.old]
            if editions.count(old.edition) > 1:
                return SKOS.broadMatch
            edition = next(each for each in comparison.old if each.id == old.edition)
            same = _said(edition.by_id[old.id]) == _said(comparison.new.by_id[new.id])
            return SKOS.exactMatch if same else SKOS.closeMatch
        case _:
            wording = change.verdict.wording if change.verdict else None
            if Facet.RETYPED in change.facets:
                return SKOS.closeMatch
            if wording in (Wording.EDITORIAL, Wording.SUBSTANTIVE):
                return SKOS.closeMatch
            return SKOS.exactMatch


def _said(item: Item) -> tuple[str | None, str | None, str]:
    return item.text, item.label or item.pref_label, item.type
