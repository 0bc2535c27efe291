"""What a library stores about the changes from one edition to another: folders named `OLD--NEW`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidegraph.diff.curation.confirmed import with_addresses
from guidegraph.importers.ledger import ledger_from_tsv, ledger_of_others, notes_of
from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.model.crosswalk import Crosswalk
from guidegraph.model.delta import Delta
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnreadableError
from guidegraph.model.mapping import MappingSet
from guidegraph.model.review import Ledger, ReturnedRow
from guidegraph.model.source import source_from_bytes
from guidegraph.store.files import read_bytes, write_atomically
from guidegraph.store.transaction import locked


__all__ = [
    "LEDGER_FILE",
    "LINEAGE_FILE",
    "PairFolder",
    "change_ledger",
    "decided_folders",
    "keep_lineage",
    "pair_folders",
    "read_crosswalk",
    "read_delta",
    "read_ledger",
    "read_ledger_of_others",
    "read_lineage",
    "read_mappings",
    "read_returned",
]

LEDGER_FILE = "review.tsv"
"""The file of the decisions about changes between editions."""

LINEAGE_FILE = "lineage.sssom.tsv"
"""The file of the confirmed mappings between editions."""

_JOIN = "--"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFolder:
    """The folder for old editions and a new one; it need not exist."""

    path: Path
    old: tuple[str, ...]
    new: str

    @classmethod
    def of(cls, library: Path, old: Sequence[str], new: str) -> PairFolder:
        """The folder of a library for these editions."""
        return cls(path=library / _JOIN.join((*old, new)), old=tuple(old), new=new)

    @property
    def lineage_path(self) -> Path:
        """The file of the confirmed mappings."""
        return self.path / LINEAGE_FILE

    @property
    def ledger_path(self) -> Path:
        """The file of the decisions about changes."""
        return self.path / LEDGER_FILE


def decided_folders(library: Path, known: Collection[str]) -> Iterator[PairFolder]:
    """The folders of a library that hold decisions about changes, sorted by name."""
    for path in sorted(library.glob(f"*{_JOIN}*/{LEDGER_FILE}")):
        names = _editions(path.parent.name, known)
        if len(names) > 1:
            yield PairFolder(path=path.parent, old=names[:-1], new=names[-1])


def pair_folders(library: Path, known: Collection[str]) -> Iterator[PairFolder]:
    """
    The folders of a library that hold confirmed mappings, sorted by name.

    Raises:
        FormatError: a folder is not named after editions of the library.
    """
    for path in sorted(library.glob(f"*{_JOIN}*/{LINEAGE_FILE}")):
        names = _editions(path.parent.name, known)
        if len(names) < 2:
            raise FormatError(
                str(path),
                None,
                f"{path.parent.name!r} is not OLD--NEW with two editions of this library",
                f"name the folder after {', '.join(sorted(known))}",
            )
        yield PairFolder(path=path.parent, old=names[:-1], new=names[-1])


def _editions(name: str, known: Collection[str]) -> tuple[str, ...]:
    """The editions that a folder's name is made of, none if it is not."""
    if name in known:
        return (name,)
    at = name.find(_JOIN)
    while at != -1:
        rest = _editions(name[at + len(_JOIN) :], known) if name[:at] in known else ()
        if rest:
            return (name[:at], *rest)
        at = name.find(_JOIN, at + 1)
    return ()


def read_lineage(pair: PairFolder, base: str, old: Sequence[Edition], new: Edition) -> MappingSet:
    """
    The mappings that a library stores for a pair of editions, with the addresses of their items.

    A lineage is about ids within the library: the IRIs of the file may begin with the base that the
    library had when it was written, or be those that the sources of the editions give.
    """
    found = with_addresses(read_mappings(pair.lineage_path), old, new)
    moved = dict(_moved(found, pair, base))

    def now(iri: str) -> str:
        for before, after in moved.items():
            if iri.startswith(before):
                return after + iri.removeprefix(before)
        return iri

    if not moved:
        return found
    rows = (
        replace(row, subject=now(row.subject), object=now(row.object)) for row in found.mappings
    )
    return replace(found, mappings=tuple(rows))


