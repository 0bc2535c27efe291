"""
A site on disk: a folder with the built files and a list of them.

The folder has a list of the files that were written. With it a later build can tell which files of
an earlier one to remove, and that the folder belongs to a site and nothing else is overwritten.
What did not change is not written again, so that tools that copy a site copy what changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import rmtree
from tempfile import mkdtemp

from guidegraph.model.errors import FormatError, MisuseError, OccupiedError
from guidegraph.store.files import (
    PART,
    in_use,
    read_bytes,
    remove_left,
    replace_quickly,
    write_atomically,
)


__all__ = ["LISTING", "WriteResult", "read_templates", "write_site"]

LISTING = ".guidegraph-site.json"
"""The file that lists what was written."""

_TEMPLATES = (".css", ".html", ".js")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteResult:
    """What a build did: how many files it wrote, left unchanged, and removed."""

    written: int
    kept: int
    removed: int


def write_site(
    folder: Path,
    documents: Iterable[tuple[str, Callable[[], bytes]]],
    each: Callable[[], None] = lambda: None,
) -> WriteResult:
    """
    Write documents, each whole or not at all, and remove the other files of an earlier build.

    Args:
        folder: where; made if it is not there.
        documents: the path of each below the folder, with `/` between its segments, and what makes
            its bytes.
        each: called after each document.

    Raises:
        OccupiedError: something else is in the folder.
        MisuseError: a path that would leave the folder, or a place that cannot be written.
    """
    remove_left(folder)
    remove_left(folder.parent)
    before = _listed(folder)
    found = list(documents)
    for path, _ in found:
        _must_stay_inside(path)
    if not before:
        _write_all(folder, found, each)
        return WriteResult(written=len(found), kept=0, removed=0)
    paths = [path for path, _ in found]
    # If the build is stopped, the next one still knows our files.
    _list(folder, sorted({*before, *paths}))
    made: set[str] = set()
    root = str(folder.resolve())
    written = 0
    for path, body in found:
        written += _write(folder / path, body(), made, root)
        each()
    removed = sum(_remove(folder, path) for path in sorted({*before} - {*paths}))
    _list(folder, sorted(paths))
    return WriteResult(written=written, kept=len(found) - written, removed=removed)


def _write_all(
    folder: Path, documents: Sequence[tuple[str, Callable[[], bytes]]], each: Callable[[], None]
) -> None:
    """Write a new site: beside its place, and moved there when it is complete."""
    try:
        there = folder.exists()
        if not there:
            folder.parent.mkdir(parents=True, exist_ok=True)
        beside = folder if there else folder.parent
        scratch = Path(mkdtemp(dir=beside, prefix=PART))
        try:
            with in_use(scratch):
                made: set[str] = set()
                for path, body in documents:
                    above, _, _ = path.rpartition("/")
                    if above not in made:
                        (scratch / above).mkdir(parents=True, exist_ok=True)
                        made.add(above)
                    with open(f"{scratch}/{path}", "xb") as file:  # noqa: PTH123 - very many
                        file.write(body())
                    each()
                _list(scratch, sorted(path for path, _ in documents))
                if there:
                    # The list first: by it the next build knows our files if this one is stopped.
                    for entry in sorted(scratch.iterdir(), key=lambda entry: entry.name != LISTING):
                        entry.rename(folder / entry.name)
                    scratch.rmdir()
                else:
                    scratch.chmod(0o755)
                    scratch.rename(folder)
        except BaseException:
            rmtree(scratch, ignore_errors=True)
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(f"{folder}: cannot be written ({reason}); choose another place") from None


def read_templates(folder: Path) -> dict[str, str]:
    """
    A publisher's templates, style sheets and scripts, by their names.

    Raises:
        MisuseError: there is no such folder.
        FormatError: one of them is not UTF-8.
    """
    if not folder.is_dir():
        raise MisuseError(f"{folder}: no such folder; name the one with your templates")
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in _TEMPLATES and path.is_file():
            try:
                found[path.name] = read_bytes(path).decode()
            except UnicodeDecodeError:
                raise FormatError(str(path), None, "not UTF-8", "save it as UTF-8") from None
    return found


def _listed(folder: Path) -> Sequence[str]:
    """What an earlier build wrote."""
    listing = folder / LISTING
    if not folder.exists() or (folder.is_dir() and not any(map(_is_foreign, folder.iterdir()))):
        return ()
    if not folder.is_dir():
        raise OccupiedError(f"{folder}: is there and no folder; choose another place")
    if not listing.is_file():
        raise OccupiedError(
            f"{folder}: contains something other than a built site; choose an empty folder"
        )
    try:
        paths = json.loads(read_bytes(listing))["files"]
        for path in paths:
            _must_stay_inside(path)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise FormatError(
            str(listing), None, "not a list of files", "remove the folder, and build it again"
        ) from None
    return tuple(paths)


def _is_foreign(path: Path) -> bool:
    """Whether a file or folder is not what a stopped build has left."""
    return not path.name.startswith(PART)


def _list(folder: Path, paths: Sequence[str]) -> None:
    body = json.dumps({"files": list(paths)}, ensure_ascii=False, indent=0) + "\n"
    write_atomically(folder / LISTING, body.encode())


def _must_stay_inside(path: str) -> None:
    parts = path.split("/")
    if "\0" in path or "\\" in path or {"", ".", ".."} & {*parts} or Path(path).is_absolute():
        raise MisuseError(f"{path!r} would leave the folder of the site; rename the item")


def _write(path: Path, body: bytes, made: set[str], root: str) -> bool:
    """Write a file unless it holds the same already; whether it was written."""
    if str(path.parent) not in made:
        _make_inside(path.parent, root)
        made.add(str(path.parent))
    if path.is_symlink():
        raise MisuseError(f"{path}: a link, which the build does not follow; remove it")
    with suppress(OSError):
        if path.stat().st_size == len(body) and path.read_bytes() == body:
            return False
    replace_quickly(path, body)
    return True


def _make_inside(folder: Path, root: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(f"{folder}: cannot be made ({reason}); choose another folder") from None
    if not folder.resolve().is_relative_to(root):
        raise MisuseError(f"{folder}: points out of the folder of the site; remove the link")


def _remove(folder: Path, path: str) -> bool:
    """Remove a file, and the folders that are empty without it; whether it was there."""
    place = folder / path
    try:
        place.with_name(f"{place.name}.part").unlink(missing_ok=True)  # of a build that was killed
        place.unlink()
    except OSError:
        return False
    for above in _folders(PurePosixPath(path)):
        try:
            (folder / above).rmdir()
        except OSError:
            break
    return True


def _folders(path: PurePosixPath) -> Iterator[PurePosixPath]:
    yield from (above for above in path.parents if above != PurePosixPath())
