"""That an edition read from data of our own making, by anyone, is one that can be worked with."""

from __future__ import annotations

from guidegraph.importers.assemble import check_count, date_of_issue, language_tag
from guidegraph.importers.words import identifier, printable, quoted
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.names import is_edition_id, slug


__all__ = ["consistent"]


def consistent(edition: Edition, path: str) -> Edition:
    """
    The edition as it is.

    Raises:
        FormatError: an id, parent, link or date that cannot be.
    """
    _Checker(edition, path).check()
    return edition


class _Checker:
    def __init__(self, edition: Edition, path: str) -> None:
        self.edition = edition
        self.path = path

    def check(self) -> None:
        edition = self.edition
        check_count(len(edition.items), self.path)
        if not is_edition_id(edition.id) and slug(edition.id) != edition.id:
            raise self._fault(
                None, f"no edition id: {quoted(edition.id)}", "use letters and digits"
            )
        if language_tag(edition.language) != edition.language:
            raise self._fault(None, f"no language: {quoted(edition.language)}", 'write "en" …')
        if edition.issued is not None and date_of_issue(edition.issued) != edition.issued:
            raise self._fault(None, f"no date: {quoted(edition.issued)}", "write 2013-07-08")
        printable(edition.title, self.path, None)
        self._check_iris(None, edition.iri, edition.version_of)
        for other in (*edition.provenance.revision_of, *edition.provenance.derived_from):
            self._check_edition(None, other)
        seen: set[str] = set()
        for item in edition.items:
            self._check_item(item, seen)
            seen.add(item.id)
        self._check_links()

    def _check_item(self, item: Item, seen: set[str]) -> None:
        if identifier(item.id, self.path, None) != item.id:
            raise self._fault(item, "odd white space in the id", "give it another id")
        if item.id in seen:
            raise self._fault(item, "a second item of that id", "give it an id of its own")
        if item.parent is not None and item.parent not in seen:
            if item.parent in self.edition.by_id:
                raise self._fault(
                    item,
                    f"stands before its parent {quoted(item.parent)}",
                    "list parents first, and let none be below itself",
                )
            problem = str(
                UnknownNameError(
                    "parent", item.parent[:60], [id_[:60] for id_ in sorted(seen)[:5_000]]
                )
            )
            raise self._fault(item, problem, "correct it")
        if item.position < 1:
            raise self._fault(item, f"position {item.position}", "count from 1")
        texts = (item.type, item.notation, item.marker, item.label, item.pref_label, item.text)
        notes = (part for note in item.notes for part in (note.mark, note.text, note.anchor))
        links = (part for link in item.links for part in (link.words, link.target))
        for text in (*texts, *item.alt_labels, *notes, *links):
            if text is not None:
                printable(text, self.path, item.id)
        self._check_iris(item, item.lineage, *item.replaced_by)

    def _check_links(self) -> None:
        from guidegraph.graph.build import ASSOCIATION_PROPERTIES

        for link in self.edition.associations:
            item = self.edition.by_id.get(link.origin)
            if item is None:
                raise self._fault(
                    None, f"a link from {quoted(link.origin)}, which is no item", "remove it"
                )
            if link.type not in ASSOCIATION_PROPERTIES:
                problem = str(UnknownNameError("link", link.type[:60], ASSOCIATION_PROPERTIES))
                raise self._fault(item, problem, "use one of these")
            if link.edition is not None:
                self._check_edition(item, link.edition)
                identifier(link.destination, self.path, item.id)
            elif link.destination not in self.edition.by_id:
                raise self._fault(
                    item, f"a link to {quoted(link.destination)}, which is no item", "correct it"
                )

    def _check_edition(self, item: Item | None, id_: str) -> None:
        if not is_edition_id(id_) and slug(id_) != id_:
            raise self._fault(item, f"no edition id: {quoted(id_)}", "write one such as 2013-peer")

    def _check_iris(self, item: Item | None, *iris: str | None) -> None:
        from pyoxigraph import NamedNode

        for iri in iris:
            try:
                NamedNode(iri or "urn:guidegraph:none")
            except ValueError:
                raise self._fault(
                    item, f"not an IRI: {quoted(iri or '')}", "write https://…"
                ) from None

    def _fault(self, item: Item | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, None if item is None else item.id[:80], problem, advice)
