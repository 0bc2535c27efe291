"""How the links of an item differ between editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guidegraph.model.alignment import Group
from guidegraph.model.changes import LinkEdit, Ref, WordOp
from guidegraph.model.edition import Edition, Item


__all__ = ["Links"]

# Links that follow from where an item stands: they say nothing that a move does not.
_STRUCTURAL = frozenset({"demonstrates", "promotes"})

_Reference = tuple[str, str]  # its kind, and what it refers to


class Links:
    """
    The links of aligned editions, where a link to an old item counts as one to its successors.

    Args:
        old: the old editions.
        new: the new one.
        successors: what became of each old item.
    """

    def __init__(
        self, old: Sequence[Edition], new: Edition, successors: Mapping[Ref, Sequence[Ref]]
    ) -> None:
        self.old = {edition.id: edition for edition in old}
        self.new = new
        self.successors = successors

    def edits(self, group: Group, *, moved: bool) -> tuple[LinkEdit, ...]:
        """
        The links that a group's items have no more, then those they have newly.

        Links that only say where an item stands are left out where it was *moved*.
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
    yield from _addresses(item)


def _addresses(item: Item) -> Iterator[_Reference]:
    """The hyperlinks and footnotes of an item; links to items of the edition are associations."""
    for link in item.links:
        if link.target.startswith(("#", "mailto:")) or "://" in link.target:
            yield "hyperlink", f"{link.words} ({link.target})"
    for note in item.notes:
        yield "footnote", " ".join(note.text.split())


def _edit(op: WordOp, reference: _Reference) -> LinkEdit:
    return LinkEdit(op=op, type=reference[0], target=reference[1])
