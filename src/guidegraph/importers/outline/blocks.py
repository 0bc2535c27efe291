"""
An outline as a sequence of blocks (titles, headings, paragraphs, list entries, footnotes), the
meaning of its headings, and the marks inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from guidegraph.model.edition import Link
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.source import SourceText


__all__ = [
    "Block",
    "BlockKind",
    "Heading",
    "HeadingSubject",
    "Inline",
    "blocks",
    "heading_of",
    "label_of",
    "nearly",
    "plain",
]

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)")
_ENTRY = re.compile(r"(-|\d{1,4}[.)])[ \t]+(\S.*)")
_BARE = re.compile(r"-|\d{1,4}[.)]")
# Never words of a document, and able to control a terminal; white space is allowed.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_ID = re.compile(r"[ \t]*\{#([^{}]*)\}$")
_VALUE = re.compile(r"Value (\d{1,4})([.),:])[ \t]+(\S.*)")
_MODULE = re.compile(r"Module (\d{1,4}):[ \t]+(\S.*)")
_NEARLY = (
    (re.compile(r"values?\W*\d+\s*([^\w\s].*)?", re.IGNORECASE), "Value 7) label"),
    (re.compile(r"modules?\W*\d+\s*([^\w\s].*)?", re.IGNORECASE), "Module 7: label"),
    (re.compile(r"practices?\s*:.*", re.IGNORECASE), "Practice: label"),
    (re.compile(r"terms?\s*:.*", re.IGNORECASE), "Term: name"),
    (re.compile(r"supervisor roles?\s*:?", re.IGNORECASE), "Supervisor roles"),
)
_OURS = re.compile(r"\[([^\[\]^][^\[\]]*)\]")
# As in CommonMark, "\" escapes punctuation only: C:\dir needs no second one.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(
    rf"(?P<escape>{_ESCAPE.pattern})"
    r"|\[\^(?P<note>[^\[\]\s]+)\]"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)


class BlockKind(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    A block of an outline, its lines joined by single spaces.

    *line* counts from 1; *level* is the number of `#` of a heading;
    *mark* is the number an entry begins with ("4)"), or the mark of a footnote.
    """

    kind: BlockKind
    line: int
    text: str
    level: int = 0
    mark: str | None = None


def blocks(outline: SourceText) -> Iterator[Block]:
    """
    The blocks of an outline in order, without comments.

    Raises:
        FormatError: a line belongs to no block, a comment has no end, or there is a control
            character.
    """
    if control := _CONTROL.search(outline.text):
        raise FormatError(
            outline.path,
            outline.line_of(control.start()),
            f"a control character: {control[0]!r}",
            "remove it",
        )
    lines = _without_comments(outline)
    number = 0
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            number += 1
            continue
        if line[0] in " \t":
            raise FormatError(
                outline.path,
                number + 1,
                f"an indented line that continues nothing: {_shown(line)}",
                "begin it at the margin; what continues a list entry is indented by two spaces",
            )
        block, number = _block(outline, lines, number)
        yield block


def _block(outline: SourceText, lines: list[str], number: int) -> tuple[Block, int]:
    first, line = number + 1, lines[number].rstrip()
    if heading := _HEADING.fullmatch(line):
        level = len(heading[1])
        kind = BlockKind.TITLE if level == 1 else BlockKind.HEADING
        return Block(kind=kind, line=first, text=_joined([heading[2]]), level=level), number + 1
    if line.startswith("#"):
        raise FormatError(
            outline.path,
            first,
            f"not a heading: {_shown(line)}",
            "put a space after the '#' signs, or write '\\#' where the text begins with one",
        )
    if note := _NOTE.fullmatch(line):
        text, number = _indented(outline, lines, number + 1, [note[2]])
        if not text:
            raise FormatError(
                outline.path,
                first,
                f"a footnote without words: {_shown(line)}",
                "write what it says behind the ':'",
            )
        return Block(kind=BlockKind.NOTE, line=first, text=text, mark=note[1]), number
    if entry := _ENTRY.fullmatch(line):
        text, number = _indented(outline, lines, number + 1, [entry[2]])
        mark = None if entry[1] == "-" else entry[1]
        return Block(kind=BlockKind.ENTRY, line=first, text=text, mark=mark), number
    if _BARE.fullmatch(line):
        raise FormatError(
            outline.path,
            first,
            f"a list entry without words: {_shown(line)}",
            "write them on the same line",
        )
    return _paragraph(lines, number)


def _paragraph(lines: list[str], number: int) -> tuple[Block, int]:
    first = number + 1
    parts = [lines[number]]
    number += 1
    while number < len(lines) and lines[number].strip() and not _begins_block(lines[number]):
        parts.append(lines[number])
        number += 1
    return Block(kind=BlockKind.PARAGRAPH, line=first, text=_joined(parts)), number


def _indented(
    outline: SourceText, lines: list[str], number: int, parts: list[str]
) -> tuple[str, int]:
    """*parts* and the indented lines below, with the empty lines between them."""
    while number < len(lines):
        ahead = number
        while ahead < len(lines) and not lines[ahead].strip():
            ahead += 1
        if ahead == len(lines) or not lines[ahead].startswith("  "):
            break
        if _ENTRY.fullmatch(lines[ahead].strip()):
            raise FormatError(
                outline.path,
                ahead + 1,
                f"a list inside a list: {_shown(lines[ahead])}",
                "begin it at the margin, or put '\\' before the mark where the text has it",
            )
        parts.append(lines[ahead])
        number = ahead + 1
    return _joined(parts), number


