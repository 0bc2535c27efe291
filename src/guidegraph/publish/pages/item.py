"""
A page for each item: its words, what stands around it, what became of it from edition to edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.findings import Finding
from guidegraph.publish.citation import citation_of_item
from guidegraph.publish.listed import (
    EditionLine,
    Listed,
    edition_line,
    excerpt,
    kind_of,
    listed,
    name_of,
)
from guidegraph.publish.page import Page
from guidegraph.publish.picture import picture_of
from guidegraph.publish.pieces import Footnote, Piece, footnotes, pieces
from guidegraph.publish.relations import Relation, relations
from guidegraph.publish.shelf import Shelf
from guidegraph.publish.structured import item_in_page
from guidegraph.publish.timeline import Era, timeline
from guidegraph.render.html.view import language_of
from guidegraph.render.phrases import spaced


__all__ = ["pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    severity: str
    rule: str
    message: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    edition: EditionLine
    iri: str
    kind: str
    notation: str
    heading: str
    named: bool
    label: tuple[Piece, ...]
    also: tuple[str, ...]
    text: tuple[Piece, ...]
    notes: tuple[Footnote, ...]
    above: tuple[Listed, ...]
    below: tuple[Listed, ...]
    relations: tuple[Relation, ...]
    picture: str
    eras: tuple[Era, ...]
    lineage: str | None
    findings: tuple[_Found, ...]
    citation: str
    language: str | None
    before: Listed | None
    after: Listed | None


def pages(shelf: Shelf) -> Iterator[Page]:
    """The page of each item of each edition."""
    for edition in shelf.holdings.editions:
        ordered = [item.id for item in edition.items]
        for number, item in enumerate(edition.items):
            yield _page(
                shelf,
                edition,
                item,
                ordered[number - 1] if number else None,
                ordered[number + 1] if number + 1 < len(ordered) else None,
            )


def _page(
    shelf: Shelf, edition: Edition, item: Item, before: str | None, after: str | None
) -> Page:
    iri = edition.iri_of(item.id)
    title = name_of(item)
    if not (item.pref_label or item.label) and item.text:
        title = f"{title}: {excerpt(item.text, 60)}"
    return Page(
        path=f"{shelf.routes.stems[iri]}.html",
        template="item",
        title=f"{title} · {spaced(edition.title)}",
        view=lambda: _view(shelf, edition, item, before, after),
        thing=iri,
        place="editions",
        changed=edition.issued,
        data=lambda: item_in_page(edition, item),
    )


def _view(
    shelf: Shelf, edition: Edition, item: Item, before: str | None, after: str | None
) -> _View:
    ref = Ref(edition=edition.id, id=item.id)

    def other(id_: str) -> Listed:
        return listed(shelf, Ref(edition=edition.id, id=id_), edition.id)

    below = tuple(other(child.id) for child in edition.children.get(item.id, ()))
    above = tuple(other(each.id) for each in reversed(tuple(edition.ancestors(item))))
    related = relations(shelf, ref)
    eras = timeline(shelf, ref)
    findings = shelf.findings.get(ref, ())
    return _View(
        edition=edition_line(shelf, edition),
        iri=edition.iri_of(item.id),
        kind=kind_of(item.type),
        notation=spaced(item.notation or ""),
        heading=name_of(item),
        named=bool(item.pref_label or item.label),
        label=pieces(item, "label"),
        also=tuple(map(spaced, item.alt_labels)),
        text=pieces(item, "text"),
        notes=footnotes(item),
        above=above,
        below=below,
        # What stands in the list of what is below it needs no second list.
        relations=tuple(relation for relation in related if not set(relation.items) <= set(below)),
        picture=picture_of(listed(shelf, ref, ""), above[-1:], below, related, eras),
        eras=eras,
        lineage=shelf.routes.page(item.lineage) if item.lineage else None,
        findings=tuple(_found(finding) for finding in findings),
        citation=citation_of_item(edition, item),
        language=language_of(edition),
        before=other(before) if before else None,
        after=other(after) if after else None,
    )


def _found(finding: Finding) -> _Found:
    return _Found(
        severity=finding.severity.value,
        rule=finding.rule,
        message=spaced(finding.message),
        url=f"findings.html#finding-{finding.id}",
    )
