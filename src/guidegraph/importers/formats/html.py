"""Web pages (HTML): as published, or saved by a word processor."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from guidegraph.importers.documents.lost import CHANGED, lost_of
from guidegraph.importers.importer import Document, importer
from guidegraph.model.edition import Edition


__all__ = ["read"]

_BEGINS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^<>]{0,99}>\s{0,99})?<(?:!doctype html|html)\b",
    re.IGNORECASE,
)
_NO_WORDS: Final = ("script", "style", "template", "head")
_INSIDE_WORDS: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


class _Lines(HTMLParser):
    """The words of a page without regard to its structure, each run with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, int]] = []
        self.parts: list[str] = []
        self.line = 1
        self.skipped: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INSIDE_WORDS:
            self.end_run()
        self._change(tag)
        if self.skipped is None and tag in _NO_WORDS:
            self.skipped = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INSIDE_WORDS:
            self.end_run()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INSIDE_WORDS:
            self.end_run()
        self._change(tag)
        if self.skipped == tag:
            self.skipped = None

    def handle_data(self, data: str) -> None:
        if self.skipped is None:
            if not self.parts:
                self.line = self.getpos()[0]
            self.parts.append(data)

    def _change(self, tag: str) -> None:
        if tag in ("ins", "del", "sup", "sub") and self.parts:
            self.parts.append(CHANGED)

    def end_run(self) -> None:
        if self.parts:
            self.found.append(("".join(self.parts), self.line))
            self.parts = []


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    from guidegraph.importers.documents.web_page import text_of_page

    reader = _Lines()
    reader.feed(text_of_page(document.path, document.body))
    reader.close()
    reader.end_run()
    return lost_of(reader.found, edition)


def _evident(body: bytes) -> bool:
    return _BEGINS.match(body) is not None


@importer(
    suffixes=(".html", ".htm", ".xhtml"), media_type="text/html", lost=_lost, evident=_evident
)
def read(document: Document) -> Edition:
    """The edition that a web page is."""
    from guidegraph.importers.documents.html import read_html
    from guidegraph.importers.documents.structure import edition_of

    return edition_of(document, read_html(document))
