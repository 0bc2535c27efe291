"""
Word documents (WordprocessingML, ECMA-376): paragraphs, tables, tracked changes and comments.

The same content gives the same bytes: no dates, and names of authors only where given.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr


__all__ = ["DocxComment", "DocxParagraph", "DocxRun", "DocxTable", "TrackedMark", "to_docx"]

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class TrackedMark(StrEnum):
    """Whether words were there before, are there now, or moved from or to their place."""

    KEPT = ""
    DELETED = "del"
    INSERTED = "ins"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxRun:
    """
    Words of one kind.

    *mark* makes them a tracked change; *struck* and *underlined* only look like one.
    """

    text: str
    mark: TrackedMark = TrackedMark.KEPT
    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxComment:
    """A comment: its author, and its paragraphs."""

    author: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxParagraph:
    """
    A paragraph.

    Attributes:
        style: the id of a style: Normal, Title, Subtitle, Heading1 to Heading6,
            Entry (the name of a row), Small, Quiet.
        former: the style that it had before, if that is a tracked change.
        mark: whether the paragraph as such is inserted, deleted or moved.
        move: the name that both places of a move share.
        comments: what is said of it.
    """

    runs: tuple[DocxRun, ...]
    style: str = "Normal"
    former: str = ""
    mark: TrackedMark = TrackedMark.KEPT
    move: str = ""
    language: str = ""
    comments: tuple[DocxComment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxTable:
    """A table: the widths of its columns in twentieths of a point, its rows, the first a head."""

    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[DocxParagraph, ...], ...], ...]


@dataclass(slots=True)
class _Writer:
    author: str
    ids: int = 0
    whole: bool = False
    comments: list[DocxComment] = field(default_factory=list)
    ranges: dict[tuple[str, TrackedMark], int] = field(default_factory=dict)

    @property
    def by(self) -> str:
        """
        Who changes, as an attribute.

        Whole paragraphs are changed by another author than words: word processors put changes of
        one author that touch each other together, and would take in the end of the paragraph.
        """
        return f"w:author={quoteattr(f'{self.author} (items)' if self.whole else self.author)}"

    def change(self, name: str, inside: str = "") -> str:
        """An element that says who changed something."""
        self.ids += 1
        said = f'<w:{name} w:id="{self.ids}" {self.by}'
        return f"{said}>{inside}</w:{name}>" if inside else f"{said}/>"

    def block(self, each: DocxParagraph | DocxTable) -> str:
        return self.table(each) if isinstance(each, DocxTable) else self.paragraph(each)

    def paragraph(self, each: DocxParagraph) -> str:
        self.whole = each.mark is not TrackedMark.KEPT
        about = f'<w:pStyle w:val="{each.style}"/>'
        if each.mark is not TrackedMark.KEPT:
            about += f"<w:rPr>{self.change(each.mark)}</w:rPr>"
        if each.former:
            before = f'<w:pPr><w:pStyle w:val="{each.former}"/></w:pPr>'
            about += self.change("pPrChange", before)
        inside = "".join(self.run(run, each.language) for run in each.runs if run.text)
        if each.move:
            inside = self.moved(inside, each)
        first = len(self.comments)
        self.comments += each.comments
        numbers = range(first, len(self.comments))
        inside = (
            "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in numbers)
            + inside
            + "".join(
                f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'
                for n in numbers
            )
        )
        return f"<w:p><w:pPr>{about}</w:pPr>{inside}</w:p>"

    def moved(self, inside: str, each: DocxParagraph) -> str:
        """The words of a move between the marks that name it."""
        kind = each.mark.value
        self.ids += 1
        number = self.ranges.setdefault((each.move, each.mark), self.ids)
        start = f'<w:{kind}RangeStart w:id="{number}" {self.by} w:name="{each.move}"/>'
        return f'{start}{inside}<w:{kind}RangeEnd w:id="{number}"/>'

    def run(self, run: DocxRun, language: str) -> str:
        look = "<w:b/>" * run.bold + "<w:i/>" * run.italic + "<w:strike/>" * run.struck
        look += f'<w:color w:val="{run.colour}"/>' if run.colour else ""
        look += '<w:u w:val="single"/>' if run.underlined else ""
        look += f"<w:lang w:val={quoteattr(language)}/>" if language else ""
        name = "delText" if run.mark is TrackedMark.DELETED else "t"
        pieces = "<w:br/>".join(
            f'<w:{name} xml:space="preserve">{_plain(line)}</w:{name}>' if line else ""
            for line in run.text.split("\n")
        )
        inside = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{pieces}</w:r>"
        return self.change(run.mark, inside) if run.mark is not TrackedMark.KEPT else inside

    def table(self, table: DocxTable) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
        rows = "".join(self.row(row, table.widths, number) for number, row in enumerate(table.rows))
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def row(
        self, row: Sequence[Sequence[DocxParagraph]], widths: Sequence[int], number: int
    ) -> str:
        about = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number == 0 else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEFF2"/>' if number == 0 else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            + ("".join(map(self.paragraph, cell)) or "<w:p/>")
            + "</w:tc>"
            for cell, width in zip(row, widths, strict=True)
        )
        return f"<w:tr>{about}{cells}</w:tr>"

    def comments_part(self) -> str:
        found = "".join(
            f'<w:comment w:id="{number}" w:author={quoteattr(_plain_text(comment.author))} '
            f'w:initials="">{_comment_lines(comment)}</w:comment>'
            for number, comment in enumerate(self.comments)
        )
        return f"{_HEAD}<w:comments {_W}>{found}</w:comments>"


def to_docx(
    blocks: Iterable[DocxParagraph | DocxTable],
    *,
    title: str,
    author: str = "guidegraph",
    landscape: bool = False,
    language: str = "",
    footer: str = "",
) -> bytes:
    """
    A document of some paragraphs and tables.

    A character that XML cannot hold becomes the replacement character U+FFFD.

    Args:
        author: who made the tracked changes.
        footer: what stands in front of the number of each page.
    """
    writer = _Writer(author)
    body = "".join(map(writer.block, blocks))
    width, height = (16838, 11906) if landscape else (11906, 16838)
    turned = ' w:orient="landscape"' if landscape else ""
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" '
        'w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _CORE.format(title=_plain(title)),
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": _styles(language),
        "word/footer1.xml": _FOOTER.format(words=_plain(footer)),
        "word/comments.xml": writer.comments_part(),
        "word/document.xml": f'{_HEAD}<w:document {_W} xmlns:r="{_OFFICE}"><w:body>{body}{section}'
        "</w:body></w:document>",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text.encode())
    return out.getvalue()


def _plain_text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _plain(text: str) -> str:
    return escape(_plain_text(text))


def _comment_lines(comment: DocxComment) -> str:
    return "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{_plain(line)}</w:t></w:r></w:p>'
        for line in comment.lines
    )


_CONTENT_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("footer1", "footer"),
            ("comments", "comments"),
        )
    )
    + "</Types>"
)
_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (kind, name) in enumerate(
            (("styles", "styles"), ("comments", "comments"), ("footer", "footer1")), start=1
        )
    )
    + "</Relationships>"
)
_CORE: Final = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:creator>guidegraph</dc:creator></cp:coreProperties>"
)
_FOOTER: Final = (
    f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Small"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">{words}  </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)


def _styles(language: str) -> str:
    """The styles: sizes are in half points, spaces in twentieths of a point."""
    said = f"<w:lang w:val={quoteattr(language)}/>" if language else ""

    def style(id_: str, name: str, space: tuple[int, int], look: str, more: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{more}'
            f'<w:spacing w:before="{space[0]}" w:after="{space[1]}"/></w:pPr>'
            f"<w:rPr>{look}</w:rPr></w:style>"
        )

    sizes = (32, 26, 24, 22, 22, 22)
    headings = "".join(
        style(
            f"Heading{level}",
            f"heading {level}",
            (280, 100),
            f'<w:b/><w:sz w:val="{size}"/>',
            f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>',
        )
        for level, size in enumerate(sizes, start=1)
    )
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/>'
        f"{said}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:style>'
        + style("Title", "Title", (0, 80), '<w:b/><w:sz w:val="40"/>')
        + style("Subtitle", "Subtitle", (0, 200), '<w:color w:val="59626D"/><w:sz w:val="24"/>')
        + headings
        + style("Entry", "Entry", (120, 20), "<w:b/>", "<w:keepNext/>")
        + style("Small", "Small", (0, 20), '<w:sz w:val="17"/>')
        + style("Quiet", "Quiet", (0, 20), '<w:color w:val="59626D"/><w:sz w:val="17"/>')
        + '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr>'
        "<w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFC5CC"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )
