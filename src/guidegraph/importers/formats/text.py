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
    lines = untagged(text).split("\n")
    found = [
        (word, number, at == len(words) - 1 and line.rstrip().endswith(("-", "\u2010", "\u00ad")))
        for number, line in enumerate(lines, start=1)
        for words in (_WORD.findall(line),)
        for at, word in enumerate(words)
    ]
    lost = []
    for word, number, cut in found:
        if left[word] > 0:
            left[word] -= 1
        else:
            lost.append((word, number, cut))
    kept = []
    skip = False
    following = {(number, word): after for (word, number, cut), (after, _, _)
                 in zip(found, found[1:], strict=False) if cut}
    for word, number, cut in lost:
        if skip:
            skip = False
            continue
        after = following.get((number, word), "")
        if cut and left[word + after] > 0:
            left[word + after] -= 1
            index = next((at for at, (each, _, _) in enumerate(lost) if each == after), None)
            if index is None:
                left[after] += 1
            continue
        kept.append((word, number))
    return len(found), kept


@importer(suffixes=(".txt", ".text", ".rst", ".asc"), media_type="text/plain", lost=_lost)
def read(document: Document) -> Edition:
    """The edition in a plain text; one that is clearly Markdown is read as such."""
    repairs = Repairs(document.path)
    text = outline.text_of(document, repairs)
    if _is_markdown(text):
        return outline.read.read(document)
    repairs.warn()
    return edition_of(document, read_text(document, text))
