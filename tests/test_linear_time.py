"""Strangers' text is read in time that grows as the text does, and not with its square."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from guidegraph.language.words import folded
from guidegraph.serve.accept import chosen, languages
from guidegraph.serve.access_log import printable
from guidegraph.serve.ranges import has_it, part_asked_for
from tests.hostile_patterns import Found, found_in, grows, pieces


_TOO_FAST = 9.0  # between the 4 of linear and the 16 of quadratic time

# What is read with them is of a bounded length, or our own.
_BOUNDED = {
    "guidegraph.cli.main._COMMAND": "reads our own source",
    "guidegraph.importers.documents.hyphens._END": "reads the end of a line, cut before",
    "guidegraph.importers.documents.hyphens._PATH": "reads 200 letters",
    "guidegraph.importers.headers._TAGGED": "reads 200 letters",
}
_PARTS = 8


@cache
def _all() -> tuple[Found, ...]:
    return tuple(found_in())


def _work(pattern: re.Pattern[Any], method: str) -> Callable[[str], None]:
    def work(text: str) -> None:
        given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        if method == "search":
            for _ in pattern.finditer(given):
                pass
        else:
            getattr(pattern, method)(given)

    return work


def _slow(found: Found) -> str | None:
    """A text that an expression reads in too long a time, if one is found."""
    for method in sorted(found.methods):
        for start, piece, end in pieces(found.pattern):
            times = grows(_work(found.pattern, method), start, piece, end)
            if times > _TOO_FAST:
                return f"{found.place}: {method} of {start!r} + {piece!r} × n + {end!r}"
    return None


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_expression(part: int) -> None:
    """No regular expression of the package takes quadratic time."""
    places = [each for each in _all() if each.place not in _BOUNDED][part::_PARTS]

    assert len(places) > 20
    assert [] == [slow for found in places if (slow := _slow(found))]


@pytest.mark.slow
def test_exceptions_are_there() -> None:
    """What is excepted exists."""
    assert _BOUNDED.keys() <= {each.place for each in _all()}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\S+[ \t]+$", marks=pytest.mark.slow),
        r"\s+$",
        pytest.param(r"a.*?b", marks=pytest.mark.slow),
        pytest.param(r"(?:a|a)*b", marks=pytest.mark.slow),
        r'"(?:[^"\\]|\\.)*"',
        pytest.param(r"(\w+\s?)+:", marks=pytest.mark.slow),
    ],
)
def test_what_is_slow_is_found(pattern: str) -> None:
    """The texts that are tried are those that such expressions are slow with."""
    found = Found(pattern=re.compile(pattern), place="", methods=frozenset({"search"}))

    assert _slow(found) is not None


def test_what_is_fast_is_not() -> None:
    """An expression in linear time passes."""
    found = Found(
        pattern=re.compile(r'"(?:[^"\\]++|\\.)*+"?|\w++'), place="", methods=frozenset({"search"})
    )

    assert _slow(found) is None


@pytest.mark.parametrize(
    "read",
    [
        lambda text: chosen(text, ("text/html", "text/turtle")),
        languages,
        lambda text: part_asked_for(text, 100),
        lambda text: has_it(text, '"x"'),
        printable,
        folded,
    ],
    ids=["accept", "languages", "range", "etag", "printable", "folded"],
)
def test_readers(read: Callable[[str], object]) -> None:
    """What reads headers and words takes linear time, too."""
    hostile = ('"', '\\"', "a", 'a/a;a="', "a-", " ", "bytes= ", "W/", ",", ";q=", "́", "İ")
    slow = [
        (start, piece)
        for start in ("", '"', "a/a;a=", "bytes=")
        for piece in hostile
        if grows(read, start, piece, "\x00") > _TOO_FAST
    ]

    assert [] == slow
