"""The marks inside a line of an outline: links, footnote marks, escapes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guidegraph.model.edition import Link


__all__ = ["Inline", "plain"]

# As in CommonMark, "\" frees punctuation only: C:\dir needs no second one.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(
    rf"(?P<escape>{_ESCAPE.pattern})"
    r"|\[\^(?P<note>[^\[\]\s]+)\]"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """
    A text freed of its marks, its links, and where (in characters of *text*) footnote marks stood.
    """

    text: str
    links: tuple[Link, ...]
    note_marks: tuple[tuple[str, int], ...]


def plain(marked: str) -> Inline:
    """
    Read the marks of a text.

    >>> plain("across the U.S.[^1] as [hope](term/hope)").text
    'across the U.S. as hope'
    """
    parts: list[str] = []
    links: list[Link] = []
    marks: list[tuple[str, int]] = []
    length = done = 0
    for found in _MARKS.finditer(marked):
        before = marked[done : found.start()]
        words = _ESCAPE.sub(r"\1", found["words"] or "")
        shown = found["escape"][1] if found["escape"] else words
        parts += (before, shown)
        length += len(before)
        if found["note"]:
            marks.append((found["note"], length))
        elif found["words"]:
            links.append(Link(words=words, target=found["target"]))
        length += len(shown)
        done = found.end()
    parts.append(marked[done:])
    return Inline(text="".join(parts), links=tuple(links), note_marks=tuple(marks))
