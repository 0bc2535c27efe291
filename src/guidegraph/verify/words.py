"""The words of a source, without the marks and damages of its extraction."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from guidegraph.model.manifest import Correction, Layout, Markup


__all__ = ["SourceWord", "corrected", "words_of"]

# Tags within words; any other tag separates words, like a cell or a paragraph.
_INLINE_TAGS = frozenset({"a", "b", "em", "i", "s", "span", "strong", "sub", "sup", "u"})
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,400})?/?>")
_AUTOLINK = re.compile(r"<(?=https?://)|(?<=\S)>")
_BOLD = re.compile(r"\*\*")
_EMPHASIS = re.compile(r"(?<!\*)\*(?!\*)")
_LINK = re.compile(r"(\[)[^\[\]]{1,400}(\]\([^()\s]{0,400}\))")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWord:
    """A word of a source, and its place (characters from 0)."""

    text: str
    start: int
    end: int


def words_of(source: str, layout: Layout) -> tuple[list[SourceWord], list[Correction]]:
    """The corrected words of a source, and the corrections that did not match."""
    return corrected(_read(_without_markup(source, layout.markup)), layout.corrections)


def _without_markup(source: str, markup: Iterable[Markup]) -> str:
    """
    A source of the same length in which marks are blanked: U+0000 within a word, a space between.
    """
    chars = list(source)

    def blank(start: int, end: int, filler: str) -> None:
        chars[start:end] = filler * (end - start)

    for kind in markup:
        match kind:
            case Markup.HTML:
                for tag in _TAG.finditer(source):
                    inline = tag[1].lower() in _INLINE_TAGS
                    blank(tag.start(), tag.end(), "\0" if inline else " ")
                opened = False
                for mark in _AUTOLINK.finditer(source):
                    if mark[0] == "<" or opened:
                        blank(mark.start(), mark.end(), "\0")
                    opened = mark[0] == "<"
            case Markup.BOLD:
                for mark in _BOLD.finditer(source):
                    blank(mark.start(), mark.end(), "\0")
            case Markup.EMPHASIS:
                for mark in _EMPHASIS.finditer(source):
                    blank(mark.start(), mark.end(), "\0")
            case Markup.LINKS:
                for link in _LINK.finditer(source):
                    blank(*link.span(1), "\0")
                    blank(*link.span(2), "\0")
    return "".join(chars)


def _read(blanked: str) -> list[SourceWord]:
    found = []
    for run in re.finditer(r"\S+", blanked):
        text = run[0].replace("\0", "")
        if text:
            found.append(SourceWord(text=text, start=run.start(), end=run.end()))
    return found


def corrected(
    words: Sequence[SourceWord], corrections: Iterable[Correction]
) -> tuple[list[SourceWord], list[Correction]]:
    """
    The corrected words, and the corrections not found exactly as often as declared.

    Corrections are made one after the other, each at the places of its words, from the first on.
    """
    current, unfit = _Text(words), []
    for correction in corrections:
        found, meant = correction.found.split(), correction.meant.split()
        places = current.places(found)
        if len(places) != correction.times:
            unfit.append(correction)
        if places:
            current = _Text(_replaced(current.words, places, len(found), meant))
    return list(current.words), unfit


class _Text:
    """Words as one text, in which runs of words are found in linear time."""

    def __init__(self, words: Sequence[SourceWord]) -> None:
        self.words = words
        self.text = "".join(f"\n{word.text}" for word in words) + "\n"
        self.begins = list(accumulate((len(word.text) + 1 for word in words), initial=0))

    def places(self, found: Sequence[str]) -> list[int]:
        """The places where words are in their order, without overlap."""
        sought = "".join(f"\n{word}" for word in found) + "\n"
        places = []
        at = self.text.find(sought)
        while at >= 0:
            places.append(bisect_left(self.begins, at))
            at = self.text.find(sought, at + len(sought) - 1)
        return places


def _replaced(
    words: Sequence[SourceWord], places: Iterable[int], length: int, meant: Sequence[str]
) -> list[SourceWord]:
    replaced: list[SourceWord] = []
    done = 0
    for place in places:
        replaced += words[done:place]
        done = place + length
        replaced += _placed(meant, words[place:done])
    return [*replaced, *words[done:]]


def _placed(meant: Sequence[str], damaged: Sequence[SourceWord]) -> list[SourceWord]:
    """The intended words at the places of the damaged ones; the last gets the rest."""
    placed = []
    for number, text in enumerate(meant):
        first = damaged[min(number, len(damaged) - 1)]
        last = damaged[-1] if number == len(meant) - 1 else first
        placed.append(SourceWord(text=text, start=first.start, end=max(first.end, last.end)))
    return placed
