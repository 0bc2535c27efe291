"""Misspellings, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from guidegraph.check.text.words import distance
from guidegraph.language.lexicon import groups
from guidegraph.language.variants import LONGEST_WORD


__all__ = ["meant", "swapped"]

_OFTEN = 5
_SHORTEST = 6
_SLIPS = 2


@lru_cache(maxsize=32768)
def meant(form: str) -> str | None:
    """
    What a listed misspelling stands for, "" where that cannot be told; nothing for a right word.

    >>> meant("eligiblity"), meant("recieve"), meant("eligibility")
    ('eligibility', 'receive', None)
    """
    if len(form) > LONGEST_WORD:
        return None
    for pattern, right in _listed():
        if pattern.search(form):
            candidates = [
                candidate
                for part in right.split(",")
                for candidate in _mended(form, part.strip())
                if distance(candidate, form, _SLIPS) <= _SLIPS
            ]
            # A letter is sooner left out than one too many is written.
            return min(
                candidates,
                key=lambda word: (distance(word, form, _SLIPS), -len(word), word),
                default="",
            )
    return None


def _mended(form: str, right: str) -> list[str]:
    """
    A form with a right part in the place of one about as long: "-bility" at the end, "receiv-" at
    the start, a whole word in its place.
    """
    part = right.strip("-")
    lengths = range(max(1, len(part) - 2), len(part) + 3)
    if not part.isalpha():
        return []
    if right.startswith("-"):
        return [form[:-length] + part for length in lengths if length < len(form)]
    if right.endswith("-"):
        return [part + form[length:] for length in lengths]
    return [part]


def swapped(times: Mapping[str, int]) -> Mapping[str, str]:
    """The words found once that are a frequent one with two neighbouring letters swapped."""
    frequent = {
        word
        for word, count in times.items()
        if count >= _OFTEN and len(word) >= _SHORTEST and word.isalpha()
    }
    found: dict[str, str] = {}
    for word in frequent:
        for at in range(1, len(word) - 1):
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if slip != word and times.get(slip) == 1:
                found[slip] = word
    return found


@cache
def _listed() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (
            re.compile(wrong.strip("/") if wrong.startswith("/") else rf"\A{re.escape(wrong)}\Z"),
            right,
        )
        for wrong, right in groups("misspellings")
    )
