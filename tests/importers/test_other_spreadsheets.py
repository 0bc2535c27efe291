"""Spreadsheet editions as ODS and XLS, by the same rules as XLSX."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
import xlwt

from guidegraph.importers.limits import MAX_XLS
from tests.importers.reading import outline_of, read, refusal


NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
HEAD = "<table:table-row><T>id</T><T>text</T></table:table-row>"


def ods(rows: str, *, sheets: str = "", **parts: str) -> bytes:
    """A spreadsheet of these rows below its head; `<T>…</T>` is a cell with a text."""
    cells = (
        f"{HEAD}{rows}".replace("<T>", '<table:table-cell office:value-type="string"><text:p>')
        .replace("</T>", "</text:p></table:table-cell>")
        .replace("<R", "<table:table-row")
        .replace("</R", "</table:table-row")
    )
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles><style:style/>"
        "</office:automatic-styles><office:body><office:spreadsheet><table:table><table:table-column/>"
        f"{cells}</table:table>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {"content.xml": content, **parts}.items():
            archive.writestr(name, body)
    return file.getvalue()


def cell(kind: str, *, text: str = "", **attributes: str) -> str:
    """A cell of a kind, with further attributes of its own."""
    further = "".join(
        f' {name.replace("__", ":").replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}"{further}>{inner}</table:table-cell>'


def xls(*rows: Sequence[Any], change: Callable[[Any], None] = lambda _: None) -> bytes:
    """A spreadsheet of Excel 97 whose first sheet has these rows."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("first")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = xlwt.easyxf(num_format_str="YYYY-MM-DD") if isinstance(value, date) else None
            if value is not None:
                sheet.write(number, column, value, *([style] if style else []))
    change(sheet)
    book.add_sheet("second").write(0, 0, "nonsense")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_ods_texts() -> None:
    """Paragraphs, spans, links and tabs are words with spaces between; a remark is no part."""
    rows = (
        '<R><T>a</T><table:table-cell office:value-type="string"><office:annotation><text:p>no'
        "</text:p></office:annotation><text:p>one<text:s/>two<text:tab/>three<text:line-break/>four"
        "</text:p><text:p>fi<text:span>v<text:a>e</text:a></text:span>!<office:annotation><text:p>no"
        "</text:p></office:annotation><text:note><text:p>no</text:p></text:note><text:ruby>"
        "<text:ruby-base> six</text:ruby-base><text:ruby-text>no</text:ruby-text></text:ruby>"
        "</text:p></table:table-cell>"
        "</R>"
    )
    other = "<table:table><table:table-row><table:table-cell/></table:table-row></table:table>"

    assert ["a: one two three four five! six"] == outline_of(read("a.ods", ods(rows, sheets=other)))


def test_ods_values() -> None:
    """Numbers are their digits and truth values words, as in XLSX; a text stays one."""
    rows = (
        f"<R><T>007</T>{cell('float', office__value='7.10', text='7.10')}</R>"
        f"<R>{cell('float', office__value='2')}{cell('boolean', office__boolean_value='true')}</R>"
        f"<R>{cell('percentage', office__value='0.5', text='50%')}<T>=1+1</T></R>"
    )

    assert ["007: 7.1", "2: TRUE", "0.5: =1+1"] == outline_of(read("a.ods", ods(rows)))


def test_ods_repeated() -> None:
    """Rows and cells that are written once and shown often count as often as they are shown."""
    rows = (
        '<R table:number-rows-repeated="1000000"><table:table-cell/></R>'
        '<R><table:covered-table-cell table:number-columns-repeated="1"/><T>x</T></R>'
    )

    assert "a.ods:1000002: no id; give each row its own id" == refusal("a.ods", ods(rows))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (cell("float", table__formula="of:=[.A1]+1"), "a.ods:B2: a formula ('[.A1]+1'); replace"),
        (
            cell("date", office__date_value="2020-01-02"),
            "a.ods:B2: a date, which is stored as a number",
        ),
        (cell("float", office__value="nine"), "a.ods:B2: not a number ('nine'); save it again"),
        ("<T>x</T><T>y</T>", "a.ods:2: more cells than columns, the first of them 'y'"),
    ],
    ids=["formula", "date", "number", "cells"],
)
def test_ods_cells(row: str, expected: str) -> None:
    """A cell that is no text says where it is, as the spreadsheet names it."""
    assert refusal("a.ods", ods(f"<R><T>a</T>{row}</R>")).startswith(expected)