def _moved(found: MappingSet, pair: PairFolder, base: str) -> Iterator[tuple[str, str]]:
    """
    The beginning of the IRIs of an edition's items when a file was written, and now.

    The file states it by the prefix that it declares for the edition, or by its own id.
    """
    used = {iri for row in found.mappings for iri in (row.subject, row.object)}
    own = f"{_JOIN.join((*pair.old, pair.new))}/{pair.lineage_path.name}"
    home = found.id.removesuffix(own) if found.id.endswith(own) else None
    for id_ in (*pair.old, pair.new):
        now = f"{base}{id_}/"
        if any(iri.startswith(now) for iri in used):
            continue
        candidates = [iri for iri in found.prefixes.values() if _last_part(iri) == id_]
        candidates += [f"{home}{id_}/"] if home is not None else []
        for before in candidates:
            if any(iri.startswith(before) for iri in used):
                yield before, now
                break


def _last_part(iri: str) -> str:
    """
    The last part of the IRI of a folder.

    >>> _last_part("https://example.org/guideline/2013/"), _last_part("urn:x:2013/")
    ('2013', '2013')
    """
    return re.split(r"[/#:]", iri.rstrip("/"))[-1]


def read_mappings(path: Path) -> MappingSet:
    """The mapping set in a SSSOM/TSV file."""
    return mappings_from_sssom(source_from_bytes(str(path), read_bytes(path)))


def read_ledger(path: Path) -> Ledger:
    """The decisions in a ledger, none if it is not there."""
    if not path.exists():
        return Ledger()
    return ledger_from_tsv(source_from_bytes(str(path), read_bytes(path)))


def read_ledger_of_others(path: Path) -> tuple[Ledger, tuple[str, ...]]:
    """The decisions in a ledger that somebody else wrote, and the rows that do not fit."""
    return ledger_of_others(source_from_bytes(str(path), read_bytes(path)))


def read_returned(path: Path) -> tuple[ReturnedRow, ...]:
    """The rows of a spreadsheet that people decided in."""
    from guidegraph.importers.decisions import rows_returned

    return rows_returned(str(path), read_bytes(path))


def change_ledger(path: Path, change: Callable[[Ledger], Ledger]) -> Ledger:
    """
    Read a ledger, write what *change* makes of it, and return that; notes of people in it stay.

    Nobody else changes it in between, so that no decision of two editors is lost.
    """
    from guidegraph.export.ledger import to_ledger

    make_folder(path.parent)
    with locked(path.parent):
        before = source_from_bytes(str(path), read_bytes(path) if path.exists() else b"")
        found = change(ledger_from_tsv(before))
        write_atomically(path, to_ledger(found, notes_of(before)))
    return found


def keep_lineage(pair: PairFolder, made: Callable[[], bytes]) -> None:
    """
    Write the lineage that *made* makes from what is stored, while nobody else changes it.
    """
    make_folder(pair.path)
    with locked(pair.path):
        write_atomically(pair.lineage_path, made())


def read_crosswalk(path: Path, old: str | None, new: str | None) -> Crosswalk:
    """The crosswalk in a file; *old* and *new* are its columns of ids, where that is not plain."""
    from guidegraph.importers.crosswalk import crosswalk_from_table

    return crosswalk_from_table(source_from_bytes(str(path), read_bytes(path)), old=old, new=new)


def read_delta(path: Path) -> Delta:
    """The delta in a JSON file."""
    from guidegraph.importers.delta import delta_from_json

    return delta_from_json(source_from_bytes(str(path), read_bytes(path)))


def make_folder(path: Path) -> None:
    """
    Make a folder, but none above, if it is not there.

    Raises:
        UnreadableError: the place cannot be written.
    """
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path}: {reason}; choose another place") from None
