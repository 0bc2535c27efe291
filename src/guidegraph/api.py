"""
What guidegraph can do, put together from its stages; composition only.

The stages are imported where they are used: a command that only lists editions shall not wait for
the graph library or the aligner to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph.model.catalogue import Catalogue
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.store.files import read_bytes, write_atomically
from guidegraph.store.library import (
    LibraryFolder,
    bundled_library,
    create_library,
    open_library,
    read_file,
)


if TYPE_CHECKING:
    from guidegraph.model.accounting import Account
    from guidegraph.model.changes import Comparison


__all__ = ["Library"]


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
        """
        The library in a folder, or the one that guidegraph ships with.
        """
        return cls(open_library(bundled_library() if path is None else path))

    @classmethod
    def create(cls, path: Path, *, title: str, base: str) -> Library:
        """
        A new, empty library in a folder that has none.

        Raises:
            OccupiedError: the folder holds a library already.
        """
        return cls(create_library(path, title=title, base=base))

    @property
    def ids(self) -> tuple[str, ...]:
        """
        The ids of all editions, then of all courses.
        """
        return tuple(self.folder.folders)

    def catalogue(self) -> Catalogue:
        """
        What the library holds.
        """
        editions = tuple(self.edition(id_) for id_ in self.ids)
        return Catalogue(title=self.folder.title, base=self.folder.base, editions=editions)

    def edition(self, id_: str) -> Edition:
        """
        An edition or course of the library.

        Raises:
            UnknownNameError: there is none of that id.
        """
        return self.folder[id_].edition()

    def resolve(self, target: str) -> Edition:
        """
        The edition that a command names: by its id in the library, or as a file.
        """
        if target in self.folder.folders:
            return self.edition(target)
        path = Path(target)
        if path.suffix or "/" in target or path.exists():
            return read_file(path)
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
        """
        The account of an edition's source: does every word belong to something?
        """
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
        """
        The ids of the editions and courses that have a source to verify against.
        """
        return tuple(id_ for id_ in self.ids if self.folder[id_].manifest().layout is not None)

    def quoted(self, id_: str) -> Edition:
        """
        An edition with the places its items are quoted from.

        Raises:
            MisuseError: a word of its source is not accounted for.
        """
        folder = self.folder[id_]
        if folder.manifest().layout is None:
            return folder.edition()
        account = self._account(id_)
        if not account.complete:
            raise MisuseError(
                f"{id_!r} is not accounted for in full; see what is wrong with "
                f"'guidegraph verify {id_}'"
            )
        return account.edition

    def diff(self, old: Sequence[str], new: str) -> Comparison:
        """
        What became of every item of the old editions in the new one.
        """
        from guidegraph.diff.run import diff

        before = tuple(self.resolve(target) for target in old)
        after = self.resolve(new)
        return diff(before, after)

    def export(self, target: str, form: str) -> bytes:
        """
        An edition as data in one of the export formats.
        """
        from guidegraph.export.exporter import FORMATS

        exporter = FORMATS[form]
        edition = self.quoted(target) if target in self.ids else self.resolve(target)
        return exporter.export(edition)

    def stale(self, ids: Iterable[str]) -> Iterator[tuple[str, Path, bytes]]:
        """
        The built graphs that differ from what their outline and source give: id, file, what it
        should hold.
        """
        for id_ in ids:
            path = self.folder[id_].graph_path
            body = self.export(id_, "skos-turtle")
            if not path.is_file() or path.read_bytes() != body:
                yield id_, path, body

    def build(self, ids: Iterable[str]) -> tuple[Path, ...]:
        """
        Build the graphs that are stale; the files written.
        """
        written = []
        for _, path, body in self.stale(ids):
            write_atomically(path, body)
            written.append(path)
        return tuple(written)

    def _account(self, id_: str) -> Account:
        from guidegraph.verify.account import account

        source, layout = self.folder[id_].source()
        return account(self.folder[id_].edition(), source, layout)


def _branch(edition: Edition, item_id: str) -> Iterator[Item]:
    yield edition.by_id[item_id]
    for child in edition.children.get(item_id, ()):
        yield from _branch(edition, child.id)
