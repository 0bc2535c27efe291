"""Documents that are damaged, locked, misnamed or made to do harm: read soon, or refused."""

from __future__ import annotations

import resource
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from copy import copy
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from tests.importers.made import (
    PAGE,
    docx,
    fodt,
    odt,
    packed,
    paragraph,
    pdf_page,
    stream,
)
from tests.importers.reading import outline_of, read, read_warned, refusal


ROOT = Path(__file__).resolve().parents[2]
SOON = 10  # seconds of the processor, many times what is needed
RULE = "Members are heard before a vote."
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'
PAGE_HTML = f"<!DOCTYPE html><title>Rules</title><body><h1>Rules</h1><p>{RULE}</p>".encode()
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1_000
TREE = "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R"
TAGGED = stream(f"/P <</MCID 0>> BDC {PAGE} EMC")


def _bomb(part: str) -> bytes:
    """An archive with a large part, which takes a few kilobytes."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(part, "w") as file:
            for _ in range(160):
                file.write(b" " * 2**20)
    return body.getvalue()


def _overlapping() -> bytes:
    """An archive whose list of contents names the same packed bytes five thousand times."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(1_000_000))
        for number in range(5_000):
            again = copy(archive.infolist()[1])
            again.filename = f"{number}.xml"
            archive.filelist.append(again)
    return body.getvalue()


def _bad_object_stream() -> bytes:
    """A PDF whose catalog is in a stream of objects that begins after its own end."""
    head = b"%PDF-1.7\n" + b"1 0 obj\n"
    head += b"<</Type/ObjStm/N 3/First 999999/Length 5>>\nstream\nabcde\nendstream\nendobj\n"
    rows = [(0, 0, 0), (1, 9, 0), (2, 1, 0), (2, 1, 1), (1, len(head), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    entries = b"<</Type/XRef/Size 5/W[1 2 1]/Root 2 0 R/Length %d>>" % len(table)
    return head + b"4 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (
        entries,
        table,
        len(head),
    )


def _drawing(content: str, inner: int) -> bytes:
    """A drawing of a PDF that can draw another one."""
    entries = "/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<<"
    return stream(content, entries=f"{entries}/Font<</F 5 0 R>>/XObject<</X {inner} 0 R>>>>")


def _locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf_page())))
    writer.encrypt(password, "owner")
    body = BytesIO()
    writer.write(body)
    return body.getvalue()


