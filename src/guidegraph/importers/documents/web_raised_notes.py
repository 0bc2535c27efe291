"""The footnotes of a web page that only their raised marks show: no link, or none back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.web_page import shift_of, style_of, text_of, walk
from guidegraph.importers.documents.web_regions import HEADINGS


if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["RaisedMark", "raised_marks", "unlinked_notes"]

_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[*†‡§¶]{1,4})[\])]?")
_PARAGRAPHS: Final = frozenset(["p", "li", "div", "dd", "aside", "td"])
_BREAKS: Final = HEADINGS | frozenset(
    ["article", "blockquote", "body", "caption", "dl", "dt", "figcaption", "ol", "pre"]
).union(["section", "table", "th", "tr", "ul"])
_UNSEEN: Final = frozenset(["script", "style", "template", "head", "title", "noscript"])
_KEPT: Final = 12
_BROKEN: Final = "\v"  # a line break
_ENDED: Final = "¶ "  # in front of what stands after a paragraph, in what is around both
_LONGEST: Final = 10_000
_MOST_CELLS: Final = 50
_POWERS = re.compile(r"(?:^|[^\w])(?:[^\W\d_]|[cdkmnµμ]m|ft|in|yd|sec|min)\Z")
_YEAR = re.compile(r"(?:^|\D)(?:1[5-9]|20)\d\d\Z")


@dataclass(slots=True)
class RaisedMark:
    """
    A raised sign that may be the mark of a note.

    Attributes:
        element: what raises it, or the link that is around it or in it.
        mark: without brackets.
        paragraph: the one it is in; nothing in a heading.
        before: the end of the words before it in the paragraph.
        follows: the character after it.
        note: the note that it is the mark of, if it is in front of one.
    """

    element: Element
    mark: str
    paragraph: Element | None
    before: str
    follows: str = ""
    note: Element | None = None

    @property
    def leads(self) -> bool:
        """Whether it is in front of a paragraph."""
        return not self.before.strip() and self.paragraph is not None

    @property
    def refers(self) -> bool:
        """Whether it stands at the end of a word, and is no power and no letter of an ordinal."""
        if not self.before[-1:].strip() or self.follows.isalnum():
            return False
        if not self.mark.isdigit():
            return self.mark not in "abcdefghijklmnopqrstuvwxyz" or not self.before[-1:].isdigit()
        if self.before[-1].isdigit():
            return _YEAR.search(self.before) is not None
        return _POWERS.search(self.before) is None


def raised_marks(root: Element) -> list[RaisedMark]:
    """The raised signs of a page that may be marks of notes, in order."""
    found = _Marks()
    body = root.find("body")
    walk(root if body is None else body, found.begin, found.words, found.end)
    rows: dict[Element, bool] = {}
    for each in found.marks:
        if each.leads:
            each.note = None if each.paragraph in found.shared else _note_in(each.paragraph, rows)
    return found.marks


def _note_in(paragraph: Element | None, rows: dict[Element, bool]) -> Element | None:
    """
    The element that is a note if a paragraph is one: of a table, a row without other cells.

    *rows* are those that were looked at, with whether they are like that.
    """
    if paragraph is None or sum(map(len, paragraph.itertext())) > _LONGEST:
        return None
    if next(paragraph.iter("table", *HEADINGS), None) is not None:
        return None
    cell = next(
        (each for each in (paragraph, *paragraph.iterancestors()) if each.tag == "td"), None
    )
    row = None if cell is None else cell.getparent()
    if cell is None or row is None:
        return paragraph
    if row not in rows:
        rows[row] = _is_note_row(row)
    return row if rows[row] else None


def _is_note_row(row: Element) -> bool:
    if len(row) > _MOST_CELLS:
        return False
    cells = [text for each in row if isinstance(each.tag, str) and (text := text_of(each))]
    return len(cells) == 1 or (len(cells) == 2 and _MARK.fullmatch(cells[0]) is not None)


def unlinked_notes(marks: list[RaisedMark]) -> list[tuple[RaisedMark, RaisedMark]]:
    """
    The marks of notes without a link, each with the mark in front of its note.

    The note of a mark is the next paragraph after it that begins with the same raised mark.
    """
    notes: dict[str, list[int]] = {}
    for at, each in enumerate(marks):
        if each.note is not None:
            notes.setdefault(each.mark, []).append(at)
    found: list[tuple[RaisedMark, RaisedMark]] = []
    for at, each in enumerate(marks):
        of_mark = notes.get(each.mark, [])
        after = bisect_right(of_mark, at)
        if after < len(of_mark) and each.refers and not each.leads:
            found.append((each, marks[of_mark[after]]))
    return found


class _Marks:
    def __init__(self) -> None:
        self.marks: list[RaisedMark] = []
        self.before = ""
        self.paragraphs: list[Element | None] = [None]
        self.open: RaisedMark | None = None  # the mark whose next character is awaited
        self.link: Element | None = None
        self.linked = ""  # the words of the link
        self.shared: set[Element | None] = set()  # paragraphs with marks after a line break

    def begin(self, element: Element) -> bool:
        tag = element.tag
        if tag in _UNSEEN or style_of(element).get("display") == "none":
            return False
        if tag in _PARAGRAPHS or tag in _BREAKS:
            self.before, self.open = "", None
            self.paragraphs.append(element if tag in _PARAGRAPHS else None)
        elif tag == "br":
            self.words(_BROKEN)
        elif tag == "a" and element.get("href"):
            self.link, self.linked = element, text_of(element)
        if shift_of(element) == 1:
            self.raised(element)
            return False
        return True

    def raised(self, element: Element) -> None:
        text = text_of(element)
        matched = _MARK.fullmatch(text) if len(text) < _KEPT else None
        self.open = None
        if self.before.endswith(_BROKEN) and matched is not None:
            self.shared.add(self.paragraphs[-1])
        if matched is not None:
            around = self.link if self.linked == text else None
            inside = next((each for each in element.iter("a") if each.get("href")), around)
            self.open = RaisedMark(
                element=element if inside is None else inside,
                mark=matched[1],
                paragraph=self.paragraphs[-1],
                before=self.before,
            )
            self.marks.append(self.open)
        self.before += text[-_KEPT:]

    def words(self, text: str) -> None:
        if not text:
            return
        if self.open is not None:
            self.open.follows, self.open = text[0], None
        words = text.rstrip()
        space = text[len(words) :]
        broken = _BROKEN if _BROKEN in space or (not words and _BROKEN in self.before) else " "
        before = self.before if words else self.before.rstrip()
        self.before = (before + words[-_KEPT:])[-_KEPT:] + (broken if space else "")

    def end(self, element: Element) -> None:
        if element.tag in _PARAGRAPHS or element.tag in _BREAKS:
            self.before, self.open = _ENDED, None
            self.paragraphs.pop()
        elif element is self.link:
            self.link, self.linked = None, ""
