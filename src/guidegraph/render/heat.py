"""What all pictures of a coverage say in the same words: depths, shares, names of parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from guidegraph.model.course import How
from guidegraph.model.coverage import Coverage, Covered
from guidegraph.model.edition import Item


__all__ = ["TYPES", "WORDS", "heading", "kinds", "share", "shown"]

WORDS: Mapping[How | None, str] = MappingProxyType(
    {How.ASSESSES: "assessed", How.TEACHES: "taught", How.MENTIONS: "mentioned", None: "–"}
)
"""How deep a course goes, in a word."""

_DEEPEST = MappingProxyType(
    {How.ASSESSES: "assessed", How.TEACHES: "taught", How.MENTIONS: "only mentioned"}
)

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "CoreValue": "values",
        "Practice": "practices",
        "PracticeStatement": "statements",
        "SupervisorRole": "roles",
        "Item": "items",
    }
)
"""What items of a type are called, several of them."""


def heading(group: Item) -> str:
    """A part of a guideline as a heading: its number and name."""
    return f"{group.notation}. {group.name}" if group.notation else group.name


def kinds(entries: Iterable[Covered]) -> str:
    """How many items there are of each type, in words."""
    counts = Counter(entry.item.type for entry in entries)
    named = [f"{TYPES.get(type_, type_)} ({count})" for type_, count in counts.items()]
    return ", ".join(named) or "none"


def share(covered: int, total: int) -> str:
    """A share as people read it; nothing but all of it is 100 %."""
    return f"{covered} of {total} ({covered * 100 // total if total else 100} %)"


def shown(coverages: Sequence[Coverage]) -> Iterator[tuple[str, list[str]]]:
    """For each type of item, then each depth: its name, and the figure of each coverage."""
    shares = [{one.type: one for one in coverage.shares()} for coverage in coverages]
    for type_ in dict.fromkeys(type_ for found in shares for type_ in found):
        yield (
            TYPES.get(type_, type_),
            [
                share(found[type_].covered, found[type_].total) if type_ in found else "none there"
                for found in shares
            ],
        )
    for how in reversed(How):
        yield f"items {_DEEPEST[how]}", [str(one.depths()[how]) for one in coverages]
