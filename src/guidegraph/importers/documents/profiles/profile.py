"""What a layout profile says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final


__all__ = [
    "ColumnRule",
    "FurnitureRule",
    "HeadingRule",
    "ItemKind",
    "LayoutProfile",
    "matches",
    "normal",
]

LONGEST: Final = 300
"""Characters of what a pattern is compared with."""
MOST_WILD: Final = 3
"""How many `*` a pattern may have."""
_FOLDED = str.maketrans("‘’“”‐‑–—\u00a0", "''\"\"---- ")


class ItemKind(StrEnum):
    """What a heading is the heading of."""

    TITLE = "title"
    SECTION = "section"
    VALUE = "value"
    PRACTICE = "practice"
    ROLES = "roles"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """
    Which blocks are headings, and of what.

    Attributes:
        words: patterns of whole headings; nothing for all headings between *since* and *until*.
        begins: the words that announce such a heading. They are not part of its name.
        item: what it is the heading of.
        level: its level from 1, by default as usual for *item*.
        counted: whether the headings are numbered in their order, as the document does not.
        since, until: the headings between which the rule holds.
    """

    words: tuple[str, ...] = ()
    begins: str = ""
    item: ItemKind = ItemKind.SECTION
    level: int
    counted: bool = False
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """Lines or blocks that are no content, and what they are."""

    words: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    """A column of a table: what its head says, and what it holds."""

    header: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutProfile:
    """
    How a family of documents is laid out.

    Attributes:
        name: how messages call it: the name of its file.
        signs: words that each document of the family has, all of them.
        headings, furniture, columns: the rules, the first that fits first.
    """

    name: str
    signs: tuple[str, ...] = ()
    headings: tuple[HeadingRule, ...] = ()
    furniture: tuple[FurnitureRule, ...] = ()
    columns: tuple[ColumnRule, ...] = ()


def normal(text: str) -> str:
    """A text with single spaces and plain quotes and dashes."""
    return " ".join(text.translate(_FOLDED).split())


def matches(pattern: str, text: str) -> bool:
    """
    Whether a pattern is that of a whole text: `#` is any number, `*` any words.

    >>> matches("Page # of #", "Page 3 of 12"), matches("Value *", "value 1")
    (True, False)
    """
    return len(text) <= LONGEST and _compiled(pattern).fullmatch(normal(text)) is not None


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = (
        {"#": r"\d{1,9}", "*": ".*"}.get(part, re.escape(part))
        for part in re.split(r"([#*])", normal(pattern))
    )
    return re.compile("".join(parts))
