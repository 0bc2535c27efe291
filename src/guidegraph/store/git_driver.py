"""
Make git show changes of editions as guidegraph does, and undo that.

Everything is stored in the repository's own settings, which are not committed: the driver in its
configuration, and which files it is for in `info/attributes`.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from guidegraph.model.errors import MisuseError, UnreadableError
from guidegraph.store.files import read_bytes, write_atomically


__all__ = ["ATTRIBUTES", "register", "unregister"]

ATTRIBUTES = ("edition.md", "course.md", "edition.ttl", "course.ttl")
"""The files whose changes are shown, wherever they are in the repository."""

_KEY = "diff.guidegraph.command"
_COMMAND = "guidegraph git-diff"
_BEGIN, _END = "# guidegraph: begin", "# guidegraph: end"


def register(cwd: Path) -> Path:
    """
    Register the driver in the repository of a folder; the attributes file that was written.

    Raises:
        MisuseError: the folder is not in a repository.
    """
    place = _attributes(cwd)
    kept = _without_ours(place)
    ours = [_BEGIN, *(f"{name} diff=guidegraph" for name in ATTRIBUTES), _END]
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, ("\n".join([*kept, *ours]) + "\n").encode())
    _git(cwd, "config", "--local", _KEY, _COMMAND)
    return place


def unregister(cwd: Path) -> Path:
    """
    Undo what `register` did; the rest of the attributes file is unchanged.

    Raises:
        MisuseError: the folder is not in a repository.
    """
    place = _attributes(cwd)
    kept = _without_ours(place)
    if kept:
        write_atomically(place, ("\n".join(kept) + "\n").encode())
    else:
        place.unlink(missing_ok=True)
    if _git(cwd, "config", "--local", "--default", "", "--get", _KEY).strip():
        _git(cwd, "config", "--local", "--remove-section", "diff.guidegraph")
    return place


def _attributes(cwd: Path) -> Path:
    return cwd / _git(cwd, "rev-parse", "--git-path", "info/attributes").strip()


def _without_ours(place: Path) -> list[str]:
    """The lines of an attributes file without ours."""
    if not place.exists():
        return []
    kept, inside = [], False
    for line in read_bytes(place).decode(errors="surrogateescape").splitlines():
        inside = inside or line == _BEGIN
        if not inside:
            kept.append(line)
        inside = inside and line != _END
    return kept


def _git(cwd: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
            ["git", *arguments],  # noqa: S607 - the git that the user has
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        raise UnreadableError("git is not installed here; install it first") from None
    if done.returncode:
        reason = " ".join(done.stderr.split()) or "git refused"
        raise MisuseError(f"{cwd}: {reason}; run this in a git repository")
    return done.stdout
