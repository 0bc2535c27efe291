"""The words of a Word document, counted without regard to its layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.word.package import Package
from guidegraph.importers.documents.word.runs import chosen, in_state
from guidegraph.importers.importer import Document
from guidegraph.importers.outline.words import words_of_edition
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from guidegraph.importers.importer import Tracked

__all__ = ["lost_in_docx"]

_WORD = re.compile(r"[^\W_]+")
_TEXTS: Final = frozenset(["t", "delText"])
_SPACES: Final = frozenset(["tab", "br", "cr", "p", "ptab", "tc"])


def lost_in_docx(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """How many words a document has, and those, with their paragraphs, that its edition lacks."""
    package = Package(document.path, document.body)
    parts = [package.body]
    parts += [part for _, part in package.all_named("footnotes", "endnotes", "header", "footer")]
    left = Counter(words_of_edition(edition))
    count, lost, line = 0, list[tuple[str, int]](), 0
    for part in parts:
        for text in "".join(_texts(part, document.tracked)).split("\n"):
            line += 1
            for word in _WORD.findall(text):
                count += 1
                if left[word] > 0:
                    left[word] -= 1
                else:
                    lost.append((word, line))
    return count, lost


def _texts(element: Element, tracked: Tracked) -> Iterator[str]:
    if element.tag in _TEXTS:
        yield (element.text or "").replace("\xad", "").replace("\n", " ")
    elif element.tag == "noBreakHyphen":
        yield "-"
    elif element.tag in _SPACES:
        yield "\n" if element.tag == "p" else " "
    if element.tag == "AlternateContent":
        choice = chosen(element)
        parts = [] if choice is None else [choice]
    else:
        parts = list(element)
    if element.tag == "tr" and not all(
        in_state(each, tracked) for each in element.find("trPr") or ()
    ):
        return
    for part in parts:
        if in_state(part, tracked):
            yield from _texts(part, tracked)
