"""
A page for each item: its words, what stands around it, how it changed from edition to edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.findings import Finding
from guidegraph.model.statement import Role
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.languages import language_read
from guidegraph.publish.link_groups import LinkGroup, link_groups
from guidegraph.publish.names import (
    EditionLine,
    ItemLink,
    citation_of_item,
    edition_line,
    excerpt,
    item_link,
    kind_name,
    name_of,
)
from guidegraph.publish.page import Page
from guidegraph.publish.picture import picture_of
from guidegraph.publish.statements import (
    StatementGroup,
    StatementValue,
    about_item,
    successors_of,
)
from guidegraph.publish.structured import item_in_page
from guidegraph.publish.text_runs import Footnote, TextRun, footnotes, text_runs
from guidegraph.publish.timeline import HistoryEdition, timeline
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
    identity: str | None
    status: str
    successors: tuple[StatementValue, ...]
    groups: tuple[StatementGroup, ...]
    kind: str
    notation: str
    heading: str
    named: bool
    label: tuple[TextRun, ...]
    also: tuple[str, ...]
    also_language: str | None
    text_language: str | None
    text: tuple[TextRun, ...]
    notes: tuple[Footnote, ...]
    above: tuple[ItemLink, ...]
    below: tuple[ItemLink, ...]
    relations: tuple[LinkGroup, ...]
    picture: str
    history: tuple[HistoryEdition, ...]
    lineage: str | None
    findings: tuple[_Found, ...]
    citation: str
    language: str | None
    before: ItemLink | None
    after: ItemLink | None


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of each item of each edition."""
    for edition in index.content.editions:
        ordered = [item.id for item in edition.items]
        for number, item in enumerate(edition.items):
            yield _page(
                index,
                edition,
                item,
                ordered[number - 1] if number else None,
                ordered[number + 1] if number + 1 < len(ordered) else None,
            )


def _page(
    index: SiteIndex, edition: Edition, item: Item, before: str | None, after: str | None
) -> Page:
    address = edition.address_of(item.id)
    title = name_of(index, edition, item)
    if not (item.pref_label or item.label) and item.text:
        title = f"{title}: {excerpt(item.text, 60)}"
    return Page(
        path=f"{index.routes.stems[address]}.html",
        template="item",
        title=f"{title} · {index.titles[edition.id]}",
        view=lambda: _view(index, edition, item, before, after),
        thing=address,
        place="editions",
        changed=edition.issued,
        translated=True,
        data=lambda: item_in_page(edition, item),
    )


def _view(
    index: SiteIndex, edition: Edition, item: Item, before: str | None, after: str | None
) -> _View:
    ref = Ref(edition=edition.id, id=item.id)

    def other(id_: str) -> ItemLink:
        return item_link(index, Ref(edition=edition.id, id=id_), edition.id)

    below = tuple(other(child.id) for child in edition.children.get(item.id, ()))
    above = tuple(other(each.id) for each in reversed(tuple(edition.ancestors(item))))
    related = link_groups(index, ref)
    history = timeline(index, ref)
    findings = index.findings.get(ref, ())
    groups = about_item(index, edition, item) if item.statements else ()
    vocabulary = bool(groups) and edition.source_kind is SourceKind.RDF
    return _View(
        edition=edition_line(index, edition),
        iri=edition.iri_of(item.id),
        identity=item.iri if item.iri and item.iri != edition.address_of(item.id) else None,
        status=item.status.value if item.status else "",
        successors=successors_of(index, edition, item) if item.status else (),
        groups=groups,
        kind=kind_name(index, edition, item.type),
        notation=spaced(item.notation or ""),
        heading=name_of(index, edition, item),
        named=bool(item.pref_label or item.label),
        label=text_runs(item, "label"),
        also=tuple(map(spaced, item.alt_labels)),
        also_language=language_read(edition, item, Role.ALT_LABEL),
        text_language=language_read(edition, item, Role.TEXT),
        text=text_runs(item, "text"),
        notes=footnotes(item),
        above=above,
        below=() if vocabulary else below,
        # Items that are listed as contained need no second list.
        relations=tuple(
            relation
            for relation in related
            if not set(relation.items) <= set(below) and not (vocabulary and relation.stated)
        ),
        picture=picture_of(index, item_link(index, ref, ""), above[-1:], below, related, history),
        history=history,
        lineage=index.routes.page(item.lineage) if item.lineage else None,
        findings=tuple(_found(finding) for finding in findings),
        citation=citation_of_item(index, edition, item),
        language=index.label_language(ref),
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
