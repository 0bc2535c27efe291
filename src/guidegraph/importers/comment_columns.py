"""The columns of commenting tables, by the words that standards bodies put above them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from guidegraph.model.comments import CommentType


__all__ = ["ISO_COLUMNS", "CommentColumn", "column_of", "is_hint", "is_type", "type_of"]


class CommentColumn(StrEnum):
    """A column of a commenting table, with the words that we put above it."""

    NUMBER = "No."
    MEMBER = "MB/NC"
    LINE = "Line number"
    CLAUSE = "Clause/Subclause"
    PARAGRAPH = "Paragraph/Figure/Table"
    TYPE = "Type of comment"
    COMMENT = "Comments"
    PROPOSED = "Proposed change"
    OBSERVATION = "Observations of the secretariat"
    MOTIVATION = "Motivation"
    STATUS = "Status"
    ITEMS = "Ids of items"
    ATTACHED = "Attached to"
    WARNINGS = "Remarks of guidegraph"


ISO_COLUMNS: Final = (
    CommentColumn.MEMBER,
    CommentColumn.LINE,
    CommentColumn.CLAUSE,
    CommentColumn.PARAGRAPH,
    CommentColumn.TYPE,
    CommentColumn.COMMENT,
    CommentColumn.PROPOSED,
    CommentColumn.OBSERVATION,
)
"""The columns of the commenting table in the order of ISO."""

# In this order: the first that fits is the column. Words are without accents and in lower case.
_PATTERNS: Final[Mapping[CommentColumn, str]] = {
    CommentColumn.OBSERVATION: (
        r"observations?\b.*\b(?:secretar\w+|du secretariat|on each|editor|sur chaque)|secretar\w+"
        r"|dispositions?\b|resolutions?\b|decisions?\b|beschluss\w*|entscheidung|reponse|response"
        r"|action taken|^observations?$|sekretariat\w*"
    ),
    CommentColumn.PROPOSED: (
        r"propos\w+|vorgeschlagen\w*|anderungsvorschlag|vorschlag|suggest\w+|^modification\b"
    ),
    CommentColumn.NUMBER: (
        r"(?:comment|kommentar|commentaire)\s*(?:no|nr|number|id|#|n°)\b|^(?:no|nr|id|#|n°|n|number"
        r"|nummer|numero|item no|lfd nr|seq|sequence|ref)$|(?:no|nr|number) of (?:the )?comment"
    ),
    CommentColumn.TYPE: (r"\btype\b|\btyp\b|\bart d\w+|^art$|category|kategorie|^ge te ed$"),
    CommentColumn.CLAUSE: (
        r"(?:sub)?clauses?\b|sections?\b|articles?\b|(?:unter)?abschnitt\w*|kapitel|^items?$|chapter"
        r"|ziffer|chapitre"
    ),
    CommentColumn.PARAGRAPH: (
        r"paragraph\w*|\bpara\b|absatz|alinea|figure\b|table\b|tabelle|tableau|\bbild\b"
    ),
    CommentColumn.LINE: (r"\blines?\b|zeilen?\w*|lignes?\b"),
    CommentColumn.COMMENT: (
        r"comments?\b|kommentare?\b|commentaires?\b|justification|begrundung|bemerkung\w*|remarks?\b"
        r"|einspruch\w*|stellungnahme|anmerkung\w*"
    ),
    CommentColumn.MEMBER: (
        r"\bmb\b|\bnc\b|member\w*|country|land\b|pays\b|organi[sz]ation\w*|\bname\b|reviewer|author"
        r"|autor\w*|verfasser\w*|comite membre|submitted by|mitglied\w*|\bcm\b|\bcn\b|source"
        r"|stakeholder"
        r"|auteur|einreicher\w*|commenter"
    ),
    CommentColumn.MOTIVATION: (r"^motivation$"),
    CommentColumn.STATUS: (r"^status$"),
}
_FINDERS: Final = tuple((column, re.compile(words)) for column, words in _PATTERNS.items())
_OURS: Final[Mapping[str, CommentColumn]] = {each.value.casefold(): each for each in CommentColumn}
_LONGEST: Final = 160
_TYPES: Final[Mapping[CommentType, str]] = {
    CommentType.GENERAL: "ge gen general allgemein allg generale generaux g",
    CommentType.TECHNICAL: "te tech technical technisch technique fachlich t",
    CommentType.EDITORIAL: "ed edit editorial redaktionell red redactionnel redactionnelle e",
}
_HINT = re.compile(
    r"\(?\s*+(?:\d{1,2}|(?:e\.? ?g\.?|z\. ?b\.|p\. ?ex\.|par ex|ge ?[/,;]).*+)\s*+\)?",
    re.IGNORECASE,
)


def column_of(name: str) -> CommentColumn | None:
    """
    The column that a name in the first row of a table stands for.

    >>> column_of("Proposed change by the MB").name, column_of("Art des Kommentars").name
    ('PROPOSED', 'TYPE')
    >>> column_of("Art").name, column_of("Article").name
    ('TYPE', 'CLAUSE')
    """
    if len(name) > _LONGEST:
        return None
    if (known := _OURS.get(" ".join(name.split()).casefold())) is not None:
        return known
    even = _even(name)
    return next((column for column, finder in _FINDERS if finder.search(even)), None)


def is_hint(cell: str) -> bool:
    """
    Whether a cell below the name of a column only explains it.

    >>> is_hint("(6)"), is_hint("(e.g. Table 1)"), is_hint("7.2")
    (True, True, False)
    """
    return len(cell) <= _LONGEST and _HINT.fullmatch(" ".join(cell.split())) is not None


def type_of(cell: str) -> CommentType | None:
    """
    The type that a cell names.

    >>> type_of("te"), type_of("Editorial"), type_of("Réd.")
    (<CommentType.TECHNICAL: 'technical'>, <CommentType.EDITORIAL: 'editorial'>, \
<CommentType.EDITORIAL: 'editorial'>)
    """
    first = _even(cell[:_LONGEST]).split(" ")[0]
    return next((each for each, words in _TYPES.items() if first in words.split()), None)


def is_type(cell: str) -> bool:
    """Whether a cell is a type in the letters of the template: `te`, or `ge/ed`."""
    return (
        re.fullmatch(r"(?:ge|te|ed)(?:\s*[/,]\s*(?:ge|te|ed))*", cell.strip().lower()) is not None
    )


def _even(name: str) -> str:
    """A name in lower case without accents, brackets and what is in them, and signs."""
    apart = unicodedata.normalize("NFKD", re.sub(r"\([^()]{0,100}\)", " ", name).casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w#°]|(?<=[^\W\d])\d+\b|_", " ", plain).split())
