"""Whom a statement of a course speaks to, of which kind it is, and whether it tests them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from guidegraph.language.inflect import root
from guidegraph.language.lexicon import entries
from guidegraph.language.words import folded, parts
from guidegraph.model.edition import Item
from guidegraph.model.statement import StatementKind


__all__ = ["for_supervisors", "is_test", "kinds_of"]

_SUPERVISE = root("supervise")
_QUESTION = re.compile(
    r"\?[\s\"”’)]*$|^\W*(?:which|what|true or false|richtig oder falsch)\b", re.IGNORECASE
)
_TASK = re.compile(
    r"^\W*(?:name|list|give|state|describe|identify|nenne|nennen sie|beschreiben sie|citez|nommez)"
    r"\s+(?:the\s+)?(?:\d+|one|two|three|four|five|zwei|drei|vier|fünf|deux|trois|quatre|cinq)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"[\d.]+")
_LONGEST_HEADING = 5
_OF_KIND = frozenset({"type", "kind", "art", "typ"})
_LONGEST_KIND = 60
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")


def for_supervisors(text: str, headings: Sequence[str]) -> float:
    """How surely a statement is for supervisors: 1 if a heading says so, half if only it does."""
    if any(root(word.form) == _SUPERVISE for heading in headings for word in parts(heading)):
        return 1.0
    return 0.5 * any(root(word.form) == _SUPERVISE for word in parts(text))


def kinds_of(item: Item) -> Iterator[str]:
    """
    The kinds that the source gives an item: its type, and the values of what is named after it.

    >>> list(kinds_of(Item(id="1", type="SelfTest")))
    ['Self Test']
    """
    yield _spaced(item.type)
    for said in item.statements:
        name = folded(_local(said.property)).split()
        if (
            name
            and len(said.value) <= _LONGEST_KIND
            and not _OF_KIND.isdisjoint(name[:1] + name[-1:])
        ):
            yield _spaced(_local(said.value) if said.kind is StatementKind.IRI else said.value)


def is_test(text: str, headings: Sequence[str], kinds: Iterable[str] = ()) -> bool:
    """
    Whether a statement tests what people learned: a question, a task, one of such a kind, or one
    below such a heading.

    >>> is_test("Peers listen.", ["Module 3 – Quiz"]), is_test("Peers listen.", ["Module 3"])
    (True, False)
    """
    return bool(
        _QUESTION.search(text)
        or _TASK.search(text)
        or any(
            _tests(piece)
            for heading in (*headings, *kinds)
            for piece in re.split(r"[-–—:|]", heading)
        )
    )


@lru_cache(maxsize=4096)
def _tests(heading: str) -> bool:
    plain = " ".join(word for word in folded(heading).split() if not _NUMBERING.fullmatch(word))
    if len(plain.split()) > _LONGEST_HEADING:
        return False
    padded = f"{plain} "
    return any(
        padded.startswith(f"{name} ") or f" {plain}".endswith(f" {name}")
        for name in map(folded, entries("assessing_headings"))
    )


def _local(name: str) -> str:
    """The last part of an IRI or of a name with a prefix."""
    return re.split(r"[/#:]", name)[-1]


def _spaced(kind: str) -> str:
    return _JOINED.sub(" ", kind)
