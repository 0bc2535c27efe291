"""Queries as tokens, however long and however hostile."""

from __future__ import annotations

from contextlib import suppress

import pytest

from guidegraph.model.errors import MisuseError
from guidegraph.query.guard import MAX_DECLARED, MAX_TOKENS, read_only
from guidegraph.query.tokens import tokens
from tests.hostile_patterns import grows


def _texts(query: str) -> list[str]:
    return [token.text for token in tokens(query)]


def test_names_and_runs() -> None:
    """Only a colon makes a run of letters a name; dots end neither a run nor a name."""
    assert ["a.b:c.d", "."] == _texts("a.b:c.d.")
    assert ["a", ".", "b", ".", ":c"] == _texts("a.b.:c")
    assert ["a", "-", "b", "?", "_c"] == _texts("a-b ? _c")
    assert [":%41.b", ".", ".", "x"] == _texts(":%41.b.. x")


def test_strings_that_are_not_closed() -> None:
    """Such a string hides nothing: its words are words."""
    words = [token.text for token in tokens('"a \\" SERVICE\n FROM') if token.kind == "word"]

    assert ["a", "SERVICE", "FROM"] == words
    assert ['""', '"', "a"] == _texts('"""a')
    assert ['"""a""b"""', '"'] == _texts('"""a""b""""')


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        ("SELECT * {", "a."),
        ("SELECT * {", "a-"),
        ('SELECT * {"', '\\"'),
        ('SELECT * {"""', '\\"""'),
        ("SELECT * {'", "\\'"),
        ("SELECT * {", "<"),
        ("SELECT * {<", "\\u0041"),
        ("SELECT * {", ":a."),
        ("SELECT * {:a", "."),
        ("BASE <a/>", " FROM <b>"),
        ("", "BASE <a/> "),
        ("", "PREFIX a: <a/> "),
    ],
)
def test_in_linear_time(start: str, piece: str) -> None:
    """A text four times as long takes four times as long."""

    def work(text: str) -> None:
        with suppress(MisuseError):
            read_only(text, ["b"])

    assert grows(work, start, piece, "") < 9


def test_declarations_are_bounded() -> None:
    """A query may declare many prefixes, but not more than anybody writes."""
    read_only("PREFIX a: <http://a/> " * MAX_DECLARED + "ASK {}")
    with pytest.raises(MisuseError, match="more than 1000 prefixes"):
        read_only("PREFIX a: <http://a/> " * (MAX_DECLARED + 1) + "ASK {}")
    with pytest.raises(MisuseError, match="more than 2000 characters"):
        read_only(f"BASE <http://a/{'b/' * 1000}> ASK {{}}")


@pytest.mark.parametrize("escape", ["", r"\u002E"])
def test_tokens_are_bounded(escape: str) -> None:
    """A query may be long, but not of more words and signs than can be looked at in one go."""
    begin = f"SELECT*{{{escape}"
    read_only(f"{begin}{'.' * (MAX_TOKENS - 10)}}}")
    with pytest.raises(MisuseError, match="more than 300000 words and signs"):
        read_only(f"{begin}{'.' * MAX_TOKENS}}}")
