"""What people call the items of an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guidegraph.model.changes import Change, Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role


__all__ = [
    "clause_of",
    "clauses_of",
    "even_name",
    "items_by_name",
    "items_of",
    "label_of",
    "part_name",
]

_TITLE = 70
_WHOLE = re.compile(r"[0-9A-Za-z][.\-–][0-9A-Za-z]")


def label_of(item: Item) -> str:
    """An item's label for people, else the first in another language, else another name."""
    said = (each.value for role in (Role.LABEL, Role.ALT_LABEL) for each in item.said(role))
    return item.pref_label or item.label or next((value for value in said if value), "")


def part_name(item: Item) -> str:
    """
    The name of a part, with its number in front; a full stop only divides a plain number from it.

    >>> part_name(Item(id="value/7", notation="7", label="Hope"))
    '7. Hope'
    >>> part_name(Item(id="section/loans", notation="Article 2", label="Loans"))
    'Article 2 Loans'
    >>> part_name(Item(id="paragraph/2", notation="2", text="Staff must sign."))
    'paragraph/2'
    """
    label = label_of(item)
    if not (label and item.notation):
        return label or item.id
    return f"{item.notation}{'.' * item.notation.isdecimal()} {label}"


def clause_of(edition: Edition, item: Item) -> str:
    """
    What people call an item: its number and title; of a statement, its number if that names its
    clause too, as in 7.4, or the clause it is in and its number there.
    """
    number = spaced(item.notation or item.marker or "").strip(" ().")
    title = beginning(spaced(label_of(item)), _TITLE)
    if title or not item.parent:
        return f"{number} {title or beginning(spaced(item.text or item.id), _TITLE)}".strip()
    if _WHOLE.search(number):
        return number
    above = next((each for each in edition.ancestors(item) if label_of(each)), None)
    place = number or (f"item {item.position}" if item.position else "")
    if above is None:
        return place or item.id
    return f"{clause_of(edition, above)}, {place}" if place else clause_of(edition, above)


def items_by_name(edition: Edition) -> Mapping[str, Sequence[Item]]:
    """The items by what people call them, as `even_name` makes of `clause_of`."""
    found: dict[str, list[Item]] = {}
    for item in edition.items:
        found.setdefault(even_name(clause_of(edition, item)), []).append(item)
    return found


def even_name(name: str) -> str:
    """
    The name of a clause, in upper or lower case and with a full stop or not.

    >>> even_name("4.2  Drills, item 1.")
    '4.2 drills, item 1'
    """
    return spaced(name).casefold().rstrip(".")


def items_of(
    comparison: Comparison, change: Change, *, old: bool
) -> Iterator[tuple[Edition, Item]]:
    """The items of one side of a change, each with its edition."""
    editions = {edition.id: edition for edition in (comparison.old if old else (comparison.new,))}
    for ref in change.old if old else change.new:
        yield editions[ref.edition], editions[ref.edition].by_id[ref.id]


def clauses_of(comparison: Comparison, change: Change, *, old: bool) -> tuple[str, ...]:
    """The clauses of one side of a change, each once."""
    found = items_of(comparison, change, old=old)
    return tuple(dict.fromkeys(clause_of(edition, item) for edition, item in found))
