"""Find the item that a table cell names, by id, by `EDITION:ID`, or by IRI."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError


__all__ = ["ItemNames"]


class ItemNames:
    """
    The items of some editions by the names that a table may use.

    Args:
        editions: those with the items.
        others: ids of other editions, whose items are ignored.
    """

    def __init__(self, editions: Sequence[Edition], others: Collection[str] = ()) -> None:
        self.editions: Mapping[str, Edition] = {edition.id: edition for edition in editions}
        self.others = frozenset(others) - frozenset(self.editions)
        self._by_iri = {
            iri: Ref(edition=edition.id, id=item.id)
            for edition in editions
            for item in edition.items
            for iri in (edition.iri_of(item.id), edition.address_of(item.id))
        }

    def find(self, name: str, edition: str | None, path: str, line: int) -> Ref | None:
        """
        The item of a row, or nothing if the row is about one of the other editions.

        Args:
            name: the item's name in the row.
            edition: the edition in the row, if it has a cell for that.
            path, line: the place of the row, for messages.

        Raises:
            FormatError: there is no such item or edition, or several have the id.
        """
        if name in self._by_iri:
            return self._by_iri[name]
        prefix, colon, rest = name.partition(":")
        if edition is None and colon and prefix in {*self.editions, *self.others}:
            edition, name = prefix, rest
        if edition is None:
            return self._anywhere(name, path, line)
        if edition in self.others:
            return None
        if edition not in self.editions:
            known = {*self.editions, *self.others}
            raise FormatError(
                path, line, str(UnknownNameError("edition", edition, known)), "correct the cell"
            )
        if name not in self.editions[edition].by_id:
            items = self.editions[edition].by_id
            problem = str(UnknownNameError(f"item of {edition}", name, items))
            raise FormatError(path, line, problem, "correct the cell, or the edition of the row")
        return Ref(edition=edition, id=name)

    def _anywhere(self, name: str, path: str, line: int) -> Ref:
        found = [id_ for id_, edition in self.editions.items() if name in edition.by_id]
        if len(found) > 1:
            raise FormatError(
                path,
                line,
                f"{name!r} is an item of {' and of '.join(found)}",
                "add a column with the edition of each row, and name it: --edition-column",
            )
        if not found:
            known = {id_ for edition in self.editions.values() for id_ in edition.by_id}
            names = " or ".join(self.editions)
            problem = str(UnknownNameError(f"item of {names}", name, known))
            raise FormatError(path, line, problem, "correct the cell")
        return Ref(edition=found[0], id=name)
