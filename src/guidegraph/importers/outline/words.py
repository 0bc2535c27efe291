"""
The words of a Markdown file, read without regard to its structure, and those of an edition: what
is in the first and not in the second was lost.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from guidegraph.importers.outline.attributes import given_in
from guidegraph.importers.outline.inline import BLOCK_TAGS, INLINE_TAGS, reference_name
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Role, leaves


__all__ = ["lost_words", "words_of_edition", "words_of_markdown"]

_WORD = re.compile(r"[^\W_]+")
_MARKS = "*_~`\\[]()<>!"
_MOST_PARTS = 20
_MOST_ROUNDS = 5
_TAG = re.compile(r"\\[\\<&]|</?([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>")
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))"""
_TARGET = re.compile(rf"\s(?:src|href){_VALUE}", re.IGNORECASE)
_WORDS = re.compile(rf"\salt{_VALUE}", re.IGNORECASE)
_ENTITY = re.compile(r"\\[\\&]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ANNOUNCED = {
    "CoreValue": "Value",
    "Practice": "Practice",
    "SupervisorRole": "Supervisor roles",
    "GlossaryTerm": "Term",
    "CourseModule": "Module",
}
"""The words with which a heading of our own format says what is below it."""
_DEFINED = re.compile(r"^[ >]*\[(?!\^)([^\[\]\n]{1,999})\]:[ \t]*(?=\S*[/.#:@])", re.MULTILINE)
_NAMED = re.compile(r"\][ ]?\[(?!\^)([^\[\]\n]{1,999})\]")
_DIRECT = re.compile(r"\]\(([^()\s]*)\)")
_NOTE = re.compile(r"^[ >]*\[\^([^\[\]\s]+)\]:", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
_HOLLOW = re.compile(r"^([ \t>]+)o(?=[ ]{2}|\t)", re.MULTILINE)
_GIVEN_ID = re.compile(r"(?:(?<![ \t])[ \t]++)?+\{#[^{}\n]*+\}[ \t]*+$", re.MULTILINE)


def words_of_markdown(text: str) -> Iterator[tuple[str, int]]:
    r"""
    Every word of a file with its line: runs of letters and digits outside comments and tags.

    >>> list(words_of_markdown("# Loans\n\n* *Books* go out."))
    [('Loans', 1), ('Books', 3), ('go', 3), ('out', 3)]
    """
    for word, line, _ in _words(text):
        yield word, line


def _words(text: str) -> Iterator[tuple[str, int, bool]]:
    """The words with their lines, and whether only marks are between one and the word before."""
    visible = _GIVEN_ID.sub("", _without_comments(text))
    stated: list[tuple[str, int]] = []
    if "{:" in visible:
        visible, stated = _without_attributes(visible)
    visible = _HOLLOW.sub(r"\1•", visible)
    visible = _without_names(visible)
    targets = [*stated, *_targets(visible), *_link_targets(visible)]
    visible = _DIRECT.sub("]", visible)
    marks = {found[1] for found in _NOTE.finditer(visible)}
    visible = _NOTE_MARK.sub(lambda found: "[]" if found[1] in marks else found[0], visible)
    visible = _ENTITY.sub(_decoded, _TAG.sub(_visible, visible))
    for number, line in enumerate(visible.split("\n"), start=1):
        end = -1
        for found in _WORD.finditer(line):
            glued = end >= 0 and not line[end : found.start()].strip(_MARKS)
            yield found[0], number, glued
            end = found.end()
    for target, number in targets:
        for word in _WORD.findall(target):
            yield word, number, False


def _without_attributes(text: str) -> tuple[str, list[tuple[str, int]]]:
    """A text without the lines about items, and what these say, each with its line."""
    lines, found = text.split("\n"), []
    for number, line in enumerate(lines, start=1):
        given = given_in(line.strip(" >\t"))
        if given is not None:
            found += [(words, number) for words in given.words()]
            lines[number - 1] = ""
    return "\n".join(lines), found


def _targets(text: str) -> Iterator[tuple[str, int]]:
    """The addresses in elements of HTML, with their lines."""
    line, done = 1, 0
    for tag in _TAG.finditer(text):
        line += text.count("\n", done, tag.start())
        done = tag.start()
        if (tag[1] or "").lower() in INLINE_TAGS:
            for found in _TARGET.finditer(tag[2]):
                yield html.unescape(next(filter(None, found.groups()), "")), line


def _link_targets(text: str) -> Iterator[tuple[str, int]]:
    """The addresses of links, with their lines."""
    line, done = 1, 0
    for found in _DIRECT.finditer(text):
        line += text.count("\n", done, found.start())
        done = found.start()
        yield found[1], line


def _without_names(text: str) -> str:
    """A text without the names by which its links find their targets."""
    names = {reference_name(found[1]) for found in _DEFINED.finditer(text)}
    text = _DEFINED.sub(lambda found: found[0].replace(found[1], "", 1), text)
    return _NAMED.sub(lambda found: "]" if reference_name(found[1]) in names else found[0], text)


def _without_comments(text: str) -> str:
    parts: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        parts += (text[done:start], "\n" * text.count("\n", start, end) or " ")
        done = end + 3
    return "".join((*parts, text[done:]))


def _visible(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    if name not in INLINE_TAGS and name not in BLOCK_TAGS:
        return tag[0]
    lines = "\n" * tag[0].count("\n")
    if name in BLOCK_TAGS:
        return lines or " "
    words = _WORDS.search(tag[2]) if name == "img" else None
    return f"[{next(filter(None, words.groups()), '')}]{lines}" if words else f"[]{lines}"


def _decoded(entity: re.Match[str]) -> str:
    meant = html.unescape(entity[0])
    if meant.isspace():
        return " "
    return meant if meant and meant.isprintable() else entity[0]


def words_of_edition(edition: Edition) -> Iterator[str]:
    """Every word that an edition holds: its title, its data, and all that its items say."""
    said = [edition.title]
    said += (part for each in leaves(edition.statements) for part in (each.property, each.value))
    said += (part for each in leaves(edition.residue) for part in (each.property, each.value))
    for item in edition.items:
        said += _said(item, announced=edition.reading is None)
    if edition.reading is not None:
        said += (each.text for each in edition.reading.left_out)
    for text in said:
        yield from _WORD.findall(text)


def _said(item: Item, *, announced: bool) -> Iterator[str]:
    if announced:
        yield _ANNOUNCED.get(item.type, "")
    yield item.marker or item.notation or ""
    if not item.said(Role.LABEL):
        yield item.label or item.pref_label or ""
    if not item.said(Role.TEXT):
        yield item.text or ""
    for note in item.notes:
        yield f"{note.mark} {note.mark} {note.text}"  # the mark is also in front of the note
    for link in item.links:
        yield link.target
    for statement in leaves(item.statements):
        yield statement.property
        yield statement.value


def lost_words(text: str, edition: Edition) -> list[tuple[str, int]]:
    """
    The words of a Markdown file, with their lines, that its edition does not have.

    Marks inside a word do not divide it: `un**believ**able` may be one word of the edition.
    """
    left = Counter(words_of_edition(edition))
    chunks: list[list[_Written]] = []
    for word, line, glued in _words(text):
        if not glued:
            chunks.append([])
        chunks[-1].append(_Written(word, line))
    for _ in range(_MOST_ROUNDS):  # a word that is given back may be what another one is made of
        for chunk in chunks:
            for each in chunk:
                if each.found is _Found.NOT and left[each.word] > 0:
                    left[each.word] -= 1
                    each.found = _Found.ALONE
        if not sum([_join(left, chunk) for chunk in chunks]):
            break
    return [
        (each.word, each.line) for chunk in chunks for each in chunk if each.found is _Found.NOT
    ]


class _Found(Enum):
    """How a word of a file is found in its edition."""

    NOT = "not"
    ALONE = "alone"
    JOINED = "joined"


@dataclass(slots=True)
class _Written:
    word: str
    line: int
    found: _Found = _Found.NOT


def _join(left: Counter[str], chunk: list[_Written]) -> int:
    """
    Find the words of the edition that several parts of a chunk make, and say how many there are.

    A word is only looked for where a part is not found yet; parts that were found alone are given
    back.
    """
    at = joined = 0
    while at < len(chunk):
        for end in range(min(len(chunk), at + _MOST_PARTS), at + 1, -1):
            parts = chunk[at:end]
            states = {each.found for each in parts}
            if _Found.NOT not in states or _Found.JOINED in states:
                continue
            word = "".join(each.word for each in parts)
            if left[word] > 0:
                left[word] -= 1
                left.update(each.word for each in parts if each.found is _Found.ALONE)
                for each in parts:
                    each.found = _Found.JOINED
                joined += 1
                at = end - 1
                break
        at += 1
    return joined
