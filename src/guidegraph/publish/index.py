"""A library as its pages look at it: addresses, links and changes of items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from guidegraph.diff.curation.history import LibraryHistory, library_history
from guidegraph.graph.changes import change_iri, change_set_iri
from guidegraph.model.changes import Change, Comparison, Ref, priority_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.findings import Finding
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role, leaves
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.languages import (
    default_language,
    in_language,
    language_read,
    reading_languages,
    trees,
)
from guidegraph.publish.routes import Routes, routes_of
from guidegraph.render.translation import Translation, translation


__all__ = ["PAGES", "ComparedChange", "SiteIndex", "indexes_of"]

PAGES = ("404", "406", "coverage", "findings", "glossary", "search")
"""The pages that are not about a single thing."""

_FOLDERS = ("api", "assets", "hosting", "item", "letters", "maps", "reconcile", "sparql")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedChange:
    """A change, and the comparison it is of."""

    comparison: Comparison
    change: Change

    @property
    def iri(self) -> str:
        """The IRI of the change."""
        return change_iri(self.comparison, self.change)


@dataclass(frozen=True, kw_only=True)  # no slots: what was looked up once is kept
class SiteIndex:
    """
    What a site is made of, its options, and the addresses of all pages; as it reads in a language.

    *trees* are the folders of the pages in each language, that of the site first.
    """

    content: SiteContent
    options: SiteOptions
    routes: Routes
    language: str = "en"
    trees: Mapping[str, str] = field(default_factory=dict)
    spoken_labels: dict[Ref, str | None] = field(default_factory=dict, repr=False)

    @property
    def title(self) -> str:
        """The title of the site."""
        return self.options.title or self.content.title

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """The editions and courses by their ids."""
        return {edition.id: edition for edition in self.content.editions}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons of pairs, then those of several with one."""
        return (*self.content.pairs, *self.content.fan_ins)

    @cached_property
    def library_history(self) -> LibraryHistory:
        """The history of all items from edition to edition."""
        known = {(pair.changes.old[0], pair.changes.new): pair for pair in self.content.pairs}
        pairs = tuple(known)
        guidelines = [edition for edition in self.content.editions if edition.type != "Course"]
        return library_history(guidelines, pairs, lambda old, new: known[old.id, new.id])

    @cached_property
    def links_to(self) -> Mapping[Ref, tuple[tuple[str, Ref], ...]]:
        """The links to an item: their type, and the item they come from."""
        found: dict[Ref, list[tuple[str, Ref]]] = {}
        for edition in self.content.editions:
            for link in edition.associations:
                target = Ref(edition=link.edition or edition.id, id=link.destination)
                origin = Ref(edition=edition.id, id=link.origin)
                found.setdefault(target, []).append((link.type, origin))
        return {ref: tuple(links) for ref, links in found.items()}

    @cached_property
    def marks(self) -> Mapping[Ref, tuple[ComparedChange, ...]]:
        """
        The changes by which the items of an edition came about, the most important first.

        Where an edition came from several, what counts is the comparison with all of them: an item
        that is new to one of them need not be new.
        """
        found: dict[Ref, list[ComparedChange]] = {}
        last = {comparison.new.id: comparison for comparison in self.comparisons}
        for comparison in last.values():
            for change in comparison.changes.changes:
                for ref in change.new:
                    marked = ComparedChange(comparison=comparison, change=change)
                    found.setdefault(ref, []).append(marked)
        return {
            ref: tuple(sorted(marks, key=lambda marked: priority_of(marked.change)))
            for ref, marks in found.items()
        }

    @cached_property
    def changes(self) -> Mapping[str, ComparedChange]:
        """
        All changes by their IRIs; one that several diffs have in common is of the first of them.
        """
        found: dict[str, ComparedChange] = {}
        for comparison in self.comparisons:
            for change in comparison.changes.changes:
                marked = ComparedChange(comparison=comparison, change=change)
                found.setdefault(marked.iri, marked)
        return found

    @cached_property
    def findings(self) -> Mapping[Ref, tuple[Finding, ...]]:
        """What a check found, by the items concerned."""
        found: dict[Ref, list[Finding]] = {}
        for finding in self.content.report.findings if self.content.report else ():
            for id_ in finding.items:
                found.setdefault(Ref(edition=finding.edition, id=id_), []).append(finding)
        return {ref: tuple(findings) for ref, findings in found.items()}

    @cached_property
    def lineages(self) -> Mapping[str, tuple[Ref, ...]]:
        """The items of each lineage, the earliest first, by its IRI."""
        found: dict[str, list[Ref]] = {}
        for edition in self.content.editions:
            for item in edition.items:
                if item.lineage is not None and item.lineage in self.routes.stems:
                    found.setdefault(item.lineage, []).append(Ref(edition=edition.id, id=item.id))
        return {iri: tuple(refs) for iri, refs in found.items()}

    @cached_property
    def words(self) -> Translation:
        """The messages of pages in the language of this site."""
        return translation(self.language)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of editions by their ids; those of the same title are told apart by date."""
        plain = {edition.id: spaced(edition.title) for edition in self.content.editions}
        counts = Counter(plain.values())
        dated = Counter((plain[each.id], each.issued) for each in self.content.editions)
        return {
            each.id: plain[each.id]
            if counts[plain[each.id]] == 1
            else f"{plain[each.id]} ({_told_apart(each, dated[plain[each.id], each.issued])})"
            for each in self.content.editions
        }

    @cached_property
    def named(self) -> Mapping[str, tuple[Ref, ...]]:
        """The items with an IRI, in the order of editions: releases may share IRIs."""
        found: dict[str, list[Ref]] = {}
        for edition in self.content.editions:
            for item in edition.items:
                ref = Ref(edition=edition.id, id=item.id)
                found.setdefault(edition.iri_of(item.id), []).append(ref)
        return {iri: tuple(refs) for iri, refs in found.items()}

    @cached_property
    def collections(self) -> Mapping[Ref, tuple[Ref, ...]]:
        """The collections that an item is a member of."""
        found: dict[Ref, dict[Ref, None]] = {}
        for edition in self.content.editions:
            for item in edition.items:
                origin = Ref(edition=edition.id, id=item.id)
                for said in leaves(item.said(Role.MEMBER)):
                    member = self.ref(said.value, edition.id) if said.value else None
                    if member is not None:
                        found.setdefault(member, {})[origin] = None
        return {ref: tuple(refs) for ref, refs in found.items()}

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row, with an "and" between the last two."""
        *first, last = names
        if not first:
            return last
        return self.words("%(first)s and %(last)s", first=", ".join(first), last=last)

    def ref(self, iri: str, home: str) -> Ref | None:
        """The item with an IRI: in the edition *home*, else in the latest that has it."""
        refs = self.named.get(iri, ())
        return next((ref for ref in refs if ref.edition == home), refs[-1] if refs else None)

    def label_language(self, ref: Ref) -> str | None:
        """The language of the name that pages give an item."""
        if ref not in self.spoken_labels:
            edition = self.editions[ref.edition]
            item = edition.by_id[ref.id]
            role = Role.LABEL if item.pref_label or item.label else Role.TEXT
            self.spoken_labels[ref] = language_read(edition, item, role)
        return self.spoken_labels[ref]

    def item(self, ref: Ref) -> Item:
        """The item with a reference."""
        return self.editions[ref.edition].by_id[ref.id]

    def iri(self, ref: Ref) -> str:
        """The IRI of an item."""
        return self.editions[ref.edition].iri_of(ref.id)

    def page(self, ref: Ref) -> str | None:
        """
        The address of an item's page, relative to the site's root; none if there is no such item.
        """
        edition = self.editions.get(ref.edition)
        if edition is None or ref.id not in edition.by_id:
            return None
        return self.routes.page(edition.address_of(ref.id))


