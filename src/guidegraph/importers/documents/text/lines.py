"""The lines of a plain text: running heads taken out, and paragraphs joined over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from guidegraph.language.enumeration import marker_at


__all__ = ["ENDS", "Line", "content_lines", "fits_after", "lines_of"]

_TAB: Final = 8
_NUMBER = re.compile(r"(?<![\w.])\d{1,5}(?![\w.])")
_PAGE_NUMBER = r"(?:page|seite|página|pagina|pág\.?|p\.)\s\d{1,5}(?:\s\S{1,5}\s\d{1,5})?"
_PAGE = re.compile(rf"\[Page \d{{1,5}}\]$|^{_PAGE_NUMBER}$", re.IGNORECASE)
_FOOT = re.compile(rf"(?:\S.{{0,60}}\s)?{_PAGE_NUMBER}", re.IGNORECASE)
_ALONE = re.compile(r"[-–—]?\s?(\d{1,4})\s?[-–—]?")
ENDS = re.compile(
    r"[.:!?;。：！？；][\"”’')\]]*(?:\^\{[\d ,]{1,12}\}|[⁰¹²³⁴-⁹]{1,3}|(?<![\d.][.])\d{1,2})?$"
)
"""The end of a sentence, perhaps with the mark of a footnote."""
_OPEN = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|for|with|by|on|as|that|their|is|are|be|from))$"
)
_EDGE: Final = 2
_OFTEN: Final = 3
_MANY: Final = 8
_WIDE: Final = 50
_NARROWEST: Final = 36  # characters of most lines of prose
_QUOTE = re.compile(r"^(?:>[ ]?){1,20}")
_QUOTED: Final = 0.6  # of the lines
_USUAL: Final = 0.03  # of all lines
_TURNS: Final = 0.1  # at most this share of the lines begins a page with one space


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line: its number in the file, its page from 1 (0 if the file has no pages), and its text.

    *why* says why it is not content, if it is not; *turned* that a page may begin with it. *words*
    is the text without white space around it.
    """

    number: int
    page: int
    text: str
    why: str = ""
    turned: bool = False
    words: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.text.strip())

    @property
    def indent(self) -> int:
        """How many characters from the margin the text begins."""
        start = len(self.text) - len(self.text.lstrip())
        return len(self.text[:start].expandtabs(_TAB)) if start else 0


