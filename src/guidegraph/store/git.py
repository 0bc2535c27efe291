"""Files as they were in a revision of a git repository."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnreadableError
from guidegraph.model.manifest import TableLayout
from guidegraph.store.files import MAX_BYTES
from guidegraph.store.library import edition_from_file


__all__ = [
    "PREFIX",
    "line_diff",
    "name_of_state",
    "read_git_edition",
    "read_revision",
    "run_git",
]

PREFIX = "git:"
"""What a target begins with that names a file in a revision: `git:REV:PATH`."""

_SECONDS = 30
_HASH = re.compile(r"[0-9a-f]{40,64}")
_PART_OF_HASH = re.compile(r"[0-9a-f]{4,64}")
_SHOWN = 7
_COMMITS = 100
# Nothing is fetched, prompted or shown in a pager, and no program that a repository names is run.
_OPTIONS = ("--no-pager", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false")
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def read_git_edition(target: str, cwd: Path, table: TableLayout | None = None) -> Edition:
    """
    The edition in a file of a revision, `git:REV:PATH`.

    An outline is read with the TOML file beside it in the same revision, a spreadsheet as *table*
    says.

    Raises:
        UnreadableError: there is no such repository, revision or file.
    """
    revision, colon, path = target.removeprefix(PREFIX).partition(":")
    if not colon or not revision or not path:
        raise UnreadableError(f"{target}: not git:REVISION:PATH; write git:HEAD~1:{path or 'PATH'}")
    tree = _tree(revision, path, cwd)
    body = _blob(tree, path, cwd, target)
    if body is None:
        raise _no_file(revision, path)
    return edition_from_file(
        cwd / path,
        body,
        shown=target,
        beside=lambda name: _blob(tree, str(Path(path).with_name(name)), cwd, target),
        table=table,
    )


def read_revision(rev: str, path: str, cwd: Path) -> bytes:
    """
    The bytes that a file, named relative to the folder *cwd*, had in a revision.

    Raises:
        UnreadableError: there is no such repository, revision or file, or it is too large.
    """
    body = _blob(_tree(rev, path, cwd), path, cwd, f"{PREFIX}{rev}:{path}")
    if body is None:
        raise _no_file(rev, path)
    return body


def _tree(rev: str, path: str, cwd: Path) -> str:
    """The hash of the folder tree of a revision: from here on, no argument is the user's alone."""
    shown = f"{PREFIX}{rev}:{path}"
    if rev.startswith("-") or not rev or any(sign < " " or sign in "\x7f:" for sign in rev):
        raise UnreadableError(f"{shown}: no revision {rev!r}; use a branch, tag or commit")
    if path.startswith("/") or any(sign < " " for sign in path):
        raise UnreadableError(f"{shown}: not a path below this folder; write it relative to here")
    done = run_git("rev-parse", "--verify", "--end-of-options", f"{rev}^{{tree}}", cwd=cwd)
    # Older versions of git print the option, too.
    hashes = [
        word for word in done.stdout.decode(errors="replace").split() if _HASH.fullmatch(word)
    ]
    if done.returncode == 0 and hashes:
        return hashes[-1]
    reason = done.stderr.decode(errors="replace")
    if "not a git repository" in reason:
        raise UnreadableError(f"{shown}: this folder is not in a git repository; change to one")
    if "dubious ownership" in reason or "safe.directory" in reason:
        raise UnreadableError(
            f"{shown}: git does not trust this repository, which belongs to someone else; "
            "see 'git help config' on safe.directory"
        )
    raise UnreadableError(f"{shown}: no revision {rev!r} here; see 'git log' and 'git branch'")


