"""Web pages in the manners of several programs: what is content, and what is not."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guidegraph.importers.documents.html import read_html
from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.importer import Document, Tracked, importer_for
from guidegraph.model.errors import FormatError
from guidegraph.model.manifest import Manifest


def _document(page: str | bytes, tracked: Tracked = Tracked.ACCEPT) -> Document:
    body = page if isinstance(page, bytes) else page.encode()
    return Document(
        path="page.html", body=body, edition="e", iri="urn:e", manifest=Manifest(), tracked=tracked
    )


def _blocks(page: str | bytes, tracked: Tracked = Tracked.ACCEPT) -> list[LaidBlock]:
    return list(read_html(_document(page, tracked)).blocks)


def _said(page: str, *kinds: Kind) -> list[str]:
    return [each.words.text for each in _blocks(page) if each.kind in kinds]


def _marks(page: str) -> list[tuple[int | None, str | None, str]]:
    return [(b.level, b.mark, b.words.text) for b in _blocks(page) if b.kind is Kind.ENTRY]


RESPEC = """<html lang="en"><head><title>Rules of the pool</title><script>var x;</script></head>
<body><h1>Rules of the pool</h1>
<nav id="toc"><h2>Contents</h2><ol><li><a href="#bathing">1. Bathing</a></li></ol></nav>
<section id="bathing"><div><h2><bdi class="secno">1. </bdi>Bathing</h2>
<a class="self-link" href="#bathing">§</a></div>
<p>Guests <em>swim</em> in one
direction, <a href="#lane">per lane</a>.</p>
<dl><dt>Lane</dt><dd><p>Water between ropes.</p><ul><li>Short lanes</li></ul></dd></dl>
</section></body></html>"""


def test_a_standard_with_sections_terms_and_a_contents_list() -> None:
    laid = read_html(_document(RESPEC))
    assert (laid.title, laid.language) == ("Rules of the pool", "en")
    assert [
        (each.kind, each.level, each.words.text)
        for each in laid.blocks
        if each.kind not in (Kind.FURNITURE, Kind.CONTENTS)
    ] == [
        (Kind.HEADING, 1, "Rules of the pool"),
        (Kind.HEADING, 2, "1. Bathing"),
        (Kind.PARAGRAPH, None, "Guests swim in one direction, per lane."),
        (Kind.TERM, 0, "Lane"),
        (Kind.DEFINITION, 0, "Water between ropes."),
        (Kind.ENTRY, 1, "Short lanes"),
    ]
    assert _said(RESPEC, Kind.CONTENTS) == ["Contents", "1. Bathing"]
    link = next(each for each in laid.blocks if each.words.links and each.kind is Kind.PARAGRAPH)
    assert [(each.words, each.target) for each in link.words.links] == [("per lane", "#lane")]


def test_numbers_of_lists_are_those_that_browsers_show() -> None:
    page = """<ol start="3" type="a"><li>three<ul><li>inner</li></ul></li><li value="28">more</li>
    <li>next</li></ol><ol reversed><li>two</li><li>one</li></ol>
    <ol style="list-style-type: upper-roman"><li>first</li></ol>
    <ul style="list-style:none"><li>(a) typed</li><li>(b) too</li></ul>"""
    assert _marks(page) == [
        (0, "c.", "three"),
        (1, "•", "inner"),
        (0, "ab.", "more"),
        (0, "ac.", "next"),
        (0, "2.", "two"),
        (0, "1.", "one"),
        (0, "I.", "first"),
        (0, "(a)", "typed"),
        (0, "(b)", "too"),
    ]


def test_numbers_typed_into_paragraphs_are_marks_where_others_confirm_them() -> None:
    page = """<p>(1) Guests shower.</p><p>(a) before swimming;</p><p>(b) after it.</p>
    <p>(2) Guests rest.</p><p>1999. That was a year.</p>"""
    assert _marks(page) == [
        (0, "(1)", "Guests shower."),
        (1, "(a)", "before swimming;"),
        (1, "(b)", "after it."),
        (0, "(2)", "Guests rest."),
    ]
    assert all(each.reasons for each in _blocks(page) if each.kind is Kind.ENTRY)


WORD_NOTE = """<p>Deep<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> water.</p>
<hr><div><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Over two metres.</p></div></div>
"""
SPHINX_NOTE = """<p>Deep<a class="footnote-reference brackets" href="#f" id="id1">1</a> water.</p>
<aside class="footnote brackets" id="f"><span class="label"><span>[</span><a href="#id1">1</a>
<span>]</span></span><p>Over two metres.</p></aside>"""
GITHUB_NOTE = """<p>Deep<sup><a href="#fn-1" id="fnref-1">1</a></sup> water.</p><section>
<ol><li id="fn-1"><p>Over two metres. <a href="#fnref-1">↩</a></p></li></ol></section>"""
WIKI_NOTE = """<p>Deep<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> water.</p>
<ol><li id="cite_note-1"><span><a href="#cite_ref-1">^</a></span> <span>Over two metres.</span></li>
</ol>"""


@pytest.mark.parametrize("page", [WORD_NOTE, SPHINX_NOTE, GITHUB_NOTE, WIKI_NOTE])
def test_footnotes_are_notes_whoever_wrote_them(page: str) -> None:
    blocks = _blocks(page)
    text = next(each for each in blocks if each.kind is Kind.PARAGRAPH)
    assert (text.words.text, text.words.notes) == ("Deep water.", (("1", 4),))
    notes = [(each.mark, each.words.text.strip("[] ")) for each in blocks if each.kind is Kind.NOTE]
    assert notes == [("1", "Over two metres.")]


def test_a_table_has_rows_and_a_layout_table_flows() -> None:
    page = """<table><caption>Lanes</caption><thead><tr><th>No</th><th>Use</th></tr></thead>
    <tr><td rowspan="2">1</td><td>slow</td></tr><tr><td>calm</td></tr></table>
    <table><tr><td></td><td><h2>Rest</h2><p>Sit down.</p></td></tr></table>"""
    caption, table, heading, text = _blocks(page)
    assert (caption.kind, caption.words.text) == (Kind.CAPTION, "Lanes")
    assert [row.header for row in table.rows] == [True, False, False]
    assert table.rows[1].cells[0].rows == 2
    assert (heading.kind, text.kind) == (Kind.HEADING, Kind.PARAGRAPH)


@pytest.mark.parametrize("animal", ["Bacteria", "Animal cells", "E. c.", "Cells. Of animals."])
def test_one_cell_does_not_turn_the_columns_of_a_table(animal: str) -> None:
    """Where no heads name the columns, the first one with short words names the rows."""
    cells = [("1", "Plant cells", "Read p. 12"), ("2", animal, "Read p. 15")]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    page = f"<h1>Cells</h1><p>We look at cells.</p><table>{rows}</table>"
    found = importer_for("a.html").read(_document(page)).items
    rows_found = [(each.notation, each.label, each.text) for each in found if each.notation]

    assert cells == rows_found


SITE = """<body><a href="#content">Skip to content</a>
<header>Pool of the town</header><div class="cookie-banner"><p>We use cookies.</p></div>
<nav><ul><li><a href="/a">Home</a></li></ul></nav>
<main id="content"><h1>Rules <a class="headerlink" href="#r">¶</a></h1><p>Swim.</p>
<p style="display: none">Secret</p><button>Print</button><h2><button>Opening</button></h2>
<figure><img src="x.png" alt="A lane"><figcaption>Figure 1</figcaption></figure></main>
<footer>Imprint</footer></body>"""


def test_what_is_no_part_of_the_document_is_kept_aside_with_a_reason() -> None:
    assert _said(SITE, Kind.HEADING, Kind.PARAGRAPH) == ["Rules", "Swim.", "Opening"]
    assert _said(SITE, Kind.CAPTION) == ["A lane", "Figure 1"]
    aside = [each for each in _blocks(SITE) if each.kind is Kind.FURNITURE]
    assert [each.words.text for each in aside] == [
        "Skip to content",
        "Pool of the town",
        "We use cookies.",
        "Home",
        "¶",
        "Secret",
        "Print",
        "Imprint",
    ]
    assert all(each.reasons[0].why for each in aside)


def test_a_section_about_cookies_is_no_banner() -> None:
    page = """<section id="cookies"><h2 id="consent">Cookies</h2><p>Ask first.</p></section>
    <div id="consistent-navigation"><h3>Menus</h3><p>Keep <a href="/a">a</a>, <a href="/b">b</a></p>
    </div><div id="main-navigation"><a href="/c">Start</a></div>"""
    assert _said(page, Kind.HEADING, Kind.PARAGRAPH) == [
        "Cookies",
        "Ask first.",
        "Menus",
        "Keep a, b",
    ]
    assert _said(page, Kind.FURNITURE) == ["Start"]


def test_tracked_changes_read_either_way() -> None:
    page = "<p>Swim <del>slowly</del><ins>fast</ins> here.</p>"
    accepted, rejected = (
        [each.words.text for each in _blocks(page, tracked) if each.kind is Kind.PARAGRAPH]
        for tracked in (Tracked.ACCEPT, Tracked.REJECT)
    )
    assert (accepted, rejected) == (["Swim fast here."], ["Swim slowly here."])


def test_encodings_and_text_between_blocks() -> None:
    page = '<meta charset="iso-8859-1"><div>Größe \x93x\x94<p>a</p>b<br><br>c</div>'
    texts = [each.words.text for each in _blocks(page.encode("latin-1"))]
    assert texts == ["Größe “x”", "a", "b", "c"]
    assert _blocks("\ufeff<p>ŝ</p>".encode("utf-16"))[0].words.text == "ŝ"


@pytest.mark.parametrize("page", [RESPEC, SITE, WORD_NOTE, WIKI_NOTE])
def test_no_word_is_lost(page: str) -> None:
    document = _document(page)
    importer = importer_for(document.path, document.body)
    edition = importer.read(document)
    assert importer.lost is not None
    assert edition.reading is not None
    _, lost = importer.lost(document, edition)
    left = Counter(
        word for each in edition.reading.left_out for word in re.findall(r"[^\W_]+", each.text)
    )
    assert not Counter(word for word, _ in lost) - left


def test_hostile_pages_are_bounded() -> None:
    with pytest.raises(FormatError, match="256 deep"):
        _blocks("<div>" * 5_000 + "word")
    with pytest.raises(FormatError):
        importer_for("a.html").read(_document("<script>x</script>"))
    assert (
        _blocks('<table><tr><td colspan="99999999">a<td>b</table>')[0].rows[0].cells[0].columns
        < 2000
    )


def _lost(page: str) -> list[tuple[str, int]]:
    document = _document(page)
    importer = importer_for(document.path, document.body)
    assert importer.lost is not None
    return importer.lost(document, importer.read(document))[1]


def test_raised_digits_are_powers_and_raised_letters_stay() -> None:
    page = (
        "<p>Use 10<sup>6</sup> units, 10<sup>&minus;<i>3</i></sup> of 5 m<sup>2</sup>"
        " H<sub>2</sub>O."
        "<p>On the 1<sup>st</sup>, M<sup>lle</sup> A: 2<sup>0.5x</sup>, 2<sup>x</sup>,"
        " Ca<sup>2+</sup>."
        '<p>Boil 3 m<span style="vertical-align: super">3</span>'
        ' <a href="#a">10<sup>2</sup></a> C&reg;.'
        "<p><sup>Paid in 1999</sup>"
    )
    blocks = _blocks(page)
    assert [each.words.text for each in blocks] == [
        "Use 10⁶ units, 10⁻³ of 5 m² H₂O.",
        "On the 1st, Mlle A: 2^(0.5x), 2^x, Ca²⁺.",
        "Boil 3 m³ 10² C®.",
        "Paid in 1999",
    ]
    assert [link.words for link in blocks[2].words.links] == ["10²"]
    assert _lost(page) == []


def test_a_note_after_a_power_keeps_its_place() -> None:
    page = (
        '<p>Add 10<sup>2x</sup> g<a href="#n" id="m">1</a> daily.</p><p>Then stir.</p>'
        '<p id="n"><a href="#m">1</a> Of salt.</p>'
    )
    first = _blocks(page)[0].words
    assert (first.text, first.notes) == ("Add 10^(2x) g daily.", (("1", 13),))


def _noted(
    page: str,
) -> tuple[list[tuple[str, tuple[tuple[str, int], ...]]], list[tuple[str, str]]]:
    blocks = _blocks(page)
    notes = [(each.mark or "", each.words.text) for each in blocks if each.kind is Kind.NOTE]
    return [
        (each.words.text, each.words.notes)
        for each in blocks
        if each.kind is not Kind.NOTE and each.words.text
    ], notes


@pytest.mark.parametrize(
    "note",
    [
        "<p><sup>1</sup> Of salt.</p>",
        "<div><b><sup>[1]</sup></b> Of salt.</div>",
        "<table><tr><td>a<td>b<tr><td colspan=2><p><sup>1</sup>Of salt.</table>",
    ],
)
def test_a_raised_mark_without_a_link_is_of_the_note_that_begins_with_it(note: str) -> None:
    page = f"<p>Add a gram<sup>1</sup> to 3 m<sup>1</sup> in 10<sup>1</sup> days.</p>{note}"
    text, notes = _noted(page)
    assert text[0] == ("Add a gram to 3 m¹ in 10¹ days.", (("1", 10),))
    assert notes == [("1", "Of salt.")]
    assert _lost(page) == []


@pytest.mark.parametrize(
    "note",
    [
        '<p id="fn1">1. Of salt.</p>',
        '<ol><li id="fn1">Of salt.</li></ol>',
        '<p><sup id="fn1">1</sup> Of salt.</p>',
        '<div id="fn1"><p><span>[1]</span> Of salt.</p></div>',
    ],
)
@pytest.mark.parametrize(
    "link", ['<sup><a href="#fn1">1</a></sup>', '<a href="#fn1"><sup>[1]</sup></a>']
)
def test_a_raised_link_to_a_note_needs_no_link_back(link: str, note: str) -> None:
    page = f"<p>Add a gram{link} daily.</p><p>Stir.</p>{note}"
    text, notes = _noted(page)
    assert text[0] == ("Add a gram daily.", (("1", 10),))
    assert notes == [("1", "Of salt.")]
    assert _lost(page) == []


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        ("<p>Add a gram<sup>1</sup> now.<p><sup>2</sup> Of salt.", []),
        ("<p><sup>1</sup> In the night. <sup>2</sup> It rains.<p><sup>2</sup> And stops.", []),
        ("<p>The 1<sup>a</sup> and 2 m<sup>2</sup>.<p><sup>a</sup> A<p><sup>2</sup> B", []),
        ("<p>See this<sup><a href='#c'>3</a></sup><h2 id=c>3 Rules</h2><p>x</p>", []),
        ("<p>Salt<sup>1</sup>.<p><sup>1</sup> Sea.<br><sup>2</sup> Fine.", []),
        (
            "<p>Salt<sup>1</sup>.<p><sup>1</sup> Sea.<p>Oil<sup>1</sup>.<p><sup>1</sup> Of nuts.",
            [("1", "Sea."), ("1", "Of nuts.")],
        ),
    ],
)
def test_a_raised_sign_is_a_mark_only_where_its_note_is(
    page: str, notes: list[tuple[str, str]]
) -> None:
    assert _noted(page)[1] == notes
    assert _lost(page) == []
