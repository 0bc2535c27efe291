"""
Tables as a spreadsheet in Office Open XML: texts only, the same bytes every time.

Standard: ECMA-376, part 1. A text that begins like a formula is a text all the same: its cell says
so by its type, and by the style that puts an apostrophe before it when it is edited.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from guidegraph.export.xml_text import attribute, content
from guidegraph.model.cells import to_cell
from guidegraph.model.errors import UnwritableError


__all__ = ["Sheet", "to_xlsx"]

_LONGEST = 32_767
"""The most characters in a cell, counted in units of UTF-16; programs call longer ones damaged."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DC = "http://purl.org/dc/elements/1.1/"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# How a cell writes a character that XML has no way to write; so the way itself must be escaped.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TEXT, _QUOTED, _HEAD = 1, 2, 3
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf xfId="0"/>'
    '<xf numFmtId="49" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" xfId="0" quotePrefix="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    A sheet: its name, the widths of its columns in characters, and its rows, the first a head.

    A whole number is a number to the spreadsheet, everything else a text.
    """

    name: str
    widths: Sequence[int]
    rows: Iterable[Sequence[str | int]]


def to_xlsx(sheets: Sequence[Sheet], *, title: str, creator: str) -> bytes:
    """
    A spreadsheet of these sheets.

    Raises:
        UnwritableError: a cell is too long, or has a character that XML cannot hold.
    """
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations(
            [
                (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _properties(title, creator),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *((f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                (f"{_OFFICE}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet)
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else it tells on which system it was made
            archive.writestr(info, f"{_DECLARATION}{part}".encode())
    return body.getvalue()


def _content_types(numbers: Iterable[int]) -> str:
    types = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "/xl/styles.xml": f"{_TYPE}.styles+xml",
        **{f"/xl/worksheets/sheet{number}.xml": f"{_TYPE}.worksheet+xml" for number in numbers},
    }
    parts = (
        f'<Override PartName="{name}" ContentType="{type_}"/>' for name, type_ in types.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(parts)}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    found = (
        f'<Relationship Id="rId{number}" Type="{type_}" Target="{target}"/>'
        for number, (type_, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def _properties(title: str, creator: str) -> str:
    names = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="{_DC}"'
    said = f"<dc:title>{content(title)}</dc:title>"
    if creator:
        said += f"<dc:creator>{content(creator)}</dc:creator>"
    return f"<cp:coreProperties {names}>{said}</cp:coreProperties>"


def _workbook(sheets: Iterable[Sheet]) -> str:
    found = (
        f'<sheet name={attribute(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    names = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    return f"<workbook {names}><sheets>{''.join(found)}</sheets></workbook>"


def _sheet(sheet: Sheet) -> str:
    columns = (
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    rows = (_row(number, cells) for number, cells in enumerate(sheet.rows, start=1))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{''.join(columns)}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _row(number: int, cells: Sequence[str | int]) -> str:
    found = (
        _cell(f"{chr(ord('A') + column)}{number}", cell, head=number == 1)
        for column, cell in enumerate(cells)
        if cell != ""
    )
    return f'<row r="{number}">{"".join(found)}</row>'


def _cell(place: str, value: str | int, *, head: bool) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return _text(place, value, head=head)


def _text(place: str, text: str, *, head: bool) -> str:
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST:
        raise UnwritableError(
            f"a text of {len(text)} characters ({text[:40]!r}…), more than the {_LONGEST} that a "
            "cell of a spreadsheet holds; take csv"
        )
    style = _HEAD if head else _TEXT if to_cell(text) == text else _QUOTED
    shown = content(_ESCAPE.sub("_x005F_", text))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    )
