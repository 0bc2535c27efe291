"""The index of each vocabulary: its labels by their first letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.publish.index import SiteIndex
from guidegraph.publish.letters import LetterPage, letter_pages, letters_of
from guidegraph.publish.names import EditionLine, edition_line
from guidegraph.publish.page import Page
from guidegraph.publish.routes import url_of


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    name: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    edition: EditionLine
    page: LetterPage
    letters: tuple[_Letter, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The pages of each index."""
    for edition in index.content.editions:
        if letters_of(index, edition) is None:
            continue
        every = letter_pages(index, edition)
        line = edition_line(index, edition)
        for page in every:
            yield _page(index, line, page, every)


def _page(
    index: SiteIndex, line: EditionLine, page: LetterPage, every: Sequence[LetterPage]
) -> Page:
    return Page(
        path=page.path,
        template="letters",
        title=index.words("%(edition)s: %(letter)s", edition=line.title, letter=_name(page)),
        view=lambda: _View(
            edition=line,
            page=page,
            letters=tuple(
                _Letter(
                    name=_name(other),
                    url=f"{index.routes.tree}{url_of(other.path)}",
                    here=other is page,
                )
                for other in every
            ),
        ),
        place="editions",
        translated=True,
    )


def _name(page: LetterPage) -> str:
    return page.letter if page.part == 1 else f"{page.letter} {page.part}"
