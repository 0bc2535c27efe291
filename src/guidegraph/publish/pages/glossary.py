"""The glossary: every term of every edition, what it means there, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.names import iri_path
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.languages import sort_key
from guidegraph.publish.names import EditionLine, ItemLink, edition_line, item_link
from guidegraph.publish.page import Page
from guidegraph.publish.text_runs import Footnote, TextRun, footnotes, text_runs
from guidegraph.render.html.view import language_of
from guidegraph.render.phrases import spaced


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    edition: EditionLine
    url: str | None
    text: tuple[TextRun, ...]
    notes: tuple[Footnote, ...]
    language: str | None
    uses: tuple[ItemLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    anchor: str
    name: str
    also: tuple[str, ...]
    meanings: tuple[_Meaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    terms: tuple[_Term, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The one page of the glossary, if any edition has terms."""
    found = _terms(index)
    if found:
        yield Page(
            path="glossary.html",
            template="glossary",
            title=index.words("Glossary"),
            view=lambda: _view(index, found),
            place="glossary",
        )


def _terms(index: SiteIndex) -> dict[str, list[Ref]]:
    """The terms by what is the same in all editions: their lineage, or their id."""
    found: dict[str, list[Ref]] = {}
    for edition in index.content.editions:
        for item in edition.items:
            if item.type == "GlossaryTerm":
                ref = Ref(edition=edition.id, id=item.id)
                found.setdefault(item.lineage or item.id, []).append(ref)
    return found


def _view(index: SiteIndex, found: dict[str, list[Ref]]) -> _View:
    terms = [_term(index, refs) for refs in found.values()]
    return _View(terms=tuple(sorted(terms, key=lambda term: (sort_key(term.name), term.anchor))))


def _term(index: SiteIndex, refs: list[Ref]) -> _Term:
    newest = index.item(refs[-1])
    also = dict.fromkeys(spaced(name) for ref in refs for name in index.item(ref).alt_labels)
    return _Term(
        anchor=iri_path(newest.id),
        name=spaced(newest.name),
        also=tuple(also),
        meanings=tuple(_meaning(index, ref) for ref in reversed(refs)),
    )


def _meaning(index: SiteIndex, ref: Ref) -> _Meaning:
    edition = index.editions[ref.edition]
    uses = (origin for type_, origin in index.links_to.get(ref, ()) if type_ == "usesTerm")
    return _Meaning(
        edition=edition_line(index, edition),
        url=index.page(ref),
        text=text_runs(index.item(ref), "text"),
        notes=footnotes(index.item(ref), ("text",)),
        language=language_of(edition),
        uses=tuple(item_link(index, origin, ref.edition) for origin in dict.fromkeys(uses)),
    )
