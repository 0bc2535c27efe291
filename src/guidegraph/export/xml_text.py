"""Texts inside XML."""

from __future__ import annotations

import re

from guidegraph.model.errors import UnwritableError


__all__ = ["demand_xml"]

# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def demand_xml(text: str) -> str:
    """
    A text that XML can hold.

    Raises:
        UnwritableError: it cannot hold one of its characters.
    """
    if found := _NOT_XML.search(text):
        raise UnwritableError(
            f"XML cannot hold the character U+{ord(found[0]):04X}; remove it, or take another "
            "format, such as skos-turtle"
        )
    return text
