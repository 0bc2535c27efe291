"""The glossary: every term of every edition, what it means there, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.names import iri_path
from guidegraph.publish.listed import EditionLine, Listed, edition_line, listed
from guidegraph.publish.page import Page
from guidegraph.publish.pieces import Footnote, Piece, footnotes, pieces
from guidegraph.publish.shelf import Shelf
from guidegraph.render.html.view import language_of
from guidegraph.render.phrases import spaced


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    edition: EditionLine
    url: str | None
    text: tuple[Piece, ...]
    notes: tuple[Footnote, ...]
    language: str | None
    uses: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    anchor: str
    name: str
    also: tuple[str, ...]
    meanings: tuple[_Meaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    terms: tuple[_Term, ...]


def pages(shelf: Shelf) -> Iterator[Page]:
    """The one page of the glossary, if any edition has terms."""
    found = _terms(shelf)
    if found:
        yield Page(
            path="glossary.html",
            template="glossary",
            title="Glossary",
            view=lambda: _view(shelf, found),
            place="glossary",
        )


def _terms(shelf: Shelf) -> dict[str, list[Ref]]:
    """The terms by what is the same in all editions: their lineage, or their id."""
    found: dict[str, list[Ref]] = {}
    for edition in shelf.holdings.editions:
        for item in edition.items:
            if item.type == "GlossaryTerm":
                ref = Ref(edition=edition.id, id=item.id)
                found.setdefault(item.lineage or item.id, []).append(ref)
    return found


def _view(shelf: Shelf, found: dict[str, list[Ref]]) -> _View:
    terms = [_term(shelf, refs) for refs in found.values()]
    return _View(terms=tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.anchor))))


def _term(shelf: Shelf, refs: list[Ref]) -> _Term:
    newest = shelf.item(refs[-1])
    also = dict.fromkeys(spaced(name) for ref in refs for name in shelf.item(ref).alt_labels)
    return _Term(
        anchor=iri_path(newest.id),
        name=spaced(newest.name),
        also=tuple(also),
        meanings=tuple(_meaning(shelf, ref) for ref in reversed(refs)),
    )


def _meaning(shelf: Shelf, ref: Ref) -> _Meaning:
    edition = shelf.editions[ref.edition]
    uses = (origin for type_, origin in shelf.links_to.get(ref, ()) if type_ == "usesTerm")
    return _Meaning(
        edition=edition_line(shelf, edition),
        url=shelf.page(ref),
        text=pieces(shelf.item(ref), "text"),
        notes=footnotes(shelf.item(ref), ("text",)),
        language=language_of(edition),
        uses=tuple(listed(shelf, origin, ref.edition) for origin in dict.fromkeys(uses)),
    )
