"""The content of `edition.toml`: what an edition is, and how its source was printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


__all__ = [
    "COLUMN_ROLES",
    "Correction",
    "Furniture",
    "Interruption",
    "Layout",
    "Manifest",
    "Markup",
    "NoteMarks",
    "TableLayout",
]

COLUMN_ROLES = (
    "id",
    "iri",
    "text",
    "parent",
    "type",
    "notation",
    "label",
    "position",
    "level",
    "section",
    "note",
    "status",
    "successor",
    "attribute",
)
"""What a column of a spreadsheet can be read as."""


class Markup(StrEnum):
    """Marks of a text extraction that are not words of the document."""

    HTML = "html"
    BOLD = "bold"
    EMPHASIS = "emphasis"
    LINKS = "links"


class NoteMarks(StrEnum):
    """How a source prints the marks of its footnotes."""

    SUPERSCRIPT = "superscript"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Words that the source prints outside its items, and how often."""

    what: str
    words: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Words that the extraction damaged: as found, as meant, and why."""

    found: str
    meant: str
    why: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """A place where an item's words are cut by others: the words *before* and *after* the cut."""

    item: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a source is printed."""

    file: str = "source.txt"
    note_marks: NoteMarks = NoteMarks.SUPERSCRIPT
    markup: tuple[Markup, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    corrections: tuple[Correction, ...] = ()
    interruptions: tuple[Interruption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """
    How a spreadsheet is to be read, where it is not recognised as meant.

    Attributes:
        columns: pairs of a role in `COLUMN_ROLES` and the name of a column. Of several names for
            a role, those that a table has are used.
        sheet: the name of the sheet with the items.
        encoding: that of a text file.
    """

    columns: tuple[tuple[str, str], ...] = ()
    sheet: str | None = None
    encoding: str | None = None

    def over(self, other: TableLayout) -> TableLayout:
        """This, and where it says nothing, what *other* says."""
        return TableLayout(
            columns=self.columns or other.columns,
            sheet=self.sheet or other.sheet,
            encoding=self.encoding or other.encoding,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """
    The data of an edition without its items; *file* is the one in its folder that holds them.

    *version* and *digest* are those of its release: the digest is that of its graph. *profile* is
    the layout profile that the file is read with: a file in the folder, or one of guidegraph.
    """

    file: str | None = None
    issued: str | None = None
    version: str | None = None
    digest: str | None = None
    language: str = "en"
    publisher: str | None = None
    rights: str | None = None
    version_of: str | None = None
    revision_of: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    layout: Layout | None = None
    table: TableLayout = TableLayout()
    profile: str | None = None
