"""Plain text, as standards are printed in it or as programs take it out of documents."""

from __future__ import annotations

import re
from collections import Counter

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.outline.edition import (
    edition_of_markdown,
    lost_of_markdown,
    text_of,
)
from guidegraph.importers.outline.words import words_of_edition
from guidegraph.importers.sheet import Repairs
from guidegraph.model.edition import Edition


__all__ = ["read"]

_WORD = re.compile(r"[^\W_⁰¹²³⁴-⁹]+|[⁰¹²³⁴-⁹]+")
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_HYPHENS = ("-", "\u2010", "\u00ad")
_NEXT = 40  # words between the two halves of one that a page divides
_FENCE = re.compile(r"^(?:```|~~~)\w*$", re.MULTILINE)


def _is_markdown(text: str) -> bool:
    found = len(_HEADING.findall(text))
    return found > 1 or (found == 1 and len(_FENCE.findall(text)) > 1)


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """The words of all lines; one that a hyphen divides at a line end may be one word."""
    from guidegraph.importers.documents.text.emphasis import untagged

    text = text_of(document, Repairs(document.path))
    if _is_markdown(text):
        return lost_of_markdown(document, edition)
    left = Counter(
        part.translate(_SUPER) for word in words_of_edition(edition) for part in _WORD.findall(word)
    )
    found: list[tuple[str, int]] = []
    cut: list[int] = []  # the words at line ends with a hyphen
    for number, line in enumerate(untagged(text).split("\n"), start=1):
        found += ((word.translate(_SUPER), number) for word in _WORD.findall(line))
        if line.rstrip().endswith(_HYPHENS) and found and found[-1][1] == number:
            cut.append(len(found) - 1)
    ends = set(cut)
    lost: dict[int, tuple[str, int]] = {}

    def take(at: int) -> None:
        word, _ = found[at]
        if left[word] > 0:
            left[word] -= 1
        else:
            lost[at] = found[at]

    for at in range(len(found)):
        if at not in ends:
            take(at)
    for at in cut:
        # The rest of a word may come after the foot and the head of a page.
        for after in range(at + 1, min(at + _NEXT, len(found))):
            whole = found[at][0] + found[after][0]
            if left[whole] > 0:
                left[whole] -= 1
                if lost.pop(after, None) is None:
                    left[found[after][0]] += 1
                break
        else:
            take(at)
    again = sorted(lost)
    lost.clear()
    for at in again:  # a word may have been given back since
        take(at)
    return len(found), [lost[at] for at in sorted(lost)]


@importer(suffixes=(".txt", ".text", ".rst", ".asc"), media_type="text/plain", lost=_lost)
def read(document: Document) -> Edition:
    """The edition in a plain text; one that is clearly Markdown is read as such."""
    from guidegraph.importers.documents.structure import edition_of
    from guidegraph.importers.documents.text.blocks import read_text

    repairs = Repairs(document.path)
    text = text_of(document, repairs)
    if _is_markdown(text):
        return edition_of_markdown(document)
    repairs.warn()
    return edition_of(document, read_text(document, text))
