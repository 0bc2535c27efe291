"""Crosswalks in the forms they are published in."""

from __future__ import annotations

import pytest

from guidegraph.importers.crosswalk import crosswalk_from_table
from guidegraph.model.errors import FormatError
from guidegraph.model.mapping import Match
from guidegraph.model.source import SourceText


def _pairs(text: str, **columns: str) -> list[tuple[str | None, str | None]]:
    found = crosswalk_from_table(SourceText(path="c.csv", text=text), **columns)
    return [(row.old, row.new) for row in found.rows]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("old,new\n1,2\n3,\n", {}),
        ("note,new,old\nx,2,1\n,,3\n", {}),
        ("New\tOld\n2\t1\n\t3\n", {}),
        ("a;b\n1;2\n\n3;\n", {}),
        ("a,b,c\n0,1,2\n0,3,\n", {"old": "b", "new": "c"}),
        ('subject_id,object_id\n"1","2"\n3,""\n', {}),
    ],
)
def test_tables(text: str, columns: dict[str, str]) -> None:
    """Two columns of ids, found by their names or named; an empty cell is no counterpart."""
    assert [("1", "2"), ("3", None)] == _pairs(text, **columns)


def test_sssom() -> None:
    """A file with a predicate_id is SSSOM; a row that denies claims nothing."""
    text = (
        "#curie_map:\n#  a: https://example.org/\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
        "a:1\tskos:exactMatch\t\ta:2\tsemapv:LexicalMatching\n"
        "a:1\tskos:exactMatch\tNot\ta:3\tsemapv:LexicalMatching\n"
        "a:4\trdfs:seeAlso\t\tsssom:NoTermFound\tsemapv:LexicalMatching\n"
    )
    first, second = crosswalk_from_table(SourceText(path="m", text=text)).rows

    assert ("https://example.org/1", "https://example.org/2", Match.EXACT, 4) == (
        first.old,
        first.new,
        first.match,
        first.line,
    )
    assert ("https://example.org/4", None, None) == (second.old, second.new, second.match)


@pytest.mark.parametrize(
    ("text", "columns", "problem"),
    [
        ("a,b,c\n", {}, "c.csv:1: no column 'old' among a, b, c; say which"),
        ("a,b\n", {"old": "x"}, "c.csv:1: no column 'x'; there are a, b"),
        ("old,new\n1\n", {}, "c.csv:2: 1 cells"),
        ('old,new\n"1,2\n', {}, "not CSV"),
        ("", {}, "no column 'old'"),
    ],
)
def test_says_what_is_wrong(text: str, columns: dict[str, str], problem: str) -> None:
    """A file that is no crosswalk is an error with its line."""
    with pytest.raises(FormatError) as caught:
        _pairs(text, **columns)

    assert problem in str(caught.value)
