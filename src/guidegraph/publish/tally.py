"""How many items of each kind an edition has, in words."""

from __future__ import annotations

from collections import Counter

from guidegraph.model.edition import Edition
from guidegraph.publish.listed import count_of, kind_of


__all__ = ["tally"]


def tally(edition: Edition) -> str:
    """The kinds in the order in which they appear, each with its number."""
    counts = Counter(item.type for item in edition.items)
    return ", ".join(count_of(number, kind_of(type_).lower()) for type_, number in counts.items())
