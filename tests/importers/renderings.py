"""Editions as other people publish them: tables and lists, as PDF and as Word documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from guidegraph.model.edition import Edition
from guidegraph.model.statement import Role
from tests.importers.made import docx, paragraph


__all__ = ["LAYOUTS", "Printed", "misplaced", "printed", "to_docx", "to_pdf"]

LAYOUTS = ("ruled", "unruled", "merged", "headings")
"""
A row for each value, with lines or without; a row for each statement, with the value's cell over
all of its rows; headings with lists below them.
"""
_COLUMNS = {"PracticeStatement": "Guidelines for practice", "SupervisorRole": "Supervisor roles"}
_VALUE = "Core value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A value as it is printed: its name, and the statements of each column."""

    value: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]


def printed(edition: Edition) -> list[Printed]:
    """The values of an edition, with their statements by column."""
    found = []
    for value in (item for item in edition.items if item.type == "CoreValue"):
        columns: list[tuple[str, tuple[str, ...]]] = []
        for kind, column in _COLUMNS.items():
            texts = tuple(
                " ".join((item.text or "").split())
                for item in edition.items
                if item.type == kind and value in edition.ancestors(item)
            )
            columns.append((column, texts))
        name = " ".join((value.label or "").split())
        found.append(Printed(value=name, columns=tuple(columns)))
    used = {column for each in found for column, texts in each.columns if texts}
    return [
        Printed(
            value=each.value,
            columns=tuple((column, texts) for column, texts in each.columns if column in used),
        )
        for each in found
    ]


def misplaced(edition: Edition, expected: Sequence[Printed]) -> list[str]:
    """The statements that an edition does not have whole, below their value and in their column."""
    places: dict[str, list[str]] = {}
    for item in edition.items:
        above = [*reversed(list(edition.ancestors(item))), item]
        names = [" ".join(filter(None, (each.label, each.text))) for each in above]
        for text in filter(None, (item.text, item.label)):
            places.setdefault(_plain(text), []).append(_plain(" ".join(names)))
        for said in item.statements:
            if said.role is Role.ATTRIBUTE:
                where = _plain(" ".join([*names, said.property]))
                places.setdefault(_plain(said.value), []).append(where)
    wrong = []
    for value in expected:
        others = [each.value for each in expected if each is not value]
        for column, texts in value.columns:
            for text in texts:
                found = [
                    place
                    for place in places.get(_plain(text), ())
                    if _plain(value.value) in place
                    and not any(_plain(other) in place for other in others)
                    and (len(value.columns) == 1 or _plain(column) in place)
                ]
                if not found:
                    wrong.append(f"{value.value} / {column}: {text[:60]}")
    return wrong


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _table(values: Sequence[Printed], layout: str) -> list[list[tuple[list[str], int]]]:
    """The rows of a table: of each cell the paragraphs, and the rows that it is over."""
    columns = [column for column, _ in values[0].columns]
    if layout != "merged":
        rows = [[([name], 1) for name in (_VALUE, *columns)]]
        for value in values:
            rows.append([([value.value], 1), *((list(texts), 1) for _, texts in value.columns)])
        return rows
    rows = [[([name], 1) for name in (_VALUE, "Part", "What it says")]]
    for value in values:
        total = sum(len(texts) for _, texts in value.columns)
        for number, (column, texts) in enumerate(value.columns):
            for at, text in enumerate(texts):
                first = [([value.value] if not number and not at else [], total)]
                part = [([column] if not at else [], len(texts))]
                rows.append([*first, *part, ([text], 1)])
    return rows


def to_docx(values: Sequence[Printed], layout: str) -> bytes:
    """A Word document."""
    if layout == "headings":
        return docx(_headings(values), {"styles": _STYLES, "numbering": _NUMBERING})
    header = "<w:trPr><w:tblHeader/></w:trPr>"
    body = ""
    rows = _table(values, layout)
    for number, row in enumerate(rows):
        cells = ""
        for at, (texts, over) in enumerate(row):
            merge = ""
            if over > 1:
                merge = '<w:vMerge w:val="restart"/>' if texts else "<w:vMerge/>"
            inside = "".join(_word(text, listed=number > 0 and at > 0) for text in texts)
            cells += f"<w:tc><w:tcPr>{merge}</w:tcPr>{inside or '<w:p/>'}</w:tc>"
        body += f"<w:tr>{header if not number else ''}{cells}</w:tr>"
    title = paragraph("National guidelines", '<w:pStyle w:val="H1"/>')
    columns = '<w:gridCol w:w="3000"/>' * len(rows[0])
    grid = f"<w:tblPr/><w:tblGrid>{columns}</w:tblGrid>"
    return docx(f"{title}<w:tbl>{grid}{body}</w:tbl>", {"styles": _STYLES, "numbering": _NUMBERING})


def _headings(values: Sequence[Printed]) -> str:
    body = paragraph("National guidelines", '<w:pStyle w:val="H1"/>')
    for value in values:
        body += paragraph(escape(value.value), '<w:pStyle w:val="H2"/>')
        for column, texts in value.columns:
            body += paragraph(escape(column), '<w:pStyle w:val="H3"/>')
            body += "".join(_word(text, listed=True) for text in texts)
    return body


def _word(text: str, *, listed: bool) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if listed else ""
    return paragraph(escape(text), number)


_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2, 3)
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num>'
)


def to_pdf(values: Sequence[Printed], layout: str) -> bytes:
    """A PDF, with running heads and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    looks = getSampleStyleSheet()
    story: list[Any] = [Paragraph("National guidelines", looks["Title"])]
    if layout == "headings":
        for value in values:
            story.append(Paragraph(escape(value.value), looks["Heading2"]))
            for column, texts in value.columns:
                story.append(Paragraph(escape(column), looks["Heading3"]))
                story += (
                    Paragraph(escape(text), looks["Bullet"], bulletText="•") for text in texts
                )
    else:
        rows = _table(values, layout)
        cells: list[list[Any]] = [
            [
                [
                    Paragraph(
                        escape(text) if number else f"<b>{escape(text)}</b>",
                        looks["Bullet"]
                        if number and at and layout != "merged"
                        else looks["Normal"],
                        bulletText="•" if number and at and layout != "merged" else None,
                    )
                    for text in texts
                ]
                for at, (texts, _) in enumerate(row)
            ]
            for number, row in enumerate(rows)
        ]
        style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if layout != "unruled":
            style.append(("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"))
        if layout == "ruled":
            style.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
        if layout == "merged":
            style.append(("BOX", (0, 0), (-1, -1), 0.5, "black"))
            style.append(("LINEAFTER", (0, 0), (-1, -1), 0.5, "black"))
            for number, row in enumerate(rows):
                for at, (inside, _) in enumerate(row):
                    if inside:
                        style.append(("LINEABOVE", (at, number), (at, number), 0.5, "black"))
        widths = [100] + [(440 - 100) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)
        if layout == "merged":
            widths = [100, 90, 250]
        story.append(
            Table(cells, colWidths=widths, repeatRows=1, splitInRow=layout == "ruled", style=style)
        )

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[1] - 40, "Draft for comment")
        canvas.drawString(290, 30, str(document.page))

    body = BytesIO()
    SimpleDocTemplate(body, pagesize=A4, invariant=1).build(
        story, onFirstPage=furniture, onLaterPages=furniture
    )
    return body.getvalue()
