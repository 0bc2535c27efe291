"""Terms as standards print them: a number, the term and its definition, each on its own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.text.lines import ENDS, Line, fits_after


__all__ = ["REMARK", "NumberedTerm", "numbered_term"]

_NUMBER = re.compile(r"(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){1,6}\.?|[A-Z]\.\d{1,3}")
REMARK = re.compile(
    r"(?:note|example|source|anmerkung|beispiel|quelle|remarque|exemple|nota|ejemplo)s?\b"
    r"(?:\s\d{1,3})?(?:\s(?:to entry|zum begriff|à l['’]article))?\s?[:—–-]"
    r"|(?:NOTE|EXAMPLE)\b|\[SOURCE\b",
    re.IGNORECASE,
)
"""The beginning of what is said of a term below its definition."""
_LONGEST_TERM: Final = 80
_MOST_WORDS: Final = 8
_SYNONYM_WORDS: Final = 4
_NARROWEST: Final = 60  # a width at which text is broken
_MOST_LINES: Final = 40


@dataclass(frozen=True, slots=True)
class NumberedTerm:
    """Where the parts of a term are, each from a line up to another; the first is its number's."""

    term: int
    synonyms: tuple[int, ...]
    definition: tuple[int, int]
    remarks: tuple[tuple[int, int], ...]
    end: int


def numbered_term(lines: Sequence[Line], at: int, width: int) -> NumberedTerm | None:
    """
    The term whose number is the whole of a line after a blank one, if it is one.

    Its definition begins with the last line that does not go on with the one before. The short
    lines between are other names. *width* is that of the lines near.
    """
    if (at and lines[at - 1].words) or not _NUMBER.fullmatch(lines[at].words):
        return None
    if at + 1 < len(lines) and not lines[at + 1].words:
        return _apart(lines, at)
    end = _end(lines, at + 1)
    last = next((each for each in range(at + 2, end) if REMARK.match(lines[each].words)), end)
    if last < at + 3 or not _is_term(lines[at + 1]) or lines[at + 1].indent > lines[at].indent:
        return None
    start = at + 2
    if not fits_after(lines[at + 1], lines[start], max(width, _NARROWEST)):
        return None
    while start < last - 1 and _is_synonym(lines, start, width):
        start += 1
    if not _is_words(lines[start]):
        return None
    begins = [each for each in range(last, end) if REMARK.match(lines[each].words)]
    remarks = pairwise([*begins, end])
    return NumberedTerm(at + 1, tuple(range(at + 2, start)), (start, last), tuple(remarks), end)


def _apart(lines: Sequence[Line], at: int) -> NumberedTerm | None:
    """A term with blank lines between its parts, all in small letters."""
    term = at + 2
    start = term + 2
    if start >= len(lines) or lines[term + 1].words or not _is_term(lines[term]):
        return None
    begins = lines[start].words[:1]
    if not (lines[term].words[0].islower() and begins.islower()):
        return None
    end = _end(lines, start)
    return NumberedTerm(term, (), (start, end), (), end)


def _end(lines: Sequence[Line], at: int) -> int:
    """The end of the paragraph at a place."""
    end = at
    while end < min(len(lines), at + _MOST_LINES) and lines[end].words:
        end += 1
    return end


def _is_words(line: Line) -> bool:
    return sum(map(str.isalpha, line.words)) * 2 > len(line.words) and "\t" not in line.words


def _is_term(line: Line) -> bool:
    words = line.words
    return (
        0 < len(words) <= _LONGEST_TERM
        and len(words.split()) <= _MOST_WORDS
        and _is_words(line)
        and words[-1] not in ".;,:!?"
    )


def _is_synonym(lines: Sequence[Line], at: int, width: int) -> bool:
    """Whether a line is another name of a term: short, and ended with room for the next word."""
    line, after = lines[at], lines[at + 1]
    return (
        _is_term(line)
        and len(line.words.split()) <= _SYNONYM_WORDS
        and not ENDS.search(line.words)
        and fits_after(line, after, max(width, _NARROWEST))
    )
