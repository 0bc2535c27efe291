"""Where the footnotes of a plain text are: after their marks, or after plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guidegraph.importers.documents.text.lines import Line


__all__ = ["NOTE", "PLAIN", "PlainNotes", "mark_of", "plain_notes"]

NOTE = re.compile(r"(?:\.\.\s)?(?:\[#?(\d{1,3})\]|\^\{(\d{1,3})\}|([⁰¹²³⁴-⁹]{1,3}))(?=\s|[A-Z])\s*")
PLAIN = re.compile(r"(\d{1,2})\s{1,3}(?=[\"“‘(]?[A-Z])")
_IN_TEXT = re.compile(r"[^\W\d][.,;:!?][\"”’)]?(\d{1,2})(?=\s|$)")
_SUPER: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class PlainNotes:
    """The footnotes that have a plain number in front: their marks, and the lines they begin at."""

    marks: frozenset[str] = frozenset()
    lines: frozenset[int] = frozenset()


def mark_of(found: re.Match[str]) -> str:
    """The mark of a footnote, with plain digits."""
    mark: str = next(filter(None, found.groups()))
    return mark.translate(_SUPER)


def plain_notes(lines: Sequence[Line]) -> PlainNotes:
    """
    The footnotes with a plain number in front, as "2 See the list." after "… of the house.2".

    They are numbered 1, 2, 3 …, and each number stands in the text before.
    """
    wanted = 1
    marked: set[int] = set()
    found: dict[str, int] = {}
    for at, line in enumerate(lines):
        words = line.words
        blank = at == 0 or not lines[at - 1].words
        if blank and wanted in marked and (note := PLAIN.match(words)) and int(note[1]) == wanted:
            found[note[1]] = at
            wanted += 1
        marked.update(int(number) for number in _IN_TEXT.findall(words))
    return PlainNotes(frozenset(found), frozenset(found.values()))
