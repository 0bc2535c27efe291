"""
An edition for the aligner: entries with words and places, without numbers; and their words.

Identifiers, notations and codes are not evidence: an entry's `id` is only for the answer.
Words are compared in plain forms, and as stems without the most frequent endings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from guidegraph.language.enumeration import unnumbered
from guidegraph.language.unseen import as_seen
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition


__all__ = ["Entry", "EntryGroup", "entries_of", "plain", "stem", "stems", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One item to align, a heading or a statement.

    Attributes:
        id, edition: its name in the answer; never used as evidence.
        type: the local name of its class.
        label, text: its words, empty if it has none.
        parent: the index of its parent in the same sequence.
        place: its place among its siblings, from 0 (first) to 1 (last); 0.5 for an only child.
        depth: how many ancestors it has.
        order: its index in the document.
    """

    id: str
    type: str = "Item"
    label: str = ""
    text: str = ""
    parent: int | None = None
    place: float = 0.5
    depth: int = 0
    order: int = 0
    edition: str = ""

    @property
    def ref(self) -> Ref:
        """The item of the entry."""
        return Ref(edition=self.edition, id=self.id)


class EntryGroup(NamedTuple):
    """Entries that belong together, by their numbers on either side."""

    old: list[int]
    new: list[int]


def entries_of(edition: Edition) -> tuple[Entry, ...]:
    """
    The items of *edition* in document order, as entries.

    A parent that is not in the edition is ignored.
    """
    index = {item.id: number for number, item in enumerate(edition.items)}
    parents = [None if item.parent is None else index.get(item.parent) for item in edition.items]
    siblings = Counter(parents)
    seen: Counter[int | None] = Counter()
    entries: list[Entry] = []
    depths: list[int] = []
    for number, (item, parent) in enumerate(zip(edition.items, parents, strict=True)):
        last = siblings[parent] - 1
        depths.append(0 if parent is None or parent >= number else depths[parent] + 1)
        entries.append(
            Entry(
                id=item.id,
                edition=edition.id,
                type=item.type,
                label=unnumbered(item.pref_label or item.label or "", item.notation)[1],
                text=unnumbered(item.text or "", item.notation)[1],
                parent=parent,
                place=seen[parent] / last if last else 0.5,
                depth=depths[number],
                order=number,
            )
        )
        seen[parent] += 1
    return tuple(entries)


SHORTEST = 4
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['\u2019](?:s\b)?")
ENDINGS = (
    "ization isation izations ational ations ation ition itions ments ment ness ities ity "
    "ances ance ences ence ized ised izes ises izing ising ize ise ated ates ating ate ally ical "
    "ily ies ied ier ions ion ings ing edly ed ers er ors or es ly al ive ives s e y"
)
SUFFIXES = tuple(sorted(ENDINGS.split(), key=lambda ending: (-len(ending), ending)))


def plain(text: str) -> str:
    """
    *text* as it is compared: compatibility forms, lower case, single spaces.

    >>> plain("  The  Office")
    'the office'
    """
    return " ".join(unicodedata.normalize("NFKC", as_seen(text)).casefold().split())


def words(text: str) -> list[str]:
    """
    The words of a plain text, without possessives.

    >>> words("the user's self-help, item 2")
    ['the', 'user', 'self', 'help', 'item', '2']
    """
    return WORD.findall(APOSTROPHE.sub("", text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    A word without frequent English endings, with at least four letters.

    >>> [stem(word) for word in ("managed", "manages", "policies", "policy")]
    ['manag', 'manag', 'polic', 'polic']
    """
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return word[: -len(suffix)]
    return word


def stems(text: str) -> list[str]:
    """The stems of the words of a plain text."""
    return [stem(word) for word in words(text)]
