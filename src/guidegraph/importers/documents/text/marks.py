"""The bullets and numbers at the beginning of lines, and how entries are below one another."""

from __future__ import annotations

import re
from typing import Final

from guidegraph.importers.documents.text.lines import Line
from guidegraph.language.enumeration import Marker, marker_at, numbered


__all__ = ["OpenLists", "comes_next", "marker_of", "reference_marker"]

_LETTERED = re.compile(r"[A-Z](?:\.\d{1,3}){1,6}\.?")
_LONGEST: Final = 60


def marker_of(line: Line) -> Marker | None:
    """The bullet or number that a line begins with."""
    found = marker_at(line.words, line.indent, nested=line.words.startswith("o\t"))
    return found or _lettered(line)


def _lettered(line: Line) -> Marker | None:
    """A number that begins with the letter of an annex, as in "A.2.1 Ask first"."""
    if line.words[1:2] != "." or not line.words[2:3].isdecimal():
        return None
    found = numbered(line.words[:_LONGEST])
    if found is None or not found.label[0].isupper() or not _LETTERED.fullmatch(found.printed):
        return None
    above = found.notation.rpartition(".")[0]
    readings = ((f"{above}.", found.place),)
    return Marker(found.printed, len(found.printed), "clause", readings, line.indent)


def reference_marker(line: Line) -> Marker:
    """The number in square brackets that an entry of a list of references begins with."""
    printed = line.words[: line.words.index("]") + 1]
    place = int(printed.strip("[]"))
    return Marker(printed, len(printed), "bracket", (("[1]", place),), line.indent)


def _names_of(marker: Marker) -> frozenset[str]:
    """The sequences that a marker may belong to; the sign of a bullet."""
    return frozenset(name for name, _ in marker.readings) or frozenset({marker.printed})


def comes_next(marker: Marker, found: Marker) -> bool:
    """Whether a marker is the next one of a sequence."""
    return any((name, place - 1) in marker.readings for name, place in found.readings)


class OpenLists:
    """The entries that others may be below, each with its indent and the sequences of its mark."""

    def __init__(self) -> None:
        self._open: list[tuple[int, frozenset[str]]] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    def clear(self) -> None:
        """End all lists."""
        self._open.clear()

    def end_at(self, indent: int) -> None:
        """End the lists whose entries are not to the left of an indent."""
        while self._open and indent <= self._open[-1][0]:
            self._open.pop()

    def level(self, indent: int, marker: Marker, *, apart: bool) -> int:
        """
        How many open entries a new one is below; it is open from then on.

        At the same indent, an entry with a mark of another kind is below the one just before it,
        unless it is *apart* from it.
        """
        while self._open and indent < self._open[-1][0]:
            self._open.pop()
        names = _names_of(marker)
        level = [at for at, (each, _) in enumerate(self._open) if each == indent]
        known = [at for at in level if not names.isdisjoint(self._open[at][1])]
        new = marker.first or not (marker.readings or marker.style == "bullet")
        if known:
            del self._open[known[-1] :]
        elif level and (apart or not new):
            del self._open[level[0] :]
        self._open.append((indent, names))
        return len(self._open) - 1
