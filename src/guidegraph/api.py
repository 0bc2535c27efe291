"""
What guidegraph can do, put together from its stages; composition only.

The stages are imported where they are used: a command that only lists editions shall not wait for
the graph library or the aligner to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph.model.catalogue import Catalogue
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.errors import GuidegraphError, MisuseError, UnknownNameError
from guidegraph.model.names import slug
from guidegraph.store.files import read_bytes, write_atomically
from guidegraph.store.library import (
    LibraryFolder,
    bundled_library,
    create_library,
    edition_from_file,
    open_library,
    read_file,
    rebased,
)
from guidegraph.store.pairs import read_mappings


if TYPE_CHECKING:
    from guidegraph.curriculum import Curriculum
    from guidegraph.editors import Editors
    from guidegraph.exports import Exports
    from guidegraph.librarian import Librarian
    from guidegraph.linter import Linter
    from guidegraph.model.accounting import Account
    from guidegraph.model.changes import Comparison
    from guidegraph.model.explanation import Explanation
    from guidegraph.model.mapping import MappingSet
    from guidegraph.publisher import Publisher


__all__ = ["Library", "compare_files"]


@dataclass(frozen=True, slots=True)
class Library:
    """
    A library of editions and courses.

    >>> Library.open().edition("combined").by_id["value/7"].label
    'PEER SUPPORTERS ARE HONEST AND DIRECT'
    """

    folder: LibraryFolder

    @classmethod
    def open(cls, path: Path | None = None) -> Library:
        """The library in a folder, or the one that guidegraph ships with."""
        return cls(open_library(bundled_library() if path is None else path))

    @classmethod
    def create(cls, path: Path, *, title: str, base: str) -> Library:
        """
        A new, empty library in a folder that has none.

        Raises:
            OccupiedError: the folder holds a library already.
        """
        return cls(create_library(path, title=title, base=base))

    def rebased(self, base: str) -> Library:
        """
        The same library with IRIs that begin with another base.

        Raises:
            MisuseError: *base* is no base IRI.
        """
        return Library(rebased(self.folder, base))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all editions, then of all courses."""
        return tuple(self.folder.folders)

    def catalogue(self) -> Catalogue:
        """What the library holds."""
        editions = tuple(self.edition(id_) for id_ in self.ids)
        return Catalogue(title=self.folder.title, base=self.folder.base, editions=editions)

    def edition(self, id_: str) -> Edition:
        """
        An edition or course of the library.

        Raises:
            UnknownNameError: there is none of that id.
        """
        return self.folder.edition(id_)

    def resolve(self, target: str) -> Edition:
        """
        The edition that a command names: by its id in the library, as a file, or as a file in a
        revision of a git repository, `git:REV:PATH`.
        """
        if target in self.folder.folders:
            return self.edition(target)
        if target.startswith("git:"):
            from guidegraph.store.git import read_git_edition

            return read_git_edition(target, Path.cwd())
        if _is_path(target):
            return read_file(Path(target))
        raise UnknownNameError("edition", target, self.folder.folders)

    def excerpt(self, target: str, item_id: str | None = None) -> Excerpt:
        """
        An edition's items, or one of them with all that stands below it.

        Raises:
            UnknownNameError: the edition has no such item.
        """
        edition = self.resolve(target)
        if item_id is None:
            return Excerpt(edition=edition, items=edition.items)
        if item_id not in edition.by_id:
            raise UnknownNameError(f"item of {edition.id}", item_id, edition.by_id)
        return Excerpt(edition=edition, items=tuple(_branch(edition, item_id)))

    def verify(self, id_: str) -> Account:
        """The account of an edition's source: does every word belong to something?"""
        from guidegraph.graph.read import from_graph
        from guidegraph.graph.turtle import from_turtle
        from guidegraph.verify.stale import with_stale_graph

        found = self._account(id_)
        path = self.folder[id_].graph_path
        if not path.is_file():
            return found
        built = from_graph(from_turtle(read_bytes(path), str(path)), str(path))
        return with_stale_graph(found, built, self.folder[id_].source()[0], str(path))

    def with_sources(self) -> tuple[str, ...]:
        """The ids of the editions and courses that have a source to verify against."""
        return tuple(id_ for id_ in self.ids if self.folder[id_].manifest().layout is not None)

    def quoted(self, id_: str) -> Edition:
        """
        An edition with the places its items are quoted from.

        Raises:
            MisuseError: a word of its source is not accounted for.
        """
        folder = self.folder[id_]
        if folder.manifest().layout is None:
            return self.edition(id_)
        account = self._account(id_)
        if not account.complete:
            raise MisuseError(
                f"{id_!r} is not accounted for in full; see what is wrong with "
                f"'guidegraph verify {id_}'"
            )
        return account.edition

    def diff(self, old: Sequence[str], new: str, *, mappings: Sequence[Path] = ()) -> Comparison:
        """
        What became of every item of the old editions in the new one.

        *mappings* are SSSOM files with pairs that an editor confirmed; these stand.
        """
        return self._diff(old, new, [read_mappings(path) for path in mappings])

    def linter(self) -> Linter:
        """What checks the library's editions, other editions, and vocabularies."""
        from guidegraph.linter import Linter

        return Linter(folder=self.folder, resolve=self.resolve, compare=self.diff)

    def librarian(self) -> Librarian:
        """Who answers questions about the library: SPARQL, search, relations."""
        from guidegraph.librarian import Librarian

        return Librarian({id_: self._published(id_) for id_ in self.ids}, self.diff)

    def curriculum(self) -> Curriculum:
        """What holds the library's courses against its editions, and keeps maps in step."""
        from guidegraph.curriculum import Curriculum

        return Curriculum(folder=self.folder, resolve=self.resolve, compare=self.diff)

    def editors(self) -> Editors:
        """Who decides about changes, confirms lineages, and tells an item's history."""
        from guidegraph.editors import Editors

        return Editors(folder=self.folder, resolve=self.resolve, diff=self.diff, settled=self._diff)

    def explain(self, old: Sequence[str], new: str, item_id: str) -> Explanation:
        """
        Why an item of an old or of the new edition went where it went.

        Raises:
            UnknownNameError: none of the editions has such an item.
        """
        from guidegraph.diff.explain import explain

        return explain(*self._sides(old, new), item_id)

    @staticmethod
    def express(comparison: Comparison, form: str) -> bytes:
        """A diff in one of the formats that hold one."""
        from guidegraph.render.format import written

        return written(form, comparison)

    def exports(self) -> Exports:
        """What writes editions, and what became of them, as data for others."""
        from guidegraph.exports import Exports

        def quoted(target: str) -> Edition:
            return self.quoted(target) if target in self.ids else self.resolve(target)

        def catalogue() -> Catalogue:
            editions = tuple(self._published(id_) for id_ in self.ids)
            return replace(self.catalogue(), editions=editions)

        return Exports(ids=self.ids, quoted=quoted, catalogue=catalogue, compare=self.diff)

    def publisher(self) -> Publisher:
        """What puts the library's site together."""
        from guidegraph.publisher import Publisher

        def settled(old: Sequence[str], new: str) -> Comparison:
            return self._diff(old, new, self.folder.lineage_of(old, new))

        return Publisher(
            folder=self.folder,
            published=self._published,
            settled=settled,
            linter=self.linter,
            curriculum=self.curriculum,
        )

    def export(self, target: str, form: str) -> bytes:
        """An edition as data in one of the export formats."""
        exports = self.exports()
        return exports.write(exports.subject(target), form)

    def stale(self, ids: Iterable[str]) -> Iterator[tuple[str, Path, bytes]]:
        """
        The built graphs that differ from what their outline and source give: id, file, what it
        should hold.
        """
        for id_ in ids:
            path = self.folder[id_].graph_path
            body = self.export(id_, "turtle")
            if not path.is_file() or read_bytes(path) != body:
                yield id_, path, body

    def build(self, ids: Iterable[str]) -> tuple[Path, ...]:
        """Build the graphs that are stale; the files written."""
        written = []
        for _, path, body in self.stale(ids):
            write_atomically(path, body)
            written.append(path)
        return tuple(written)

    def _diff(self, old: Sequence[str], new: str, mappings: Sequence[MappingSet]) -> Comparison:
        from guidegraph.diff.confirm import confirmed_groups
        from guidegraph.diff.run import diff

        before, after = self._sides(old, new)
        return diff(before, after, confirmed=confirmed_groups(mappings, before, after))

    def _published(self, id_: str) -> Edition:
        """An edition with the places it is quoted from, if all of it can be told."""
        try:
            return self.quoted(id_)
        except GuidegraphError:
            return self.edition(id_)

    def _sides(self, old: Sequence[str], new: str) -> tuple[tuple[Edition, ...], Edition]:
        """The editions of a diff; files of the same name get names that tell them apart."""
        before: dict[str, Edition] = {}
        for number, target in enumerate(old):
            if target in old[:number]:
                raise MisuseError(f"{target!r} is named twice; name each old edition once")
            edition = self.resolve(target)
            if edition.id in before:
                edition = replace(edition, id=f"{edition.id}-{number + 1}")
            before[edition.id] = edition
        return tuple(before.values()), self.resolve(new)

    def _account(self, id_: str) -> Account:
        from guidegraph.verify.account import account

        source, layout = self.folder[id_].source()
        return account(self.edition(id_), source, layout)


def compare_files(path: str, old: bytes, new: bytes) -> Comparison:
    """What became of the items of a file between two states of it; an empty state has none."""
    from guidegraph.diff.run import diff

    before, after = (_state(path, body) for body in (old, new))
    return diff((before,), after)


def _state(path: str, body: bytes) -> Edition:
    if body:
        return edition_from_file(Path(path), body, shown=path, beside=lambda _: None)
    return Edition(id=slug(Path(path).stem) or "edition", iri=f"urn:guidegraph:{path}", title=path)


def _is_path(target: str) -> bool:
    """
    Whether a target is meant as a file: it exists, lies in a folder, or has a suffix we import.
    """
    from guidegraph.importers.importer import suffixes

    exists = "\0" not in target and Path(target).exists()
    return exists or "/" in target or target.lower().endswith(suffixes())


def _branch(edition: Edition, item_id: str) -> Iterator[Item]:
    waiting = [item_id]  # without recursion: other people's hierarchies may be thousands deep
    while waiting:
        item = edition.by_id[waiting.pop()]
        yield item
        waiting += (child.id for child in reversed(edition.children.get(item.id, ())))
