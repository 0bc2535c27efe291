"""Read and write files: bounded reads, atomic writes, helpful messages."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import rmtree

from guidegraph.model.errors import MisuseError, OccupiedError, UnreadableError


__all__ = [
    "MAX_BYTES",
    "PART",
    "in_use",
    "read_bytes",
    "remove_left",
    "replace_quickly",
    "today",
    "write_atomically",
    "write_new",
    "written_afterwards",
]

PART = ".guidegraph-part-"
"""What the names of unfinished files and folders begin with."""

_YOUNG = 60  # seconds in which an unfinished file may not yet be claimed

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read whole, in bytes."""


def today() -> date:
    """Today (UTC), the day on which exemptions of findings must still be valid."""
    return datetime.now(tz=UTC).date()  # noqa: TID251 - the world is asked here


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """
    The bytes of a file.

    Raises:
        UnreadableError: it is missing, not a file, larger than *limit* bytes, or not readable.
    """
    try:
        if not path.exists():
            raise UnreadableError(f"{path}: no such file; check the path")
        if path.is_dir():
            raise UnreadableError(f"{path}: a folder, not a file; name a file in it")
        if not path.is_file():
            raise UnreadableError(f"{path}: not a regular file; copy its content to one")
        size = path.stat().st_size
        if size > limit:
            raise UnreadableError(
                f"{path}: {size / 1e6:.0f} MB, more than the {limit / 1e6:.0f} MB that are read "
                "at once; split it"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(f"{path}: {reason.lower()}; check the path and its rights") from None


def write_atomically(path: Path, body: bytes) -> None:
    """
    Write a file completely or not at all; a link is followed.

    Raises:
        MisuseError: the place cannot be written.
    """
    with written_afterwards(path, body):
        pass


@contextmanager
def written_afterwards(path: Path, body: bytes) -> Iterator[None]:
    """
    Write a file, as `write_atomically` does, at the end, unless there is an error in between.

    All that can go wrong, such as a full disk, is known at the beginning.

    Raises:
        MisuseError: the place cannot be written.
    """
    with _said_of(path):
        if path.is_dir():
            raise MisuseError(f"{path}: a folder, not a file; name a file in it")
        is_file = path.is_file() or not path.exists()
    if not is_file:  # a pipe or device cannot be replaced
        yield
        with _said_of(path):
            path.write_bytes(body)
        return
    with _said_of(path):
        with suppress(FileNotFoundError):
            path.stat()  # complains of links in a circle, which `resolve` lets pass since 3.13
        place = path.resolve()
        remove_left(place.parent)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=PART)
    scratch = Path(name)
    try:
        with in_use(scratch):
            with _said_of(path):
                with os.fdopen(handle, "wb") as file:
                    file.write(body)
                    file.flush()
                    os.fsync(file.fileno())
                scratch.chmod(_mode(place))
            yield
        with _said_of(path):
            scratch.replace(place)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


@contextmanager
def in_use(path: Path) -> Iterator[bool]:
    """Show others that a file or folder is in use; false if it is already."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock
        yield False
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def remove_left(folder: Path) -> None:
    """
    Remove the unfinished files and folders that killed processes left in a folder.

    Those in use, and the youngest, are left alone.
    """
    with suppress(OSError):
        left = [Path(entry.path) for entry in os.scandir(folder) if entry.name.startswith(PART)]
        for path in left:
            with suppress(OSError):
                if path.is_symlink() or time.time() - path.stat().st_mtime < _YOUNG:
                    continue
                with in_use(path) as unclaimed:
                    if unclaimed:
                        rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    """Say of what goes wrong with a file which it is."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise MisuseError(
            f"{path}: cannot be written ({reason.lower()}); choose another place"
        ) from None


def replace_quickly(path: Path, body: bytes) -> None:
    """
    Write a file that can be made again: completely or not at all, without waiting for the disk.

    The folder is there, and nobody else writes into it.

    Raises:
        MisuseError: the place cannot be written.
    """
    scratch = f"{path}.part"
    try:
        with open(scratch, "wb") as file:  # noqa: PTH123 - many thousands at a time
            file.write(body)
        os.replace(scratch, path)  # noqa: PTH105 - the same
    except OSError as error:
        with suppress(OSError):
            os.unlink(scratch)  # noqa: PTH108 - the same
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(f"{path}: cannot be written ({reason}); choose another place") from None


def write_new(path: Path, body: bytes) -> None:
    """
    Write a file that does not exist yet, with the folders above it.

    Raises:
        OccupiedError: it already exists.
        MisuseError: the place cannot be written.
    """
    try:
        if path.exists():
            raise OccupiedError(f"{path}: already exists; choose another folder")
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OccupiedError(f"{path.parent}: exists and is not a folder; choose another") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(
            f"{path.parent}: cannot be made ({reason}); choose another folder"
        ) from None
    write_atomically(path, body)


def _mode(path: Path) -> int:
    """The permissions of a file, or those a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
