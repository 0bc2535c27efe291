"""Contents lists and lists of figures that only their title and what they name give away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.importers.documents.structure.headings import (
    LONGEST_HEADING,
    is_caption,
    letters,
    without_page,
)
from guidegraph.importers.documents.structure.pieces import printed
from guidegraph.model.reading import GuessKind


__all__ = ["is_contents_title", "with_contents"]

_TITLE = re.compile(
    r"(?:table of )?contents|(?:list|table) of (?:figures|tables|boxes|illustrations)"
    r"|figures|tables|(?:in|on) this (?:document|guide|page|section|chapter)"
    r"|inhalt|inhalts(?:verzeichnis|übersicht)|(?:abbildungs|tabellen)verzeichnis"
    r"|sommaire|table des (?:matières|figures|tableaux|illustrations)"
    r"|liste des (?:figures|tableaux|illustrations)"
    r"|[ií]ndice(?: de (?:contenidos?|figuras|tablas))?"
    r"|(?:tabla de )?contenidos?|sumário|sommario|indice delle (?:figure|tabelle)"
    r"|inhoud|inhoudsopgave|lijst van (?:figuren|tabellen)",
    re.IGNORECASE,
)
_LINES = (Kind.PARAGRAPH, Kind.ENTRY, Kind.CAPTION, Kind.HEADING)
_FEWEST = 2
_PAGE = re.compile(r"\s\d{1,4}$")
_REASON = LaidReason(
    decision=GuessKind.FURNITURE,
    why="below the title of a contents list, and in the document again",
    confidence=0.9,
)


def is_contents_title(block: LaidBlock) -> bool:
    """Whether a block says that a contents list comes."""
    return _TITLE.fullmatch(block.words.text[:100].strip(" :")) is not None


def with_contents(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """The blocks; lines below the title of a contents list that name what comes later as such."""
    found = list(blocks)
    titles = [at for at, block in enumerate(found) if is_contents_title(block)]
    if not titles:
        return found
    last: dict[str, int] = {}  # where each line comes last, by its letters
    for at, block in enumerate(found):
        if block.kind in _LINES and len(block.words.text) <= LONGEST_HEADING:
            for text in (printed([block]), block.words.text):
                last[letters(text)] = at
    for title in titles:
        end = title + 1
        while end < len(found) and _is_line(found[end], last, end):
            end += 1
        if end - title > _FEWEST:
            found[title + 1 : end] = [
                replace(block, kind=Kind.CONTENTS, reasons=(_REASON,))
                for block in found[title + 1 : end]
            ]
    return found


def _is_line(block: LaidBlock, last: dict[str, int], at: int) -> bool:
    """Whether a block names a later one, or says on which page a figure is."""
    if block.kind is Kind.CONTENTS:
        return True
    text = printed([block])
    if block.kind not in _LINES or len(text) > LONGEST_HEADING or is_contents_title(block):
        return False
    if is_caption(text) and _PAGE.search(text):
        return True
    named = letters(without_page(text))
    return bool(named) and (last.get(named, -1) > at or last.get(letters(text), -1) > at)
