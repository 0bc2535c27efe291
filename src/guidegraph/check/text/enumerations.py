"""
Lists that name other items of the edition: a list of values in the introduction, a contents list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.check.context import EditionContext
from guidegraph.check.text.words import content, forms
from guidegraph.model.edition import Edition, Item


__all__ = ["Entry", "enumerations", "matched", "same_name"]

_NUMBER = re.compile(r"\s*(?:(\d{1,4})\s{0,3}[.):,]|[•*-])?\s*")
_PAGE = re.compile(r"(?:\t|\s{2,}|\.{3,})\s*\d{1,5}\s*$")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a list: its number, its words, and the item that it is, if it is one."""

    number: str
    text: str
    where: str
    item: Item | None = None


def enumerations(context: EditionContext) -> Iterator[Sequence[Entry]]:
    """The lists of short entries in an edition, and the lists of contents in its source."""
    for children in context.edition.children.values():
        run: list[Entry] = []
        for child in children:
            number = "".join(filter(str.isdigit, child.marker or ""))
            if number and child.text and len(child.text) <= _LONGEST and not child.label:
                run.append(Entry(number=number, text=child.text, where=child.id, item=child))
                continue
            yield from _long(run)
            run = []
        yield from _long(run)
    account = context.account
    for span in account.edition.furniture if account else ():
        yield from _long([_line(line) for line in span.exact.splitlines() if line.strip()])


def _long(entries: list[Entry]) -> Iterator[Sequence[Entry]]:
    if len(entries) > 2:
        yield entries


def _line(line: str) -> Entry:
    start = _NUMBER.match(line)
    text = _PAGE.sub("", line[start.end() if start else 0 :]).strip()
    return Entry(number=(start[1] if start else "") or "", text=text, where="the contents list")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case and punctuation."""
    return forms(one) == forms(other)


def matched(entries: Sequence[Entry], edition: Edition) -> Iterator[tuple[Entry, Item]]:
    """
    The entries that name an item otherwise than its label, each with the item.

    The items are those of one type whose labels most of the entries are. An entry is matched by its
    number, or, where items have none, by its words.
    """
    by_type: dict[str, list[Item]] = {}
    for item in edition.items:
        if item.label:
            by_type.setdefault(item.type, []).append(item)
    for items in by_type.values():
        names = {forms(item.label or "") for item in items}
        named = [entry for entry in entries if forms(entry.text) in names]
        if 2 * len(named) < len(entries) or len(named) < 2:
            continue
        numbered = {item.notation: item for item in items if item.notation}
        for entry in entries:
            if forms(entry.text) in names:
                continue
            found = numbered.get(entry.number) if entry.number else _nearest(entry.text, items)
            if found is not None and content(entry.text) & content(found.label or ""):
                yield entry, found
        return


def _nearest(text: str, items: Sequence[Item]) -> Item | None:
    shared, nearest = 0, None
    for item in items:
        in_common = len(content(text) & content(item.label or ""))
        if 2 * in_common > len(content(item.label or "")) and in_common > shared:
            shared, nearest = in_common, item
    return nearest
