"""The lines of a contents list that has neither dots nor pages: they all come again as headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guidegraph.importers.documents.structure.headings import letters, without_page
from guidegraph.importers.documents.text.lines import Line


__all__ = ["CONTENTS", "listed_contents"]

CONTENTS: Final = frozenset(
    {
        "contents",
        "table of contents",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "índice",
        "contenido",
        "indice",
        "inhoud",
        "sumário",
    }
)
"""The titles of contents lists."""
_FEWEST: Final = 2  # entries of a contents list
_MOST_LISTS: Final = 20
_LONGEST: Final = 160


def listed_contents(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of contents lists with their titles: those that later lines repeat."""
    titles = [
        at for at, line in enumerate(lines) if line.words.casefold().strip(" :.#*=") in CONTENTS
    ]
    if not titles:
        return frozenset()
    last = {letters(line.words): at for at, line in enumerate(lines) if len(line.words) <= _LONGEST}
    last.pop("", None)
    found: set[int] = set()
    for title in titles[:_MOST_LISTS]:
        run: list[int] = []
        for at in range(title + 1, len(lines)):
            words = lines[at].words
            if not words:
                continue
            if len(words) > _LONGEST or not any(
                last.get(letters(text), -1) > at for text in (words, without_page(words))
            ):
                break
            run.append(at)
        if len(run) >= _FEWEST:
            found.update(run, [title])
    return frozenset(found)
