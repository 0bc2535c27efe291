"""OpenDocument texts, as their elements and styles say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import (
    Annotation,
    Cell,
    Kind,
    Laid,
    LaidBlock,
    LaidReason,
    LaidRow,
    Style,
    Words,
)
from guidegraph.importers.documents.odt_parts import (
    ListLooks,
    OdtStyles,
    attribute,
    parts_of,
    whole,
)
from guidegraph.importers.documents.pieces import Pieces
from guidegraph.importers.documents.typed_marks import with_typed_marks
from guidegraph.importers.importer import Document, Tracked
from guidegraph.importers.spreadsheet import local
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read_odt"]

_NO_WORDS: Final = frozenset(
    [
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "dde-connection-decls",
        "tracked-changes",
        "table-of-content-source",
        "bibliography-source",
        "alphabetical-index-source",
        "illustration-index-source",
        "table-index-source",
        "object-index-source",
        "user-index-source",
        "script",
        "scripts",
        "binary-data",
        "soft-page-break",
        "image",
        "object",
        "object-ole",
        "event-listeners",
    ]
)
_INDEXES: Final = frozenset(
    [
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
    ]
)
_DRAWN: Final = frozenset(
    [
        "custom-shape",
        "rect",
        "line",
        "polyline",
        "polygon",
        "path",
        "circle",
        "ellipse",
        "connector",
        "caption",
        "g",
        "measure",
        "regular-polygon",
    ]
)
_MOST_SPANNED: Final = 1_000
_MOST_REPEATED: Final = 20_000  # cells that take no room in the file
_PLAIN: Final = Style()
_INSERTED: Final = "inserted words, not accepted"


def read_odt(document: Document) -> Laid:
    """
    The blocks of an OpenDocument text. The line of a place is the number of the paragraph.

    Raises:
        FormatError: it is not such a text, has a password, is damaged or too large.
    """
    roots = parts_of(document)
    reader = _Reader(document, OdtStyles(roots), _deletions(roots))
    for root in roots:
        for body in root:
            if local(body) == "body":
                for text in body:
                    reader.inside(text, _Context())
    reader.flush(force=True)
    for root in roots:
        for styles in root:
            if local(styles) == "master-styles":
                reader.heads_and_feet(styles)
    data = {local(each): (each.text or "").strip() for each in _data(roots)}
    return Laid(
        path=document.path,
        blocks=with_typed_marks(reader.blocks),
        title=data.get("title") or None,
        language=data.get("language") or reader.styles.default_language(),
    )


@dataclass(slots=True, kw_only=True)
class _Change:
    inserted: bool
    deleted: Element | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What the place of a paragraph means for it."""

    list_style: str = ""
    list_level: int = 0
    numbers: ListLooks | None = None
    reason: LaidReason | None = None
    kind: Kind | None = None


class _Entry:
    """An entry of a list: whether its mark was printed, and where it is to begin."""

    def __init__(self, start: int | None, *, unmarked: bool) -> None:
        self.start = start
        self.begun = unmarked


