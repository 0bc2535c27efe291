"""A small library with drafts beside it, and the commands that write there."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fuzzing.files import OUTLINE, TABLE
from fuzzing.forked import command, load_all, run


__all__ = ["CHANGES", "WRITINGS", "Writing", "make_seeds"]

CHANGES = 12
"""How many changes there are at least from 2024 to 2026."""

_RULES = "{number}) Staff {word}  leave room {number} without a lamp.\n"
_LINKS = "Policy;item\nGreeting;value/1/practice/1\nReasons;value/1/practice/2\n"


@dataclass(frozen=True, slots=True)
class Writing:
    """
    Something that writes files.

    Attributes:
        name: what it is called in the table.
        function: what to run, in the folder of the library.
        is_together: whether all its files are changed, or none, also if it is killed.
        is_piecewise: whether an error may leave some of its files changed, each whole.
    """

    name: str
    function: Callable[[], object]
    is_together: bool = False
    is_piecewise: bool = False

    @property
    def seed(self) -> str:
        """The folder that it needs a copy of, of those that `make_seeds` makes."""
        return "site" if self.name == "site build again" else "desk"


def make_seeds(folder: Path) -> None:
    """Write two folders: a desk, and a desk with a site that was built."""
    _make_desk(folder / "desk")
    shutil.copytree(folder / "desk", folder / "site")
    _run("site build b.md -o built --title Before", folder / "site")


def _make_desk(folder: Path) -> None:
    """A library of two editions, and the files that commands need."""
    for path, text in {
        "library/library.toml": 'title = "Rooms"\nbase = "https://example.org/rooms/"\n',
        "library/2024/edition.toml": 'issued = "2024"\n',
        "library/2024/edition.md": _outline("do not", 3),
        "library/2024/edition.ttl": "# out of date\n",
        "library/2026/edition.toml": 'issued = "2026"\nrevision_of = ["2024"]\n',
        "library/2026/edition.md": _outline("never", 5),
        "library/2024--2026/review.tsv": "",
        "a.md": _outline("should not", 3),
        "b.md": _outline("do not", 3) + "\n### Term: Room\n\nA room has a door.\n",
        "draft.txt": "ROOMS\n\nStaff may greet everyone.\n\nRooms are open all day.\n",
        "comments.csv": TABLE,
        "map.csv": _LINKS,
        **dict.fromkeys(("out.ttl", "out.csv", "out.xlsx", "out.html", "table.docx"), "old\n"),
    }.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    (folder / "library/2024--2026/review.tsv").unlink()
    for line in (
        "diff 2024 2026 --format csv -o decisions.csv",
        "diff 2024 2026 --format delta-json -o delta.json",
        "review 2024 2026 --accept #1 --reviewer B --date 2026-07-30 --ledger theirs.tsv",
        "review 2024 2026 --accept #2 --reviewer B --date 2026-07-30",
        "migrate map.csv 2024 2026 -o done.csv --log done.jsonl",
    ):
        _run(line, folder)
    decisions = folder / "decisions.csv"
    rows = decisions.read_text(encoding="utf-8").replace("undecided", "accepted")
    decisions.write_text(rows, encoding="utf-8")


def _run(line: str, folder: Path) -> None:
    ended = run(_of_library(line), folder)
    load_all(ended)
    if ended.code not in (0, 1):
        raise SystemExit(f"guidegraph {line}: {ended.said}")


def _outline(word: str, days: int) -> str:
    rules = "".join(_RULES.format(number=number, word=word) for number in range(1, CHANGES + 1))
    head, glossary, terms = OUTLINE.format(word=word, days=days).partition("## Glossary")
    more = f"## Value 2. Rooms are clean\n\n### Practice: Look after rooms\n\n{rules}"
    return f"{head}{more}\n{glossary}{terms}"


def _of_library(line: str) -> Callable[[], object]:
    options = () if line.startswith("site") else ("--library", "library")
    return command(*shlex.split(line), *options)


def _decide() -> None:
    """Decide as the desk does, with a step that can be undone."""
    from guidegraph.diff.curation.review import with_new
    from guidegraph.model.errors import GuidegraphError
    from guidegraph.model.review import Decision, State
    from guidegraph.store.journal import change_with_journal

    ledger = Path("library/2024--2026/review.tsv")
    decision = Decision(
        change="c" * 16, state=State.ACCEPTED, reviewer="A", date="2026-07-31", reason="so"
    )
    try:
        change_with_journal(ledger, lambda found: with_new(found, [decision], ()), "A")
    except GuidegraphError as error:  # as the command line says it
        os.write(2, f"guidegraph: {error}\n".encode())
        raise SystemExit(error.exit_code) from None


_PIECEWISE = frozenset(("build", "check --fix", "site build again"))
_TOGETHER = frozenset(("import", "import --keep", "new", "release"))
_LINES = {
    "import": "import draft.txt --as 2027",
    "import --keep": "import a.md --as 2027 --keep --revision-of 2026",
    "new": "new 2027 --from 2026",
    "release": "release 2026 --date 2026-07-31",
    "build": "build",
    "export -o": "export 2024 --to turtle -o out.ttl --loss-report losses.txt",
    "export --to xlsx": "export 2024..2026 --to xlsx -o out.xlsx",
    "export library": "export library --to trig -o out.trig",
    "diff -o": "diff 2024 2026 --format html -o out.html --export-mapping pairs.tsv",
    "review --accept": "review 2024 2026 --accept #3 --reviewer A --date 2026-07-31",
    "review --import": "review 2024 2026 --import decisions.csv --reviewer A --date 2026-07-31",
    "review --merge": "review 2024 2026 --merge theirs.tsv",
    "lineage --write": "lineage 2024 2026 --write --confirm --reviewer A --date 2026-07-31",
    "check --fix": "check library/2024/edition.md library/2026/edition.md a.md --fix",
    "check --write-baseline": "check 2024 --write-baseline baseline.json",
    "migrate -o --log": "migrate map.csv 2024 2026 -o out.csv --log log.jsonl",
    "migrate --undo": "migrate --undo done.jsonl done.csv -o out.csv",
    "comments -o": "comments 2024 --file comments.csv --format docx -o table.docx",
    "merge -o": "merge 2024 a.md b.md -o out.csv",
    "apply -o": "apply delta.json 2024 --to csv -o out.csv",
    "site build": "site build a.md -o site",
    "site build again": "site build a.md b.md -o built --title After",
}

WRITINGS = (
    *(
        Writing(name, _of_library(line), name in _TOGETHER, name in _PIECEWISE)
        for name, line in _LINES.items()
    ),
    Writing("init", command("init", "fresh")),
    Writing("desk", _decide),
)
"""All that is interrupted."""
