"""Texts and ids of items: with single spaces, and without characters that cannot be printed."""

from __future__ import annotations

import re

from guidegraph.importers.limits import MAX_ID, MAX_TEXT
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.names import sentence_case


__all__ = ["control_in", "identifier", "name_for_people", "printable", "quoted", "words"]

# White space is removed before this. The others could control a terminal, or cannot be written
# as UTF-8 or in a graph.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNFIT_VERBATIM = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def words(text: str, path: str, place: int | str | None) -> str | None:
    r"""
    A text with single spaces, or nothing if it has no words.

    >>> words(" Peer support\n is voluntary. ", "a.csv", 2)
    'Peer support is voluntary.'

    Raises:
        FormatError: it has a control character, or is too long.
    """
    if len(text) > MAX_TEXT:
        raise FormatError(
            path,
            place,
            f"a text of {len(text)} characters, more than the {MAX_TEXT} that one item can have",
            "split it into items",
        )
    return printable(" ".join(text.split()), path, place) or None


def printable(text: str, path: str, place: int | str | None) -> str:
    """
    The text itself.

    Raises:
        FormatError: it has a control character.
    """
    if found := _UNFIT.search(text):
        raise FormatError(
            path,
            place,
            f"a control character, U+{ord(found[0]):04X}, in {quoted(text)}",
            "remove it",
        )
    return text


def control_in(text: str) -> str | None:
    r"""
    The first character of a verbatim text that cannot be printed; white space of any kind can be.

    >>> control_in("a\n\tb"), control_in("a\x1b[2J")
    (None, '\x1b')
    """
    found = _UNFIT_VERBATIM.search(text)
    return None if found is None else found[0]


def identifier(text: str, path: str, place: int | str | None) -> str:
    """
    The id of an item: any words from which a web address can be made.

    Raises:
        FormatError: it is empty, too long, or a path that leads elsewhere.
    """
    id_ = words(text, path, place)
    if id_ is None:
        raise FormatError(path, place, "an empty id", "give each item its own id")
    if len(id_) > MAX_ID:
        raise FormatError(path, place, f"an id of {len(id_)} characters", f"use at most {MAX_ID}")
    if any(part in (".", "..") for part in id_.split("/")):
        raise FormatError(
            path, place, f"'.' or '..' as a part of the id {quoted(id_)}", "give it another id"
        )
    return id_


def name_for_people(label: str | None) -> str | None:
    """A label as `skos:prefLabel`: in sentence case if all letters are capitals."""
    return None if label is None else sentence_case(label) or label


def quoted(text: str) -> str:
    """A text as a message shows it: on one line, in quotes, shortened."""
    return repr(clipped(text, 61))
