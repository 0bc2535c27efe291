"""Where the footnotes of a plain text are: after their marks, or after plain numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guidegraph.importers.documents.text.lines import Line


__all__ = ["NOTE", "PLAIN", "PlainNotes", "listed_references", "mark_of", "plain_notes"]

NOTE = re.compile(r"(?:\.\.\s)?(?:\[#?(\d{1,3})\]|\^\{(\d{1,3})\}|([⁰¹²³⁴-⁹]{1,3}))(?=\s|[A-Z])\s*")
PLAIN = re.compile(r"(\d{1,2})\s{1,3}(?=[\"“‘(]?[A-Z])")
_REFERENCE = re.compile(r"\[(\d{1,3})\]\s")
_CITED = re.compile(r"\[#?(\d{1,3})\]")
_LIST = re.compile(
    r"(?:[A-Z\d]{1,3}(?:\.\d{1,3}){0,3}\.?\s)?(?:[^\W\d_]{3,20}\s){0,2}"
    r"(?:references|bibliography|literature|sources|works cited|literatur(?:verzeichnis)?|quellen"
    r"|références|bibliographie|referencias|bibliografía|fuentes|riferimenti|bibliografia"
    r"|referências|literatuur|bronnen):?",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(r"[^\W\d][.,;:!?][\"”’)]?(?<!\b[A-Z]\.)(\d{1,2})(?=\s|$)")
_LONGEST_TITLE: Final = 80
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


def listed_references(lines: Sequence[Line]) -> frozenset[int]:
    """
    The lines that begin an entry of a list of references, such as "[1] House rules, 2019".

    They stand below the heading of such a list; elsewhere, those that no text cites are entries too
    and all others are footnotes.
    """
    counts = Counter(mark for line in lines for mark in _CITED.findall(line.words))
    cited = {mark for mark, count in counts.items() if count > 1}
    found: set[int] = set()
    run: list[tuple[int, str]] = []
    over = ""  # the line above the run
    for at, line in enumerate((*lines, None)):
        words = line.words if line is not None else ""
        entry = _REFERENCE.match(words)
        blank = at == 0 or not lines[at - 1].words
        if entry and (blank or run):
            run.append((at, entry[1]))
        elif line is None or (words and blank):
            if _LIST.fullmatch(over[:_LONGEST_TITLE]) or cited.isdisjoint(mark for _, mark in run):
                found.update(each for each, _ in run)
            run, over = [], words
    return frozenset(found)
