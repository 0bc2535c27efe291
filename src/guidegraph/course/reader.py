"""Whom a statement of a course speaks to, and whether it tests them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidegraph.language.inflect import root
from guidegraph.language.lexicon import entries
from guidegraph.language.words import folded, parts


__all__ = ["for_supervisors", "is_test"]

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


def for_supervisors(text: str, headings: Sequence[str]) -> float:
    """How surely a statement is for supervisors: 1 if a heading says so, half if only it does."""
    if any(root(word.form) == _SUPERVISE for heading in headings for word in parts(heading)):
        return 1.0
    return 0.5 * any(root(word.form) == _SUPERVISE for word in parts(text))


def is_test(text: str, headings: Sequence[str]) -> bool:
    """
    Whether a statement tests what people learned: a question, a task, or one below such a heading.

    >>> is_test("Peers listen.", ["Module 3 – Quiz"]), is_test("Peers listen.", ["Module 3"])
    (True, False)
    """
    return bool(
        _QUESTION.search(text)
        or _TASK.search(text)
        or any(_tests(piece) for heading in headings for piece in re.split(r"[-–—:|]", heading))
    )


def _tests(heading: str) -> bool:
    plain = " ".join(word for word in folded(heading).split() if not _NUMBERING.fullmatch(word))
    if len(plain.split()) > _LONGEST_HEADING:
        return False
    padded = f"{plain} "
    return any(
        padded.startswith(f"{name} ") or f" {plain}".endswith(f" {name}")
        for name in map(folded, entries("assessing_headings"))
    )
