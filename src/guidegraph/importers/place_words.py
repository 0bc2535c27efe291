"""Words that name a part of a clause: a paragraph, a list item, a table."""

from __future__ import annotations

import re
from typing import Final

from guidegraph.model.excerpt import beginning


__all__ = [
    "BULLETS",
    "COLUMN",
    "COUNTED",
    "INSIDE",
    "LETTER",
    "ORDINALS",
    "PARAGRAPH",
    "TITLE",
    "is_part",
    "plain_name",
    "short",
]

ORDINALS: Final = {
    word: number
    for number, said in enumerate(
        (
            "first 1st erster erste ersten erstes premier première",
            "second 2nd zweiter zweite zweiten zweites deuxième second",
            "third 3rd dritter dritte dritten drittes troisième",
            "fourth 4th vierter vierte vierten viertes quatrième",
            "fifth 5th fünfter fünfte fünften fünftes cinquième",
            "sixth 6th sechster sechste sechsten sechstes sixième",
        ),
        start=1,
    )
    for word in said.split()
}
PARAGRAPH: Final = r"(?:paragraphs?|para|par|absatz|abs|alinéa|al)"
_BULLET: Final = (
    r"(?:bullets?(?: points?)?|dash|indent|list items?|spiegelstrich|aufzählung|tirets?|puces?)"
)
COUNTED = re.compile(
    rf"({PARAGRAPH}|{_BULLET})\.?\s*(\d{{1,3}})\b|([^\W_]{{3,10}})\s+({PARAGRAPH}|{_BULLET})\b",
    re.IGNORECASE,
)
LETTER = re.compile(
    r"\(?\b([a-z]|\d{1,2}|[ivx]{2,5})\)|(?:items?|points?|lit|litera|buchstabe)\.?\s+([a-z]|\d{1,2})\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"\b(?:title|titel|heading|titre|überschrift)", re.IGNORECASE)
COLUMN = re.compile(r"\b(?:column|spalte|colonne)\b.{0,60}", re.IGNORECASE)
INSIDE = re.compile(
    rf"sentence|\b(?:line|zeile|ligne)|\bsatz|phrase|{TITLE.pattern}", re.IGNORECASE
)
BULLETS: Final = frozenset("•-–—*◦▪·")


def is_part(text: str) -> bool:
    """Whether words name a part of a clause."""
    return bool(COUNTED.search(text) or LETTER.search(text) or _is_detail(text))


def _is_detail(text: str) -> bool:
    """Whether words name a part of a clause that is no item of its own, such as a table."""
    return bool(
        re.match(
            r"\W*(?:table|tab|figure|fig|note|example|box|formula|equation|footnote|tabelle|bild|"
            r"abbildung|anmerkung|beispiel|tableau|exemple|sentence|line|satz|zeile|rows?|"
            r"rangée|ligne|column|spalte|colonne|ff|et seq)\b",
            text,
            re.IGNORECASE,
        )
    )


def plain_name(name: str) -> str:
    """A name without case, outer brackets and full stops."""
    return " ".join(name.split()).casefold().strip(" ().[]:,")


def short(text: str) -> str:
    """Words as a message shows them."""
    return beginning(" ".join(text.split()), 60)
