"""JSON-LD that may stand inside a page of HTML: nothing in it can end a script element."""

from __future__ import annotations

import json
from typing import Any


__all__ = ["filled", "in_language", "to_embeddable_json"]

_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def to_embeddable_json(document: Any) -> bytes:
    r"""
    A document as JSON in UTF-8, with the signs that HTML knows escaped.

    >>> to_embeddable_json("</script>")
    b'"\\u003c/script\\u003e"\n'
    """
    # These signs stand in JSON only inside texts, where they may be escaped.
    text = json.dumps(document, ensure_ascii=False, indent=1).translate(_ESCAPES)
    return f"{text}\n".encode()


def in_language(text: str | None, language: str) -> dict[str, str] | None:
    """A text as a map of languages, or nothing."""
    return {language: text} if text else None


def filled(node: dict[str, Any]) -> dict[str, Any]:
    """A node without the keys that hold nothing."""
    return {key: value for key, value in node.items() if value not in (None, [])}