class _Reader:
    def __init__(self, document: Document, styles: OdtStyles, changes: dict[str, _Change]) -> None:
        self.path = document.path
        self.rejects = document.tracked is Tracked.REJECT
        self.styles = styles
        self.changes = changes
        self.blocks: list[LaidBlock] = []
        self.beside: list[LaidBlock] = []
        self.comments: list[Annotation] = []
        self.pieces = Pieces()
        self.shift = 0  # whether words are raised (1) or lowered (-1)
        self.opened: LaidBlock | None = None  # the block that the pieces are for, without its words
        self.line = self.repeated = 0
        self.titled = False
        self.inserting: list[str] = []  # the insertions that are open and not accepted
        self.refused = Pieces()
        self.outline = ListLooks()
        self.lists: dict[str, ListLooks] = {}  # by the id of the list
        self.last: dict[str, ListLooks] = {}  # by list style
        self.entries: list[_Entry] = []
        self.abouts: dict[
            str, tuple[int, int]
        ] = {}  # open comments: their number, where they begin

    # ------------------------------------------------------------------ blocks

    def inside(self, parent: Element, context: _Context) -> None:
        for element in parent:
            self.element(element, context)

    def element(self, element: Element, context: _Context) -> None:
        name = local(element)
        if name in _NO_WORDS:
            return
        if name in ("p", "h"):
            self.paragraph(element, context)
        elif name in ("change-start", "change-end", "change"):
            self.change(element)
        elif name == "list":
            self.list(element, context)
        elif name == "numbered-paragraph":
            self.numbered(element, context)
        elif name == "table":
            self.table(element, context)
        elif name in _INDEXES:
            reason = _furniture("a contents list" if name == "table-of-content" else "an index")
            self.inside(element, replace(context, kind=Kind.CONTENTS, reason=reason))
            self.flush(force=True)
        elif name == "section" and attribute(element, "display") == "none":
            reason = _furniture("a hidden section")
            self.inside(element, replace(context, kind=Kind.FURNITURE, reason=reason))
        elif name == "frame" or name in _DRAWN:
            self.drawn(element, context)
            self.flush()
        elif name in ("title", "desc"):
            pass
        else:
            self.inside(element, context)

    def paragraph(self, element: Element, context: _Context) -> None:
        self.line += 1
        style_name = attribute(element, "style-name")
        style = self.styles.style("paragraph", style_name)
        kind, level, mark, reason = Kind.PARAGRAPH, None, None, context.reason
        if context.kind is not None:
            kind = context.kind
        elif self.styles.is_hidden("paragraph", style_name):
            kind, reason = Kind.FURNITURE, _furniture("hidden words")
        elif context.numbers is not None:
            kind, level, mark = self.entry(context)
        if local(element) == "h" and kind in (Kind.PARAGRAPH, Kind.ENTRY):
            kind = Kind.HEADING
            stated = max(whole(attribute(element, "outline-level"), 1), 1)
            level = min(stated + self.titled, 10)  # the title is above them
            if mark is None and _words_in(element):
                mark = self.heading_number(element, level, style_name)
            elif mark is not None and not any(map(str.isalnum, mark)):
                mark = None
        elif kind is Kind.PARAGRAPH and not self.titled and self.styles.is_title(style_name):
            kind, level, self.titled = Kind.HEADING, 1, True
        elif kind is Kind.PARAGRAPH and context.numbers is None:
            level = self.styles.heading_level(style_name)
            kind = kind if level is None else Kind.HEADING
        if self.opened is None or not self.pieces:
            self.opened = LaidBlock(
                kind=kind,
                place=Place(path=self.path, line=self.line),
                level=level,
                mark=mark,
                style=style,
                reasons=(reason,) if reason is not None else (),
            )
        self.inline(element, style, context)
        self.flush()

    def entry(self, context: _Context) -> tuple[Kind, int, str | None]:
        """What a paragraph in a list is: an entry, or a further paragraph of one."""
        entry = self.entries[-1]
        level = context.list_level
        if entry.begun or context.numbers is None:
            return Kind.PARAGRAPH, level - 1, None
        entry.begun = True
        forms = self.styles.levels(context.list_style)
        return Kind.ENTRY, level - 1, context.numbers.next(level, forms, entry.start)

    def heading_number(self, element: Element, level: int, style_name: str) -> str | None:
        if attribute(element, "is-list-header") == "true":
            return None
        name = self.styles.list_of(style_name)
        if name == "":
            return None
        start = attribute(element, "start-value")
        mark = self.outline.next(level, self.styles.outline, whole(start, 1) if start else None)
        return mark if mark and any(map(str.isalnum, mark)) else None

    def list(self, element: Element, context: _Context) -> None:
        own = attribute(element, "style-name")
        style = own or context.list_style
        if context.numbers is not None:
            numbers = context.numbers
        else:
            style = style or self._list_style_inside(element)
            continued = attribute(element, "continue-list")
            if continued and continued in self.lists:
                numbers = self.lists[continued]
            elif attribute(element, "continue-numbering") == "true" and style in self.last:
                numbers = self.last[style]
            else:
                numbers = ListLooks()
            self.last[style] = numbers
        if id_ := attribute(element, "id"):
            self.lists[id_] = numbers
        inner = replace(
            context, list_style=style, list_level=context.list_level + 1, numbers=numbers
        )
        for item in element:
            start = attribute(item, "start-value")
            self.entries.append(
                _Entry(
                    whole(start, 1) if start else None,
                    unmarked=local(item) == "list-header",
                )
            )
            self.inside(item, inner)
            self.entries.pop()

    def numbered(self, element: Element, context: _Context) -> None:
        id_ = attribute(element, "list-id")
        style = attribute(element, "style-name")
        numbers = self.lists.setdefault(id_ or style, ListLooks())
        start = attribute(element, "start-value")
        self.entries.append(_Entry(whole(start, 1) if start else None, unmarked=False))
        level = min(max(whole(attribute(element, "level"), 1), 1), 10)
        self.inside(element, replace(context, list_style=style, list_level=level, numbers=numbers))
        self.entries.pop()

    def _list_style_inside(self, element: Element) -> str:
        """The list style that the first paragraph of a list without one has."""
        first = next((each for each in element.iter() if local(each) in ("p", "h")), None)
        found = None if first is None else self.styles.list_of(attribute(first, "style-name"))
        return found or ""

    def table(self, element: Element, context: _Context) -> None:
        self.flush(force=True)
        blocks, self.blocks = self.blocks, []
        rows: list[LaidRow] = []
        for row, header in _rows(element, header=False):
            line = self.line + 1
            cells: list[Cell] = []
            for cell in row:
                if local(cell) != "table-cell":
                    continue
                self.blocks = []
                self.inside(cell, replace(context, numbers=None, list_level=0))
                self.flush(force=True)
                found = Cell(
                    blocks=tuple(self.blocks),
                    rows=_spanned(cell, "number-rows-spanned"),
                    columns=_spanned(cell, "number-columns-spanned"),
                )
                times = _spanned(cell, "number-columns-repeated")
                if found.blocks:
                    self.repeated += times - 1
                if self.repeated > _MOST_REPEATED:
                    problem = f"more than {_MOST_REPEATED} repeated cells"
                    raise FormatError(self.path, f"paragraph {line}", problem, "split it")
                cells += [found] * times
            if any(cell.blocks for cell in cells):
                place = Place(path=self.path, line=line)
                rows.append(LaidRow(cells=tuple(cells), place=place, header=header))
        self.blocks = blocks
        found_blocks = [each for row in rows for cell in row.cells for each in cell.blocks]
        if (
            context.kind is not None
            or all(sum(bool(cell.blocks) for cell in row.cells) == 1 for row in rows)
            or any(each.kind in (Kind.HEADING, Kind.TABLE) for each in found_blocks)
        ):
            self.blocks += found_blocks
        else:
            self.blocks.append(LaidBlock(kind=Kind.TABLE, place=rows[0].place, rows=tuple(rows)))

    def drawn(self, element: Element, context: _Context) -> None:
        """Words in a frame, and those that describe a picture, after the paragraph it is in."""
        outer, self.blocks = self.blocks, []
        pieces, self.pieces = self.pieces, Pieces()
        opened, beside, self.beside = self.opened, self.beside, []
        entries, self.entries = self.entries, []
        shift, self.shift = self.shift, 0
        inner = replace(context, numbers=None, list_level=0)
        is_box = any(local(each) in ("text-box", "table") for each in element)
        if context.kind is None and not is_box:
            inner = replace(inner, kind=Kind.CAPTION)
        said: list[str] = []
        for part in element:
            if local(part) in ("title", "desc"):
                said.append(" ".join("".join(part.itertext()).split()))
            else:
                self.element(part, inner)
        self.flush(force=True)
        for text in filter(None, said):
            self.aside(text, context.kind or Kind.CAPTION, context.reason)
        found = [*self.blocks, *self.beside]
        self.blocks, self.pieces, self.opened = outer, pieces, opened
        self.beside, self.entries, self.shift = [*beside, *found], entries, shift

    # ------------------------------------------------------------------ words

    def inline(self, element: Element, style: Style, context: _Context) -> None:
        self.add(element.text or "", style)
        for part in element:
            self.part(part, style, context)
            self.add(part.tail or "", style)

    def part(self, part: Element, style: Style, context: _Context) -> None:
        match local(part):
            case "s":
                self.add(" ", style)
            case "tab" | "line-break":
                self.add(" ", style)
            case "span":
                name = attribute(part, "style-name")
                if self.styles.is_hidden("text", name):
                    self.aside(_text(part), Kind.FURNITURE, _furniture("hidden words"))
                else:
                    outer, said = self.shift, self.styles.shift(name)
                    self.shift = outer if said is None else said
                    self.inline(part, self.styles.style("text", name, style), context)
                    self.shift = outer
            case "a":
                self.pieces.begin_link(attribute(part, "href"))
                self.inline(part, style, context)
                self.pieces.end_link()
            case "note":
                self.note(part)
            case "annotation":
                self.annotation(part)
            case "annotation-end":
                self.annotation_ends(attribute(part, "name"))
            case "change-start" | "change-end" | "change":
                self.change(part)
            case "ruby-text":
                self.aside(_text(part), Kind.FURNITURE, _furniture("a reading above words"))
            case "hidden-text" | "hidden-paragraph" if attribute(part, "is-hidden") == "true":
                self.aside(_text(part), Kind.FURNITURE, _furniture("hidden words"))
            case "frame" | "p" | "h" | "list" | "table":
                self.drawn(part, context)
            case name if name in _DRAWN:
                self.drawn(part, context)
            case name if name in _NO_WORDS:
                pass
            case _:
                self.inline(part, style, context)

    def add(self, text: str, style: Style) -> None:
        (self.refused if self.inserting else self.pieces).add(text, style, self.shift)

    def note(self, element: Element) -> None:
        mark, body = "", ""
        for part in element:
            if local(part) == "note-citation":
                mark = attribute(part, "label") or _text(part)
            elif local(part) == "note-body":
                body = _text(part, self.styles)
        place = Place(path=self.path, line=self.line)
        if self.inserting:
            self.aside(body, Kind.FURNITURE, _furniture(_INSERTED))
            return
        self.pieces.note(mark or "*")
        self.beside.append(
            LaidBlock(kind=Kind.NOTE, words=Words(text=body), place=place, mark=mark or "*")
        )

    def annotation(self, element: Element) -> None:
        said = {local(each): (each.text or "").strip() for each in element}
        text = " ".join(_text(each) for each in element if local(each) in ("p", "list"))
        comment = Annotation(
            text=text, author=said.get("creator") or None, date=said.get("date") or None
        )
        if name := attribute(element, "name"):
            self.abouts[name] = len(self.comments), len(self.pieces.words().text)
        self.comments.append(comment)

    def annotation_ends(self, name: str) -> None:
        if name in self.abouts:
            at, begin = self.abouts.pop(name)
            about = self.pieces.words().text[begin:].strip()
            self.comments[at] = replace(self.comments[at], about=about)

    def change(self, element: Element) -> None:
        id_ = attribute(element, "change-id")
        change = self.changes.get(id_)
        if change is None:
            return
        match local(element):
            case "change-start" if change.inserted and self.rejects:
                self.inserting.append(id_)
            case "change-end" if id_ in self.inserting:
                self.inserting.remove(id_)
                if not self.inserting:
                    words, self.refused = self.refused.words().text, Pieces()
                    self.aside(words, Kind.FURNITURE, _furniture(_INSERTED))
            case "change" if change.deleted is not None:
                self.deleted(change.deleted)

    def deleted(self, deletion: Element) -> None:
        if not self.rejects:
            text = " ".join(filter(None, map(_text, deletion)))
            self.aside(text, Kind.FURNITURE, _furniture("deleted words"))
            return
        paragraphs = [each for each in deletion if local(each) != "change-info"]
        for at, paragraph in enumerate(paragraphs):
            if at and self.pieces:
                before = self.opened
                self.flush()
                self.opened = before and replace(before, mark=None)
            if local(paragraph) in ("p", "h"):
                style = self.opened.style if self.opened is not None else Style()
                self.opened = self.opened or LaidBlock(
                    kind=Kind.PARAGRAPH, place=Place(path=self.path, line=self.line)
                )
                self.inline(paragraph, style, _Context())
            else:
                self.element(paragraph, _Context())

    def aside(self, text: str, kind: Kind, reason: LaidReason | None) -> None:
        if text:
            place = Place(path=self.path, line=self.line)
            reasons = (reason,) if reason is not None else ()
            block = LaidBlock(kind=kind, words=Words(text=text), place=place, reasons=reasons)
            self.beside.append(block)

    def flush(self, *, force: bool = False) -> None:
        """End a block, except where the end of the paragraph itself is a refused insertion."""
        if self.inserting and not force:
            self.refused.add(" ", Style())
            return
        if self.inserting:
            words, self.refused = self.refused.words().text, Pieces()
            self.aside(words, Kind.FURNITURE, _furniture(_INSERTED))
        pieces, self.pieces = self.pieces, Pieces()
        words_found = pieces.words()
        opened, self.opened = self.opened, None
        if opened is not None and (words_found.text or words_found.notes):
            self.blocks.append(
                replace(
                    opened,
                    words=words_found,
                    style=replace(pieces.style(), name=opened.style.name),
                    comments=tuple(self.comments),
                )
            )
            self.comments, self.abouts = [], {}
        self.blocks += self.beside
        self.beside = []

    def heads_and_feet(self, styles: Element) -> None:
        """The heads and feet of pages."""
        for page in styles:
            for part in page:
                name = local(part)
                if name.startswith(("header", "footer")):
                    why = f"the {'head' if name.startswith('header') else 'foot'} of pages"
                    context = _Context(kind=Kind.FURNITURE, reason=_furniture(why))
                    self.inside(part, context)
                    self.flush(force=True)