def _begins_block(line: str) -> bool:
    return bool(line.startswith("#") or _NOTE.fullmatch(line) or _ENTRY.fullmatch(line.rstrip()))


def _joined(parts: list[str]) -> str:
    return " ".join(" ".join(parts).split())


def _without_comments(outline: SourceText) -> list[str]:
    """The lines of an outline, with comments emptied."""
    kept: list[str] = []
    opened: int | None = None
    for number, line in enumerate(outline.text.split("\n"), start=1):
        begun = opened is None and line.startswith("<!--")
        if begun:
            opened = number
        if opened is None:
            kept.append(line)
            continue
        kept.append("")
        end = line.find("-->", 4 if begun else 0)
        if end < 0:
            continue
        opened = None
        if line[end + 3 :].strip():
            raise FormatError(
                outline.path,
                number,
                f"text behind a comment: {_shown(line[end + 3 :])}",
                "put it on a line of its own",
            )
    if opened is not None:
        raise FormatError(
            outline.path, opened, "a comment that never ends: '<!--'", "close it with '-->'"
        )
    return kept


def _shown(line: str) -> str:
    return repr(clipped(line.strip(), 60))


class HeadingSubject(StrEnum):
    """What is under a heading."""

    VALUE = "value"
    PRACTICE = "practice"
    ROLES = "roles"
    TERM = "term"
    MODULE = "module"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """
    A heading, read: its subject, its label with inline marks, and how the document prints it.

    *marker* is the number as printed; *printed* is false for a name of ours in square brackets.
    """

    subject: HeadingSubject
    label: str = ""
    number: int = 0
    marker: str | None = None
    printed: bool = True
    id: str | None = None


def heading_of(text: str) -> Heading:
    """
    Read a heading's text.

    >>> heading_of("Value 12, PEER SUPPORT IS PERSON-DRIVEN").marker
    '12,'
    """
    explicit = _ID.search(text)
    body = text[: explicit.start()] if explicit else text
    given = explicit[1] if explicit else None
    if value := _VALUE.fullmatch(body):
        marker = None if value[2] == ":" else value[1] + value[2]
        label, printed = label_of(value[3])
        return Heading(
            subject=HeadingSubject.VALUE,
            label=label,
            number=int(value[1]),
            marker=marker,
            printed=printed,
            id=given,
        )
    if module := _MODULE.fullmatch(body):
        label, printed = label_of(module[2])
        return Heading(
            subject=HeadingSubject.MODULE,
            label=label,
            number=int(module[1]),
            printed=printed,
            id=given,
        )
    if body.startswith("Practice: "):
        label, printed = label_of(body.removeprefix("Practice: ").strip())
        return Heading(subject=HeadingSubject.PRACTICE, label=label, printed=printed, id=given)
    if body == "Supervisor roles":
        return Heading(subject=HeadingSubject.ROLES, printed=False, id=given)
    if body.startswith("Term: "):
        label, printed = label_of(body.removeprefix("Term: ").strip())
        return Heading(subject=HeadingSubject.TERM, label=label, printed=printed, id=given)
    label, printed = label_of(body)
    return Heading(subject=HeadingSubject.SECTION, label=label, printed=printed, id=given)


def nearly(heading: Heading) -> str | None:
    """
    How to write what the heading of a section was probably meant to be.

    One with an id, or in square brackets, is a section on purpose.

    >>> nearly(heading_of("Value 7 - HONEST AND DIRECT"))
    'Value 7) label'
    """
    if (
        heading.subject is not HeadingSubject.SECTION
        or heading.id is not None
        or not heading.printed
    ):
        return None
    return next((form for pattern, form in _NEARLY if pattern.fullmatch(heading.label)), None)


def label_of(text: str) -> tuple[str, bool]:
    """
    A title or label with its inline marks, and whether the document prints it.

    >>> label_of("[Preamble]"), label_of("[Hope](term/hope)")
    (('Preamble', False), ('[Hope](term/hope)', True))
    """
    ours = _OURS.fullmatch(text)
    return (ours[1], False) if ours else (text, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """A text without its marks, its links, and the places of footnote marks in *text*."""

    text: str
    links: tuple[Link, ...]
    note_marks: tuple[tuple[str, int], ...]


def plain(marked: str) -> Inline:
    """
    Read the marks of a text.

    >>> plain("across the U.S.[^1] as [hope](term/hope)").text
    'across the U.S. as hope'
    """
    parts: list[str] = []
    links: list[Link] = []
    marks: list[tuple[str, int]] = []
    length = done = 0
    for found in _MARKS.finditer(marked):
        before = marked[done : found.start()]
        words = _ESCAPE.sub(r"\1", found["words"] or "")
        shown = found["escape"][1] if found["escape"] else words
        parts += (before, shown)
        length += len(before)
        if found["note"]:
            marks.append((found["note"], length))
        elif found["words"]:
            links.append(Link(words=words, target=found["target"]))
        length += len(shown)
        done = found.end()
    parts.append(marked[done:])
    return Inline(text="".join(parts), links=tuple(links), note_marks=tuple(marks))
