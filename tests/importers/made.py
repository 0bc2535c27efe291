"""Small documents as programs write them, and as nobody should."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO


__all__ = ["PAGE", "docx", "fodt", "odt", "packed", "paragraph", "pdf", "pdf_page", "stream"]

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"{_PACKAGE}/content-types"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEFAULTS = (
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
_ODT_TYPE = "application/vnd.oasis.opendocument.text"
PAGE = "BT /F 12 Tf 50 100 Td (Members are heard before a vote.) Tj ET"
"""What a page of a PDF draws."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            # What does not press together is stored, as no ratio is to be reached by it.
            plain = len(part) > 1_000_000
            method = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(name, part, method)
    return body.getvalue()


def docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    before: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """
    A Word document.

    Args:
        body: what is in its body.
        parts: what is in its other parts, such as "styles".
        before: what is written before its root element.
        more: files in addition, by their names in the archive.
    """
    names = list(parts or {})
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{name}+xml"/>'
        for name in ["document.main", *names]
    ).replace("/document.main.xml", "/document.xml")
    found = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{_DEFAULTS}{types}</Types>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in names}),
    }
    for name, content in (parts or {}).items():
        found[f"word/{name}.xml"] = f"<w:{name} {_WORD}>{content}</w:{name}>"
    return packed(found | dict(more or {}))


def _relations(targets: Mapping[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(text: str, styles: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{text}"
        "</office:text></office:body></office:document-content>"
    )
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODT_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, part in (more or {}).items():
            archive.writestr(name, part)
    return body.getvalue()


def fodt(text: str, before: str = "") -> bytes:
    """An OpenDocument text in one file; *before* is written before its root element."""
    return (
        f"{before}<office:document {_ODF}><office:body><office:text>{text}</office:text>"
        "</office:body></office:document>"
    ).encode()


def stream(content: str, *, entries: str = "", packed: bool = False) -> bytes:
    """A stream of a PDF."""
    body = content.encode("latin-1")
    if packed:
        body, entries = zlib.compress(body, 9), f"{entries}/Filter/FlateDecode"
    return f"<<{entries}/Length {len(body)}>>\nstream\n".encode() + body + b"\nendstream"


def pdf(objects: Sequence[str | bytes]) -> bytes:
    """A PDF of objects, numbered from 1; the first one is its catalog."""
    parts = [b"%PDF-1.7\n"]
    places: list[int] = []
    at = len(parts[0])
    for number, each in enumerate(objects, start=1):
        body = each if isinstance(each, bytes) else each.encode("latin-1")
        places.append(at)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        at += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += (b"%010d 00000 n \n" % place for place in places)
    parts.append(b"trailer <</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(parts)


def pdf_page(
    content: bytes | None = None,
    *,
    page: str = "",
    catalog: str = "",
    pages: str = "/Kids[3 0 R]/Count 1",
    more: Sequence[str | bytes] = (),
) -> bytes:
    """
    A PDF of one page.

    Args:
        content: the stream that draws it.
        page: further entries of the page.
        catalog: further entries of the catalog.
        pages: the entries of the tree of pages.
        more: further objects, from number 6.
    """
    used = f"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>{page}"
    return pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
            f"<</Type/Pages{pages}>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources{used}>>",
            stream(PAGE) if content is None else content,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )
