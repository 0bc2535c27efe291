"""Spreadsheet editions as XLSX."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from guidegraph.model.errors import UnknownNameError
from guidegraph.model.manifest import Manifest, TableLayout
from guidegraph.model.table import CellType
from tests.importers.reading import outline_of, read, read_warned, refusal


HEADER = ("id", "text", "label", "parent")


def workbook(*rows: tuple[Any, ...], change: Callable[[Any], None] = lambda _: None) -> bytes:
    """A spreadsheet whose first sheet has these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


PARTS: Mapping[str, str] = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet r:id="s"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": (
        '<Relationships><Relationship Id="s" Target="worksheets/one.xml"/></Relationships>'
    ),
}
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>text</t></is></c></row>'
)


def package(rows: str, **parts: str) -> bytes:
    """A spreadsheet put together by hand, of these rows and further parts below `xl`."""
    sheet = f"<worksheet><sheetData>{HEAD}{rows}</sheetData></worksheet>"
    further = {f"xl/{name}": body for name, body in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**PARTS, "xl/worksheets/one.xml": sheet, **further}.items():
            archive.writestr(name, body)
    return file.getvalue()


def test_first_sheet() -> None:
    """The first sheet is read, by the rules of every table; numbers are the digits one sees."""
    body = workbook(
        HEADER,
        (1, None, "Rooms", None),
        (None, None, None, None),
        (1.1, "Rooms are\nopen.", None, 1),
        ("1.10", True, None, 1.1),
        (0.1 + 0.2, 12345678901, None, None),
        change=lambda book: book.create_sheet("other").append(["nonsense"]),
    )

    assert [
        "1: Rooms",
        "  1.1: Rooms are open.",
        "    1.10: TRUE",
        "0.3: 12345678901",
    ] == outline_of(read("a.xlsx", body))


def test_runs_and_readings() -> None:
    """Runs of a text are joined; the readings printed above it are not part of it."""
    rows = (
        '<row r="7"><c r="A7" t="s"><v>0</v></c><c r="B7" t="s"><v>1</v></c></row>'
        '<row><c t="inlineStr"><is><r><t>b</t></r></is></c><c t="str"><v>plain</v></c></row>'
    )
    strings = (
        "<sst><si><t>a</t></si><si><r><rPr/><t>Be </t></r><r><t>kind_x000A_now</t></r>"
        "<rPh><t>reading</t></rPh></si></sst>"
    )
    edition = read("a.xlsx", package(rows, **{"sharedStrings.xml": strings}))

    assert ["a: Be kind now", "b: plain"] == outline_of(edition)
    assert {"a": 7, "b": 8} == {id_: place.line for id_, place in edition.places.items()}


def test_order_of_sheets() -> None:
    """Which sheet is the first is for the workbook to say, not for the names of the parts."""

    def swap(book: Any) -> None:
        front = book.create_sheet("front", 0)
        front.append(("id", "text"))
        front.append(("a", "A"))

    assert ["a: A"] == outline_of(read("a.xlsx", workbook(("no", "table"), change=swap)))


def test_rows_of_messages() -> None:
    """A message names the row that the spreadsheet shows."""
    _, said = read_warned("a.xlsx", workbook(("id", "text"), ("a", "x"), (None, None), ("a", "y")))

    assert ["a.xlsx: ids that occur twice are numbered: line 4 'a' as 'a-2'"] == said


@pytest.mark.parametrize(
    ("rows", "outline", "expected"),
    [
        (
            [("a", "=1+1")],
            "a: =1+1",
            "formulas without a saved value are read as text (open and save the file): B2 '=1+1'",
        ),
        ([("a", "#REF!")], "a: #REF!", "error values are read as text: B2 '#REF!'"),
        ([("a", "x", "y")], "a: x", "more cells than columns; kept as attributes: C"),
    ],
    ids=["formula", "error", "cells"],
)
def test_odd_cells(rows: list[tuple[Any, ...]], outline: str, expected: str) -> None:
    """A cell that is no text is kept as one, with a warning that names it."""
    edition, (said,) = read_warned("a.xlsx", workbook(("id", "text"), *rows))

    assert [outline] == outline_of(edition)
    assert f"a.xlsx: {expected}" == said


def test_formula_with_value() -> None:
    """A formula is the value that was saved with it."""
    rows = (
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c>'
        '<c r="B2" t="str"><f>A1&amp;"x"</f><v>idx</v></c></row>'
    )

    assert ["2: idx"] == outline_of(read("a.xlsx", package(rows)))


