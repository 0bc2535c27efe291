"""The tables and captions of an edition, by what comments call them: "Table 2, row Kitchen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from guidegraph.language.proposals import all_words, plain_words, stands_in
from guidegraph.model.clauses import label_of
from guidegraph.model.edition import Edition


__all__ = ["NamedPart", "PlaceTables"]

_KINDS: Final = (
    "table tab tabelle tableau",
    "figure fig bild abbildung",
    "formula equation formel gleichung formule équation",
    "example beispiel exemple",
    "note anmerkung",
    "box kasten encadré",
)
_KIND_OF: Final = {word: said.split()[0] for said in _KINDS for word in said.split()}
_NAMED = re.compile(
    rf"\W*({'|'.join(_KIND_OF)})\b\.?\s*(\d{{1,4}}(?:\.\d{{1,4}}){{0,3}}|[A-Z]\.\d{{1,4}})?",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"\b(?:rows?|zeile|ligne|rangée)\s+(?:of\s+|for\s+|für\s+|pour\s+)?[“„«\"‘]?([^\d\W][^,;]{0,80})",
    re.IGNORECASE,
)
_MOST_ROWS: Final = 12  # of a table that a comment is put on


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPart:
    """The items that words name, and what is odd about that."""

    items: tuple[int, ...] = ()
    odd: str = ""


class PlaceTables:
    """The rows of each table of an edition, and the captions of tables, figures and the like."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.items = edition.items

    def named(self, words: str, among: frozenset[int] | None, place: str) -> NamedPart:
        """
        The caption, table or row that words name, in the whole edition or *among* some items.

        A table without a caption is found if it is the only one of *place*.
        """
        named, row = _NAMED.match(words), _ROW.search(words)
        if named is None and row is None:
            return NamedPart()
        kind = _KIND_OF[named[1].casefold()] if named else "table"
        number = (named[2] or "").casefold() if named else ""
        tables = [each for each in self._tables if among is None or among.issuperset(each)]
        captions = [
            at
            for at in self._captions.get((kind, number), [])
            if number and (among is None or at in among)
        ]
        odd = ""
        if captions:
            after = [each for each in tables if self._belongs(each, captions)]
            tables = after
        elif kind != "table":
            return NamedPart()
        elif number and tables:
            if len(tables) > 1 or self._has_captions:
                return NamedPart()
            odd = f"“{kind.title()} {number}” was taken for the only table of {place}"
        if row is not None and tables:
            found = self._row(row[1], tables, odd)
            return found if found.items or named else NamedPart()
        if not captions and len(tables) > 1:
            return NamedPart(odd=f"{place} has {len(tables)} tables")
        rows = [at for each in tables for at in each]
        if len(rows) > _MOST_ROWS:
            return NamedPart(
                items=tuple(captions),
                odd=odd or f"the table of {place} has {len(rows)} rows; name one",
            )
        return NamedPart(items=(*captions, *rows), odd=odd)

    def _row(self, words: str, tables: Sequence[Sequence[int]], odd: str) -> NamedPart:
        """The rows whose first cell is the words; else those that have them in some cell."""
        rows = [at for each in tables for at in each]
        plain = plain_words(words)
        found = [at for at in rows if plain_words(label_of(self.items[at])) == plain] or [
            at for at in rows if stands_in(words, all_words(self.items[at]))
        ]
        if len(found) > _MOST_ROWS:
            return NamedPart(odd=f"{len(found)} rows have “{words}”")
        if not found:
            return NamedPart(odd=f"no row “{words.strip()}”")
        return NamedPart(items=tuple(found), odd=odd)

    def _belongs(self, table: Sequence[int], captions: Sequence[int]) -> bool:
        """Whether a table is right below one of the captions, or right above it."""
        parent = self.items[table[0]].parent
        return any(
            (at in (table[0] - 1, table[-1] + 1) and self.items[at].parent == parent)
            or self.items[at].id == parent
            for at in captions
        )

    @cached_property
    def _tables(self) -> tuple[tuple[int, ...], ...]:
        """The rows of each table: items with cells that follow each other."""
        tables: list[list[int]] = []
        for at, item in enumerate(self.items):
            if not item.attributes:
                continue
            last = tables[-1][-1] if tables else -2
            if last == at - 1 and self.items[last].parent == item.parent:
                tables[-1].append(at)
            else:
                tables.append([at])
        return tuple(map(tuple, tables))

    @property
    def _has_captions(self) -> bool:
        """Whether tables have captions with numbers, so that one without is no other number."""
        return any(kind == "table" for kind, _ in self._captions)

    @cached_property
    def _captions(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for at, item in enumerate(self.items):
            for text in (label_of(item), item.text or ""):
                named = _NAMED.match(text[:40])
                if named and named[2] and not item.attributes:
                    found.setdefault(
                        (_KIND_OF[named[1].casefold()], named[2].casefold()), []
                    ).append(at)
                    break
        return found
