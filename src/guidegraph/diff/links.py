"""How the links of items differ, and which new items repeat others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidegraph.model.alignment import Group
from guidegraph.model.changes import LinkEdit, Ref, WordOp
from guidegraph.model.edition import Edition, Item


__all__ = ["ComparedLinks", "duplicates_among"]


# Links that follow from the place of an item: a move implies their change.
_STRUCTURAL = frozenset({"demonstrates", "promotes"})

_Reference = tuple[str, str]  # its kind, and its target


class ComparedLinks:
    """
    The links of aligned editions, where a link to an old item counts as one to its successors.

    Args:
        old: the old editions.
        new: the new one.
        successors: the new items of each old item.
    """

    def __init__(
        self, old: Sequence[Edition], new: Edition, successors: Mapping[Ref, Sequence[Ref]]
    ) -> None:
        self.old = {edition.id: edition for edition in old}
        self.new = new
        self.successors = successors

    def edits(self, group: Group, *, moved: bool) -> tuple[LinkEdit, ...]:
        """
        The links that were removed from the items of a group, then those that were added.

        Links that follow from the place of an item are left out if it was *moved*.
        """
        skipped = _STRUCTURAL if moved else frozenset[str]()
        before = {
            reference
            for ref in group.old
            for reference in self._before(ref)
            if reference[0] not in skipped
        }
        after = {
            reference
            for ref in group.new
            for reference in _references(self.new, ref.id)
            if reference[0] not in skipped
        }
        gone = (_edit(WordOp.DELETE, reference) for reference in sorted(before - after))
        come = (_edit(WordOp.INSERT, reference) for reference in sorted(after - before))
        return (*gone, *come)

    def _before(self, ref: Ref) -> Iterator[_Reference]:
        edition = self.old[ref.edition]
        for kind, target in _references(edition, ref.id):
            heirs = self.successors.get(Ref(edition=ref.edition, id=target), ())
            if not heirs or kind in ("hyperlink", "footnote"):
                yield kind, target
            for heir in heirs:
                yield kind, heir.id


def _references(edition: Edition, item_id: str) -> Iterator[_Reference]:
    item = edition.by_id[item_id]
    for link in edition.links_from.get(item_id, ()):
        prefix = "" if link.edition is None else f"{link.edition}:"
        yield link.type, prefix + link.destination
    yield from _addresses(edition, item)


def _addresses(edition: Edition, item: Item) -> Iterator[_Reference]:
    """The hyperlinks and footnotes of an item; links to items of the edition are associations."""
    for link in item.links:
        if link.target not in edition.by_id:
            yield "hyperlink", f"{link.words} ({link.target})"
    for note in item.notes:
        yield "footnote", " ".join(note.text.split())


def _edit(op: WordOp, reference: _Reference) -> LinkEdit:
    return LinkEdit(op=op, type=reference[0], target=reference[1])


def duplicates_among(edition: Edition, suspects: Iterable[str]) -> Mapping[str, str]:
    """
    For each suspected item that repeats another item: that other item.

    An item repeats another of the same type with the same words, without case and punctuation.
    An item that is not a suspect is preferred as the other one, else the first in the document.
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
