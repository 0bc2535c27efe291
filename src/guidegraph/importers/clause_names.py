"""The items of an edition by what people call them: numbers, titles, ids, lists and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from guidegraph.importers.place_words import BULLETS, is_part, plain_name, short
from guidegraph.language.enumeration import is_kind, numbered
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.edition import Edition, Item


__all__ = ["ClauseNames", "NamedClauses"]

_WHOLE: Final = frozenset(
    (
        *("general", "ge", "gen", "all", "whole", "document", "whole document", "the document"),
        *("the whole document", "entire document", "title page", "all clauses", "throughout"),
        *("n/a", "na", "none", "allgemein", "allgemeines", "gesamt", "gesamtes dokument"),
        *("ganzes dokument", "général", "générale", "tout", "tout le document", "ensemble"),
        "ensemble du document",
    )
)
_NUMBER: Final = r"\d{1,4}(?:\.\d{1,4}){0,7}|[A-Z](?:\.\d{1,4}){1,7}"
_LEADING = re.compile(rf"({_NUMBER})(?![\w.]?\d)(.*)", re.IGNORECASE)
_KIND = re.compile(
    rf"(§{{1,2}}|[^\W\d_]{{2,20}}(?:-[^\W\d_]{{2,20}})?)\.?\s*+(?:(?:no\.?|nr\.?|n°)\s*+)?"
    rf"({_NUMBER}|[A-Z](?![^\W\d_]))(.*)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(.{{0,40}}?)({_NUMBER})\s*(?:[–—-]|\.\.|…|\bto\b|\bbis\b|\bà\b)\s*({_NUMBER})", re.IGNORECASE
)
_APART = re.compile(r"[,;|\n]|(?<=\d)/(?=[\dA-Z])|\s/\s|\s&\s|\s(?:and|und|et|or)\s", re.IGNORECASE)
_BELOW = re.compile(r"\.\d{1,4}\Z")
_LONGEST_CLAUSE: Final = 400
_MOST_PARTS: Final = 60
_MOST_IN_RANGE: Final = 200
_MOST_PLACES: Final = 12  # of one clause or quotation


@dataclass(slots=True)
class NamedClauses:
    """What a cell names: items, clauses that are not there, words that are no clause."""

    items: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    whole: bool = False


class ClauseNames:
    """
    The items of an edition by their names.

    Attributes:
        at: the places of the items by their ids.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.items = edition.items
        self.at = {item.id: at for at, item in enumerate(self.items)}
        self._keys: dict[str, dict[int, list[int]]] = {}
        self._numbers: list[str] = []  # the number of each item, with those above it
        for at, item in enumerate(self.items):
            self._name(at, item)

    def _name(self, at: int, item: Item) -> None:
        label = label_of(item)
        heading = numbered(" ".join(label.split())[:200]) if label else None
        own = plain_name(item.notation or item.marker or (heading.notation if heading else ""))
        bare = re.sub(r"^(?:§+|[^\W\d_]{2,20}\.?)\s+", "", own)
        above = self._numbers[self.at[item.parent]] if item.parent in self.at else ""
        if not bare or (bare in BULLETS):
            bare = path = ""
        elif above and not bare.startswith(f"{above}."):
            path = f"{above}.{bare}"
        else:
            path = bare
        by_id = _number_in(item.id)
        self._numbers.append(path or by_id)
        self._add(item.id.casefold(), 0, at)
        whole = bool(own) and (not item.parent or bool(re.search(r"[\s.]", own)) or bool(label))
        self._add(own, 0 if whole else 3, at)
        self._add(bare, 0 if whole else 3, at)
        self._add(path, 2, at)
        self._add(by_id, 2, at)
        self._add(plain_name(label), 1, at)
        if heading:
            self._add(plain_name(heading.label), 1, at)
            self._add(plain_name(heading.notation), 0, at)
        if own and label:
            self._add(f"{own} {plain_name(label)}", 0, at)
        self._add(plain_name(clause_of(self.edition, item)), 2, at)

    def _add(self, key: str, rank: int, at: int) -> None:
        if key:
            places = self._keys.setdefault(key, {}).setdefault(rank, [])
            if at not in places[-1:]:
                places.append(at)

    def known(self, key: str) -> list[int]:
        """The items of a name: those that have it most clearly."""
        ranks = self._keys.get(plain_name(key), {})
        return ranks[min(ranks)] if ranks else []

    @staticmethod
    def is_whole(name: str) -> bool:
        """Whether words name the whole document."""
        return plain_name(name).strip("-–— ") in _WHOLE

    def clauses(self, cell: str) -> NamedClauses:
        """What a cell for clauses names."""
        found = NamedClauses()
        text = " ".join(cell.strip(" \n\t-–—/.").split())
        if not text:
            return found
        if plain_name(text) in _WHOLE and not self.known(text):
            found.whole = True
            return found
        if known := self.known(text):
            self._add_places(text, known, found)
            return found
        parts = [part.strip() for part in _APART.split(cell[:_LONGEST_CLAUSE])]
        kind = ""
        for part in [each for each in parts if each][:_MOST_PARTS]:
            if self._take(part, f"{kind} {part}".strip(), found):
                named = _KIND.match(part)
                kind = named[1] if named and part[0].isalpha() else kind
            elif plain_name(part) in _WHOLE:
                found.whole = True
            elif self._take_above(part, f"{kind} {part}".strip(), found):
                pass
            elif is_part(part):
                found.hints.append(part)
            else:
                found.missing.append(f"“{short(part)}”" if part[:1].isalpha() else short(part))
        return found

    def _take(self, part: str, with_kind: str, found: NamedClauses) -> bool:
        """Add the items that a part of a cell names, if it names some."""
        for name in dict.fromkeys((part, with_kind)):
            if (known := self.known(name)) and self._add_places(part, known, found):
                return True
        if self._take_range(part, found):
            return True
        for name in dict.fromkeys((with_kind, part)):
            known, rest = self._of_number(name)
            if known and self._add_places(part, known, found):
                if rest.strip(" .,:;()–—-"):
                    found.hints.append(rest)
                return True
        return False

    def _take_above(self, part: str, with_kind: str, found: NamedClauses) -> bool:
        """
        Add the clause that a number below it is in, if the parts of that clause have no numbers, so
        that nobody can say which one is meant.
        """
        for name in dict.fromkeys((with_kind, part)):
            above = name
            while below := _BELOW.search(above):
                above = above[: below.start()]
                known = self.known(above) or self._of_number(above)[0]
                if len(known) == 1 and self._has_plain_parts(known[0]):
                    clause = clause_of(self.edition, self.items[known[0]])
                    told = f"no {short(part)}: the parts of {clause} have no numbers"
                    found.odd.append(told)
                    found.items += (at for at in known if at not in found.items)
                    return True
                if known:
                    return False
        return False

    def _has_plain_parts(self, at: int) -> bool:
        """Whether an item has parts, and none with a number of its own."""
        children = self.edition.children.get(self.items[at].id, ())
        names = (plain_name(each.notation or each.marker or "") for each in children)
        return bool(children) and all(not name or name in BULLETS for name in names)

    def _of_number(self, name: str) -> tuple[list[int], str]:
        """The items with the number in front, or after a word for clauses; what comes after it."""
        if leading := _LEADING.match(name):
            return self.known(leading[1]), leading[2]
        named = _KIND.match(name)
        if named is None:
            return [], ""
        kind, number, rest = named.groups()
        known = self.known(f"{kind} {number}")
        if known:
            return known, rest
        every = sorted(set().union(*self._keys.get(plain_name(number), {}).values()))
        word = kind.casefold().rstrip(".s") or kind
        of_kind = [
            at
            for at in every
            if word in self.items[at].id.casefold().split("/")
            or word in self.items[at].type.casefold()
        ]
        if of_kind:
            return of_kind, rest
        spoken = kind.rstrip("sSn") if len(kind) > 3 else kind
        if (
            is_kind(kind)
            or is_kind(spoken)
            or word in ("sub-clause", "subclause", "cl", "unterabschnitt")
        ):
            return self.known(number), rest
        return [], ""

    def _add_places(self, part: str, known: Sequence[int], found: NamedClauses) -> bool:
        if len(known) > _MOST_PLACES:
            found.odd.append(f"{short(part)} is at {len(known)} places")
            found.missing.append(f"{short(part)} at one place")
            return True
        if len(known) > 1:
            named = "; ".join(self.items[at].id for at in known)
            found.odd.append(f"{short(part)} is at {len(known)} places: {named}")
        found.items += (at for at in known if at not in found.items)
        return True

    def _take_range(self, part: str, found: NamedClauses) -> bool:
        named = _RANGE.fullmatch(part)
        if named is None or (named[1].strip() and not is_kind(named[1].strip(" s."))):
            return False
        first, last = named[2], named[3]
        above, _, start = first.rpartition(".")
        over, _, end = last.rpartition(".")
        over = over or above
        if above != over or not start.isdigit() or not end.isdigit():
            return False
        numbers = range(int(start), int(end) + 1)
        if not 1 < len(numbers) <= _MOST_IN_RANGE:
            return False
        names = [f"{above}.{number}" if above else str(number) for number in numbers]
        taken = False
        for name in names:
            if known := self.known(name):
                taken = self._add_places(name, known, found)
            elif name in (names[0], names[-1]):
                found.missing.append(name)
                taken = True
        return taken


def _number_in(id_: str) -> str:
    """
    The number that an id is made of.

    >>> _number_in("value/7/practice/4"), _number_in("section/scope/2")
    ('7.4', '')
    """
    parts = id_.split("/")
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or not all(name.isalpha() and number.isdecimal() for name, number in pairs):
        return ""
    return ".".join(number for _, number in pairs)
