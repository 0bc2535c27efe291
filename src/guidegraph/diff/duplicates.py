"""Items of one edition that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from guidegraph.model.edition import Edition, Item


__all__ = ["duplicates_among"]


def duplicates_among(edition: Edition, suspects: Iterable[str]) -> Mapping[str, str]:
    """
    For each of the suspected items that says what another item says: that other item.

    Two items say the same when their types agree and their words do, case and punctuation aside.
    An item that is no suspect is preferred as the other one, else the first in the document.
    """
    doubtful = set(suspects)
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in edition.items:
        said = _said(item)
        if said:
            groups.setdefault((item.type, said), []).append(item)
    found: dict[str, str] = {}
    for twins in groups.values():
        original = min(twins, key=lambda item: item.id in doubtful)
        for item in twins:
            if item.id in doubtful and item is not original:
                found[item.id] = original.id
    return found


def _said(item: Item) -> str:
    return " ".join(re.findall(r"\w+", f"{item.label or ''} {item.text or ''}".casefold()))
