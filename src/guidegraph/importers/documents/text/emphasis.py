"""Marks of emphasis, links and footnotes in a plain text, taken out of its words."""

from __future__ import annotations

import html
import re

from guidegraph.importers.documents.laid import Words
from guidegraph.model.edition import Link


__all__ = ["untagged", "words_of"]

_BEFORE = r"(?<![^\s(\[\"'“‘/—–-])"
_AFTER = r"(?=[\s.,;:!?)\]\"'”’/—–-]|$)"
_INNER = r"\w(?:[^{0}\n]{{0,300}}[\w.,;:!?)\]\"'”’%])?"
_STRONG = re.compile(r"\*\*([^*\s](?:[^*\n]{0,300}[^*\s])?)\*\*")
_LITERAL = re.compile(r"``([^`\n]{1,300})``")
_STAR = re.compile(rf"{_BEFORE}\*({_INNER.format('*')})\*{_AFTER}")
_LOW = re.compile(rf"{_BEFORE}_({_INNER.format('_')})_{_AFTER}")
_TAG = re.compile(r"</?(?:p|ul|ol|li|br)(?:\s[^<>]{0,200})?/?>")
_TAG_IN_LINE = re.compile(r"</?(?:i|b|em|strong|u|span|sup|sub)(?:\s[^<>]{0,200})?>")
_WITHIN = re.compile(r"\[([^\[\]\n]{1,300})\]\(#[\w.-]{0,100}\)")
_OF_WEB = re.compile(r"`([^`<>\n]{1,300}?) ?<([^<>`\s]{1,500})>`__?")
_OF_MARKDOWN = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^()\s]{1,500})\)")
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(
    r"\^\{(\d{1,3}(?:[ ,]{1,2}\d{1,3}){0,9})\}|\s?\[#?(\d{1,3})\](?:_(?!\w))?"
    r"|(?<=[\w.,;:!?)\"”])([⁰¹²³⁴-⁹]{1,3})|(?<=[^\W\d][.,;:!?)\"”’])(?<!\b[A-Z]\.)(\d{1,2})(?=\s|$)"
    r"|(?<=[^\W\d][.!?][\"”’)])(\d{1,2})(?=\s|$)"
)
_BETWEEN = re.compile(r"[ ,]+")


def words_of(text: str, notes: frozenset[str] = frozenset()) -> Words:
    """
    The words of a text without the marks that are emphasis for sure.

    *notes* are the marks of the footnotes that the document has.

    >>> words_of("You *must* read 5*3 and snake_case.").text
    'You must read 5*3 and snake_case.'
    """
    links: list[tuple[str, str]] = []

    def link(found: re.Match[str]) -> str:
        links.append((found[1], found[2]))
        return found[1]

    text = untagged(text)
    text = _WITHIN.sub(r"\1", text)
    text = _OF_MARKDOWN.sub(link, _OF_WEB.sub(link, text))
    for emphasis in (_STRONG, _LITERAL, _STAR, _LOW):
        text = emphasis.sub(r"\1", text)
    text = " ".join(text.split())
    parts: list[str] = []
    marks: list[tuple[str, int]] = []
    done = length = 0
    for found in _NOTE.finditer(text):
        printed = next(filter(None, found.groups())).translate(_SUPER)
        several = [mark for mark in _BETWEEN.split(printed) if mark]
        if not notes.issuperset(several):
            continue
        parts.append(text[done : found.start()])
        length += found.start() - done
        marks += ((mark, length) for mark in several)
        done = found.end()
    parts.append(text[done:])
    plain = "".join(parts)
    return Words(text=plain, links=tuple(_links(plain, links)), notes=tuple(marks))


def _links(text: str, found: list[tuple[str, str]]) -> list[Link]:
    return [Link(words=words, target=target) for words, target in found if words in text]


def untagged(text: str) -> str:
    """A text without the elements of HTML that `words_of` takes out, on the same lines."""
    return html.unescape(_TAG_IN_LINE.sub("", _TAG.sub(" ", text))) if "<" in text else text
