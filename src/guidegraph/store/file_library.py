"""A library in memory: files that are in no library, as its editions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.model.names import iri_beginning
from guidegraph.store.library import (
    UNNAMED,
    DocumentKind,
    Folder,
    LibraryFolder,
    edition_from_file,
    is_base,
    read_file,
)


__all__ = ["library_of_files", "library_of_parts"]

# Two releases of a document have more than half of their words or identifiers in common.
_IN_COMMON = 0.5
_WORD = re.compile(r"[^\W_]{2,}")


def library_of_files(paths: Sequence[Path]) -> LibraryFolder:
    """
    A library of the editions in files, named after the files, in the order of their dates of issue
    if all have different ones, else as given.

    If no file states what its edition came from, an edition is a revision of the one before it
    with which it has most of its words or identifiers in common.

    Raises:
        MisuseError: there are no files, or one is named twice.
    """
    if not paths:
        raise MisuseError("no files; name at least one")
    for number, path in enumerate(paths):
        if path.resolve() in [other.resolve() for other in paths[:number]]:
            raise MisuseError(f"{str(path)!r} is named twice; name each file once")
    files = _named({path: read_file(path) for path in paths})
    dates = [edition.issued for edition in files.values()]
    if all(dates) and len(set(dates)) == len(dates):
        files = dict(sorted(files.items(), key=lambda entry: entry[1].issued or ""))
    return _library(files, _revisions)


def library_of_parts(parts: Mapping[Path, bytes]) -> LibraryFolder:
    """
    A library of parts of editions, each the N-Quads of a file: each is a revision of the one before
    it.
    """
    read = {
        path: edition_from_file(path, body, shown=str(path), beside=lambda _: None)
        for path, body in parts.items()
    }
    return _library(_named(read), _in_order)


def _library(
    files: dict[Path, Edition],
    revisions: Callable[[Sequence[Edition]], Mapping[str, tuple[str, ...]]],
) -> LibraryFolder:
    base = _base_of(files.values())
    files = _beside_items(files, base)
    before = revisions(tuple(files.values()))
    folders = [
        Folder(
            id=edition.id,
            kind=DocumentKind.COURSE if edition.type == "Course" else DocumentKind.EDITION,
            path=path.parent,
            base=base,
            file=path,
            given=edition,
            revision_of=before.get(edition.id, ()),
        )
        for path, edition in files.items()
    ]
    titles = tuple(dict.fromkeys(edition.title for edition in files.values()))
    return LibraryFolder(
        path=next(iter(files)).parent,
        base=base,
        title=titles[0] if len(titles) == 1 else ", ".join(path.name for path in files),
        folders={folder.id: folder for folder in folders},
        in_memory=True,
    )


def _named(files: dict[Path, Edition]) -> dict[Path, Edition]:
    """Editions with ids of their own: those of files of the same name begin with their folders."""
    names = [edition.id for edition in files.values()]
    found: dict[Path, Edition] = {}
    taken: set[str] = set()
    for path, edition in files.items():
        id_ = edition.id
        if names.count(id_) > 1:
            id_ = f"{path.resolve().parent.name.casefold()}-{id_}"
        unique, number = id_, 1
        while unique in taken:
            number += 1
            unique = f"{id_}-{number}"
        taken.add(unique)
        found[path] = replace(edition, id=unique)
    return found


def _beside_items(files: dict[Path, Edition], base: str) -> dict[Path, Edition]:
    """Editions whose address is not the IRI of an item, as it can be of a file named like one."""
    iris = {edition.iri_of(item.id) for edition in files.values() for item in edition.items}
    return {
        path: replace(edition, id=f"{edition.id}-file")
        if f"{base}{edition.id}" in iris
        else edition
        for path, edition in files.items()
    }


def _base_of(editions: Iterable[Edition]) -> str:
    """What the web addresses that the sources give their items begin with, if they have some."""
    iris: set[str] = set()
    for edition in editions:
        found = {edition.iri_of(item.id) for item in edition.items}
        if not any(iri.startswith(("https://", "http://")) for iri in found):
            return UNNAMED  # what others publish is no place for this one
        if not any(item.iri for item in edition.items):  # its own address is above theirs
            found.add(edition.iri)
        iris |= {iri for iri in found if iri.startswith(("https://", "http://"))}
    common = iri_beginning(iris)
    common = common[: common.rfind("/") + 1]
    return common if is_base(common) else UNNAMED


def _revisions(editions: Sequence[Edition]) -> dict[str, tuple[str, ...]]:
    """For each edition the one before it that it revises, unless one of them states its own."""
    ids = {edition.id for edition in editions}
    for edition in editions:
        provenance = edition.provenance
        if not ids.isdisjoint({*provenance.revision_of, *provenance.derived_from}):
            return {}
    words = {edition.id: _words(edition) for edition in editions}
    given = {edition.id: {item.iri for item in edition.items if item.iri} for edition in editions}
    found: dict[str, tuple[str, ...]] = {}
    for number, edition in enumerate(editions):
        if edition.type == "Course":
            continue
        for earlier in reversed(editions[:number]):
            if earlier.type != "Course" and any(
                _share(each[earlier.id], each[edition.id]) > _IN_COMMON for each in (words, given)
            ):
                found[edition.id] = (earlier.id,)
                break
    return found


def _in_order(editions: Sequence[Edition]) -> dict[str, tuple[str, ...]]:
    return {new.id: (old.id,) for old, new in pairwise(editions)}


def _words(edition: Edition) -> set[str]:
    return {
        word
        for item in edition.items
        for text in (item.label, item.text)
        for word in _WORD.findall((text or "").casefold())
    }


def _share(one: set[str], two: set[str]) -> float:
    """How much of two sets both have, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0
