"""Sheets as a workbook of a spreadsheet program: the same sheets give the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from guidegraph.export.xml_text import demand_xml
from guidegraph.model.changes import WordEdit, WordOp
from guidegraph.model.errors import UnwritableError
from guidegraph.model.table import to_cell


if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet as XlsxWorksheet


__all__ = [
    "LONGEST",
    "Cell",
    "Formula",
    "MarkedText",
    "ShadedText",
    "SheetLayout",
    "SheetLink",
    "Worksheet",
    "to_xlsx",
]

LONGEST: Final = 32_767
"""The maximum length of a cell, in units of UTF-16; programs call longer ones damaged."""

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of which parts are struck through and red, or underlined and green."""

    runs: tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own, and its value now."""

    text: str
    value: int


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A text that leads to a cell of a sheet of the workbook: `Changes!A5`."""

    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class ShadedText:
    """A text in a colour on a colour: `#08306b`."""

    text: str
    fill: str
    ink: str


Cell = str | int | float | MarkedText | Formula | SheetLink | ShadedText


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """
    How a sheet that people work with looks, and is printed: landscape, one page wide.

    Attributes:
        frozen: the number of columns in front that stay in view.
        headed: whether the first row names the columns, stays in view, and can be filtered by.
        choices: what can be chosen in the cells of a column.
        open: the columns that people fill in.
        quiet: the columns that few people need.
        bold: the columns in bold.
        printed: the number of columns that are printed; 0 for all.
        is_filtered: whether rows can be filtered.
    """

    frozen: int = 0
    headed: bool = True
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    open: frozenset[int] = frozenset()
    quiet: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()
    printed: int = 0
    is_filtered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """
    A sheet: its name, the widths of its columns in characters, its rows with the head first.

    Without a *layout* it is a plain table.
    """

    name: str
    widths: tuple[int, ...]
    rows: Iterable[Sequence[Cell]]
    layout: SheetLayout | None = None


