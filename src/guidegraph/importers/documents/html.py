"""Web pages, as their elements say: headings, lists, terms, tables, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.counting import counted
from guidegraph.importers.documents.laid import (
    Cell,
    Kind,
    Laid,
    LaidBlock,
    LaidReason,
    LaidRow,
    Style,
    Words,
)
from guidegraph.importers.documents.pieces import Pieces
from guidegraph.importers.documents.typed_marks import with_typed_marks
from guidegraph.importers.documents.web_notes import footnotes_of
from guidegraph.importers.documents.web_page import (
    classes,
    page_of,
    shift_of,
    style_of,
    text_of,
    text_of_page,
    walk,
)
from guidegraph.importers.documents.web_regions import (
    HEADINGS,
    Regions,
    is_permalink,
    only_links,
)
from guidegraph.importers.importer import Document
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_html"]

_NO_WORDS: Final = frozenset(["script", "style", "template", "head", "title", "link", "meta"])
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LISTED: Final = (Kind.ENTRY, Kind.TERM, Kind.DEFINITION, Kind.CONTENTS)
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_FORMS: Final = {
    "decimal": "1",
    "decimal-leading-zero": "01",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_INTEGER = re.compile(r"[ \t\n]*(-?\d{1,7})")
_MOST_SPANNED: Final = 1_000
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)")
_DATES: Final = ("dcterms.issued", "dcterms.date", "dc.date", "date", "article:published_time")
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(pt|px)")
_QUOTED_BY: Final = 40.0
_MEANT = re.compile(r"level(\d)")
_FONT_BOLD = re.compile(r"bold|[6-9]00")

_PLAIN: Final = Style()


def read_html(document: Document) -> Laid:
    """
    The blocks of a web page.

    Raises:
        FormatError: it is empty, too large or nested too deep.
    """
    root = page_of(document.path, text_of_page(document.path, document.body))
    reader = _Reader(document, root)
    body = root.find("body")
    walk(root if body is None else body, reader.begin, reader.words, reader.end)
    reader.flush()
    title = root.find(".//head/title")
    return Laid(
        path=document.path,
        blocks=with_typed_marks(reader.blocks),
        title=(text_of(title) or None) if title is not None else None,
        language=_language(root),
        issued=_issued(root),
    )


@dataclass(slots=True)
class _List:
    """A list: its form of numbers, nothing for bullets; the next number and the step to it."""

    form: str | None
    mark: str | None
    number: int = 1
    step: int = 1


@dataclass(slots=True)
class _Table:
    blocks: list[LaidBlock]  # where the table is to be
    rows: list[LaidRow] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    line: int = 0
    flows: bool = False  # whether it only places what is in it
    nests: bool = False  # whether there is a table in it
    names: bool = False  # whether a cell names its row or column


@dataclass(slots=True, kw_only=True)
class _Open:
    """What an open element means for the words in it."""

    element: Element
    kind: Kind = Kind.PARAGRAPH
    level: int | None = None
    mark: str | None = None
    reason: LaidReason | None = None
    style: Style = _PLAIN
    lists: int = 0
    definitions: int = 0
    list: _List | None = None
    note: bool = False
    shift: int = 0


class _Reader:
    def __init__(self, document: Document, root: Element) -> None:
        self.path = document.path
        self.regions = Regions(root, document.tracked)
        self.notes = footnotes_of(root)
        self.blocks: list[LaidBlock] = []
        self.beside: list[LaidBlock] = []  # what was in a paragraph and is no part of its words
        self.tables: list[_Table] = []
        self.stack: list[_Open] = []
        self.pieces = Pieces()
        self.line = 1
        self.breaks = 0

    # ------------------------------------------------------------------ walking

    def begin(self, element: Element) -> bool:
        tag = element.tag
        if tag in _NO_WORDS:
            return False
        above = self.stack[-1] if self.stack else None
        if element in self.notes.marks and not self._in_note():
            self.pieces.note(self.notes.marks[element])
            return False
        if element in self.notes.back:
            self._back_link(element)
            return False
        if above is None or above.reason is None:
            region = self.regions.of(element)
            if region is None and tag == "a" and is_permalink(element, text_of(element)):
                region = Kind.FURNITURE, _furniture("a link to the place itself")
            if region is None and tag == "a" and self._skips(element):
                region = Kind.FURNITURE, _furniture("a link past the head of the page")
            if region is not None and tag not in _BLOCKS:
                self._aside(text_of(element), *region)
                return False
        else:
            region = None
        if tag == "img" or (tag == "svg" and element.get("aria-label")):
            self._picture(element.get("alt") or element.get("aria-label") or "", element)
            return False
        if style_of(element).get("mso-list") == "ignore" and above is not None:
            self._printed_mark(text_of(element))
            return False
        if tag == "br":
            self._line_break()
            return False
        opened = self._opened(element, above)
        if region is not None:
            opened.kind, opened.reason = region
        if tag in _BLOCKS:
            self._block_begins(element, opened)
        elif tag == "a" and element.get("href"):
            self.pieces.begin_link(element.get("href", ""))
        if element in self.notes.notes and not self._in_note():
            self.flush()
            opened.kind, opened.note = Kind.NOTE, True
            opened.mark = self.notes.notes[element]
        self.stack.append(opened)
        return True

    def words(self, text: str) -> None:
        if not text or not self.stack:
            return
        if not text.isspace():
            if not self.pieces:
                self.line = self.stack[-1].element.sourceline or self.line
            self.breaks = 0
            if not self.pieces and self._in_note():
                text = self._without_mark(text)
        self.pieces.add(text, self.stack[-1].style, self.stack[-1].shift)

    def end(self, element: Element) -> None:
        opened = self.stack[-1]
        if element.tag in _BLOCKS:
            if not self._in_note() or opened.note:
                self.flush()
            else:
                self.pieces.add(" ", opened.style)
        elif element.tag == "a" and element.get("href"):
            self.pieces.end_link()
        self.stack.pop()
        if self.tables and not self._in_note():
            self._table_ends(element)

    # ------------------------------------------------------------------ what elements mean

    def _opened(self, element: Element, above: _Open | None) -> _Open:
        if above is None:
            return _Open(element=element)
        tag = element.tag
        opened = replace(above, element=element, list=None, note=False)
        opened.style = _styled(above.style, element)
        if tag in _BLOCKS:
            opened.shift = 0
        elif (shift := shift_of(element)) is not None:
            opened.shift = shift
        if above.reason is not None or above.kind is Kind.NOTE:
            return opened
        level = _INTEGER.match(element.get("aria-level", ""))
        if tag in HEADINGS:
            opened.kind, opened.level = Kind.HEADING, int(tag[1])
        elif element.get("role", "").lower() == "heading":
            opened.kind, opened.level = Kind.HEADING, min(max(int(level[1]) if level else 2, 1), 9)
        elif tag in _LISTS:
            opened.list, opened.lists = _list(element), above.lists + 1
            opened.kind, opened.level, opened.mark = Kind.PARAGRAPH, None, None
        elif tag == "li":
            opened.kind, opened.mark = Kind.ENTRY, _next_mark(element, above.list)
            opened.lists = max(above.lists, 1)
            opened.level = above.definitions + opened.lists - 1
        elif tag == "dl":
            opened.definitions = above.definitions + 1
        elif tag in ("dt", "dd"):
            opened.kind = Kind.TERM if tag == "dt" else Kind.DEFINITION
            opened.level, opened.mark = max(above.definitions, 1) - 1 + above.lists, None
        elif tag in ("table", "td", "th"):
            opened.kind, opened.level, opened.mark = Kind.PARAGRAPH, None, None
            opened.lists = opened.definitions = 0
        elif tag == "pre":
            opened.kind = Kind.CODE
        elif tag in ("figcaption", "caption"):
            opened.kind = Kind.CAPTION
        elif tag in ("p", "div") and (mso := style_of(element).get("mso-list")):
            found = _MEANT.search(mso)
            opened.kind, opened.level = Kind.ENTRY, int(found[1]) - 1 if found else 0
        return opened

    def _block_begins(self, element: Element, opened: _Open) -> None:
        if self._in_note():
            self.pieces.add(" ", opened.style)
            return
        self.flush()
        match element.tag:
            case "table":
                flows = element.get("role", "").lower() in ("presentation", "none")
                self.tables.append(_Table(self.blocks, flows=flows))
            case "tr" if self.tables:
                self.tables[-1].line = element.sourceline or self.line
            case "td" | "th" if self.tables:
                self.blocks = []

    def _table_ends(self, element: Element) -> None:
        table = self.tables[-1]
        match element.tag:
            case "caption":
                # in front of the table that it is in
                pass
            case "td" | "th":
                cell = Cell(
                    blocks=tuple(self.blocks),
                    rows=_spanned(element, "rowspan"),
                    columns=_spanned(element, "colspan"),
                    header=element.tag == "th",
                )
                table.cells.append(cell)
                table.flows |= any(each.kind is Kind.HEADING for each in cell.blocks)
                table.nests |= any(each.kind is Kind.TABLE for each in cell.blocks)
                table.names |= cell.header
                self.blocks = table.blocks
            case "tr":
                if any(cell.blocks for cell in table.cells):
                    parent = element.getparent()
                    header = _is_head(table.cells) or (parent is not None and parent.tag == "thead")
                    place = Place(path=self.path, line=table.line)
                    table.rows.append(LaidRow(cells=tuple(table.cells), place=place, header=header))
                table.cells = []
            case "table":
                self.tables.pop()
                self._add_table(table)

    def _add_table(self, table: _Table) -> None:
        rows = table.rows
        if table.cells:  # cells without a row around them
            place = Place(path=self.path, line=self.line)
            rows = [*rows, LaidRow(cells=tuple(table.cells), place=place)]
        if not rows:
            return
        if (self.stack and self.stack[-1].reason is not None) or (table.nests and not table.names):
            table.flows = True
        if table.flows or all(sum(bool(cell.blocks) for cell in row.cells) == 1 for row in rows):
            for row in rows:
                for cell in row.cells:
                    self.blocks.extend(cell.blocks)
            return
        self.blocks.append(LaidBlock(kind=Kind.TABLE, place=rows[0].place, rows=tuple(rows)))

    # ------------------------------------------------------------------ words

    def flush(self) -> None:
        """End the block that the words since the last one make."""
        if not self.stack:
            self.pieces = Pieces()
            return
        opened = self.stack[-1]
        pieces, self.pieces = self.pieces, Pieces()
        pieces.continue_links(self.pieces)
        words, self.breaks = pieces.words(), 0
        if words.text or words.notes:
            self.blocks.append(self._block(opened, words, pieces))
            self._used(opened)
        self.blocks += self.beside
        self.beside = []

    def _block(self, opened: _Open, words: Words, pieces: Pieces) -> LaidBlock:
        kind, reason = opened.kind, opened.reason
        if kind is Kind.PARAGRAPH and only_links(pieces.linked):
            kind = Kind.FURNITURE
            reason = LaidReason(
                decision=GuessKind.FURNITURE, why="nothing but links in a row", confidence=0.7
            )
        return LaidBlock(
            kind=kind,
            words=words,
            place=Place(path=self.path, line=self.line),
            level=opened.level,
            mark=opened.mark,
            style=replace(pieces.style(), name=(opened.element.get("class") or "")[:100]),
            reasons=(reason,) if reason is not None else (),
        )

    def _used(self, opened: _Open) -> None:
        """The next words in the same entry or note are a paragraph of it, without its mark."""
        if opened.kind is Kind.ENTRY:
            for each in reversed(self.stack):
                if each.kind is not Kind.ENTRY or each.level != opened.level:
                    break
                each.kind, each.mark = Kind.PARAGRAPH, None

    def _skips(self, link: Element) -> bool:
        """Whether a link into the page is in front of all its words."""
        if self.pieces or self.tables or any(each.kind in _LISTED for each in self.stack):
            return False
        target = link.get("href", "")
        if target[:1] != "#" or target[1:] not in self.regions.names:
            return False
        return all(each.kind is Kind.FURNITURE for each in self.blocks)

    def _in_note(self) -> bool:
        return bool(self.stack) and self.stack[-1].kind is Kind.NOTE

    def _aside(self, text: str, kind: Kind, reason: LaidReason) -> None:
        if text:
            place = Place(path=self.path, line=self.line)
            block = LaidBlock(kind=kind, words=Words(text=text), place=place, reasons=(reason,))
            self.beside.append(block)

    def _without_mark(self, text: str) -> str:
        """The beginning of a note without its mark, as in "1. Of salt"."""
        mark = next((each.mark for each in reversed(self.stack) if each.note), None) or ""
        written = rf"\s{{0,99}}(?:[\[(]{re.escape(mark)}[\])]|{re.escape(mark)}[.:)])[.:]?(?=\s)"
        found = re.match(written, text) if mark else None
        return text if found is None else text[found.end() :]

    def _back_link(self, link: Element) -> None:
        text = text_of(link)
        mark = next((each.mark for each in reversed(self.stack) if each.note), None)
        if text.strip("[]().: ") != mark:
            self._aside(text, Kind.FURNITURE, _furniture("a link back from a note"))

    def _printed_mark(self, text: str) -> None:
        for each in reversed(self.stack):
            if each.kind is Kind.ENTRY:
                each.mark = text or each.mark
            if each.element.tag in _BLOCKS:
                break

    def _picture(self, alt: str, element: Element) -> None:
        text = " ".join(alt.split())
        above = self.stack[-1] if self.stack else None
        if not text or above is None:
            return
        if any(each.element.tag in (*HEADINGS, "td", "th") for each in self.stack):
            self.pieces.add(f" {text} ", above.style)
        elif above.reason is not None:
            self._aside(text, above.kind, above.reason)
        else:
            place = Place(path=self.path, line=element.sourceline or self.line)
            caption = LaidBlock(kind=Kind.CAPTION, words=Words(text=text), place=place)
            self.beside.append(caption)

    def _line_break(self) -> None:
        self.breaks += 1
        if self.breaks > 1 and not self._in_note():
            self.flush()
        elif self.stack:
            self.pieces.add(" ", self.stack[-1].style)


def _is_head(cells: list[Cell]) -> bool:
    """Whether a row has names of columns only; the corner of the table may be empty."""
    filled = [cell for cell in cells if cell.blocks]
    return all(cell.header for cell in filled) and (
        len(filled) > 1 or all(cell.header for cell in cells)
    )


def _furniture(why: str) -> LaidReason:
    return LaidReason(decision=GuessKind.FURNITURE, why=why)


def _styled(above: Style, element: Element) -> Style:
    tag, style = element.tag, style_of(element)
    changes: dict[str, object] = {}
    if tag in ("b", "strong"):
        changes["bold"] = True
    elif tag in ("i", "em", "cite", "dfn", "var"):
        changes["italic"] = True
    elif tag == "u":
        changes["underlined"] = True
    elif tag == "blockquote":
        changes["indent"] = above.indent + _QUOTED_BY
    if weight := style.get("font-weight"):
        changes["bold"] = _FONT_BOLD.match(weight) is not None
    if style.get("font-style") == "italic":
        changes["italic"] = True
    if (style.get("text-align") or element.get("align", "").lower()) == "center":
        changes["centred"] = True
    if size := _POINTS.fullmatch(style.get("font-size", "")):
        changes["size"] = float(size[1]) * (0.75 if size[2] == "px" else 1.0)
    if indent := _POINTS.fullmatch(style.get("margin-left", "")):
        changes["indent"] = float(indent[1]) * (0.75 if indent[2] == "px" else 1.0)
    return replace(above, **changes) if changes else above  # type: ignore[arg-type]


def _list(element: Element) -> _List:
    shape = style_of(element).get("list-style-type") or style_of(element).get("list-style", "")
    words = shape.split()
    styled = next((_FORMS[each] for each in words if each in _FORMS), None)
    unmarked = "none" in words or "simple" in classes(element)
    if element.tag != "ol" and styled is None:
        return _List(form=None, mark=None if unmarked else "•")
    form = styled or (element.get("type") if element.get("type") in ("a", "A", "i", "I") else "1")
    start = _INTEGER.match(element.get("start", ""))
    reverse = element.get("reversed") is not None
    entries = sum(1 for each in element if each.tag == "li")
    return _List(
        form=None if unmarked else form,
        mark=None,
        number=int(start[1]) if start else (entries if reverse else 1),
        step=-1 if reverse else 1,
    )


def _next_mark(entry: Element, of: _List | None) -> str | None:
    if of is None:
        return "•"
    value = _INTEGER.match(entry.get("value", ""))
    number = int(value[1]) if value else of.number
    of.number = number + of.step
    if of.form is None:
        return of.mark
    form = entry.get("type") if entry.get("type") in ("1", "a", "A", "i", "I") else of.form
    return f"{counted(number, form or '1')}."


def _spanned(element: Element, name: str) -> int:
    found = _INTEGER.match(element.get(name, ""))
    return min(max(int(found[1]), 1), _MOST_SPANNED) if found else 1


def _language(root: Element) -> str | None:
    found = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = found or root.get("xml:lang")
    return found if found and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", found) else None


def _issued(root: Element) -> str | None:
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _DATES and (found := _DATE.match(meta.get("content", ""))):
            return found[0]
    return None
