"""Comments from the files of a committee, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from guidegraph.api import Library
from tests.cli.conftest import ROOT, Result


Run = Callable[..., Result]
TABLE = """MB;Clause;Type;Comments;Proposed change;Observations
DE;7.4;te;Why?;Replace “false promises” by “promises”;Accepted
;99.1;ed;Where?;;
;;;;;see mail
"""


@pytest.fixture(name="table")
def _table(tmp_path: Path) -> str:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    return str(tmp_path / "table.csv")


def test_what_is_not_attached_is_named(run: Run, table: str) -> None:
    done = run("comments", "2013-peer", "--file", table)
    assert 0 == done.code
    for words in (
        "attached: 1 by clause, 1 not attached",
        "not attached: no clause 99.1",
        "line 4: see mail",
        "decision: accepted",
    ):
        assert words in done.out


@pytest.mark.parametrize("carried", [(), ("--carry", "combined")])
def test_the_data_follow_the_schema(run: Run, table: str, carried: tuple[str, ...]) -> None:
    done = run("comments", "2013-peer", "--file", table, *carried, "--format", "json")
    data = json.loads(done.out)
    schema = json.loads((ROOT / "docs/schema/comments.schema.json").read_text(encoding="utf-8"))
    assert [] == list(Draft202012Validator(schema).iter_errors(data))
    assert "99.1" == data["comments"][1]["clause"]
    assert 2 == len(data["left_out"])
    if carried:
        place = data["comments"][0]["places"][0]
        assert ("value/7/practice/4", "dropped") == (place["item"], place["outcome"])
        assert "false promises" in place["words"]


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_the_table_can_be_handed_round(run: Run, table: str, tmp_path: Path, form: str) -> None:
    """What was written is read again, also with a decision that somebody filled in."""
    out = str(tmp_path / f"out.{form}")
    assert 0 == run("comments", "2013-peer", "--file", table, "--format", form, "-o", out).code
    before, after = (
        json.loads(run("comments", "2013-peer", "--file", file, "--format", "json").out)
        for file in (table, out)
    )
    assert before["comments"] == after["comments"]


def test_our_own_register_as_a_table(run: Run, tmp_path: Path) -> None:
    """The comments of the built-in edition are on the same items after a round."""
    out = str(tmp_path / "out.docx")
    run("comments", "2013-peer", "--format", "docx", "-o", out)
    before, after = (
        json.loads(run("comments", "2013-peer", *more, "--format", "json").out)["comments"]
        for more in ((), ("--file", out))
    )
    assert 13 == len(before)
    for key in ("id", "items", "comment", "proposed", "disposition", "reason"):
        assert [each[key] for each in before] == [each[key] for each in after]


def test_a_file_without_comments(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("comments", "2013-peer", "--file", str(tmp_path / "x.csv"))
    assert 3 == done.code
    assert "x.csv: no comments in it" in done.err


def test_several_files_are_all_read(run: Run, table: str, tmp_path: Path) -> None:
    """No comment of the first file is lost; a number that both have stays clear; so do rows."""
    more = tmp_path / "late.csv"
    more.write_text("MB;Clause;Comments\nDE;7.3;Late.\nFR;7.2;Later.\n;;\n", encoding="utf-8")
    command = ("comments", "2013-peer", "--file", table, "--file", str(more))
    data = json.loads(run(*command, "--format", "json").out)
    assert [("DE-1", "Why?"), ("DE-2", "Where?"), ("late.DE-1", "Late."), ("FR-1", "Later.")] == [
        (each["id"], each["comment"]) for each in data["comments"]
    ]
    done = run(*command)
    assert "read: 2 comments in table.csv, 2 in late.csv" in done.out
    assert "table.csv: neither a comment nor a proposed change" in done.out
    assert "DE-1 in late.csv; a comment of another file has that number" in done.out
    again = run("comments", "2013-peer", "--file", table, "--file", table)
    assert 3 == again.code
    assert "the same file as" in again.err
    both = Library.open().comments("2013-peer", path=[table, str(more)])
    assert 4 == len(both.comments)


def test_in_python(table: str) -> None:
    carried = Library.open().comments("2013-peer", path=table, carry="combined")
    assert "combined" == carried.edition.id
    assert [False, False] == [each.attached for each in carried.comments]
