"""Spreadsheet editions as XLSX."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.importers.reading import outline_of, read, refusal


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
    body = workbook(("id", "text"), ("a", "x"), (None, None), ("a", "y"))

    assert "a.xlsx:4: the id 'a' is already on line 2; give each row its own id" == (
        refusal("a.xlsx", body)
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "=1+1")], "a.xlsx:B2: a formula ('1+1'); replace it with its value"),
        ([("a", date(2020, 1, 2))], "a.xlsx:B2: a date, which is stored as a number; format"),
        ([("a", "#REF!")], "a.xlsx:B2: an error value ('#REF!'); fix the cell"),
        ([("a", "x", "y")], "a.xlsx:2: more cells than columns, the first of them 'y'"),
    ],
    ids=["formula", "date", "error", "cells"],
)
def test_cells(rows: list[tuple[Any, ...]], expected: str) -> None:
    """A cell that is no text says where it is, as the spreadsheet names it."""
    assert refusal("a.xlsx", workbook(("id", "text"), *rows)).startswith(expected)


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
        (
            package('<row r="2"><c r="A2"><v>nine</v></c></row>'),
            "a.xlsx:A2: not a number ('nine'); save it again as .xlsx",
        ),
        (package("<a>" * 200), "a.xlsx:xl/worksheets/one.xml: XML nested more than 100 deep"),
        (
            package("", **{"Worksheets/one.xml": "<a/>"}),
            "a.xlsx:xl/worksheets/one.xml: a part that occurs twice; save it again as .xlsx",
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
        "number",
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
