"""An index of the clauses of a diff: in which changes each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from guidegraph.model.clauses import clause_of, is_entry, label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import spaced
from guidegraph.render.details import Details


__all__ = ["IndexedClause", "clause_index", "ranges"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedClause:
    """A clause by its name, and its changes, by number and id."""

    name: str
    changes: tuple[tuple[int, str], ...]


def clause_index(details: Details) -> tuple[IndexedClause, ...]:
    """
    Each clause that changed, old or new, in reading order; the statements of a clause that has a
    title are under that. Names that differ in signs and capitals only are one.
    """
    comparison = details.comparison
    shown = {change.id for change in comparison.changes.changes}
    olds = {edition.id: edition for edition in comparison.old}
    names: dict[tuple[str, str], str] = {}
    found: dict[str, tuple[str, dict[int, str]]] = {}

    def name(edition: Edition, id_: str, side: str) -> str:
        key = (f"{side}{edition.id}", id_)
        if key not in names:
            names[key] = spaced(_clause(edition, edition.by_id[id_]))
        return names[key]

    for standing in details.standings:
        change = standing.change
        if change is None or change.id not in shown:
            continue
        here = "new " if standing.home is comparison.new else "old "
        clauses = [name(standing.home, standing.item.id, here)]
        clauses += [name(olds[ref.edition], ref.id, "old ") for ref in standing.old]
        for clause in clauses:
            key = "".join(sign for sign in clause.casefold() if sign.isalnum()) or clause
            found.setdefault(key, (clause, {}))[1][standing.number] = change.id
    return tuple(
        IndexedClause(name=clause, changes=tuple(sorted(changes.items())))
        for clause, changes in found.values()
    )


def _clause(edition: Edition, item: Item) -> str:
    """The clause that an item is, or is in: of a statement, the one with a title above it."""
    name = clause_of(edition, item)
    if (label_of(item) and not is_entry(item)) or not item.parent:
        return name
    above = next(
        (each for each in edition.ancestors(item) if label_of(each) and not is_entry(each)), None
    )
    if above is None:
        return name
    title = clause_of(edition, above)
    return title if name == title or name.startswith(f"{title}, ") else name


def ranges(numbers: Sequence[int]) -> str:
    """
    Numbers in order, those that follow each other as a range.

    >>> ranges([1, 2, 3, 5, 8, 9])
    '1–3, 5, 8, 9'
    """
    return ", ".join(_runs(numbers))


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(numbers), key=lambda entry: entry[1] - entry[0]):
        first, *rest = (number for _, number in run)
        if len(rest) > 1:
            yield f"{first}–{rest[-1]}"
        else:
            yield from map(str, (first, *rest))