def _manifest() -> str:
    return (
        "<m:manifest xmlns:m='urn:m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )


def _styles(count: int, above: Callable[[int], int]) -> str:
    return "".join(
        f"<w:style w:type='paragraph' w:styleId='s{n}'><w:name w:val='n{n}'/>"
        f"<w:basedOn w:val='s{above(n)}'/></w:style>"
        for n in range(count)
    )


def _nested(begin: str, end: str, inside: str, times: int = 100_000) -> str:
    return begin * times + inside + end * times


def _with_attributes(each: str) -> bytes:
    many = "".join(map(each.format, range(100_000)))
    return f"<html><body><h1>Rules</h1>\n<p{many}>A rule.</p></body></html>".encode()


LARGE = {"one huge part of ODT", "many large parts"}
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "one huge part": ("a.docx", lambda: _bomb("word/document.xml"), "unpacks to more than"),
    "one huge part of ODT": ("a.odt", lambda: _bomb("content.xml"), "unpacks to more than"),
    "many large parts": (
        "a.docx",
        lambda: docx("", more={f"{n}": " " * 999_999 for n in range(200)}),
        "unpacks to more than",
    ),
    "many parts": (
        "a.docx",
        lambda: docx("", more=dict.fromkeys(map(str, range(11_000)), "")),
        "an archive of 11004 parts",
    ),
    "overlapping parts": ("a.docx", _overlapping, "unpacks to more than"),
    "entities in DOCX": ("a.docx", lambda: docx(paragraph("&a9;"), before=LAUGHS), "document type"),
    "a file from outside": (
        "a.docx",
        lambda: docx(paragraph("&a9;"), before=OUTSIDE),
        "document type",
    ),
    "entities in ODT": ("a.fodt", lambda: fodt("<text:p>&a9;</text:p>", LAUGHS), "document type"),
    "deep in DOCX": (
        "a.docx",
        lambda: docx(
            _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", paragraph("a"), 2_000)
        ),
        "nested more than 100 deep",
    ),
    "deep in ODT": (
        "a.fodt",
        lambda: fodt(_nested("<text:section>", "</text:section>", "<text:p>a</text:p>")),
        "nested more than 100 deep",
    ),
    "deep in HTML": (
        "a.html",
        lambda: _nested("<div>", "</div>", "<p>A rule.</p>").encode(),
        "nested more than 256 deep",
    ),
    "namespaces in HTML": (
        "a.html",
        lambda: _with_attributes(" xmlns:a{0}='u{0}'"),
        "more than 1000 attributes",
    ),
    "attributes in HTML": (
        "a.html",
        lambda: _with_attributes(" a{0}='>'/b{0}"),
        "more than 1000 attributes",
    ),
    "deep lists": ("a.html", lambda: b"<ul><li>a" * 100_000, "nested more than 256 deep"),
    "cells repeated without end": (
        "a.odt",
        lambda: odt(
            "<table:table>"
            + "<table:table-row><table:table-cell table:number-columns-repeated='9999999'>"
            "<text:p>a</text:p></table:table-cell></table:table-row>" * 3_000 + "</table:table>"
        ),
        "repeated cells",
    ),
    "no document in it": ("a.docx", lambda: packed({"[Content_Types].xml": "<T/>"}), "not a Word"),
    "half a DOCX": ("a.docx", lambda: docx(paragraph("a") * 99)[:400], "not a Word document"),
    "half an ODT": ("a.odt", lambda: odt("<text:p>a</text:p>")[:300], "not a text document"),
    "half a PDF": ("a.pdf", lambda: pdf_page()[:400], "damaged"),
    "an empty DOCX": ("a.docx", lambda: b"", "not a Word document"),
    "an empty ODT": ("a.odt", lambda: b"", "not a text document"),
    "an empty PDF": ("a.pdf", lambda: b"", "damaged"),
    "an empty page": ("a.html", lambda: b"", "empty"),
    "an empty text": ("a.txt", lambda: b" \n \n", "no words in it"),
    "a PDF with a password": ("a.pdf", lambda: _locked("secret"), "protected by a password"),
    "a DOCX with a password": (
        "a.docx",
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "a Word document with a password",
    ),
    "an old document": (
        "a.docx",
        lambda: COMPOUND + "WordDocument".encode("utf-16-le"),
        "in the format before 2007; open it, and save it as .docx",
    ),
    "an ODT with a password": (
        "a.odt",
        lambda: odt("<text:p>a</text:p>", more={"META-INF/manifest.xml": _manifest()}),
        "with a password; save it without one",
    ),
    "an ODT that is locked as a whole": (
        "a.odt",
        lambda: packed({"encrypted-package": "?", "META-INF/manifest.xml": _manifest()}),
        "with a password; save it without one",
    ),
    "pages in a circle": (
        "a.pdf",
        lambda: pdf_page(pages="/Kids[2 0 R 3 0 R]/Count 9"),
        "of 9 is damaged or not there",
    ),
    "pages that are not there": (
        "a.pdf",
        lambda: pdf_page(pages="/Kids[3 0 R]/Count 8888"),
        "page 2 of 8888 is damaged or not there",
    ),
    "no pages": ("a.pdf", lambda: pdf_page(pages="/Kids[]/Count 0"), "damaged"),
    "a drawing that draws itself": (
        "a.pdf",
        lambda: pdf_page(stream(f"{PAGE} /X Do"), more=[_drawing("/X Do /X Do", 6)]),
        "a drawing on page 1 contains itself, or too many others",
    ),
    "drawings of drawings": (
        "a.pdf",
        lambda: pdf_page(
            stream(f"{PAGE} /X Do"), more=[_drawing("/X Do " * 10, n) for n in range(7, 17)]
        ),
        "a drawing on page 1 contains itself, or too many others",
    ),
    "objects after the end": ("a.pdf", _bad_object_stream, "damaged"),
    "RTF as text": ("a.txt", lambda: rb"{\rtf1 Members are heard.}", "an RTF document"),
    "RTF as DOCX": ("a.docx", lambda: rb"{\rtf1 Members are heard.}", "an RTF document"),
    "an archive as text": ("a.txt", lambda: packed({"a": "b"}), "a binary file"),
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in LARGE else ()) for name in REFUSED],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name: str) -> None:
    """One line says what is wrong with a document, soon; the exit code is 3."""
    path, make, reason = REFUSED[name]
    body = make()
    start = time.process_time()
    message = refusal(path, body)

    assert reason in message
    assert message.startswith("a.")
    assert "; " in message
    assert time.process_time() - start < SOON


READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities in a page": ("a.html", (LAUGHS + f"<p>{RULE} &a9;</p>").encode),
    "a file from outside in a page": (
        "a.xhtml",
        (OUTSIDE + f"<html><body><p>{RULE} &a9;</p></body></html>").encode,
    ),
    "styles in a circle": (
        "a.docx",
        lambda: docx(
            paragraph(RULE, "<w:pStyle w:val='s1'/>"), {"styles": _styles(3, lambda n: (n + 1) % 3)}
        ),
    ),
    "styles of ODT in a circle": (
        "a.odt",
        lambda: odt(
            f"<text:p text:style-name='a'>{RULE}</text:p>",
            "<style:style style:name='a' style:family='paragraph' style:parent-style-name='a'/>",
        ),
    ),
    "a long chain of styles": (
        "a.docx",
        lambda: docx(
            "".join(paragraph(RULE, f"<w:pStyle w:val='s{n}'/>") for n in range(0, 9_000, 3)),
            {"styles": _styles(9_000, lambda n: n + 1)},
        ),
    ),
    "many lists": (
        "a.docx",
        lambda: docx(
            paragraph(RULE, "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr>"),
            {
                "numbering": "".join(
                    f"<w:abstractNum w:abstractNumId='{n}'><w:lvl w:ilvl='0'>"
                    "<w:start w:val='999999999'/><w:numFmt w:val='lowerRoman'/>"
                    "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
                    f"<w:num w:numId='{n}'><w:abstractNumId w:val='{n}'/></w:num>"
                    for n in range(5_000)
                )
            },
        ),
    ),
    "a huge number": (
        "a.odt",
        lambda: odt(
            f"<text:h text:outline-level='1' text:start-value='{'9' * 9_000}'>A</text:h>"
            f"<text:p>{RULE}</text:p>"
        ),
    ),
    "spaces without end": (
        "a.odt",
        lambda: odt(f"<text:p>{RULE}<text:s text:c='99999999'/></text:p>"),
    ),
    "tags in a circle": (
        "a.pdf",
        lambda: pdf_page(
            TAGGED,
            catalog=TREE,
            more=["<</Type/StructTreeRoot/K 7 0 R>>", "<</S/Sect/K[7 0 R 8 0 R]>>", "<</S/P/K 0>>"],
        ),
    ),
    "references in a circle": (
        "a.pdf",
        lambda: pdf_page(
            TAGGED, catalog=TREE, more=["<</Type/StructTreeRoot/K 7 0 R>>", "8 0 R", "7 0 R"]
        ),
    ),
    "roles in a circle": (
        "a.pdf",
        lambda: pdf_page(
            TAGGED,
            catalog=TREE,
            more=[
                "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</A/B/B/A>>>>",
                "<</S/A/Pg 3 0 R/K 0>>",
            ],
        ),
    ),
    "deep tags": (
        "a.pdf",
        lambda: pdf_page(
            TAGGED,
            catalog=TREE,
            more=[
                "<</Type/StructTreeRoot/K 7 0 R>>",
                *(f"<</S/Sect/K {n} 0 R>>" for n in range(8, 20_000)),
            ],
        ),
    ),
    "deep arrays": (
        "a.pdf",
        lambda: pdf_page(
            TAGGED, catalog=TREE, more=[f"<</Type/StructTreeRoot/K {_nested('[', ']', '0')}>>"]
        ),
    ),
    "bookmarks in a circle": (
        "a.pdf",
        lambda: pdf_page(
            catalog="/Outlines 6 0 R",
            more=[
                "<</First 7 0 R/Last 8 0 R/Count 2>>",
                "<</Title(A)/Next 8 0 R/First 7 0 R/Dest[3 0 R/Fit]>>",
                "<</Title(B)/Next 7 0 R/Dest[3 0 R/Fit]>>",
            ],
        ),
    ),
    "a bad stream of objects": (
        "a.pdf",
        lambda: pdf_page(more=[stream("1 0 2 5 what", entries="/Type/ObjStm/N 99999/First 10")]),
    ),
    "a page without a size": ("a.pdf", lambda: pdf_page(page="/MediaBox[0 0 1e30 1e30]")),
    "a million notes in one": (
        "a.pdf",
        lambda: pdf_page(
            page=f"/Annots[{'6 0 R ' * 1_000_000}]",
            more=["<</Type/Annot/Subtype/Text/Rect[0 0 10 10]/Contents(see)>>"],
        ),
    ),
    "a password of the owner": ("a.pdf", lambda: _locked("")),
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if "long chain" in name else ()) for name in READ],
)
def test_what_is_odd_is_read_all_the_same(name: str) -> None:
    """Circles, depths and large numbers beside the words do not keep them from being read."""
    path, make = READ[name]
    body = make()
    start = time.process_time()
    edition, said = read_warned(path, body)

    assert any(RULE in (item.text or item.label or "") for item in edition.items)
    assert time.process_time() - start < SOON
    assert all("\n" not in each for each in said)
    assert "ha" not in " ".join(outline_of(edition)).split()


