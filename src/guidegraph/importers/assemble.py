"""
Makes an edition from items, the same way for every format: in the order of their hierarchy, and
checked for values that cannot be right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from guidegraph.importers.importer import Document
from guidegraph.importers.limits import MAX_ITEMS
from guidegraph.importers.words import identifier, printable, quoted
from guidegraph.model.edition import Association, Edition, Item, Provenance
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.findings import Place
from guidegraph.model.names import is_edition_id, slug


__all__ = [
    "assembled",
    "check_count",
    "consistent",
    "cycles",
    "date_of_issue",
    "in_document_order",
    "language_tag",
    "natural_order",
    "ring",
]

_DEFAULT_LANGUAGE = "en"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DIGITS = re.compile(r"([0-9]+)")


def assembled(
    document: Document,
    *,
    items: Iterable[Item],
    associations: Iterable[Association] = (),
    title: str | None = None,
    issued: str | None = None,
    language: str | None = None,
    publisher: str | None = None,
    places: Mapping[str, Place] | None = None,
) -> Edition:
    """
    The edition of these items; its manifest has priority over the file.

    Without a title, the edition is named after its id.
    """
    manifest = document.manifest
    items = tuple(items)
    order = {item.id: number for number, item in enumerate(items)}
    return Edition(
        id=document.edition,
        iri=document.iri,
        title=title or document.edition,
        title_printed=title is not None,
        issued=manifest.issued or issued,
        language=language or _language(manifest.language, title, items),
        version_of=manifest.version_of,
        provenance=Provenance(
            publisher=manifest.publisher or publisher,
            rights=manifest.rights,
            revision_of=manifest.revision_of,
            derived_from=manifest.derived_from,
        ),
        items=items,
        # A graph is a set; its links of an item are sorted by type.
        associations=tuple(
            sorted(
                dict.fromkeys(associations),
                key=lambda link: (order[link.origin], link.type != "related"),
            )
        ),
        places=places or {},
    )


def _language(default: str, title: str | None, items: Iterable[Item]) -> str:
    """The language that a manifest states; else the one that the words are clearly in."""
    if default != _DEFAULT_LANGUAGE:
        return default
    from guidegraph.language.recognise import recognised

    texts = (text for item in items for text in (item.label, item.text) if text)
    return recognised((*([title] if title else ()), *texts), default)


def check_count(count: int, path: str) -> None:
    """Refuse more items than an edition can have."""
    if count > MAX_ITEMS:
        raise FormatError(
            path,
            None,
            f"more than {MAX_ITEMS} items",
            "split the file, or compare it with 'guidegraph diff OLD NEW --concepts'",
        )


def date_of_issue(text: str | None) -> str | None:
    """
    A date of issue from a date or a date with a time, or nothing from anything else.

    >>> date_of_issue("2020-09-23T00:00:00.000-04:00"), date_of_issue("soon")
    ('2020-09-23', None)
    """
    found = _DATE.fullmatch((text or "").partition("T")[0])
    if found is None:
        return None
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return None
    return found[0]


def language_tag(text: str | None) -> str | None:
    """
    A language tag as RDF writes it, or nothing from anything else.

    >>> language_tag("en_US"), language_tag("English, mostly")
    ('en-US', None)
    """
    tag = (text or "").strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def in_document_order(
    items: Iterable[Item], parents: Mapping[str, str | None] | None = None
) -> tuple[Item, ...]:
    """
    Items depth first, siblings in the order given, each with its position among its siblings.

    *parents* are the parents of those that do not have theirs yet, by id. All parents are among
    *items*, without cycles.
    """
    parents = parents or {}
    children: dict[str | None, list[Item]] = {}
    for item in items:
        children.setdefault(parents.get(item.id, item.parent), []).append(item)
    places: Counter[tuple[str | None, str]] = Counter()
    ordered: list[Item] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        item = waiting.pop()
        parent = parents.get(item.id, item.parent)
        places[parent, item.type] += 1
        position = places[parent, item.type]
        same = item.position == position and item.parent == parent
        ordered.append(item if same else replace(item, parent=parent, position=position))
        waiting += children.get(item.id, [])[::-1]
    return tuple(ordered)


def cycles(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """
    The cycles of items each of which is below the next, in the order of *parents*.

    >>> list(cycles({"a": "b", "b": "c", "c": "b", "d": None}))
    [('b', 'c')]
    """
    seen: dict[str, str] = {}  # each item, and the walk that reached it first
    for start in parents:
        walk: list[str] = []
        here: str | None = start
        while here is not None and here not in seen:
            seen[here] = start
            walk.append(here)
            here = parents.get(here)
        if here is not None and seen[here] == start:
            yield tuple(walk[walk.index(here) :])


def ring(cycle: Sequence[str]) -> str:
    """The items of a cycle as a message shows them, with the first again at the end."""
    return " below ".join(quoted(id_) for id_ in (*cycle[:5], cycle[0]))


def natural_order(text: str) -> tuple[tuple[int, str, str], ...]:
    """
    A key that sorts numbers inside a text by their size.

    >>> sorted(["AC-10", "AC-9", "AC-9.1"], key=natural_order)
    ['AC-9', 'AC-9.1', 'AC-10']
    """
    parts = _DIGITS.split(text)
    return tuple(
        (len(part.lstrip("0")), part.lstrip("0"), part) if number % 2 else (0, part, "")
        for number, part in enumerate(parts)
    )


def consistent(edition: Edition, path: str) -> Edition:
    """
    The edition as it is.

    Raises:
        FormatError: an id, parent, link or date is wrong.
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
                None, f"not an edition id: {quoted(edition.id)}", "use letters and digits"
            )
        if language_tag(edition.language) != edition.language:
            raise self._fault(
                None, f"not a language tag: {quoted(edition.language)}", 'write "en" …'
            )
        if edition.issued is not None and date_of_issue(edition.issued) != edition.issued:
            raise self._fault(None, f"not a date: {quoted(edition.issued)}", "write 2013-07-08")
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
            raise self._fault(item, "a second item with this id", "give it another id")
        if item.parent is not None and item.parent not in seen:
            if item.parent in self.edition.by_id:
                raise self._fault(
                    item,
                    f"is before its parent {quoted(item.parent)}",
                    "list parents first; no item can be below itself",
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
                    None, f"a link from {quoted(link.origin)}, which is not an item", "remove it"
                )
            if link.type not in ASSOCIATION_PROPERTIES:
                problem = str(UnknownNameError("link", link.type[:60], ASSOCIATION_PROPERTIES))
                raise self._fault(item, problem, "use one of these")
            if link.edition is not None:
                self._check_edition(item, link.edition)
                identifier(link.destination, self.path, item.id)
            elif link.destination not in self.edition.by_id:
                raise self._fault(
                    item,
                    f"a link to {quoted(link.destination)}, which is not an item",
                    "correct it",
                )

    def _check_edition(self, item: Item | None, id_: str) -> None:
        if not is_edition_id(id_) and slug(id_) != id_:
            raise self._fault(
                item, f"not an edition id: {quoted(id_)}", "write one such as 2013-peer"
            )

    def _check_iris(self, item: Item | None, *iris: str | None) -> None:
        from guidegraph.graph.iri import is_iri

        for iri in iris:
            if iri and not is_iri(iri):
                raise self._fault(item, f"not an IRI: {quoted(iri)}", "write https://…")

    def _fault(self, item: Item | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, None if item is None else item.id[:80], problem, advice)
