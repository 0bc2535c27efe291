"""A copy of a library's files as they were at one moment, for a reader that stays."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidegraph.model.errors import MisuseError
from guidegraph.store.library import LibraryFolder, bundled_library


__all__ = ["Snapshot", "places_of", "signature", "snapshot_of"]

_TRIES = 10
_PAUSE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """
    The library's folder in the copy, and the folder to remove in the end; without one, the
    library itself, for its files do not change.
    """

    path: Path
    scratch: Path | None = None

    def remove(self) -> None:
        """Remove the copy."""
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)


def places_of(library: LibraryFolder) -> tuple[Path, ...]:
    """The folders and files that a library is read from."""
    found = [each.file or each.path for each in library.folders.values()]
    if not library.in_memory:
        found.append(library.path)
    outer: list[Path] = []
    for path in sorted({each.resolve() for each in found}):
        if not any(path.is_relative_to(each) for each in outer):
            outer.append(path)
    return tuple(outer)


def signature(places: Sequence[Path]) -> tuple[tuple[str, int, int, int], ...]:
    """What changes when a file does: the names, sizes and times of all."""
    return tuple(_signed(places))


def _signed(places: Sequence[Path]) -> Iterator[tuple[str, int, int, int]]:
    for place in places:
        for path in (place,) if place.is_file() else _files(place):
            try:
                found = path.stat()
            except OSError:
                continue
            yield str(path), found.st_size, found.st_mtime_ns, found.st_ino


def _files(place: Path) -> Iterator[Path]:
    for base, below, names in os.walk(place):
        below[:] = sorted(name for name in below if not _is_left_out(name))
        yield from (Path(base) / name for name in sorted(names))


def _is_left_out(name: str) -> bool:
    """A repository's own files, and stores of statements."""
    return (name.startswith(".") and name != _WRITING) or name.startswith("statements-")


_WRITING = ".guidegraph-change"


def snapshot_of(library: LibraryFolder) -> Snapshot:
    """
    A copy of a library's folders, all files of one state.

    Raises:
        MisuseError: the files change all the time, or there is no room for the copy.
    """
    if library.in_memory or library.path == bundled_library():
        return Snapshot(path=library.path)
    places = places_of(library)
    above = Path(os.path.commonpath([place.parent for place in places]))
    for _ in range(_TRIES):
        before = signature(places)
        if not any(_WRITING in Path(name).parts for name, *_ in before):
            scratch = _copied(places, above)
            if signature(places) == before:
                path = scratch / library.path.resolve().relative_to(above)
                return Snapshot(path=path, scratch=scratch)
            shutil.rmtree(scratch, ignore_errors=True)
        time.sleep(_PAUSE)
    raise MisuseError(f"{library.path}: its files change all the time; wait until they are written")


def _copied(places: Sequence[Path], above: Path) -> Path:
    try:
        scratch = Path(tempfile.mkdtemp(prefix="guidegraph-served-"))
    except OSError as error:
        raise _no_room(error) from None
    try:
        for place in places:
            shutil.copytree(
                place,
                scratch / place.relative_to(above),
                ignore=lambda _, names: {name for name in names if _is_left_out(name)},
                ignore_dangling_symlinks=True,
            )
    except FileNotFoundError:
        pass  # a file that has gone meanwhile: the signature has changed
    except (OSError, shutil.Error) as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise _no_room(error) from None
    return scratch


def _no_room(error: Exception) -> MisuseError:
    reason = getattr(error, "strerror", None) or str(error)[:200]
    return MisuseError(
        f"the library cannot be copied into a temporary folder ({reason.lower()}); "
        "set TMPDIR to one with enough room"
    )
