"""
Make git show changes of editions as guidegraph does, and undo that.

Everything is stored in the repository's own settings, which are not committed: the driver in its
configuration, and which files it is for in `info/attributes`.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from guidegraph.importers.importer import suffixes
from guidegraph.model.errors import MisuseError, UnreadableError
from guidegraph.store.files import read_bytes, write_atomically


__all__ = ["patterns", "register", "unregister"]

_KEY = "diff.guidegraph.command"
_BEGIN, _END = "# guidegraph: begin", "# guidegraph: end"


def patterns() -> tuple[str, ...]:
    """The files whose changes are shown, wherever they are in the repository."""
    # Editions and courses have lines of their own: whoever wants git to show other files as before
    # removes the lines of these.
    return (*(f"*{suffix}" for suffix in suffixes()), "edition.md", "course.md")


def register(cwd: Path, program: Sequence[str]) -> Path:
    """
    Register the driver in the repository of a folder; the attributes file that was written.

    Args:
        cwd: the folder.
        program: what runs guidegraph, wherever git is run.

    Raises:
        MisuseError: the folder is not in a repository.
    """
    place = _attributes(cwd)
    kept = _without_ours(place)
    ours = [_BEGIN, *(f"{name} diff=guidegraph" for name in patterns()), _END]
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, ("\n".join([*kept, *ours]) + "\n").encode())
    _git(cwd, "config", "--local", _KEY, _command(program))
    return place


def _command(program: Sequence[str]) -> str:
    """
    A command for git, which adds the arguments of a diff driver and runs it in a shell.

    If guidegraph cannot be run any more, git shows the files itself: an error would end its output.
    """
    note = (
        "guidegraph: it cannot be run here, so git shows $1 line by line; "
        "see guidegraph git-setup --undo"
    )
    return (
        f'guidegraph_diff() {{ {shlex.join(program)} git-diff "$@" || '
        f'{{ echo "{note}" >&2; '
        'git --no-pager diff --no-index --no-ext-diff -- "$2" "$5"; }; '
        "return 0; }; guidegraph_diff"
    )


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