def to_xlsx(sheets: Iterable[Worksheet], *, title: str, creator: str) -> bytes:
    """
    A workbook with some sheets.

    Raises:
        UnwritableError: a cell is too long, or has a character that XML cannot hold.
    """
    from xlsxwriter import Workbook

    body = BytesIO()
    with Workbook(body, {"in_memory": True}) as book:
        book.set_properties(
            {"title": demand_xml(title), "author": demand_xml(creator), "created": _EPOCH}
        )
        taken: set[str] = set()
        for sheet in sheets:
            name = _sheet_name(sheet.name, taken)
            _Writer(book, name, sheet).write()
    return _of_no_system(body)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that the program allows, and that no other sheet has."""
    start = _NOT_IN_NAMES.sub("-", demand_xml(name))[:_LONGEST_NAME].strip("'") or "Sheet"
    found, number = start, 1
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        found = f"{start[: _LONGEST_NAME - 6]} ({number})"
    taken.add(found.casefold())
    return found


# Colours: of the head, of lines, of cells to fill in, of words removed and added, and of decisions.
_HEAD, _LINE, _OPEN, _QUIET = "#1F3B57", "#C9D1D9", "#FFF9E3", "#6B7682"
_MARKS: Final[Mapping[WordOp, Mapping[str, object]]] = {
    WordOp.DELETE: {"font_color": "#B00020", "font_strikeout": True},
    WordOp.INSERT: {"font_color": "#00622C", "underline": 1},
}
_SIZE: Final = {"font_name": "Calibri", "font_size": 10}
_MARGINS: Final = {"left": 0.3, "right": 0.3, "top": 0.5, "bottom": 0.5}
_LINE_HEIGHT, _TALLEST = 13.2, 409.0
_DENSITY: Final = 1.2  # letters for each unit of a column's width
_NARROW, _LONGEST_NARROW = 20, 2_000


class _Writer:
    """
    Writes a sheet.

    A text that begins like a formula is a text all the same: its cell says so by its type, and by
    the style that puts an apostrophe before it when it is edited.
    """

    def __init__(self, book: Workbook, name: str, sheet: Worksheet) -> None:
        self.book = book
        self.layout = sheet.layout
        self.content = sheet
        self.sheet: XlsxWorksheet = book.add_worksheet(name)
        self._styles: dict[tuple[int, bool, bool, WordOp | None], Format] = {}
        self._runs: dict[WordOp, Format] = {}
        self._shades: dict[tuple[str, str], Format] = {}

    def write(self) -> None:
        for column, width in enumerate(self.content.widths):
            self.sheet.set_column(column, column, width)
        if self.layout is None or self.layout.headed:
            self.sheet.freeze_panes(1, self.layout.frozen if self.layout else 0)
        last = 0
        for number, row in enumerate(self.content.rows):
            last = number
            if self.layout is not None:
                self.sheet.set_row(number, _height(row, self.content.widths))
            for column, cell in enumerate(row):
                self._write(number, column, cell)
        if self.layout is not None:
            self._lay_out(self.layout, last)

    def _write(self, number: int, column: int, cell: Cell) -> None:
        if isinstance(cell, int | float):
            self.sheet.write_number(number, column, cell, self._number_style(number, column))
        elif isinstance(cell, Formula):
            style = self._number_style(number, column)
            self.sheet.write_formula(number, column, f"={cell.text}", style, cell.value)
        elif isinstance(cell, SheetLink):
            style = self._style(number, column, cell.text)
            text = demand_xml(cell.text)
            self.sheet.write_url(number, column, f"internal:{cell.cell}", style, text)
        elif isinstance(cell, ShadedText):
            self.sheet.write_string(number, column, self._checked(cell.text), self._shade(cell))
        elif isinstance(cell, MarkedText):
            self._write_marked(number, column, cell.runs)
        elif cell:
            shown = self._checked(cell)
            style = self._style(number, column, cell)
            if shown.startswith("<r>") and shown.endswith("</r>"):
                # The library takes such a text for markup of its own, but not in runs.
                self.sheet.write_rich_string(number, column, *shown[:2], shown[2:], style)
            else:
                self.sheet.write_string(number, column, shown, style)
        elif self.layout is not None:
            self.sheet.write_blank(number, column, None, self._style(number, column, ""))

    def _shade(self, cell: ShadedText) -> Format:
        key = (cell.fill, cell.ink)
        if key not in self._shades:
            colours = {"bg_color": cell.fill, "font_color": cell.ink, "num_format": "@"}
            lines = {"border": 1, "border_color": _LINE, "text_wrap": True, "valign": "top"}
            self._shades[key] = self.book.add_format({**_SIZE, **lines, **colours})
        return self._shades[key]

    def _write_marked(self, number: int, column: int, runs: Sequence[WordEdit]) -> None:
        runs = [run for run in runs if run.text]
        text = self._checked("".join(run.text for run in runs))
        if len(runs) < 2:
            op = runs[0].op if runs else None
            style = self._style(number, column, text, op if op in _MARKS else None)
            if text.startswith("<r>") and text.endswith("</r>"):
                self.sheet.write_rich_string(number, column, *text[:2], text[2:], style)
            elif text:
                self.sheet.write_string(number, column, text, style)
            else:
                self.sheet.write_blank(number, column, None, style)
            return
        parts: list[Format | str] = []
        for run in runs:
            parts += (self._run_style(run.op), run.text)
        self.sheet.write_rich_string(number, column, *parts, self._style(number, column, text))

    def _checked(self, text: str) -> str:
        shown = demand_xml(text)
        if len(shown) * 2 > LONGEST and len(shown.encode("utf-16-le")) // 2 > LONGEST:
            raise UnwritableError(
                f"a text of {len(shown)} characters ({shown[:40]!r}…), more than the "
                f"{LONGEST} that a cell of a spreadsheet holds; use csv"
            )
        return shown

    def _run_style(self, op: WordOp) -> Format:
        if op not in self._runs:
            self._runs[op] = self.book.add_format({**_SIZE, **_MARKS.get(op, {})})
        return self._runs[op]

    def _number_style(self, number: int, column: int) -> Format | None:
        return None if self.layout is None else self._style(number, column, "", is_number=True)

    def _style(
        self,
        number: int,
        column: int,
        text: str,
        op: WordOp | None = None,
        *,
        is_number: bool = False,
    ) -> Format:
        is_head, quoted = number == 0, to_cell(text) != text
        place = column if self.layout is not None and not is_head else -1 - is_head
        key = (place * 2 + is_number, quoted and not is_head, is_head, op)
        if key not in self._styles:
            style: dict[str, object] = {} if is_number else {"num_format": "@"}
            if self.layout is not None:
                style |= self._design(self.layout, column, is_head=is_head)
            elif is_head:
                style["bold"] = True
            else:
                style |= {"text_wrap": True, "valign": "top"}
            if quoted and not is_head:
                style["quote_prefix"] = True
            self._styles[key] = self.book.add_format(
                {**style, **_MARKS.get(op, {})} if op else style
            )
        return self._styles[key]

    @staticmethod
    def _design(layout: SheetLayout, column: int, *, is_head: bool) -> dict[str, object]:
        style: dict[str, object] = {**_SIZE, "text_wrap": True, "valign": "top"}
        if not layout.headed and is_head:
            return {**_SIZE, "font_size": 14, "bold": True, "font_color": _HEAD}
        if not layout.headed:
            return style | ({"bold": True, "align": "left"} if column in layout.bold else {})
        style |= {"border": 1, "border_color": _LINE}
        if is_head:
            return style | {"bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD}
        if column in layout.open:
            style["bg_color"] = _OPEN
        if column in layout.bold:
            style["bold"] = True
        if column < layout.frozen and column not in layout.bold:
            style["align"] = "center"
        if column in layout.quiet:
            style |= {"font_color": _QUIET, "font_size": 8}
        return style

    def _lay_out(self, layout: SheetLayout, last: int) -> None:
        sheet, width = self.sheet, len(self.content.widths)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        if not layout.headed:
            sheet.hide_gridlines(2)
            return
        sheet.repeat_rows(0)
        if layout.printed:
            sheet.print_area(0, 0, last, layout.printed - 1)
        if last and layout.is_filtered:
            sheet.autofilter(0, 0, last, width - 1)
        for column, words in layout.choices.items():
            if last:
                sheet.data_validation(
                    1,
                    column,
                    last,
                    column,
                    {
                        "validate": "list",
                        "source": list(words),
                        "error_type": "warning",
                        "error_title": "Not in the list",
                        "error_message": f"Usually one of: {', '.join(words)}",
                    },
                )


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """About the height of a row, which some programs do not find out by themselves."""
    lines = 1
    for cell, width in zip(row, widths, strict=False):
        text = "".join(run.text for run in cell.runs) if isinstance(cell, MarkedText) else cell
        if isinstance(cell, ShadedText):
            text = cell.text
        if isinstance(text, str):
            room = max(1, int(width * _DENSITY))
            lines = max(lines, sum(_lines(line, room) for line in text.split("\n")))
    return min(_TALLEST, round(_LINE_HEIGHT * lines + 3, 1))


def _lines(text: str, room: int) -> int:
    """About the number of lines of a text; in narrow columns much of a line can be empty."""
    if room > _NARROW:
        return -(-len(text) // room) or 1
    lines, used = 1, 0
    for word in text[:_LONGEST_NARROW].split(" "):
        if used and used + 1 + len(word) > room - 2:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
    return lines + len(text[_LONGEST_NARROW:]) // room


def _of_no_system(body: BytesIO) -> bytes:
    """
    The archive without data about the system that wrote it; the heights of rows are proposals, so
    that a row grows when somebody writes in it.
    """
    out = BytesIO()
    with zipfile.ZipFile(body) as made, zipfile.ZipFile(out, "w") as archive:
        for info in made.infolist():
            part = made.read(info)
            if info.filename.startswith("xl/worksheets/"):
                part = part.replace(b' customHeight="1"', b"")
            info.create_system = 0
            archive.writestr(info, part)
    return out.getvalue()