def _furniture(why: str) -> LaidReason:
    return LaidReason(decision=GuessKind.FURNITURE, why=why)


def _text(element: Element, styles: OdtStyles | None = None) -> str:
    """
    All words of an element, of several paragraphs with a space between.

    With *styles*, what is raised or lowered in it is written so.
    """
    pieces = Pieces()
    stack: list[tuple[Element, int, bool]] = [(element, 0, False)]  # with the shift around it
    while stack:
        each, shift, done = stack.pop()
        if done:
            pieces.add(" " if local(each) in ("p", "h") else "", _PLAIN, shift)
            pieces.add((each.tail or "") if each is not element else "", _PLAIN, shift)
            continue
        name = local(each)
        if name in ("s", "tab", "line-break"):
            pieces.add(" ", _PLAIN, shift)
        stack.append((each, shift, True))
        if name not in ("change-info", "annotation", "tracked-changes"):
            said = (
                styles.shift(attribute(each, "style-name")) if styles and name == "span" else None
            )
            inside = shift if said is None else said
            pieces.add(each.text or "", _PLAIN, inside)
            stack += ((part, inside, False) for part in reversed(each))
    return pieces.words().text


def _words_in(element: Element) -> bool:
    return bool("".join(element.itertext()).strip())


def _deletions(roots: list[Element]) -> dict[str, _Change]:
    """The tracked changes by their ids."""
    found: dict[str, _Change] = {}
    for root in roots:
        for region in root.iter():
            if local(region) != "changed-region":
                continue
            for change in region:
                if local(change) in ("insertion", "deletion"):
                    deleted = local(change) == "deletion"
                    found[attribute(region, "id")] = _Change(
                        inserted=not deleted, deleted=change if deleted else None
                    )
    return found


def _data(roots: list[Element]) -> list[Element]:
    return [
        each
        for root in roots
        for part in root
        if local(part) == "meta"
        for each in part
        if local(each) in ("title", "language")
    ]


def _rows(table: Element, *, header: bool) -> list[tuple[Element, bool]]:
    found: list[tuple[Element, bool]] = []
    for part in table:
        match local(part):
            case "table-row":
                found.append((part, header))
            case "table-header-rows":
                found += _rows(part, header=True)
            case "table-rows" | "table-row-group":
                found += _rows(part, header=header)
    return found


def _spanned(element: Element, name: str) -> int:
    return min(max(whole(attribute(element, name), 1), 1), _MOST_SPANNED)
