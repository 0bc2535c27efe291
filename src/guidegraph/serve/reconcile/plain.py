"""Texts as they are compared: words and nothing else, without accents and capitals."""

from __future__ import annotations

import re
import unicodedata


__all__ = ["plain"]

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """
    The words of a text in small letters, with single spaces between them.

    >>> plain("Peers’ “café” — 7.4")
    'peers cafe 7 4'
    """
    # An apostrophe is left out where it stands in a word, so that its omission costs nothing.
    bare = re.sub(r"(?<=\w)['’](?=\w|\s|$)", "", text)
    letters = unicodedata.normalize("NFKD", bare).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(kept))