def lines_of(text: str) -> list[Line]:
    """The lines of a text; those that are repeated at the edges of pages have a reason."""
    paged = "\f" in text.strip("\f\n ")
    found: list[Line] = []
    page = 1
    for number, line in enumerate(_unquoted(text.split("\n")), start=1):
        for at, part in enumerate(line.split("\f")):
            page += at > 0
            found.append(Line(number, page if paged else 0, part.rstrip()))
    if not paged:
        found = _with_turns(found)
    return _without_heads(found, page if paged else 0)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the ">" that programs for mail put before a text that is answered."""
    full = sum(bool(line.strip()) for line in lines)
    quoted = sum(line.startswith(">") for line in lines)
    if quoted < max(_OFTEN, _QUOTED * full):
        return lines
    return [_QUOTE.sub("", line) for line in lines]


def _with_turns(lines: list[Line]) -> list[Line]:
    """
    The lines; those that are set off by one space are where the text of a page was put after that
    of the one before, as some programs do it. That space is not part of the text.
    """
    full = [line for line in lines if line.words]
    flat = sum(not line.text[0].isspace() for line in full)
    single = [line for line in full if _off(line) == 1]
    if not _OFTEN <= len(single) <= max(_OFTEN, _TURNS * len(full)) or flat < 0.8 * len(full):
        return lines
    hang = 0  # where the text of the last entry begins
    found: list[Line] = []
    for line in lines:
        off = _off(line)
        if off in (1, 2) and off != hang:
            line = replace(line, text=line.text.strip(), turned=True)  # noqa: PLW2901
        elif not off and line.words:
            marker = marker_at(line.text)
            hang = 0
            if marker is not None:
                hang = len(line.text) - len(line.text[marker.length :].lstrip())
        found.append(line)
    return found


def _off(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" "))


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
    feet = set(_feet(lines))
    printed = Counter(_folded(line.words) for line in lines if _is_foot(line))
    feet |= {
        at
        for at, line in enumerate(lines)
        if _is_foot(line) and printed[_folded(line.words)] >= _OFTEN
    }
    found = []
    for at, line in enumerate(lines):
        why = ""
        if at in edges and repeated[_folded(line.words)] >= _OFTEN:
            why = "running head, repeated at the edge of pages"
        elif ((marked > 1 or at in edges) and _PAGE.search(line.words)) or at in feet:
            why = "page number"
        elif at in numbers:
            why = "page number by itself"
        found.append(replace(line, why=why) if why else line)
    return found


def _feet(lines: Sequence[Line]) -> Iterator[int]:
    """The lines that end with a page number and stand inside a sentence."""
    full = [at for at, line in enumerate(lines) if line.words]
    for before, at, after in zip(full, full[1:], full[2:], strict=False):
        if (
            _is_foot(lines[at])
            and not ENDS.search(lines[before].words)
            and (lines[after].words[0].islower() or lines[after].turned)
        ):
            yield at


def _is_foot(line: Line) -> bool:
    return len(line.words) <= _WIDE * 2 and _FOOT.fullmatch(line.words) is not None


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
    over = cut = False  # a page break, or words left out, since the last line with words
    page = 0
    spaced = _is_spaced(lines)
    widths = _double_spaced(lines)
    last = -1  # the last line with words
    for number, line in enumerate(lines):
        if line.why:
            over = cut = True
            continue
        if not line.words:
            kept.append(line)
            continue
        over = over or line.page != page
        page = line.page
        at = len(kept)
        while at and not kept[at - 1].words:
            at -= 1
        if at and at < len(kept) and not line.turned:
            width = widths.get(last, 0) if last in widths and number in widths else 0
            if _goes_on(kept[at - 1], line, over=over, spaced=spaced) or (
                width and _is_next(kept[at - 1], line, width)
            ):
                del kept[at:]
                cut = False
        kept.append(replace(line, turned=True) if cut and not line.turned else line)
        over = cut = False
        last = number
    return kept


def _goes_on(before: Line, after: Line, *, over: bool, spaced: bool) -> bool:
    if marker_at(after.words) is not None or ENDS.search(before.words) or "\t" in after.text:
        return False
    if over and after.indent == before.indent:
        return after.words[0].islower() or len(before.words) > _WIDE
    return spaced and (after.words[0].islower() or bool(_OPEN.search(before.words)))


def fits_after(line: Line, after: Line, width: int) -> bool:
    """Whether the first word of a line would have had room on the one before it."""
    return len(line.text) + 1 + len(after.words.split(None, 1)[0]) < width


def _is_next(before: Line, after: Line, width: int) -> bool:
    """Whether a line of a stretch with a blank line after each line is one of its paragraph."""
    if marker_at(after.words) is not None or "\t" in after.text:
        return False
    if after.words[0].islower() and not ENDS.search(before.words):
        return True
    return after.indent <= before.indent and not fits_after(before, after, width - 2)


def _double_spaced(lines: Sequence[Line]) -> dict[int, int]:
    """The lines of the stretches with one blank line after each line, with their width."""
    found: dict[int, int] = {}
    run: list[int] = []
    full = [at for at, line in enumerate(lines) if line.words and not line.why]
    for at, after in pairwise([*full, -1]):
        run.append(at)
        if after == at + 2:
            continue
        inside = sum(
            not ENDS.search(lines[one].words) and lines[other].words[0].islower()
            for one, other in pairwise(run)
        )
        if len(run) >= _OFTEN and inside * 4 >= len(run):
            lengths = sorted(len(lines[each].text) for each in run)
            if lengths[len(lengths) // 2] >= _NARROWEST:
                found.update(dict.fromkeys(run, lengths[len(lengths) * 9 // 10]))
        run = []
    return found


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines inside sentences are usual in a text."""
    full = [(at, line) for at, line in enumerate(lines) if line.words and not line.why]
    inside = sum(
        other - one > 1
        and not ENDS.search(first.words)
        and second.words[0].islower()
        and marker_at(second.words) is None
        for (one, first), (other, second) in pairwise(full)
    )
    return inside >= max(_MANY, _USUAL * len(full))