def test_datatypes() -> None:
    """Dates, times, numbers and truth values are cells with a datatype; dates are in ISO 8601."""
    rows = (
        ("id", "text", "type", "Since"),
        ("a", "x", 2, date(2020, 1, 2)),
        ("b", "y", 1.5, datetime.fromisoformat("2020-01-02T03:04:05")),
        ("c", "z", True, time.fromisoformat("03:04:05")),
    )
    edition, _ = read_warned("a.xlsx", workbook(*rows))

    assert [
        [("2", CellType.INTEGER), ("2020-01-02", CellType.DATE)],
        [("1.5", CellType.DECIMAL), ("2020-01-02T03:04:05", CellType.DATE_TIME)],
        [("TRUE", CellType.BOOLEAN), ("03:04:05", CellType.TIME)],
    ] == [[(each.value, each.datatype) for each in item.statements[2:]] for item in edition.items]


def test_days_from_1904() -> None:
    """Where a workbook counts days from 1904, its dates do."""

    def old(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    body = workbook(("id", "text"), ("a", date(2020, 1, 2)), change=old)

    assert ["a: 2020-01-02"] == outline_of(read("a.xlsx", body))


def test_the_likely_sheet() -> None:
    """Of several sheets the one like a table is read, and named; --sheet chooses another."""

    def more(book: Any) -> None:
        book.active.title = "Lists"
        rules = book.create_sheet("Rules")
        for row in (("No.", "Requirement"), ("R-1", "Doors are locked."), ("R-2", "Keys too.")):
            rules.append(row)
        hidden = book.create_sheet("Old")
        for number in range(9):
            hidden.append(("No.", f"Requirement {number}"))
        hidden.sheet_state = "hidden"

    body = workbook(("Owners",), ("Archive",), change=more)
    edition, said = read_warned("a.xlsx", body)
    lists, _ = read_warned("a.xlsx", body, Manifest(table=TableLayout(sheet="Lists")))

    assert ["R-1: Doors are locked.", "R-2: Keys too."] == outline_of(edition)
    assert [
        "a.xlsx: hidden sheets are read too: 'Old'",
        (
            "a.xlsx: the sheet 'Rules' is read, the others are kept aside (choose with --sheet): "
            "'Lists' (2 cells), 'Old' (18 cells)"
        ),
    ] == said[:2]
    assert [("Lists", 2), ("Old", 18)] == [
        (each.value, len(each.about)) for each in edition.residue
    ]
    assert ["row/1: Owners", "row/2: Archive"] == outline_of(lists)
    with pytest.raises(UnknownNameError, match="unknown sheet 'Ruels': did you mean 'Rules'"):
        read("a.xlsx", body, Manifest(table=TableLayout(sheet="Ruels")))


def test_hidden_rows() -> None:
    """A row that the spreadsheet hides is read and named."""

    def hide(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True

    edition, said = read_warned(
        "a.xlsx", workbook(("id", "text"), ("a", "x"), ("b", "y"), change=hide)
    )

    assert ["a: x", "b: y"] == outline_of(edition)
    assert ["a.xlsx: hidden rows are read too: 3"] == said


@pytest.mark.slow
def test_overlapping_areas_are_refused() -> None:
    """Merged areas that cover far more cells than there are do not fill the memory."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>a{row}</v></c>'
        f'<c r="B{row}" t="str"><v>x</v></c></row>'
        for row in range(2, 5_000)
    )
    merged = '<mergeCell ref="C2:C5000"/>' * 2_000 + '<mergeCell ref="A2:A5000"/>' * 2_000
    sheet = f"{rows}</sheetData><mergeCells>{merged}</mergeCells><sheetData>"

    assert "merged cells over more than 5000000 cells; split them" in (
        refusal("a.xlsx", package(sheet))
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "a.xlsx: not a spreadsheet (file is not a zip file); save it as .xlsx"),
        (b"PK\x05\x06" + bytes(18), "a.xlsx: an archive, but not a spreadsheet; save it as .xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "a.xlsx: an encrypted spreadsheet, or one in the"),
        (package("", **{"vbaProject.bin": "x"}), "a.xlsx: a spreadsheet with"),
        (package("<row>"), "a.xlsx:xl/worksheets/one.xml:1: not XML: mismatched tag; fix"),
        (package("", **{"workbook.xml": "<workbook/>"}), "a.xlsx:xl/workbook.xml: no sheet in it"),
        (
            package("", **{"_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"][:-40]}),
            "a.xlsx:xl/_rels/workbook.xml.rels:1: not XML",
        ),
        (
            package("", **{"workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "a.xlsx:xl/workbook.xml: XML with a document type (<!DOCTYPE …>); remove it",
        ),
        (
            package('<row r="2"><c r="A2" t="s"><v>9</v></c></row>'),
            "a.xlsx:A2: there is no shared text '9'; save it again as .xlsx",
        ),
        (package("<a>" * 200), "a.xlsx:xl/worksheets/one.xml: XML nested more than 100 deep"),
        (
            package("", **{"Worksheets/one.xml": "<a/>"}),
            "a.xlsx: an archive with the part 'xl/worksheets/one.xml' twice",
        ),
        (package(" " * 50_000_000), "a.xlsx:xl/worksheets/one.xml: unpacks to more than 128 MB"),
    ],
    ids=[
        "empty",
        "zip",
        "encrypted",
        "macros",
        "sheet",
        "no-sheet",
        "relations",
        "entities",
        "shared",
        "deep",
        "twice",
        "bomb",
    ],
)
def test_packages(body: bytes, expected: str) -> None:
    """A file that is no proper spreadsheet is refused before it does harm."""
    assert refusal("a.xlsx", body).startswith(expected)


def test_missing_sheet() -> None:
    """A part that is named and not there is named in the message."""
    body = package(
        "", **{"_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace("one", "two")}
    )

    assert "a.xlsx: no part 'xl/worksheets/two.xml' in it; save it again as .xlsx" == (
        refusal("a.xlsx", body)
    )


def test_shared_bomb() -> None:
    """One long text in many cells is not copied until the memory is full."""
    numbers = random.Random(1)
    text = "".join(str(numbers.random()) for _ in range(50_000))
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="s"><v>0</v></c></row>'
        for row in range(2, 20_000)
    )
    body = package(rows, **{"sharedStrings.xml": f"<sst><si><t>{text}</t></si></sst>"})

    assert "a table of more than 100000000 characters" in refusal("a.xlsx", body)


def test_macro_suffix() -> None:
    """A spreadsheet that may have macros is read if it has none."""
    assert ["a: A"] == outline_of(read("a.xlsm", workbook(("id", "text"), ("a", "A"))))


def test_damaged() -> None:
    """A part whose bytes were changed is said to be damaged."""
    body = bytearray(package("".join(f'<row r="{row}"/>' for row in range(2, 400))))
    place = bytes(body).index(b"one.xml") + 60
    body[place : place + 8] = b"\xff" * 8

    assert refusal("a.xlsx", bytes(body)).startswith("a.xlsx:xl/worksheets/one.xml: a damaged part")


def test_numbers_as_one_sees_them() -> None:
    """Decimals that a format asks for are kept, and all digits of a long whole number."""

    def formatted(book: Any) -> None:
        sheet = book.active
        for row, code in ((2, "0.00"), (3, "0.000"), (4, "0.0"), (5, "General")):
            sheet.cell(row, 2).number_format = code

    body = workbook(
        ("Text", "Size"),
        ("Lock the door.", 1.1),
        ("Open the door.", 2),
        ("Paint the door.", 1.25),
        ("Shut the door.", 1.5),
        change=formatted,
    )
    sizes = [item.statements[1].value for item in read_warned("a.xlsx", body)[0].items]
    assert sizes == ["1.10", "2.000", "1.25", "1.5"]
    long = package('<row r="2"><c r="A2"><v>12345678901234567890</v></c></row>')
    assert read_warned("a.xlsx", long)[0].items[0].statements[0].value == "12345678901234567890"


def test_what_is_not_read_is_named() -> None:
    """Comments on cells and the addresses of links are not kept, and a warning says so."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["id", "text"])
    sheet.append(["1", "Doors are locked."])
    sheet["B2"].comment = Comment("Ask the guard.", "desk")
    sheet["B2"].hyperlink = "https://example.org/doors"
    file = io.BytesIO()
    workbook.save(file)
    _, warned = read_warned("a.xlsx", file.getvalue())

    said = "the comments on cells and the addresses of links in cells"
    assert [f"a.xlsx: not read and not compared: {said}"] == [
        each for each in warned if "not read" in each
    ]
