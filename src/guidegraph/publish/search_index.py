"""
The index of the search page: every item with its words, as a script.

A page opened from a disk may not read files, but it may run scripts beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from guidegraph.export.embedded import to_embeddable_json
from guidegraph.graph.statements import literals_in
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Item
from guidegraph.model.statement import Role
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.names import plain_kind
from guidegraph.render.phrases import spaced


__all__ = ["search_index"]

_NAMES = (Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL)
_TEXTS = (Role.TEXT, Role.NOTE)


def search_index(index: SiteIndex) -> bytes:
    """
    The index as a script that gives it a name: lists of editions and kinds, and for each item its
    page, the numbers of its edition and kind, its number, names and words; then, for each other
    language, its tag, names and words.
    """
    editions = [edition.id for edition in index.content.editions]
    kinds: dict[str, int] = {}
    items = []
    for number, edition in enumerate(index.content.editions):
        for item in edition.items:
            kind = kinds.setdefault(plain_kind(edition, item.type), len(kinds))
            names = (item.pref_label or item.label or "", *item.alt_labels)
            read = {*map(spaced, names), spaced(item.text or "")}
            items.append(
                [
                    index.page(Ref(edition=edition.id, id=item.id)),
                    number,
                    kind,
                    spaced(item.notation or ""),
                    " · ".join(spaced(name) for name in names if name),
                    spaced(item.text or ""),
                    *_elsewhere(item, read, edition.language),
                ]
            )
    found = {"editions": editions, "kinds": list(kinds), "items": items}
    return b"globalThis.guidegraphIndex = " + to_embeddable_json(found)


def _elsewhere(item: Item, read: Collection[str], language: str) -> Iterator[list[str]]:
    """The labels and texts of an item by their languages: all but those that are *read* in one."""
    names: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    for found, roles in ((names, _NAMES), (texts, _TEXTS)):
        for said in item.said(*roles):
            for literal in literals_in(said):
                text = spaced(literal.value)
                if text not in read or literal.language not in (language, None):
                    found.setdefault(literal.language or "", []).append(text)
    for tag in dict.fromkeys([*names, *texts]):
        yield [tag, " · ".join(names.get(tag, ())), " ".join(texts.get(tag, ()))]
