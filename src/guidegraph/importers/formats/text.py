"""Plain text, as standards are printed in it or as programs take it out of documents."""

from __future__ import annotations

import re
from collections import Counter

from guidegraph.importers.documents.structure import edition_of
from guidegraph.importers.documents.text.blocks import read_text
from guidegraph.importers.documents.text.emphasis import untagged
from guidegraph.importers.formats import outline
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.outline.words import words_of_edition
from guidegraph.importers.sheet import Repairs
from guidegraph.model.edition import Edition


__all__ = ["read"]

_WORD = re.compile(r"[^\W_]+")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_HYPHENS = ("-", "\u2010", "\u00ad")
_NEXT = 40  # words between the two halves of one that a page divides
_FENCE = re.compile(r"^(?:```|~~~)\w*$", re.MULTILINE)


def _is_markdown(text: str) -> bool:
    found = len(_HEADING.findall(text))
    return found > 1 or (found == 1 and len(_FENCE.findall(text)) > 1)


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """The words of all lines; one that a hyphen divides at a line end may be one word."""
    text = outline.text_of(document, Repairs(document.path))
    if _is_markdown(text) and outline.read.lost is not None:
        return outline.read.lost(document, edition)
    left = Counter(words_of_edition(edition))
    found: list[tuple[str, int]] = []
    cut: list[int] = []  # the words at line ends with a hyphen
    for number, line in enumerate(untagged(text).split("\n"), start=1):
        found += ((word, number) for word in _WORD.findall(line))
        if line.rstrip().endswith(_HYPHENS) and found and found[-1][1] == number:
            cut.append(len(found) - 1)
    joined: set[int] = set()
    for at in cut:
        # The rest of a word may come after the foot and the head of a page.
        for after in range(at + 1, min(at + _NEXT, len(found))):
            word = found[at][0] + found[after][0]
            if at not in joined and left[word] > 0:
                left[word] -= 1
                joined.update((at, after))
                break
    lost = []
    for at, place in enumerate(found):
        if at in joined:
            continue
        if left[place[0]] > 0:
            left[place[0]] -= 1
        else:
            lost.append(place)
    return len(found), lost


@importer(suffixes=(".txt", ".text", ".rst", ".asc"), media_type="text/plain", lost=_lost)
def read(document: Document) -> Edition:
    """The edition in a plain text; one that is clearly Markdown is read as such."""
    repairs = Repairs(document.path)
    text = outline.text_of(document, repairs)
    if _is_markdown(text):
        return outline.read.read(document)
    repairs.warn()
    return edition_of(document, read_text(document, text))