def indexes_of(content: SiteContent, options: SiteOptions) -> Iterator[SiteIndex]:
    """
    The index of a library's site, and then one for each further language that it can be read in.

    Raises:
        UnknownNameError: there is nothing in the language that the options name.
    """
    editions = content.editions
    default = default_language(editions, options.language)
    if options.language is None:
        editions = tuple(in_language(edition, edition.language) for edition in editions)
    else:
        editions = tuple(in_language(edition, default) for edition in editions)
    languages = [tag for tag in reading_languages(editions) if tag != default]
    ids = [edition.id for edition in editions]
    folders = trees(languages, (*ids, *PAGES, *_FOLDERS))
    taken = (*_pages(content), *(folder.removesuffix("/") for folder in folders.values()))
    routes = routes_of(content.base, taken, _iris(content))
    translated = frozenset(_translated(content))
    every = {default: "", **folders}
    for language, folder in every.items():
        read = (
            editions
            if not folder
            else tuple(in_language(edition, language) for edition in editions)
        )
        yield SiteIndex(
            content=replace(content, editions=read),
            options=options,
            routes=replace(routes, tree=folder, translated=translated),
            language=language,
            trees=every if folders else {},
        )


def _told_apart(edition: Edition, of_that_date: int) -> str:
    return edition.issued if edition.issued and of_that_date == 1 else edition.id


def _translated(content: SiteContent) -> Iterator[str]:
    """What has a page in each language: the library, its editions and their items."""
    yield content.base
    for edition in content.editions:
        yield edition.address
        yield from (edition.address_of(item.id) for item in edition.items)


def _pages(content: SiteContent) -> Iterator[str]:
    yield from PAGES
    yield from (f"maps/{found.edition}" for found in content.maps)


def _iris(content: SiteContent) -> Iterator[str]:
    """All that has documents: the library, editions, diffs, items, their lineages, changes."""
    yield content.base
    for edition in content.editions:
        yield edition.address
    comparisons = (*content.pairs, *content.fan_ins)
    for comparison in comparisons:
        yield change_set_iri(comparison)
    for edition in content.editions:
        for item in edition.items:
            yield edition.address_of(item.id)
    for edition in content.editions:
        for item in edition.items:
            if item.lineage is not None:
                yield item.lineage
    for comparison in comparisons:
        for change in comparison.changes.changes:
            yield change_iri(comparison, change)
