"""The lines of a plain text: running heads taken out, and paragraphs joined over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from guidegraph.language.enumeration import marker_at


__all__ = ["Line", "content_lines", "lines_of"]

_TAB: Final = 8
_NUMBER = re.compile(r"(?<![\w.])\d{1,5}(?![\w.])")
_PAGE = re.compile(
    r"\[Page \d{1,5}\]$|^(?:page|seite|página|pagina)\s\d{1,5}(?:\s\S{1,5}\s\d{1,5})?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[-–—]?\s?(\d{1,4})\s?[-–—]?")
_ENDS = re.compile(r"[.:!?;][\"”’')\]]*$")
_OPEN = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|for|with|by|on|as|that|their|is|are|be|from))$"
)
_EDGE: Final = 2
_OFTEN: Final = 3
_MANY: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line: its number in the file, its page from 1 (0 if the file has no pages), and its text.

    *why* says why it is not content, if it is not; *joins* that the paragraph before it goes on.
    """

    number: int
    page: int
    text: str
    why: str = ""
    joins: bool = False

    @property
    def words(self) -> str:
        """The text without white space around it."""
        return self.text.strip()

    @property
    def indent(self) -> int:
        """How many characters from the margin the text begins."""
        shown = self.text.expandtabs(_TAB)
        return len(shown) - len(shown.lstrip())


def lines_of(text: str) -> list[Line]:
    """The lines of a text; those that are repeated at the edges of pages have a reason."""
    paged = "\f" in text.strip("\f\n ")
    found: list[Line] = []
    page = 1
    for number, line in enumerate(text.split("\n"), start=1):
        for at, part in enumerate(line.split("\f")):
            page += at > 0
            found.append(Line(number, page if paged else 0, part.rstrip()))
    return _without_heads(found, page if paged else 0)


def _folded(words: str) -> str:
    return " ".join(_NUMBER.sub("#", words).split())


def _without_heads(lines: list[Line], pages: int) -> list[Line]:
    edges: set[int] = set()
    if pages >= _OFTEN:
        on_page: dict[int, list[int]] = {}
        for at, line in enumerate(lines):
            if line.words:
                on_page.setdefault(line.page, []).append(at)
        for these in on_page.values():
            edges.update(these[:_EDGE], these[-_EDGE:])
    repeated = Counter(_folded(lines[at].words) for at in edges)
    marked = Counter(bool(_PAGE.search(line.words)) for line in lines)[True]
    numbers = _lone_numbers(lines)
    found = []
    for at, line in enumerate(lines):
        why = ""
        if at in edges and repeated[_folded(line.words)] >= _OFTEN:
            why = "running head, repeated at the edge of pages"
        elif (marked > 1 or at in edges) and _PAGE.search(line.words):
            why = "page number"
        elif at in numbers:
            why = "page number by itself"
        found.append(replace(line, why=why) if why else line)
    return found


def _lone_numbers(lines: Sequence[Line]) -> set[int]:
    """The lines that hold nothing but a number, each greater by one than the last such line."""
    alone = [
        (at, int(found[1]))
        for at, line in enumerate(lines)
        if line.words and (found := _ALONE.fullmatch(line.words))
    ]
    return {
        each
        for (one, first), (other, second) in pairwise(alone)
        if second == first + 1 and other - one > _MANY
        for each in (one, other)
    }


def content_lines(lines: Sequence[Line]) -> list[Line]:
    """
    The lines without those that have a reason, and without blank lines inside sentences: those that
    a page break left, and those after every line of some extracted texts.
    """
    kept: list[Line] = []
    over = False  # a page break since the last line with words
    page = 0
    spaced = _is_spaced(lines)
    for line in lines:
        if line.why:
            over = True
            continue
        if not line.words:
            kept.append(line)
            continue
        over = over or line.page != page
        page = line.page
        at = len(kept)
        while at and not kept[at - 1].words:
            at -= 1
        if at and at < len(kept) and _goes_on(kept[at - 1], line, over=over, spaced=spaced):
            del kept[at:]
        kept.append(line)
        over = False
    return kept


def _goes_on(before: Line, after: Line, *, over: bool, spaced: bool) -> bool:
    if marker_at(after.words) is not None or _ENDS.search(before.words) or "\t" in after.text:
        return False
    if over and after.indent == before.indent:
        return after.words[0].islower() or len(before.words) > _WIDE
    return spaced and (after.words[0].islower() or bool(_OPEN.search(before.words)))


_WIDE: Final = 50


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines inside sentences are usual in a text."""
    full = [(at, line) for at, line in enumerate(lines) if line.words and not line.why]
    inside = sum(
        other - one > 1
        and not _ENDS.search(first.words)
        and second.words[0].islower()
        and marker_at(second.words) is None
        for (one, first), (other, second) in pairwise(full)
    )
    return inside >= _MANY
