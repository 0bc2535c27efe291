"""Which changes a reader should see first."""

from __future__ import annotations

from enum import IntEnum

from guidegraph.model.changes import Change, Facet, Relation, Wording


__all__ = ["Gravity", "gravity"]


class Gravity(IntEnum):
    """How much a change asks for attention, the most first."""

    LOST = 0  # an item is gone
    DOUBLED = 1  # an added item says what another one says
    MEANING = 2  # the words mean something else
    REGROUPED = 3  # items were split, merged, regrouped, or became another kind
    ADDED = 4
    ARRANGED = 5  # moved, reordered, linked otherwise; the words are the same
    EDITED = 6  # other words with the same meaning, or a mended spelling
    TYPESET = 7  # capitals, quotes, commas


def gravity(change: Change) -> Gravity:
    """How much a change asks for attention."""
    if change.relation is Relation.DROPPED:
        return Gravity.LOST
    if Facet.DUPLICATE in change.facets:
        return Gravity.DOUBLED
    wording = change.verdict.wording if change.verdict else None
    if wording is Wording.SUBSTANTIVE:
        return Gravity.MEANING
    if change.relation in (Relation.SPLIT, Relation.MERGED, Relation.REGROUPED):
        return Gravity.REGROUPED
    if Facet.RETYPED in change.facets:
        return Gravity.REGROUPED
    if change.relation is Relation.ADDED:
        return Gravity.ADDED
    if wording in (Wording.EDITORIAL, Wording.SPELLING):
        return Gravity.EDITED
    if any(facet in change.facets for facet in (Facet.MOVED, Facet.REORDERED, Facet.RELINKED)):
        return Gravity.ARRANGED
    return Gravity.TYPESET
