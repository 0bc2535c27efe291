"""Whether the files of editions are still as they were read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from guidegraph.model.errors import MisuseError
from guidegraph.workspace import Workspace


__all__ = ["ChangedOnDiskError", "EditionFiles"]


class ChangedOnDiskError(MisuseError):
    """
    The file of an edition was edited since it was read.

    Args:
        names: the editions.
    """

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"{' and '.join(names)} changed on disk: reload the page to decide about the words "
            "that are there now; nothing was saved"
        )
        self.names = tuple(names)


class EditionFiles:
    """
    The files of some editions as they are now, to compare with them later.

    Make it before the editions are read: what is edited in between counts as changed, too.
    """

    def __init__(self, workspace: Workspace, names: Sequence[str]) -> None:
        self._paths = {_shown(name): workspace.files_of(name) for name in names}
        self._marks = {path: _mark(path) for paths in self._paths.values() for path in paths}
        self._digests = {path: _digest(path) for path in self._marks}

    def changed(self) -> tuple[str, ...]:
        """The editions of which a file has other bytes now, or is not there any more."""
        return tuple(
            name for name, paths in self._paths.items() if any(map(self._is_changed, paths))
        )

    def _is_changed(self, path: Path) -> bool:
        mark = _mark(path)
        if mark == self._marks[path]:
            return False
        if _digest(path) != self._digests[path]:
            return True
        self._marks[path] = mark  # written again with the same bytes
        return False


def _shown(name: str) -> str:
    """An edition as its reader calls it: the name of the file, without the folders."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _digest(path: Path) -> bytes:
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    except OSError:
        return b""
    return found.digest()
