"""
The index of the search page: every item with its words, as a script.

A page opened from a disk may not read files, but it may run scripts beside it.
"""

from __future__ import annotations

from guidegraph.export.embedded import to_embeddable_json
from guidegraph.model.changes import Ref
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import kind_of
from guidegraph.render.phrases import spaced


__all__ = ["search_index"]


def search_index(index: SiteIndex) -> bytes:
    """
    The index as a script that gives it a name: lists of editions and kinds, and for each item its
    page, the numbers of its edition and kind, its number, names and words.
    """
    editions = [edition.id for edition in index.content.editions]
    kinds: dict[str, int] = {}
    items = []
    for number, edition in enumerate(index.content.editions):
        for item in edition.items:
            kind = kinds.setdefault(kind_of(item.type), len(kinds))
            names = (item.pref_label or item.label or "", *item.alt_labels)
            items.append(
                [
                    index.page(Ref(edition=edition.id, id=item.id)),
                    number,
                    kind,
                    spaced(item.notation or ""),
                    " · ".join(spaced(name) for name in names if name),
                    spaced(item.text or ""),
                ]
            )
    found = {"editions": editions, "kinds": list(kinds), "items": items}
    return b"globalThis.guidegraphIndex = " + to_embeddable_json(found)
