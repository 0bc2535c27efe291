"""Suggested links as a page to confirm them on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guidegraph.model.course import LinkType
from guidegraph.model.drift import SuggestedLink, Suggestions


__all__ = ["SuggestionsView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _LinkView:
    item: str
    words: str
    how: str
    confidence: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatementView:
    id: str
    words: str
    headings: str
    links: tuple[_LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsView:
    """A page: each statement with its candidates, and what the sheet is saved as."""

    course: str
    course_title: str
    course_language: str
    edition: str
    edition_title: str
    edition_language: str
    count: int
    known: int
    refused: int
    ways: tuple[str, ...]
    statements: tuple[_StatementView, ...]

    @classmethod
    def of(cls, suggestions: Suggestions) -> SuggestionsView:
        """What to show of suggested links."""
        course, edition = suggestions.course, suggestions.edition
        return cls(
            course=course.id,
            course_title=course.title,
            course_language=course.language,
            edition=edition.id,
            edition_title=edition.title,
            edition_language=edition.language,
            count=len(suggestions.open),
            known=len(suggestions.links) - len(suggestions.open),
            refused=suggestions.refused,
            ways=tuple(LinkType),
            statements=tuple(_statements(suggestions)),
        )


def _statements(suggestions: Suggestions) -> Iterator[_StatementView]:
    course = suggestions.course
    for id_, links in groupby(suggestions.open, key=lambda link: link.statement):
        found = tuple(links)
        above = [item.name for item in course.ancestors(course.by_id[id_]) if item.name]
        yield _StatementView(
            id=id_,
            words=found[0].quote,
            headings=" › ".join(reversed(above)),
            links=tuple(map(_link, found)),
        )


def _link(link: SuggestedLink) -> _LinkView:
    return _LinkView(
        item=link.item,
        words=link.item_quote,
        how=link.how.value,
        confidence=f"{link.confidence:.2f}",
        why=link.why,
    )