def _blob(tree: str, path: str, cwd: Path, shown: str) -> bytes | None:
    """The bytes of a file of a tree, or nothing where there is none."""
    name = f"{tree}:{path if path.startswith(('./', '../')) else f'./{path}'}"
    kind = run_git("cat-file", "-t", name, cwd=cwd)
    if kind.returncode != 0:
        return None
    if kind.stdout.strip() != b"blob":
        raise UnreadableError(f"{shown}: a folder, not a file; name a file in it")
    size = run_git("cat-file", "-s", name, cwd=cwd).stdout.strip()
    if not size.isdigit() or int(size) > MAX_BYTES:
        raise UnreadableError(
            f"{shown}: more than the {MAX_BYTES / 1e6:.0f} MB that are read at once; split it"
        )
    done = run_git("cat-file", "blob", name, cwd=cwd)
    if done.returncode != 0:
        raise UnreadableError(f"{shown}: git cannot read it; see what 'git fsck' says")
    return done.stdout


def line_diff(path: str, old: Path, new: Path, cwd: Path) -> bytes:
    """How two states of a file differ line by line, as git shows it; *path* is its name."""
    done = run_git("diff", "--no-index", "--no-ext-diff", "--", str(old), str(new), cwd=cwd)
    lines = done.stdout.splitlines(keepends=True)
    # git names the files that hold the states, which mean nothing to the reader.
    first = next((n for n, line in enumerate(lines) if line.startswith(b"@@")), None)
    if first is None:
        return f"{path}: binary content differs\n".encode() if lines else b""
    return f"--- a/{path}\n+++ b/{path}\n".encode() + b"".join(lines[first:])


def name_of_state(hash_: str, path: str, cwd: Path) -> str:
    """
    A name for a state of a file, given by the hash of its content, as far as git gives one.

    It is the last commit on the way to HEAD that gave the file this content, by its tag, if it has
    one, its hash and its day. Content that is in no such commit is "staged" if the index has it,
    and otherwise named by the start of its hash; a hash of zeros is the working tree.
    """
    if not hash_.strip("0."):
        return "working tree"
    if not _PART_OF_HASH.fullmatch(hash_):
        return hash_
    try:
        done = run_git(
            *("log", "--format=%x00%H%x00%as%x00%D%x00", "--raw", "--no-abbrev", "--no-renames"),
            *("-n", str(_COMMITS), f"--find-object={hash_}", "HEAD", "--", path),
            cwd=cwd,
        )
        staged = run_git("ls-files", "--stage", "--", path, cwd=cwd)
    except UnreadableError:
        return hash_[:_SHOWN]
    _, *fields = done.stdout.decode(errors="replace").split("\0")
    for commit, day, refs, changes in zip(*[iter(fields)] * 4, strict=False):
        made = [line.split()[3] for line in changes.splitlines() if line.startswith(":")]
        if any(content.startswith(hash_) for content in made):
            tags = [ref.removeprefix("tag: ") for ref in refs.split(", ") if "tag: " in ref]
            short = commit[:_SHOWN]
            return f"{tags[0]} ({short}, {day})" if tags else f"{short} ({day})"
    entries = staged.stdout.decode(errors="replace").split()
    return "staged" if any(part.startswith(hash_) for part in entries) else hash_[:_SHOWN]


def run_git(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """
    Run git, without settings that a caller such as a hook has made for another repository.

    Raises:
        UnreadableError: git cannot be run, or does not answer in time.
    """
    # Variables such as GIT_DIR, set while a hook runs, would make it another repository.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - no shell; `_tree` sees to the arguments
            ["git", *_OPTIONS, *arguments],  # noqa: S607 - the git that the user has
            cwd=cwd,
            env={**inherited, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            f"{cwd}: git has not answered in {_SECONDS} seconds; try 'git status' there"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(f"{cwd}: git cannot be run ({reason.lower()}); install it") from None


def _no_file(rev: str, path: str) -> UnreadableError:
    return UnreadableError(
        f"{PREFIX}{rev}:{path}: no file {path!r} in that revision; "
        "paths are relative to this folder; see 'git ls-tree -r --name-only' and the revision"
    )
