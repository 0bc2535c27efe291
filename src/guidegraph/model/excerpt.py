"""
Shortens a text or a list, with a sign for what was left out.

What people read is cut between words (`beginning`, `first_words`, `around`); a value that a message
quotes, which may be one long word, is cut between characters (`clipped`).
"""

from __future__ import annotations

from collections.abc import Sequence


__all__ = ["around", "beginning", "clipped", "first_words", "listed"]


def beginning(text: str, length: int) -> str:
    """
    A text on one line; or, if it is longer than *length* characters, its first words.

    >>> beginning("Speak truthfully and with care", 20)
    'Speak truthfully and …'
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length + 1].rpartition(" ")[0] or line[:length]
    return f"{cut.rstrip(' ,;:–—-')} …"


def first_words(text: str, count: int) -> str:
    """
    The first words of a text, on one line.

    >>> first_words("Speak truthfully and with care", 2), first_words("Speak up", 2)
    ('Speak truthfully …', 'Speak up')
    """
    words = text.split(None, count)
    return " ".join(words[:count]) + (" …" if len(words) > count else "")


def clipped(text: str, length: int) -> str:
    """
    A text of at most *length* characters, including the sign for more.

    >>> clipped("http://example.org/a-very-long-name", 20), clipped("short", 20)
    ('http://example.org/…', 'short')
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def around(text: str, start: int, end: int, margin: int = 40) -> str:
    """
    A part of a text with some words on either side, at most *margin* characters each.

    >>> around("Peer support is the process of giving and receiving help", 20, 27, margin=8)
    '… is the process of …'
    """
    start = max(0, start)
    before, after = max(0, start - margin), min(len(text), end + margin)
    if before:
        before = text.find(" ", before, start + 1) + 1 or start
    if after < len(text):
        after = max(text.rfind(" ", end, after), end)
    left, right = "… " * (before > 0), " …" * (after < len(text))
    return f"{left}{text[before:after].strip()}{right}"


def listed(texts: Sequence[str], most: int = 5) -> str:
    """
    Some texts as a list in a sentence, with a count of those left out.

    >>> listed(["tea", "coffee", "milk"], 2)
    'tea, coffee and 1 more'
    """
    more = len(texts) - most
    return ", ".join(texts[:most]) + (f" and {more} more" if more > 0 else "")
