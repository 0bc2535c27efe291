"""OpenDocument texts: numbers as shown, notes, comments, tracked changes, tables."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.documents.odt import read_odt
from guidegraph.importers.importer import Document, Tracked, importer_for
from guidegraph.model.errors import FormatError
from guidegraph.model.manifest import Manifest


_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "drawing", "meta")
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
_STYLES = """<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/>
</text:outline-style>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="("
 style:num-suffix=")"/>
<text:list-level-style-number text:level="2" style:num-format="i" style:num-suffix="."/>
<text:list-level-style-bullet text:level="3" text:bullet-char="&#xf0b7;"/>
</text:list-style>
<style:style style:name="Loud" style:family="text"><style:text-properties fo:font-weight="bold"/>
</style:style>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/>
</style:style>"""
_PAGES = """<style:master-page style:name="Standard"><style:header><text:p>Draft of May</text:p>
</style:header></style:master-page>"""


def _flat(text: str) -> bytes:
    return f"""<?xml version="1.0"?><office:document {_NAMES}>
<office:meta><dc:title>Rules</dc:title><dc:language>en-GB</dc:language></office:meta>
<office:styles>{_STYLES}</office:styles><office:master-styles>{_PAGES}</office:master-styles>
<office:body><office:text>{text}</office:text></office:body></office:document>""".encode()


def _packed(text: str, extra: dict[str, str] | None = None) -> bytes:
    parts = {
        "content.xml": f"<office:document-content {_NAMES}><office:body><office:text>{text}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMES}><office:styles>{_STYLES}</office:styles>"
        f"<office:master-styles>{_PAGES}</office:master-styles></office:document-styles>",
    } | (extra or {})
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return body.getvalue()


def _document(body: bytes, tracked: Tracked = Tracked.ACCEPT) -> Document:
    return Document(
        path="rules.odt",
        body=body,
        edition="e",
        iri="urn:e",
        manifest=Manifest(),
        tracked=tracked,
    )


def _blocks(text: str, tracked: Tracked = Tracked.ACCEPT) -> list[LaidBlock]:
    return list(read_odt(_document(_flat(text), tracked)).blocks)


def _shown(text: str, tracked: Tracked = Tracked.ACCEPT) -> list[tuple[str | None, str]]:
    return [
        (each.mark, each.words.text)
        for each in _blocks(text, tracked)
        if each.kind is not Kind.FURNITURE
    ]


LISTS = """<text:h text:outline-level="1">Bathing</text:h>
<text:h text:outline-level="2">Before</text:h>
<text:h text:outline-level="1">Rest</text:h>
<text:list text:style-name="L" xml:id="one"><text:list-item><text:p>Shower.</text:p>
<text:p>With soap.</text:p>
<text:list><text:list-item><text:p>Warm,</text:p><text:list><text:list-item><text:p>not hot</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>or cold.</text:p>
</text:list-item></text:list></text:list-item></text:list>
<text:p>Between.</text:p>
<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>Swim.</text:p>
</text:list-item><text:list-item text:start-value="9"><text:p>Leave.</text:p></text:list-item>
</text:list>
<text:list text:style-name="L"><text:list-item>
<text:p>Anew.</text:p></text:list-item></text:list>"""


def test_numbers_of_headings_and_lists_are_those_that_are_shown() -> None:
    assert _shown(LISTS) == [
        ("1.", "Bathing"),
        ("1.a", "Before"),
        ("2.", "Rest"),
        ("(1)", "Shower."),
        (None, "With soap."),
        ("i.", "Warm,"),
        ("•", "not hot"),
        ("ii.", "or cold."),
        (None, "Between."),
        ("(2)", "Swim."),
        ("(9)", "Leave."),
        ("(1)", "Anew."),
    ]
    levels = [each.level for each in _blocks(LISTS) if each.kind is Kind.ENTRY]
    assert levels == [0, 1, 2, 1, 0, 0, 0]


def test_the_title_is_above_the_headings() -> None:
    text = '<text:p text:style-name="P1">Rules</text:p><text:h text:outline-level="1">Part</text:h>'
    own = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    title = '<style:style style:name="Title" style:family="paragraph"/>'
    body = _flat(text).replace(b"</office:styles>", f"{own}{title}</office:styles>".encode())
    found = [each for each in read_odt(_document(body)).blocks if each.kind is Kind.HEADING]
    assert [(each.words.text, each.level) for each in found] == [("Rules", 1), ("Part", 2)]


PARAGRAPH = """<text:p>Guests<text:s text:c="3"/><text:span text:style-name="Loud">swim</text:span>
<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Or float.</text:p>
</text:note-body></text:note><text:tab/>in <text:span text:style-name="Gone">secret</text:span>
<office:annotation office:name="c1"><dc:creator>Editor</dc:creator><dc:date>2026-01-02</dc:date>
<text:p>Which?</text:p></office:annotation>lanes<office:annotation-end office:name="c1"/>,
<text:a xlink:href="http://example.org/map">see map</text:a>.</text:p>"""


def test_notes_comments_links_and_hidden_words() -> None:
    text, note, hidden, head = _blocks(PARAGRAPH)
    assert text.words.text == "Guests swim in lanes, see map."
    assert text.words.notes == (("1", 11),)
    assert [(each.words, each.target) for each in text.words.links] == [
        ("see map", "http://example.org/map")
    ]
    assert [(each.text, each.about, each.author) for each in text.comments] == [
        ("Which?", "lanes", "Editor")
    ]
    assert (note.kind, note.mark, note.words.text) == (Kind.NOTE, "1", "Or float.")
    assert [(each.words.text, each.reasons[0].why) for each in (hidden, head)] == [
        ("secret", "hidden words"),
        ("Draft of May", "the head of pages"),
    ]


CHANGES = """<text:tracked-changes>
<text:changed-region xml:id="i1"><text:insertion/></text:changed-region>
<text:changed-region xml:id="i2"><text:insertion/></text:changed-region>
<text:changed-region xml:id="d1"><text:deletion><text:p>slowly</text:p></text:deletion>
</text:changed-region>
<text:changed-region xml:id="d2"><text:deletion><text:p> here.</text:p><text:p>Do </text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:p>Swim <text:change text:change-id="d1"/><text:change-start text:change-id="i1"/>fast
<text:change-end text:change-id="i1"/> in<text:change-start text:change-id="i2"/> lanes.</text:p>
<text:p>Keep<text:change-end text:change-id="i2"/> line.</text:p>
<text:p>Rest<text:change text:change-id="d2"/>not run.</text:p>"""


def test_tracked_changes_read_either_way() -> None:
    assert [text for _, text in _shown(CHANGES)] == [
        "Swim fast in lanes.",
        "Keep line.",
        "Restnot run.",
    ]
    assert [text for _, text in _shown(CHANGES, Tracked.REJECT)] == [
        "Swim slowly in line.",
        "Rest here.",
        "Do not run.",
    ]


TABLES = """<table:table><table:table-header-rows><table:table-row><table:table-cell>
<text:p>Lane</text:p></table:table-cell><table:table-cell><text:p>Use</text:p></table:table-cell>
</table:table-row></table:table-header-rows><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>all</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row></table:table>
<table:table><table:table-row><table:table-cell/><table:table-cell><text:p>Alone.</text:p>
</table:table-cell></table:table-row></table:table>
<text:table-of-content><text:table-of-content-source><text:p>x</text:p>
</text:table-of-content-source><text:index-body><text:p>1 Bathing<text:tab/>3</text:p>
</text:index-body></text:table-of-content>"""


def test_tables_and_contents() -> None:
    table, text, contents, _ = _blocks(TABLES)
    assert [row.header for row in table.rows] == [True, False]
    assert [cell.columns for cell in table.rows[1].cells] == [2]
    assert (text.kind, text.words.text) == (Kind.PARAGRAPH, "Alone.")
    assert (contents.kind, contents.words.text) == (Kind.CONTENTS, "1 Bathing 3")


@pytest.mark.parametrize("text", [LISTS, PARAGRAPH, CHANGES])
@pytest.mark.parametrize("tracked", list(Tracked))
def test_no_word_is_lost(text: str, tracked: Tracked) -> None:
    document = _document(_packed(text), tracked)
    importer = importer_for(document.path, document.body)
    edition = importer.read(document)
    assert importer.lost is not None
    assert edition.reading is not None
    _, lost = importer.lost(document, edition)
    left = Counter(
        word for each in edition.reading.left_out for word in re.findall(r"[^\W_]+", each.text)
    )
    assert not Counter(word for word, _ in lost) - left


def test_files_that_cannot_be_read_get_a_clear_error() -> None:
    locked = "<m:manifest xmlns:m='urn:m'><m:encryption-data/></m:manifest>"
    for body, problem in (
        (_packed("<text:p>a</text:p>", {"META-INF/manifest.xml": locked}), "password"),
        (b"PK\3\4 damaged", "not a text document"),
        (
            _flat("<text:p>&amp;</text:p>").replace(
                b"<office:document ", b"<!DOCTYPE a>\n<office:document ", 1
            ),
            "document type",
        ),
        (_flat("<text:section>" * 200 + "</text:section>" * 200), "100 deep"),
        (_packed("<text:p>a</text:p>", {"a.xml": " " * 3_000_000}), "unpacks"),
    ):
        with pytest.raises(FormatError, match=problem):
            read_odt(_document(body))


def test_a_paragraph_in_the_style_of_a_heading_is_one() -> None:
    """As word processors save the headings of other formats."""
    named = '<style:style style:name="Heading_20_2" style:family="paragraph"/>'
    levelled = (
        '<style:style style:name="Teil" style:family="paragraph" style:default-outline-level="3"/>'
    )
    text = "".join(
        f'<text:p text:style-name="{name}">Rooms</text:p>' for name in ("Heading_20_2", "Teil")
    )
    body = _flat(text).replace(b"<office:styles>", f"<office:styles>{named}{levelled}".encode())

    found = read_odt(_document(body)).blocks[:2]
    assert [(block.kind, block.level) for block in found] == [(Kind.HEADING, 2), (Kind.HEADING, 3)]


def _lost(body: bytes) -> list[tuple[str, int]]:
    document = _document(body)
    importer = importer_for(document.path, document.body)
    assert importer.lost is not None
    return importer.lost(document, importer.read(document))[1]


def test_raised_and_lowered_digits_are_written_so() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"{parent}><style:text-properties '
        f'style:text-position="{position}"/></style:style>'
        for name, position, parent in (
            ("Up", "super 58%", ""),
            ("Above", "33% 58%", ""),
            ("Down", "-33% 58%", ""),
            ("Flat", "0% 100%", ' style:parent-style-name="Up"'),
        )
    )
    text = "".join(
        f'{before}<text:span text:style-name="{style}">{said}</text:span>'
        for before, style, said in (
            ("Use 10", "Up", "6"),
            (" m", "Above", "2"),
            (" H", "Down", "2"),
            ("O in 4", "Flat", "5"),
            (" on the 1", "Up", "st"),
        )
    )
    body = _flat(f"<text:p>{text} day.</text:p>").replace(
        b"</office:styles>", f"{styles}</office:styles>".encode()
    )
    assert read_odt(_document(body)).blocks[0].words.text == "Use 10⁶ m² H₂O in 45 on the 1st day."
    assert _lost(body) == []
    cited = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
    noted = body.replace(
        b" day.</text:p>",
        f"{cited}{text} day.</text:p></text:note-body></text:note></text:p>".encode(),
    )
    note = next(each for each in read_odt(_document(noted)).blocks if each.kind is Kind.NOTE)
    assert note.words.text == "Use 10⁶ m² H₂O in 45 on the 1st day."