REPEATED = (
    '<R table:number-rows-repeated="9999999"><table:table-cell '
    'table:number-columns-repeated="16384" office:value-type="string">'
    "<text:p>x</text:p></table:table-cell></R>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "a.ods: not a spreadsheet (file is not a zip file); save it as .ods"),
        (ods("<R>"), "a.ods:content.xml:1: not XML: mismatched tag"),
        (ods(REPEATED), "a.ods:307: a table of more than 100000000 characters, 5000000 cells or"),
        (ods(REPEATED.replace("16384", "1")), "a.ods:500002: a table of more than 100000000 chara"),
        (ods("", **{"Basic/a.xml": "<a/>"}), "a.ods: a spreadsheet with macros; save it without"),
        (
            ods("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "a.ods: a spreadsheet with a password; save it without one",
        ),
        (ods("", **{"Content.xml": "<a/>"}), "a.ods:content.xml: a part that occurs twice; save"),
        (ods(f"<R>{' ' * 50_000_000}</R>"), "a.ods:content.xml: unpacks to more than 128 MB"),
        (ods("<text:span>" * 200), "a.ods:content.xml: XML nested more than 100 deep"),
    ],
    ids=["empty", "xml", "cells", "rows", "macros", "password", "twice", "bomb", "deep"],
)
def test_ods_files(body: bytes, expected: str) -> None:
    """A file that is no proper spreadsheet is refused before it does harm."""
    assert refusal("a.ods", body).startswith(expected)


def test_xls() -> None:
    """The first sheet is read by the rules of every table; numbers are the digits one sees."""
    body = xls(
        ("id", "text", "parent"),
        ("01", "Caf\u00e9\n\U0001f600", None),
        (),
        (7.10, True, "01"),
        (0.1 + 0.2, 12345678901, None),
    )
    edition = read("a.xls", body)

    assert ["01: Café 😀", "  7.1: TRUE", "0.3: 12345678901"] == outline_of(edition)
    assert {"01": 2, "7.1": 4, "0.3": 5} == {id_: at.line for id_, at in edition.places.items()}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (xls(("id", "text"), ("a", date(2020, 1, 2))), "a.xls:B2: a date, which is stored as a"),
        (
            xls(change=lambda sheet: sheet.row(6).set_cell_error(2, "#REF!")),
            "a.xls:C7: an error value ('#REF!'); fix the cell",
        ),
        (b"id,text\n", "a.xls: not a spreadsheet of Excel 97 to 2003; save it as .xlsx"),
        (xls()[:2000], "a.xls: not a spreadsheet that can be read (it is damaged); remove its"),
        (xls() + bytes(MAX_XLS), "a.xls: a spreadsheet of more than 64 MB; save it as .xlsx, or"),
    ],
    ids=["date", "error", "text", "damaged", "large"],
)
def test_xls_refusals(body: bytes, expected: str) -> None:
    """What cannot be read says where it is, and what to do."""
    assert refusal("a.xls", body).startswith(expected)


def test_xls_far_cell() -> None:
    """One cell in the last row and column takes no room for those before it."""
    body = xls(("id", "text"), change=lambda sheet: sheet.write(65_535, 255, "x"))
    tracemalloc.start()
    message = refusal("a.xls", body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 64 * 1024 * 1024
    assert "a.xls:65536: more cells than columns, the first of them 'x'" in message