def test_libraries_log_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    """What is wrong inside a PDF is said by us, in one line, or not at all."""
    for name in ("deep arrays", "bookmarks in a circle", "a bad stream of objects"):
        path, make = READ[name]
        read(path, make())

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("path", "body", "format_"),
    [
        ("a.docx", pdf_page(), "pdf"),
        ("a.txt", pdf_page(), "pdf"),
        ("a.txt", PAGE_HTML, "html"),
        ("a.docx", b"\xef\xbb\xbf\n" + PAGE_HTML, "html"),
        ("a.pdf", docx(paragraph(RULE)), "docx"),
        ("a.odt", docx(paragraph(RULE)), "docx"),
        ("a.docx", odt(f"<text:p>{RULE}</text:p>"), "odt"),
    ],
)
def test_a_wrong_suffix_is_said_and_the_document_read(path: str, body: bytes, format_: str) -> None:
    """What a document is decides how it is read, not what it is called."""
    edition, said = read_warned(path, body)

    assert [item.text for item in edition.items if item.text] == [RULE]
    assert said == [f"{path}: read as {format_}, which it is; rename it"]


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("old.doc", "save it as .docx"),
        ("a.rtf", "save it as .docx"),
        ("a.pages", "save it as .docx"),
        ("a.epub", "convert it to .html"),
        ("A.PPTX", "save it as .pdf"),
        ("a.numbers", "save it as .xlsx"),
        ("scan.tiff", "run OCR"),
        ("a.zip", "unpack it"),
    ],
)
def test_documents_of_other_programs_are_refused_with_what_to_do(path: str, advice: str) -> None:
    """Each gets the one step that helps."""

    assert advice in refusal(path, b"?")


def _tables() -> dict[str, tuple[str, bytes]]:
    """Tables of some twenty-five thousand cells; a million are read in forty times the time."""
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>" * 50 + "</w:tr>"
    cell = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    return {
        "docx": ("a.docx", docx(f"<w:tbl>{row * 500}</w:tbl>")),
        "html": ("a.html", ("<table>" + ("<tr>" + "<td>a" * 50) * 500).encode()),
        "odt": (
            "a.fodt",
            fodt(
                "<table:table>"
                + f"<table:table-row>{cell * 50}</table:table-row>" * 500
                + "</table:table>"
            ),
        ),
        "text": ("a.txt", b"| a | b | c | d |\n" * 6_000),
        "tabs": ("a.txt", b"a\tb\tc\td\n" * 6_000),
    }


@pytest.mark.slow
def test_a_table_of_wide_cells_is_refused() -> None:
    """Columns that take no room in the file are counted too."""
    cell = (
        "<w:tc><w:tcPr><w:gridSpan w:val='9999'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    )
    body = docx(f"<w:tbl>{f'<w:tr>{cell * 2}</w:tr>' * 2_600}</w:tbl>")

    assert "a table of more than 5000000 cells; divide it" in refusal("a.docx", body)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "html", "odt", "text", "tabs"])
def test_a_large_table_takes_time_and_memory_in_step_with_its_cells(
    name: str, tmp_path: Path
) -> None:
    """They are read within limits that a reader with quadratic steps would break."""
    path, body = _tables()[name]
    (tmp_path / path).write_bytes(body)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    done = subprocess.run(
        [sys.executable, "-m", "guidegraph", "show", path, "--format", "json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src")},
        preexec_fn=limited,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=600,
    )

    assert done.returncode == 0, done.stderr[-500:]
    assert b"Traceback" not in done.stderr
