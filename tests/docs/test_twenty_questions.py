"""The commands of the twenty questions answer what was found by reading; the page is the data."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegraph.cli.main import guidegraph
from guidegraph.language.words import folded
from guidegraph.librarian import Librarian
from guidegraph.workspace import Workspace


ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanation" / "twenty-questions.md"
QUESTION = re.compile(
    r"^### (?P<number>\d+)\. (?P<question>[^\n]+)\n(?P<why>.*?)"
    r"^```shell\nguidegraph (?P<command>[^\n]+)\n```\n\n(?P<answer>(?:^- [^\n]+\n)+)",
    re.MULTILINE | re.DOTALL,
)

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question: its command, and the rows of its answer with words that are in them."""

    number: int
    command: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said: tuple[str, ...]


def cases() -> list[Case]:
    """The questions of the page."""
    found = []
    for match in QUESTION.finditer(PAGE.read_text(encoding="utf-8")):
        lines = [line.removeprefix("- ") for line in match["answer"].splitlines()]
        parts = [re.fullmatch(r"((?:`[^`]+`(?:, )?)+): (.+)", line) for line in lines]
        assert all(parts), match["question"]
        found.append(
            Case(
                number=int(match["number"]),
                command=tuple(shlex.split(match["command"])),
                rows=tuple(tuple(re.findall(r"`([^`]+)`", part[1])) for part in parts if part),
                said=tuple(part[2] for part in parts if part),
            )
        )
    return found


CASES = cases()


@cache
def librarian() -> Librarian:
    """Who has the texts."""
    return Librarian(Workspace.open())


def name(ref: dict[str, str]) -> str:
    """An item as the page names it."""
    return f"{ref['edition']}:{ref['id']}"


def versions(rows: list[dict[str, object]]) -> Rows:
    """The items of rows that may have versions in several editions."""
    return [(name(row["item"]), *(name(also["item"]) for also in row["also"])) for row in rows]  # type: ignore[arg-type,attr-defined]  # JSON


def of_query(out: str) -> Rows:
    """The items that a named query finds."""
    bindings = json.loads(out)["results"]["bindings"]
    return [(f"{row['in']['value']}:{row['id']['value']}",) for row in bindings]


READERS: dict[str, Callable[[str], Rows]] = {
    "query": of_query,
    "search": lambda out: versions(json.loads(out)["hits"]),
    "related": lambda out: versions(json.loads(out)["related"]),
    "path": lambda out: [(name(step["to"]),) for step in json.loads(out)["steps"]],
    "ripple": lambda out: [(name(use),) for use in json.loads(out)["uses"]],
}


def test_there_are_twenty() -> None:
    """Every question of the page is run."""
    assert list(range(1, 21)) == [case.number for case in CASES]
    assert 20 == PAGE.read_text(encoding="utf-8").count("\n### ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))
def test_the_answer_is_in_the_texts(case: Case) -> None:
    """The words that the page quotes are in the label or text of each item."""
    for row, said in zip(case.rows, case.said, strict=True):
        for ref in row:
            edition, _, id_ = ref.partition(":")
            item = librarian().editions[edition].by_id[id_]
            whole = folded(f"{item.pref_label or item.label or ''} {item.text or ''}")
            assert folded(said) in whole, ref


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))
def test_the_command_answers_it(case: Case) -> None:
    """The command finds these rows and no others; `ripple` finds these first."""
    done = CliRunner().invoke(guidegraph, [*case.command, "--format", "json"])
    assert 0 == done.exit_code, done.output
    kind = case.command[0]
    found = READERS[kind](done.stdout)
    expected = [tuple(sorted(row)) for row in case.rows]
    actual = [tuple(sorted(row)) for row in found]
    if kind == "ripple":
        actual = actual[: len(expected)]
    if kind in ("search", "related"):
        expected, actual = sorted(expected), sorted(actual)

    assert expected == actual
