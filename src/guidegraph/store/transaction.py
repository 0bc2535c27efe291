"""
Several files of a library written together: all of them or none, also if the process is killed.

The new files are first written to a folder of their own; once the list of them is complete, the
write counts, and whoever opens the library next finishes what was left. Before that, the next one
removes what was left. A lock of the operating system, which ends with the process, keeps two
writers apart.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree

from guidegraph.model.errors import FormatError, MisuseError
from guidegraph.store.files import read_bytes, write_atomically


__all__ = ["finish_interrupted", "locked", "write_together"]

_FOLDER = ".guidegraph-change"
_LIST = "files.json"
_PATIENCE = 30.0  # seconds to wait for another writer
_PAUSE = 0.003  # short, to get a turn beside somebody who writes all the time


def write_together(
    library: Path, files: Mapping[Path, bytes], *, ready: Callable[[], None] = lambda: None
) -> None:
    """
    Write files below a library's folder, all or none, with the folders that they need.

    *ready* is called when nobody else can write any more; what it raises stops the write.

    Raises:
        MisuseError: somebody else is writing, or the place cannot be written.
    """
    targets = [path.relative_to(library).as_posix() for path in files]
    scratch = library / _FOLDER
    try:
        with locked(library):
            _settle(library)
            ready()
            scratch.mkdir()
            try:
                for number, body in enumerate(files.values()):
                    write_atomically(scratch / str(number), body)
                write_atomically(scratch / _LIST, json.dumps(targets).encode())
            except BaseException:
                if not (scratch / _LIST).exists():
                    rmtree(scratch, ignore_errors=True)
                raise
            new = _missing_folders(library, files)
            try:
                _settle(library)
            except OSError:
                _take_back(scratch, len(targets), new)
                raise
    except OSError as error:
        raise _unwritable(library, error) from None


def finish_interrupted(library: Path) -> None:
    """
    Finish a write that was complete when it was interrupted, and undo one that was not.

    Raises:
        MisuseError: somebody else is writing, or the place cannot be written.
        FormatError: the list of the files was damaged.
    """
    if not (library / _FOLDER).is_dir():
        return
    try:
        with locked(library):
            _settle(library)
    except OSError as error:
        raise _unwritable(library, error) from None


def _settle(library: Path) -> None:
    """Move the files to their places if their list is there; remove the folder they were in."""
    scratch = library / _FOLDER
    if not scratch.is_dir():
        return
    if (scratch / _LIST).is_file():
        places = [library / target for target in _listed(scratch / _LIST)]
        for place in places:  # all that needs room, before any file is moved
            place.parent.mkdir(parents=True, exist_ok=True)
        for number, place in enumerate(places):
            written = scratch / str(number)
            if written.exists():  # else it was moved before the interruption
                written.replace(place)
        (scratch / _LIST).unlink()
    rmtree(scratch)


def _missing_folders(library: Path, files: Iterable[Path]) -> list[Path]:
    """The folders that files need and that are not there, the lowest first."""
    above = {folder for path in files for folder in path.parents if library in folder.parents}
    return sorted((folder for folder in above if not folder.exists()), reverse=True)


def _take_back(scratch: Path, files: int, new: Iterable[Path]) -> None:
    """Undo a write that cannot be finished, as long as no file is in its place."""
    if all((scratch / str(number)).exists() for number in range(files)):
        for folder in new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        (scratch / _LIST).unlink()
        rmtree(scratch)


def _listed(path: Path) -> list[str]:
    advice = f"remove the folder {path.parent.name}, and repeat what was interrupted"
    try:
        targets = json.loads(read_bytes(path))
    except ValueError:
        raise FormatError(str(path), None, "not a list of files", advice) from None
    for target in targets if isinstance(targets, list) else [targets]:
        if not isinstance(target, str) or target.startswith("/") or ".." in target.split("/"):
            raise FormatError(str(path), None, f"not a file of the library: {target!r}", advice)
    return list(targets)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """
    Wait until nobody else writes into a folder, and keep others from it.

    Raises:
        MisuseError: somebody else writes for too long.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such lock
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise MisuseError(
                        f"{folder}: another guidegraph is writing here; try again "
                        "when it has finished"
                    ) from None
                time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _unwritable(library: Path, error: OSError) -> MisuseError:
    reason = (error.strerror or str(error)).lower()
    return MisuseError(f"{library}: cannot be written ({reason}); check its rights")
