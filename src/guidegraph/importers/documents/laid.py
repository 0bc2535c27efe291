"""
The laid-out document: what every reader of documents produces, and the structure is read from.

A reader says what its file says: words in the order of reading, how they look and where they stand,
and structure where the file states it (a style "Heading 2", `<li>`, a cell). What it had to decide
itself carries its reason. What no reader can know, such as the level of a heading that is only
larger than the text, is decided once for all formats in `structure`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from guidegraph.model.edition import Link
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = [
    "Annotation",
    "Bookmark",
    "Cell",
    "Kind",
    "Laid",
    "LaidBlock",
    "LaidReason",
    "LaidRow",
    "Style",
    "Words",
]


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"  # of a list
    TERM = "term"  # what the definitions after it define
    DEFINITION = "definition"
    TABLE = "table"
    NOTE = "note"  # a footnote or endnote
    CODE = "code"
    CAPTION = "caption"  # of a figure or table, or words inside a figure
    CONTENTS = "contents"  # a line of a contents list; in no item, but it tells headings
    FURNITURE = "furniture"  # running heads, page numbers, hidden words: in no item


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """
    Words on one line, with what is in them.

    Attributes:
        text: the words, with single spaces.
        links: the hyperlinks.
        notes: the marks of footnotes, each with the number of characters of *text* before it;
            the marks are not in *text*.
    """

    text: str
    links: tuple[Link, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """
    How words look, as most of a block does.

    Attributes:
        font: the name of the font, empty if unknown.
        size: in points, 0 if unknown.
        bold, italic, underlined, capitals, centred: whether all words are so.
        colour: as the file writes it.
        indent: of the left edge, in points (or characters of plain text) from that of the page.
        name: the name of a paragraph style, if the file has such.
    """

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    centred: bool = False
    colour: str = ""
    indent: float = 0.0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidReason:
    """Why something was decided, how likely it is right (0 to 1), and the other way to read it."""

    decision: GuessKind
    why: str
    confidence: float = 1.0
    other: str | None = None
    text: str = ""  # the words it is about, if not all of the block


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    A cell of a table: what is in it, in order, and how many rows and columns it covers.

    A cell that is covered by one above or before it is not given again. *header* if the file says
    that it names its row or column.
    """

    blocks: tuple[LaidBlock, ...] = ()
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidRow:
    """A row of a table; *header* if the file says, or the reader is sure, that it is one."""

    cells: tuple[Cell, ...]
    place: Place
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidBlock:
    """
    A block of a document.

    Attributes:
        kind: what it is, as far as the reader knows; a paragraph may turn out to be a heading.
        words: its words without a mark in front.
        place: where it is.
        level: of a heading from 1, if the file states it; of an entry from 0, by its nesting.
        mark: the number or bullet in front of it as printed, automatic ones too; the mark of a
            note.
        style: how it looks.
        rows: those of a table.
        gap: white space above it, in lines of text; nothing if unknown.
        comments: what people noted on it (annotations, comments of a word processor), each with
            the words that it is about and its author, where they are known.
        item: what a heading is the heading of, as a layout profile says.
        columns: what the columns of a table hold, as a layout profile says.
        reasons: those of what the reader decided.
    """

    kind: Kind
    words: Words = Words(text="")
    place: Place
    level: int | None = None
    mark: str | None = None
    style: Style = Style()
    rows: tuple[LaidRow, ...] = ()
    gap: float | None = None
    comments: tuple[Annotation, ...] = ()
    item: str = ""
    columns: tuple[str, ...] = ()
    reasons: tuple[LaidReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A comment on some words: what it says, its kind ("note", "highlight" …), author and date."""

    text: str
    kind: str = "note"
    about: str = ""
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A heading as an outline of bookmarks or a contents list names it."""

    title: str
    level: int
    page: int = 0  # 0 if unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """
    A laid-out document.

    Attributes:
        path: the file, for messages.
        blocks: in the order of reading.
        title, language, issued: as the file's data say, if they do.
        pages: how many it has, if it has pages.
        bookmarks: the file's own outline.
        warnings: what a user must know of the file itself, such as "pages 3–4 are pictures".
    """

    path: str
    blocks: Sequence[LaidBlock]
    title: str | None = None
    language: str | None = None
    issued: str | None = None
    pages: int | None = None
    bookmarks: Sequence[Bookmark] = field(default_factory=tuple)
    warnings: tuple[str, ...] = ()
