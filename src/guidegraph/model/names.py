"""
How names are made: slugs for identifiers, sentence case for people.
"""

from __future__ import annotations

import re
import unicodedata


__all__ = ["is_edition_id", "sentence_case", "slug", "without_abbreviations"]

_EDITION_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?")


def slug(text: str) -> str:
    """
    The words of *text* in lower case, joined by hyphens; letters of any script stay.

    >>> slug("Peer support specialist’s role")
    'peer-support-specialists-role'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"['’‘`]", "", plain)
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-")


def is_edition_id(text: str) -> bool:
    """
    Whether *text* can name an edition: lower-case letters, digits, and `.`, `_`, `-` within.

    >>> is_edition_id("2013-peer"), is_edition_id("../etc")
    (True, False)
    """
    return _EDITION_ID.fullmatch(text) is not None and ".." not in text


def without_abbreviations(name: str) -> tuple[str, tuple[str, ...]]:
    """
    A name, and the abbreviations that stood in round brackets behind it.

    >>> without_abbreviations("PEER SUPPORT SPECIALIST (PSS)")
    ('PEER SUPPORT SPECIALIST', ('PSS',))
    """
    found = re.search(r"\s*\(([A-Z][A-Z0-9.&/-]{1,11})\)\s*$", name)
    if not found:
        return name, ()
    return name[: found.start()], (found[1],)


def sentence_case(label: str) -> str:
    """
    A label for people: capitals throughout become a capital at the start, anything else stays.

    >>> sentence_case("PEER SUPPORT IS VOLUNTARY"), sentence_case("Co-supervision")
    ('Peer support is voluntary', 'Co-supervision')
    """
    plain = label.strip().lstrip("-–—~ ").strip()
    if any(letter.islower() for letter in plain):
        return plain
    lowered = plain.lower()
    return lowered[:1].upper() + lowered[1:]
