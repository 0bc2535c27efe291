"""
Write the two documents of the tutorial, a PDF and a Word document.

```
python tools/tutorial_documents.py
```

They are made here from their words, byte by byte, so that nobody has to trust a file that no
editor can read. The PDF prints what many do: no tags, a running head and the number on each page,
a word divided at a line end. The Word document has styles.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path


FOLDER = Path(__file__).resolve().parent.parent / "docs" / "tutorial"

TITLE = "Rules of the reading room"
# The lines of each page of the old edition: the font, its size, the place from below, the words.
PAGES = (
    (
        ("Bold", 18, 530, TITLE),
        ("Bold", 13, 496, "1 Opening"),
        ("Roman", 11, 474, "The room is open every day. It closes for the"),
        ("Roman", 11, 460, "holidays of the town."),
        ("Bold", 11, 438, "Please note"),
        ("Roman", 11, 416, "Children come with an adult."),
        ("Bold", 13, 388, "2 Borrowing"),
        ("Roman", 11, 366, "Readers may borrow four books for a month."),
        ("Roman", 11, 344, "Readers must return books in good order, at a pre-"),
        ("Roman", 11, 330, "arranged time."),
    ),
    (
        ("Bold", 13, 530, "3 Silence"),
        ("Roman", 11, 508, "Readers keep their voices low, and leave the"),
        ("Roman", 11, 494, "room to make a call."),
    ),
)
# The paragraphs of the new edition: the style, if it has one, and the words.
PARAGRAPHS = (
    ("Title", TITLE),
    ("Heading1", "1 Opening"),
    ("", "The room is open every day. It closes for the holidays of the town."),
    ("", "Please note: children come with an adult."),
    ("Heading1", "2 Borrowing"),
    ("", "Readers may borrow six books for a month."),
    ("", "Readers should return books in good order, at a pre-arranged time."),
    ("Heading1", "3 Silence"),
    ("", "Readers keep their voices low."),
    ("Heading1", "4 Visitors"),
    ("", "Visitors must sign the book at the door."),
)

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def documents() -> Mapping[str, bytes]:
    """The documents by their names."""
    return {"rules-2019.pdf": _pdf(), "rules-2026.docx": _docx()}


def _pdf() -> bytes:
    fonts = {"Roman": "Times-Roman", "Bold": "Times-Bold", "Head": "Helvetica"}
    names = " ".join(f"/{name} {4 + number} 0 R" for number, name in enumerate(fonts))
    first = 4 + len(fonts)
    numbers = range(first, first + 2 * len(PAGES), 2)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        (
            f"<< /Type /Pages /Count {len(PAGES)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}]"
            f" /MediaBox [0 0 420 595] /Resources << /Font << {names} >> >> >>"
        ),
        f"<< /Title ({TITLE}) >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            for name in fonts.values()
        ),
    ]
    for number, (at, lines) in enumerate(zip(numbers, PAGES, strict=True), start=1):
        around = (
            ("Head", 8, 50, 565, "Reading room society"),
            ("Head", 8, 320, 565, "Edition 2019"),
            ("Head", 8, 205, 25, str(number)),
        )
        printed = (*around, *((font, size, 50, y, words) for font, size, y, words in lines))
        content = "\n".join(
            f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET"
            for font, size, x, y, words in printed
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {at + 1} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode("ascii")
    start = body.index(b"xref\n0 ")
    body += f"trailer\n<< /Size {size} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{start}\n".encode()
    return body + b"%%EOF\n"


def _docx() -> bytes:
    paragraphs = "".join(
        (f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "<w:p>")
        + f'<w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r></w:p>'
        for style, words in PARAGRAPHS
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:pPr>{level}</w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for id_, name, level, size in (
            ("Title", "Title", "", 36),
            ("Heading1", "heading 1", '<w:outlineLvl w:val="0"/>', 26),
        )
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{_MAIN}">{styles}</w:styles>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, head + content)
    return file.getvalue()


def main() -> None:
    """Write them beside the tutorial."""
    for name, body in documents().items():
        (FOLDER / name).write_bytes(body)
        print(f"wrote {FOLDER / name}")


if __name__ == "__main__":
    main()
