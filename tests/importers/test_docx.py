"""Word documents as laid-out blocks: small files, made here as word processors write them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from guidegraph.importers.documents.laid import Kind, Laid
from guidegraph.importers.documents.structure import edition_of
from guidegraph.importers.documents.word.body import read_docx
from guidegraph.importers.documents.word.counting import lost_in_docx
from guidegraph.importers.importer import Document, Tracked
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.manifest import Manifest
from guidegraph.workspace import Workspace


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Law part"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="4">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def p(text: str, properties: str = "") -> str:
    run = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def listed(list_: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def laid(body: str, tracked: Tracked = Tracked.ACCEPT, **parts: str) -> Laid:
    return read_docx(_document(docx(body, **parts), tracked))


def docx(body: str, **parts: str) -> bytes:
    file = BytesIO()
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        relations = ""
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
            relations += f'<R Id="{name}" Type="{RELATED}/{name}" Target="{name}.xml"/>'
        archive.writestr("word/_rels/document.xml.rels", f"<Rs>{relations}</Rs>")
    return file.getvalue()


def _document(body: bytes, tracked: Tracked = Tracked.ACCEPT) -> Document:
    return Document(
        path="a.docx", body=body, edition="a", iri="i:a", manifest=Manifest(), tracked=tracked
    )


def texts(found: Laid) -> list[str]:
    return [block.words.text for block in found.blocks]


def test_numbers_are_those_that_the_word_processor_shows() -> None:
    body = p("A", listed(1, 0)) + p("B", listed(1, 1)) + p("C", listed(1, 0))
    body += p("D", listed(1, 1)) + p("E", listed(2, 0))
    found = laid(body).blocks
    assert [block.mark for block in found] == ["III.", "3.1", "IV.", "4.1", "IX."]
    assert [block.level for block in found] == [0, 1, 0, 1, 0]


def test_a_heading_is_known_by_its_outline_level_in_any_language() -> None:
    found = laid(p("Part", '<w:pStyle w:val="Rubrik"/>' + listed(1, 0))).blocks[0]
    assert (found.kind, found.level, found.mark) == (Kind.HEADING, 2, "III.")


def test_the_title_is_above_the_headings() -> None:
    named = '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    body = p("Rules", '<w:pStyle w:val="Titel"/>') + p("Part", '<w:pStyle w:val="Rubrik"/>')
    found = laid(body, styles=STYLES + named).blocks
    assert [(block.kind, block.level) for block in found] == [(Kind.HEADING, 1), (Kind.HEADING, 3)]


CHANGED = (
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Guests </w:t></w:r>"
    "<w:del><w:r><w:delText>may</w:delText></w:r></w:del><w:ins><w:r><w:t>must</w:t></w:r></w:ins>"
    "</w:p>" + p(" sign in.")
)


def test_tracked_changes_are_accepted_or_rejected_with_the_ends_of_paragraphs() -> None:
    assert texts(laid(CHANGED)) == ["Guests must sign in."]
    assert texts(laid(CHANGED, Tracked.REJECT)) == ["Guests may", "sign in."]


def test_the_two_states_of_a_document_are_compared(tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(docx(CHANGED))
    before, after = Workspace.open().states(file)
    assert (before.id, after.id) == ("draft-before", "draft-after")
    assert [item.text for item in after.items] == ["Guests must sign in."]
    assert [item.text for item in before.items] == ["Guests may", "sign in."]


def test_notes_comments_and_hidden_words() -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/><w:r><w:t>Fees rise.</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:footnoteReference w:id="5"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    )
    found = laid(
        body,
        footnotes=f'<w:footnote w:id="5">{p("In May.")}</w:footnote>',
        comments=f'<w:comment w:id="0" w:author="Ed">{p("Why?")}</w:comment>',
    )
    hidden, fees, note = found.blocks
    assert (hidden.kind, hidden.words.text) == (Kind.FURNITURE, "secret")
    assert fees.words.notes == (("1", 10),)
    assert (note.kind, note.mark, note.words.text) == (Kind.NOTE, "1", "In May.")
    assert [(c.text, c.about, c.author) for c in fees.comments] == [("Why?", "Fees rise.", "Ed")]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_cover_rows_and_columns() -> None:
    both = cell("Both", '<w:gridSpan w:val="2"/>')
    hall = cell("Hall", '<w:vMerge w:val="restart"/>')
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{both}</w:tr>"
    first = f"<w:tr>{hall}{cell('No food.')}</w:tr>"
    second = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('No dogs.')}</w:tr>"
    table = laid(f"<w:tbl>{head}{first}{second}</w:tbl>").blocks[0]
    assert [row.header for row in table.rows] == [True, False, False]
    assert [[(c.rows, c.columns) for c in row.cells] for row in table.rows] == [
        [(1, 2)],
        [(2, 1), (1, 1)],
        [(1, 1)],
    ]


def test_the_instructions_of_fields_are_no_words_and_contents_lists_are_apart() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Rooms 3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = laid(p(field) + p("Rooms are open.")).blocks
    assert [(block.kind, block.words.text) for block in found] == [
        (Kind.CONTENTS, "Rooms 3"),
        (Kind.PARAGRAPH, "Rooms are open."),
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1"), "an encrypted Word document"),
        (b"PK\x03\x04 and no more", "not a Word document"),
    ],
)
def test_what_is_no_word_document_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read_docx(_document(body))


def shifted(text: str, way: str = "superscript") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="{way}"/></w:rPr><w:t>{text}</w:t></w:r>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def lost(body: str) -> tuple[int, list[tuple[str, int]]]:
    document = _document(docx(body))
    return lost_in_docx(document, edition_of(document, read_docx(document)))


def test_raised_and_lowered_digits_are_written_so() -> None:
    body = p(
        run("Take 10")
        + shifted("-")
        + shifted("6")
        + run(" g H")
        + shifted("2", "subscript")
        + run("O on the 2")
        + shifted("n")
        + shifted("d")
        + run(" of 2")
        + shifted("1.5")
        + run(" days.")
    )
    assert laid(body).blocks[0].words.text == "Take 10⁻⁶ g H₂O on the 2nd of 2^1.5 days."
    assert lost(body)[1] == []


def test_a_comment_on_a_power_is_about_it_as_it_is_written() -> None:
    commented = (
        run("Take 2")
        + shifted("1.5")
        + run(" of ")
        + '<w:commentRangeStart w:id="1"/>'
        + run("10")
        + shifted("6")
        + '<w:commentRangeEnd w:id="1"/>'
        + run(" units.")
    )
    block = laid(p(commented), comments=f'<w:comment w:id="1">{p("Really?")}</w:comment>').blocks[0]
    assert block.words.text == "Take 2^1.5 of 10⁶ units."
    assert [each.about for each in block.comments] == ["10⁶"]


def test_signs_of_the_symbol_font_are_those_that_it_shows() -> None:
    signs = (("Symbol", "F0B3"), ("Symbol", "F06D"), ("Wingdings", "F0FC"), ("Odd", "F041"))
    written = "".join(f'<w:r><w:sym w:font="{f}" w:char="{c}"/></w:r>' for f, c in signs)
    font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    written += f"<w:r>{font}<w:t>\uf061\uf0b1</w:t></w:r>"
    read = laid(p(run("Keep 5") + written))
    assert read.blocks[0].words.text == "Keep 5≥μ✓�α±"
    assert read.warnings == ("a sign of the font 'Odd' not known: printed as '�'",)
    with pytest.warns(GuidegraphWarning, match="font 'Odd'"):
        assert lost(p(run("Keep 5") + written))[1] == []


def test_formulas_are_written_in_a_line() -> None:
    def r(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    def e(name: str, *parts: str) -> str:
        return f"<w:{name}>{''.join(parts)}</w:{name}>"

    body = p(
        run("Here ")
        + e(
            "oMath",
            e("f", e("num", r("a+1")), e("den", r("b"))),
            r("="),
            e("sSup", e("e", r("x")), e("sup", r("2"))),
            r("+"),
            e("sSub", e("e", r("y")), e("sub", r("max"))),
            r("+"),
            e("rad", e("deg"), e("e", r("z"), e("sSup", e("e", r("t")), e("sup", r("k+1"))))),
        )
        + run(" holds.")
    )
    assert laid(body).blocks[0].words.text == "Here (a+1)/b=x²+y_max+√(zt^(k+1)) holds."
    assert lost(body)[1] == []
