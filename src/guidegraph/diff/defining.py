"""Which items say what words mean, or what a document covers: each entry of a list counts there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from guidegraph.language.enumeration import unnumbered
from guidegraph.language.lexicon import entries
from guidegraph.model.edition import Edition, Item


__all__ = ["defines"]


def defines(edition: Edition, items: Sequence[Item]) -> bool:
    """Whether any of an edition's items is a definition, or below "Terms", "Scope" or the like."""
    return any(
        each.type == "GlossaryTerm" or _is_heading(each)
        for item in items
        for each in chain((item,), edition.ancestors(item))
    )


def _is_heading(item: Item) -> bool:
    label = item.label or item.pref_label
    if not label:
        return False
    _, name = unnumbered(label, item.notation)
    bare = name.casefold().lstrip("0123456789.) ").rstrip(".: ")
    return " ".join(bare.split()) in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(entries("defining_headings"))
