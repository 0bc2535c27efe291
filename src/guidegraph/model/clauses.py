"""What people call the items of an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from guidegraph.model.changes import Change, Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role


__all__ = [
    "clause_of",
    "clauses_of",
    "even_name",
    "is_entry",
    "items_by_name",
    "items_of",
    "label_of",
    "part_name",
]

_TITLE = 70
_STATEMENT = "Paragraph"
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


def is_entry(item: Item) -> bool:
    """
    Whether an item has a name that counts in its clause only, as a row of a table in a document.

    >>> is_entry(Item(id="section/rooms/2", type="Paragraph", label="Kitchen", text="closed"))
    True
    >>> is_entry(Item(id="section/rooms", type="Section", label="Rooms"))
    False
    """
    return item.type == _STATEMENT and bool(label_of(item)) and not _WHOLE.search(_number(item))


def clause_of(edition: Edition, item: Item) -> str:
    """
    What people call an item: its number and title; of a statement or a row of a table, its number
    if that names its clause too, as in 7.4, or the clause it is in and its number or name there.

    What is called the same as others beside it has its place: "4.2 Drills, bullet 3".
    """
    places: list[str] = []
    for each in chain((item,), edition.ancestors(item)):
        title, number = _titled(each), _number(each)
        if not each.parent or (title and not is_entry(each)):
            if each is item or title:
                name = title or beginning(spaced(each.text or each.id), _TITLE)
                places.append(f"{number} {name}".strip())
            else:
                places.append(_place(edition, each))
            break
        if _WHOLE.search(number):
            places.append(number)
            break
        places.append(_place(edition, each))
    return ", ".join(filter(None, reversed(places))) or item.id


def _number(item: Item) -> str:
    return spaced(item.notation or item.marker or "").strip(" ().")


def _titled(item: Item) -> str:
    return beginning(spaced(label_of(item)), _TITLE)


def _place(edition: Edition, item: Item) -> str:
    """What an item is called within the one above it."""
    number, (place, count) = _number(item), edition.alike[item.id]
    if number and not any(sign.isalnum() for sign in number):
        return f"bullet {place} {_titled(item)}".strip()
    name = f"{number} {_titled(item)}".strip()
    if not item.position:
        return name
    if not name:
        return f"item {item.position}"
    return f"{name} (item {item.position})" if count > 1 else name


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
