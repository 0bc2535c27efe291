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
from tests.importers.reading import outline_of, read, read_warned, refusal


NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
HEAD = "<table:table-row><T>id</T><T>text</T></table:table-row>"


def ods(rows: str, *, head: str = HEAD, sheets: str = "", styles: str = "", **parts: str) -> bytes:
    """A spreadsheet of these rows below its head; `<T>…</T>` is a cell with a text."""
    cells = (
        f"{head}{rows}".replace("<T>", '<table:table-cell office:value-type="string"><text:p>')
        .replace("</T>", "</text:p></table:table-cell>")
        .replace("<R", "<table:table-row")
        .replace("</R", "</table:table-row")
    )
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles><style:style/>"
        f"{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table><table:table-column/>"
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

    edition = read("a.ods", ods(rows))

    assert ["row/1: x"] == outline_of(edition)
    assert {"row/1": 1000002} == {id_: place.line for id_, place in edition.places.items()}


@pytest.mark.parametrize(
    ("row", "outline", "expected"),
    [
        (cell("float", table__formula="of:=[.A1]+1"), "a: =[.A1]+1", ["without a saved value"]),
        (cell("float", table__formula="of:=1+1", office__value="2"), "a: 2", []),
        (cell("date", office__date_value="2020-01-02"), "a: 2020-01-02", []),
        (cell("date", office__date_value="2020-01-02T10:00:00"), "a: 2020-01-02T10:00:00", []),
        (cell("time", office__time_value="PT7H05M00S", text="7:05"), "a: 07:05:00", []),
        (cell("float", office__value="nine"), "a: nine", ["not the numbers they claim to be"]),
        ("<T>x</T><T>y</T>", "a: x", ["more cells than columns; kept as attributes: C"]),
    ],
    ids=["formula", "value", "date", "moment", "time", "number", "cells"],
)
def test_ods_cells(row: str, outline: str, expected: list[str]) -> None:
    """A cell that is no text is kept as one; what is odd is named."""
    edition, said = read_warned("a.ods", ods(f"<R><T>a</T>{row}</R>"))

    assert [outline] == outline_of(edition)
    assert [True] * len(expected) == [
        part in warning for part, warning in zip(expected, said, strict=True)
    ]


def test_ods_merged_and_hidden() -> None:
    """Merged cells are filled down; hidden rows and sheets are read and named."""
    merged = (
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2">'
        "<text:p>Access</text:p></table:table-cell>"
    )
    rows = (
        "<R><T>Doors are locked.</T>" + merged + "</R>"
        '<R table:visibility="collapse"><T>Keys are kept.</T><table:covered-table-cell/></R>'
        "<R><T>Books are lent.</T><T>Lending</T></R>"
    )
    head = "<table:table-row><T>Requirement</T><T>Chapter</T></table:table-row>"
    other = (
        '<table:table table:name="Old" table:style-name="gone"><table:table-row><T>x</T>'
        "</table:table-row></table:table>"
    )
    other = other.replace("<T>", '<table:table-cell office:value-type="string"><text:p>').replace(
        "</T>", "</text:p></table:table-cell>"
    )
    shown = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="gone">{shown}</style:style>'
    edition, said = read_warned("a.ods", ods(rows, head=head, sheets=other, styles=style))

    assert ["Access", "Access", "Lending"] == [
        item.statements[1].value for item in edition.items if item.type == "Item"
    ]
    assert [
        "section/access: Access",
        "  row/1: Doors are locked.",
        "  row/2: Keys are kept.",
        "section/lending: Lending",
        "  row/3: Books are lent.",
    ] == outline_of(edition)
    assert "a.ods: hidden sheets are read too: 'Old'" in said
    assert "a.ods: hidden rows are read too: 3" in said


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
        pytest.param(
            ods(REPEATED.replace("16384", "1")),
            "a.ods:500002: a table of more than 100000000 chara",
            marks=pytest.mark.slow,
        ),
        (ods("", **{"Basic/a.xml": "<a/>"}), "a.ods: a spreadsheet with macros; save it without"),
        (
            ods("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "a.ods: a spreadsheet with a password; save it without one",
        ),
        (
            ods("", **{"Content.xml": "<a/>"}),
            "a.ods: an archive with the part 'content.xml' twice; save",
        ),
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
        (b"id,text\n", "a.xls: not a spreadsheet of Excel 97 to 2003; save it as .xlsx"),
        (xls()[:2000], "a.xls: not a spreadsheet that can be read (it is damaged); remove its"),
        (xls() + bytes(MAX_XLS), "a.xls: a spreadsheet of more than 64 MB; save it as .xlsx, or"),
    ],
    ids=["text", "damaged", "large"],
)
def test_xls_refusals(body: bytes, expected: str) -> None:
    """What cannot be read says where it is, and what to do."""
    assert refusal("a.xls", body).startswith(expected)


def test_xls_cells() -> None:
    """Dates are in ISO 8601, error values are named; merged cells are filled down."""

    def change(sheet: Any) -> None:
        sheet.write_merge(1, 2, 2, 2, "Access")
        sheet.row(3).set_cell_error(1, "#REF!")
        sheet.row(2).hidden = True

    body = xls(
        ("id", "text", "Chapter"), ("a", date(2020, 1, 2)), ("b", "y"), ("c",), change=change
    )
    edition, said = read_warned("a.xls", body)

    assert [
        "section/access: Access",
        "  a: 2020-01-02",
        "  b: y",
        "  c: #REF!",
    ] == outline_of(edition)
    assert "a.xls: error values are read as text: B4 '#REF!'" == said[0]
    assert "a.xls: hidden rows are read too: 3" in said


@pytest.mark.slow
def test_xls_far_cell() -> None:
    """One cell in the last row and column takes no room for those before it."""
    body = xls(("id", "text"), ("a", "x"), change=lambda sheet: sheet.write(65_535, 255, "far"))
    tracemalloc.start()
    edition, said = read_warned("a.xls", body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 64 * 1024 * 1024
    assert ["a: x"] == outline_of(edition)
    assert ["far"] == [each.value for each in edition.residue[0].about]
    assert "more cells than columns; kept as attributes: IV" in said[0]


def test_long_numbers() -> None:
    """A whole number keeps all its digits."""
    number = "12345678901234567890"
    body = ods(f"<R>{cell('float', office__value=number)}<T>A long one.</T></R>")
    assert read_warned("a.ods", body)[0].items[0].id == number
