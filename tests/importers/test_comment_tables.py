"""The commenting tables of standards bodies, as members send them in."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.importers.comment_places import CommentPlaces
from guidegraph.importers.comments import comments_from_file
from guidegraph.language.dispositions import disposition_of
from guidegraph.model.comments import (
    AttachedBy,
    Comment,
    CommentRegister,
    CommentStatus,
    CommentType,
    Disposition,
    LeftOutRow,
    Motivation,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.statement import Role, Statement
from guidegraph.render.format import written
from tests.importers.test_docx import docx, p


def _item(id_: str, notation: str | None = None, **more: Any) -> Item:
    parent = id_.rpartition("/")[0] or None
    return Item(id=id_, notation=notation, parent=parent, **more)


EDITION = Edition(
    id="rules",
    iri="https://example.org/rules",
    title="Rules of the map room",
    items=(
        _item("intro", label="Introduction"),
        _item("intro/1", text="Maps are for everybody."),
        _item("intro/2", text="Some of them are very old."),
        _item("loans", "7", label="Loans"),
        _item("loans/maps", "7.2", label="Loans of maps", text="Members may borrow printed maps."),
        _item("loans/maps/a", "a)", text="Rolled maps travel in a tube."),
        _item("loans/maps/b", "b)", text="Folded maps travel in an envelope."),
        _item("loans/globes", "7.3", label="Globes", text="Nobody may borrow a globe."),
        _item("loans/time", "7.4", label="Time", text="A loan ends after four weeks."),
        _item("annex", label="Annex A (normative) Fees"),
        _item("annex/fee", "A.1", text="A lost map costs its price."),
        _item("value/9", label="Patience", type="CoreValue"),
    ),
)
DISAGREE = (
    "the clause 7.3 and the quoted words disagree: “may borrow printed maps” is in 7.2 Loans of "
    "maps"
)
WHOLE, NOTHING = AttachedBy.WHOLE, AttachedBy.NOTHING
CLAUSE, PARAGRAPH, WORDS = AttachedBy.CLAUSE, AttachedBy.PARAGRAPH, AttachedBy.WORDS

Read = tuple[tuple[Comment, ...], tuple[LeftOutRow, ...]]


def _read(body: bytes) -> Read:
    return comments_from_file("c", body, EDITION)


@pytest.mark.parametrize(
    ("clause", "targets"),
    [
        ("7.2", ["loans/maps"]),
        ("Clause 7.2", ["loans/maps"]),
        ("§ 7.2", ["loans/maps"]),
        ("Abschnitt 7.2", ["loans/maps"]),
        ("7.2 Loans of maps", ["loans/maps"]),
        ("7.2, 7.3", ["loans/maps", "loans/globes"]),
        ("Clauses 7.2 and 7.4", ["loans/maps", "loans/time"]),
        ("7.2–7.4", ["loans/maps", "loans/globes", "loans/time"]),
        ("7.2 bis 7.4", ["loans/maps", "loans/globes", "loans/time"]),
        ("introduction", ["intro"]),
        ("Annex A", ["annex"]),
        ("A.1", ["annex/fee"]),
        ("value 9", ["value/9"]),
        ("Globes", ["loans/globes"]),
        ("loans/time", ["loans/time"]),
    ],
)
def test_any_way_a_clause_is_written(clause: str, targets: list[str]) -> None:
    placed = CommentPlaces(EDITION).place(clause, "", "Why?", "")
    assert (targets, CLAUSE, ()) == (list(placed.targets), placed.attached_by, placed.warnings)


@pytest.mark.parametrize("clause", ["", "general", "ge", "–", "Whole document", "Allgemein", "all"])
def test_the_whole_document(clause: str) -> None:
    placed = CommentPlaces(EDITION).place(clause, "", "Good.", "")
    assert ((), WHOLE, ()) == (placed.targets, placed.attached_by, placed.warnings)


@pytest.mark.parametrize(
    ("place", "targets", "by", "warnings"),
    [
        (("7.2", "a)", "", ""), ["loans/maps/a"], PARAGRAPH, []),
        (("7.2 b)", "", "", ""), ["loans/maps/b"], PARAGRAPH, []),
        (("Introduction", "para 2", "", ""), ["intro/2"], PARAGRAPH, []),
        (("Introduction", "second paragraph", "", ""), ["intro/2"], PARAGRAPH, []),
        (("7.2", "first sentence", "", ""), ["loans/maps"], CLAUSE,
         ["“first sentence” was not looked for in 7.2 Loans of maps"]),
        (("7.2", "Satz 3", "", ""), ["loans/maps"], CLAUSE,
         ["“Satz 3” was not looked for in 7.2 Loans of maps"]),
        (("7.2", "para 1, line 2", "", ""), ["loans/maps"], CLAUSE,
         ["“, line 2” was not looked for in 7.2 Loans of maps"]),
        (("7.2", "title", "", ""), ["loans/maps"], CLAUSE, []),
        (("Figure 3", "", "x", ""), [], NOTHING, ["no “Figure 3” is known without its clause"]),
        (("Table 1", "", "x", ""), [], NOTHING, ["no “Table 1” is known without its clause"]),
        (("Introduction.4", "", "x", ""), ["intro"], CLAUSE,
         ["no Introduction.4: the parts of Introduction have no numbers"]),
        (("Annex A.7", "", "x", ""), [], NOTHING, ["no clause “Annex A.7”"]),
        (("7.2", "para 9", "", ""), ["loans/maps"], CLAUSE, ["no “para 9” in 7.2 Loans of maps"]),
        (("7.2", "Table 3", "", ""), ["loans/maps"], CLAUSE, ["no “Table 3” in 7.2 Loans of maps"]),
        (("7", "", "", "Replace “an envelope” by “a box”."), ["loans/maps/b"], WORDS, []),
        (("7.2", "", "Why “printed”?", ""), ["loans/maps"], CLAUSE, []),
        (("", "", "", "Delete “are very old”"), ["intro/2"], WORDS, []),
        (("", "", "", "„vier Wochen“ durch „drei Wochen“ ersetzen"), [], WHOLE,
         ["“vier Wochen” is nowhere in rules"]),
        (("7.3", "", "", "Replace “may borrow printed maps” by “x”"), ["loans/maps"], WORDS,
         [DISAGREE]),
        (("7.2", "a)", "“in an envelope” is odd", ""), ["loans/maps/b"], WORDS,
         ["the paragraph a) and the quoted words disagree"]),
        (("9.9", "", "x", ""), [], NOTHING, ["no clause 9.9"]),
        (("7.2, 9.9", "", "x", ""), ["loans/maps"], CLAUSE, ["no clause 9.9"]),
        (("Bibliography", "", "x", ""), [], NOTHING, ["no clause “Bibliography”"]),
        (("7.4-7.6", "", "x", ""), ["loans/time"], CLAUSE, ["no clause 7.6"]),
        (("general", "", "“are very old” is rude", ""), [], WHOLE, []),
        (("7.3", "", "“envelope” is odd", ""), ["loans/globes"], CLAUSE, []),
        (("7.2", "", "", "Replace “maps” by “charts”"), ["loans/maps"], CLAUSE, []),
        (("7.3", "", "", "Add “after four weeks” here"), ["loans/globes"], CLAUSE, []),
    ],
)  # fmt: skip
def test_paragraphs_and_quoted_words(
    place: tuple[str, str, str, str], targets: list[str], by: AttachedBy, warnings: list[str]
) -> None:
    """Words from the text win over the clause, with a warning; nothing is attached by chance."""
    placed = CommentPlaces(EDITION).place(*place)
    found = list(placed.targets), placed.attached_by, list(placed.warnings)
    assert (targets, by, warnings) == found


def _row_of(id_: str, first: str, *cells: str) -> Item:
    said = (
        Statement(property=f"column {at}", value=cell, role=Role.ATTRIBUTE)
        for at, cell in enumerate(cells)
    )
    return _item(id_, label=first, text="yearly", statements=tuple(said))


WITH_TABLE = replace(
    EDITION,
    items=(
        *EDITION.items,
        _item("care", "8", label="Care"),
        _item("care/1", text="Boxes are kept dry."),
        _row_of("care/2", "Room", "Box", "Number"),
        _row_of("care/3", "Cellar", "Tin, 6 l", "2"),
        _row_of("care/4", "Attic", "Card, 4 l", "1"),
    ),
)
ROWS = ["care/2", "care/3", "care/4"]
TAKEN = "“Table 1” was taken for the only table of"


@pytest.mark.parametrize(
    ("place", "targets", "warnings"),
    [
        (("8", "Table", "x", ""), ROWS, []),
        (("8", "Table 1", "x", ""), ROWS, [f"{TAKEN} 8 Care"]),
        (("Table 1", "", "x", ""), ROWS, [f"{TAKEN} rules"]),
        (("Tabelle 1", "", "x", ""), ROWS, [f"{TAKEN} rules"]),
        (("8", "Table row Cellar", "x", ""), ["care/3"], []),
        (("8", "Zeile “Attic”", "x", ""), ["care/4"], []),
        (("8", "Table, row Cellar, column 2", "x", ""), ["care/3"],
         ["“column 2” was not looked for in Cellar"]),
        (("8 Care, row Cellar", "", "x", ""), ["care/3"], []),
        (("8", "Table, row Porch", "x", ""), ["care"], ["no row “Porch”"]),
        (("8", "", "x", "Replace “Tin, 6 l” by “Box”"), ["care/3"], []),
        (("7", "", "x", "Replace “Tin, 6 l” by “Box”"), ["care/3"],
         ["the clause 7 and the quoted words disagree: “Tin, 6 l” is in Cellar"]),
        (("8", "", "x", "Replace “6 l 2” by “Box”"), ["care"], ["“6 l 2” is nowhere in rules"]),
    ],
)  # fmt: skip
def test_tables_and_their_cells(
    place: tuple[str, str, str, str], targets: list[str], warnings: list[str]
) -> None:
    """Every cell is looked at; words do not go over the edge of a cell."""
    placed = CommentPlaces(WITH_TABLE).place(*place)
    assert (targets, warnings) == (list(placed.targets), list(placed.warnings))


def test_a_table_with_a_caption() -> None:
    """Its number is the one of its caption; another number is not taken for it."""
    items = list(WITH_TABLE.items)
    items[-4] = replace(items[-4], text="Table 2 – Boxes")
    places = CommentPlaces(replace(WITH_TABLE, items=tuple(items)))
    assert ("care/1", *ROWS) == places.place("Table 2", "", "x", "").targets
    assert ("care/3",) == places.place("8", "Table 2, row Cellar", "x", "").targets
    other = places.place("8", "Table 1", "x", "")
    assert (("care",), ("no “Table 1” in 8 Care",)) == (other.targets, other.warnings)


def test_a_number_at_many_places_is_not_guessed() -> None:
    items = [Item(id=f"s{n}", label=f"Part {n}") for n in range(20)]
    items += [Item(id=f"s{n}/1", parent=f"s{n}", notation="1", text="x") for n in range(20)]
    edition = replace(EDITION, items=tuple(items))
    placed = CommentPlaces(edition).place("1", "", "x", "")
    assert (NOTHING, ()) == (placed.attached_by, placed.targets)
    assert "1 is at 20 places" in placed.warnings


@pytest.mark.parametrize(
    ("said", "disposition", "reason"),
    [
        ("Accepted", Disposition.ACCEPTED, ""),
        ("Accepted.\nDone in 7.2.", Disposition.ACCEPTED, "Done in 7.2."),
        ("ACCEPTED IN PRINCIPLE – see DE-2", Disposition.ACCEPTED_IN_PART, "see DE-2"),
        ("Accepted with the following modification: x", Disposition.ACCEPTED_IN_PART, "x"),
        ("Partially accepted", Disposition.ACCEPTED_IN_PART, ""),
        ("Teilweise angenommen: siehe unten", Disposition.ACCEPTED_IN_PART, "siehe unten"),
        ("Not accepted. Out of scope.", Disposition.REJECTED, "Out of scope."),
        ("Rejected", Disposition.REJECTED, ""),
        ("Non accepté", Disposition.REJECTED, ""),
        ("abgelehnt, da zu lang", Disposition.REJECTED, "da zu lang"),
        ("Accepted, subject to a vote", Disposition.ACCEPTED_IN_PART, "subject to a vote"),
        ("Noted", Disposition.NOTED, ""),
        ("Withdrawn by the member", Disposition.WITHDRAWN, "by the member"),
        ("Comment withdrawn", Disposition.WITHDRAWN, ""),
        ("Zurückgezogen, siehe 4", Disposition.WITHDRAWN, "siehe 4"),
        ("Decision: deferred", Disposition.DEFERRED, ""),
        ("Accept? To be discussed.", None, ""),
        ("To be discussed", None, ""),
        ("Acceptability is the issue", None, ""),
        ("OK", Disposition.ACCEPTED, ""),
        ("Ja, siehe 3", Disposition.ACCEPTED, "siehe 3"),
        ("Yes, with changes", Disposition.ACCEPTED_IN_PART, ""),
        ("No.", Disposition.REJECTED, ""),
        ("No change needed", None, ""),
        ("No. 3 stays", None, ""),
        ("n.a.", None, ""),
        ("OK?", None, ""),
        ("zurückgestellt", Disposition.DEFERRED, ""),
        ("Später.", Disposition.DEFERRED, ""),
    ],
)
def test_dispositions(said: str, disposition: Disposition | None, reason: str) -> None:
    assert (disposition, reason) == disposition_of(said)


# -- odd tables ---------------------------------------------------------------------------


def _cell(text: str, *, span: int = 1, merge: str = "") -> str:
    about = f'<w:gridSpan w:val="{span}"/>' + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{''.join(map(p, text.split(chr(10))))}</w:tc>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(each if '<' in each else _cell(each) for each in cells)}</w:tr>"


def test_a_word_document_with_merged_members_and_two_header_rows() -> None:
    """A block with the title first, names of columns over two rows, a member over two rows."""
    title = "<w:tbl>" + _row("Date: 2026-03-01", "Document: Rules", "Project: maps") + "</w:tbl>"
    table = "<w:tbl>" + "".join(
        (
            _row(_cell("MB/NC¹", merge="restart"), _cell("Place", span=3),
                 _cell("Type of comment²", merge="restart"), _cell("Comments", merge="restart"),
                 _cell("Proposed change", merge="restart"),
                 _cell("Observations of the secretariat", merge="restart")),
            _row(_cell("", merge="continue"), "Line number\n(e.g. 17)",
                 "Clause/Subclause\n(e.g. 3.1)", "Paragraph/Figure/Table", _cell("", merge="x"),
                 _cell("", merge="x"), _cell("", merge="x"), _cell("", merge="x")),
            _row("1", "2", "(3)", "4", "5", "(6)", "(7)", "(8)"),
            _row(_cell("Clause 7", span=8)),
            _row(_cell("DE", merge="restart"), "17", "7.2", "a)", "te", "Too weak.\nSay more.",
                 "Replace “tube” by “box”", "Accepted"),
            _row(_cell("", merge="continue"), "", "7.3", "", "ed", "Typo.", "", ""),
            _row("", "", "9.9", "", "ge", "Gone?", "", "Noted. Yes."),
            _row("", "", "", "", "", "", "", ""),
            _row("FR-012", "", "", "", "ge", "", "A new clause.", ""),
        )
    ) + "</w:tbl>"  # fmt: skip
    comments, left_out = _read(docx(title + table))
    assert [
        ("DE-1", "DE", ("loans/maps/a",), CommentType.TECHNICAL, "Too weak.\nSay more.", "17"),
        ("DE-2", "DE", ("loans/globes",), CommentType.EDITORIAL, "Typo.", None),
        ("DE-3", "DE", (), CommentType.GENERAL, "Gone?", None),
        ("FR-012", "FR", (), CommentType.GENERAL, "", None),
    ] == [(c.id, c.member, c.targets, c.type, c.body, c.line_number) for c in comments]
    assert (Disposition.NOTED, "Yes.") == (comments[2].disposition, comments[2].reason)
    assert (False, ("no clause 9.9",)) == (comments[2].attached, comments[2].warnings)
    rows = [(row.why.partition(":")[0], row.words) for row in left_out]
    assert ("in table 1, which has no columns for comments", "Date") == (
        rows[0][0], rows[0][1][:4]
    )  # fmt: skip
    assert ("neither a comment nor a proposed change", "Clause 7") in rows
    assert ("an empty row", "") in rows
    assert len(comments) + len(left_out) == 10  # every row of both tables


def test_a_clause_that_is_merged_over_rows() -> None:
    table = _row(*NAMES)
    table += _row("SE", "", _cell("7.3", merge="restart"), "", "te", "One.", "", "")
    table += _row("FI", "", _cell("", merge="continue"), "", "ed", "Two.", "", "")
    table += _row("FI", "", "", "", "ed", "Three.", "", "")
    comments, _ = _read(docx(f"<w:tbl>{table}</w:tbl>"))
    assert [("loans/globes",), ("loans/globes",), ()] == [c.targets for c in comments]


NAMES = (
    *("MB/NC", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table/", "Type of comment"),
    *("Comments", "Proposed change", "Observations of the secretariat"),
)


def test_the_names_of_columns_in_the_running_head() -> None:
    """As in the template of ISO: the body has the comments alone."""
    head = f"<w:tbl>{_row(*NAMES)}</w:tbl>"
    body = "<w:tbl>" + _row("SE", "", "7.3", "", "te", "One.", "", "") + "</w:tbl>"
    body += p("And more:") + body.replace("One.", "Two.")
    said = (
        '<w:comment w:id="1" w:author="A. Reviewer"><w:p><w:r><w:t>Hm</w:t></w:r></w:p></w:comment>'
    )
    comments, left_out = _read(docx(body, header=head, comments=said))
    assert [("SE-1", ("loans/globes",)), ("SE-2", ("loans/globes",))] == [
        (c.id, c.targets) for c in comments
    ]
    assert ("a Word comment beside the commenting table", "A. Reviewer: Hm") == (
        left_out[-1].why,
        left_out[-1].words,
    )


def test_a_table_without_names_of_columns() -> None:
    """The order of the template is taken only where the column of types has types alone."""
    row = ("SE", "7.3", "", "te", "One.", "", "")
    with pytest.warns(GuidegraphWarning, match="table 1: no names of columns"):
        comments, _ = _read(docx(f"<w:tbl>{_row(*row)}{_row(*row)}</w:tbl>"))
    assert [("loans/globes",)] * 2 == [c.targets for c in comments]
    other = (*row[:3], "red", *row[4:])
    with pytest.raises(FormatError, match="no comments in it"):
        _read(docx(f"<w:tbl>{_row(*row)}{_row(*other)}</w:tbl>"))


def test_the_old_template() -> None:
    """Seven columns, with numbers above their names."""
    table = _row("1", "2", "(3)", "4", "5", "(6)", "(7)") + _row(
        "MB1",
        "Clause No./\nSubclause No./\nAnnex\n(e.g. 3.1)",
        "Paragraph/\nFigure/Table/Note\n(e.g. Table 1)",
        "Type of com-ment2",
        "Comment (justification for change) by the MB",
        "Proposed change by the MB",
        "Secretariat observations\non each comment submitted",
    )
    table += _row("**", "7.2/7.3", "", "ed", "x", "y", "Agreed")
    ((comment,), left_out) = _read(docx(f"<w:tbl>{table}</w:tbl>"))
    assert (("loans/maps", "loans/globes"), "**", "x", "y", Disposition.ACCEPTED) == (
        comment.targets,
        comment.member,
        comment.body,
        comment.proposed,
        comment.disposition,
    )
    assert 2 == len(left_out)


def _workbook(*rows: Sequence[str], change: Callable[[Any], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_with_german_names_and_merged_members() -> None:
    def change(book: Any) -> None:
        book.active.merge_cells("A4:A5")
        book.create_sheet("Notizen").append(["Bitte bis Mai"])

    comments, left_out = _read(
        _workbook(
            ["Kommentare zum Entwurf"],
            [],
            ["Mitglied", "Zeile", "Abschnitt/Unterabschnitt", "Absatz/Bild/Tabelle",
             "Art des Kommentars", "Kommentar (Begründung für die Änderung)",
             "Vorgeschlagene Änderung", "Anmerkungen des Sekretariats"],
            ["DIN", "", "7.2", "Buchstabe b", "redaktionell", "Unklar.", "", "Abgelehnt"],
            ["", "", "Abschnitt 7.4", "", "te", "Zu kurz.", "„four weeks“ streichen", ""],
            ["SNV", "", "allgemein", "", "allg.", "Gut.", "", "Zur Kenntnis genommen"],
            change=change,
        )
    )  # fmt: skip
    assert [
        ("DIN-1", ("loans/maps/b",), CommentType.EDITORIAL, Disposition.REJECTED),
        ("DIN-2", ("loans/time",), CommentType.TECHNICAL, None),
        ("SNV-1", (), CommentType.GENERAL, Disposition.NOTED),
    ] == [(c.id, c.targets, c.type, c.disposition) for c in comments]
    assert [1, 3, 1] == [row.line for row in left_out]
    assert "Notizen" in left_out[2].why


FRENCH = (
    "Observations sur le projet;;;;;;;\n"
    "CM/CN;N° de ligne;Article/Paragraphe;Alinéa/Figure/Tableau;Type de commentaire;"
    "Commentaires (justification de la modification);Modification proposée;"
    "Observations du secrétariat\n"
    'FR;;7.2;premier alinéa;réd.;"Trop long ; à revoir";"Remplacer « Members » par « Readers »";'
    "Accepté en partie. Voir 7.3\n"
    ";;général;;gé;Bien.;;Noté\n"
    ";;;;;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.filterwarnings("ignore:.*read as Windows-1252")
def test_a_text_file_with_french_names_and_semicolons(encoding: str) -> None:
    comments, left_out = _read(FRENCH.encode(encoding))
    assert ["Trop long ; à revoir", "Bien."] == [c.body for c in comments]
    assert ("FR-1", ("loans/maps",), CommentType.EDITORIAL, Disposition.ACCEPTED_IN_PART) == (
        comments[0].id, comments[0].targets, comments[0].type, comments[0].disposition
    )  # fmt: skip
    assert ("FR", WHOLE, Disposition.NOTED) == (
        comments[1].member, comments[1].attached_by, comments[1].disposition
    )  # fmt: skip
    assert ["an empty row"] == [row.why for row in left_out if not row.words]


def test_the_same_number_twice_and_cells_without_a_column() -> None:
    """A number that two comments have does not lose one; a column without a name is reported."""
    body = (
        "No.,Member,Clause,Comment,Proposed change,\n"
        "1,DE,7.2,One,,see mail\n1,FR,7.3,Two,,\n1,FR,7.4,Three,,\nNo.,Member,Clause,Comment,"
        "Proposed change,\n"
    )
    comments, left_out = _read(body.encode())
    assert ["1", "FR-1", "FR-2"] == [c.id for c in comments]
    assert ("the number 1 is already the one of another comment",) == comments[2].warnings
    assert "see mail" in [row.words for row in left_out]
    assert "the names of the columns again" in [row.why for row in left_out]


@pytest.mark.parametrize(
    "body", [b"a,b\n1,2\n", b"", docx(p("Nothing.")), _workbook(["name", "price"], ["x", "2"])]
)
def test_a_file_without_comments(body: bytes) -> None:
    with pytest.raises(FormatError, match="no comments in it"):
        _read(body)


# -- there and back -----------------------------------------------------------------------

_WORDS = st.sampled_from(
    ["maps", "“printed maps”", "=1+1", "an envelope", "Noted", "‘x’", "Ä", "<b>", "7.2", "'", "|"]
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)
_LINES = st.lists(_TEXT, min_size=1, max_size=3).map("\n".join)
_MAYBE = st.none() | _TEXT
_CLAUSES = st.sampled_from(
    [None, "", "7.2", "7", "9.9", "general", "7.2, 7.3", "Annex A", "intro", "value 9", "- "]
)


@st.composite
def _registers(draw: st.DrawFn) -> CommentRegister:
    """Comments as they are read: each is where its clause, paragraph and words put it."""
    places = CommentPlaces(EDITION)
    comments = []
    for number in range(draw(st.integers(1, 6))):
        body, proposed = draw(_LINES), draw(_MAYBE)
        clause = (draw(_CLAUSES) or "").strip(" -") or None
        paragraph = draw(st.sampled_from([None, "a)", "para 1", "Table 2"]))
        if clause is None and draw(st.booleans()):  # as a register by ids has it
            ids = draw(st.lists(st.sampled_from(EDITION.items), max_size=2, unique=True))
            targets, paragraph, by = tuple(item.id for item in ids), None, AttachedBy.ITEMS
        elif clause is None:
            targets, paragraph, by = (), None, draw(st.sampled_from([WHOLE, NOTHING]))
        else:
            placed = places.place(clause, paragraph or "", body, proposed or "")
            targets, by = placed.targets, placed.attached_by
        observation = draw(_MAYBE)
        disposition, reason = disposition_of(observation or "")
        comments.append(
            Comment(
                id=f"N-{number}",
                body=body,
                proposed=proposed,
                targets=targets,
                attached_by=by,
                clause=clause,
                paragraph=paragraph,
                member=draw(st.sampled_from([None, "DE", "A. Reviewer"])),
                type=draw(st.none() | st.sampled_from(list(CommentType))),
                line_number=draw(st.none() | st.just("17")),
                motivation=draw(st.sampled_from(list(Motivation))),
                status=draw(st.sampled_from(list(CommentStatus))),
                observation=observation,
                disposition=disposition,
                reason=reason or None,
            )
        )
    return CommentRegister(edition=EDITION, comments=tuple(comments))


def _told(comment: Comment, form: str) -> Comment:
    """A comment with what a file of that format holds of it."""
    plain = Comment(id="x", body="x")
    if form == "docx":
        comment = replace(comment, motivation=plain.motivation, status=plain.status)
    return replace(comment, clause=None, attached_by=plain.attached_by, warnings=())


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
@settings(max_examples=60, deadline=None)
@given(register=_registers())
def test_a_table_is_read_again_as_it_was(form: str, register: CommentRegister) -> None:
    """Whatever is written in a commenting table comes back, attached to the same items."""
    again, _ = _read(written(form, register))
    assert [_told(each, form) for each in register.comments] == [_told(e, form) for e in again]
    for before, after in zip(register.comments, again, strict=True):
        assert before.attached == after.attached
        if before.clause is not None:
            assert (before.clause, before.attached_by) == (after.clause, after.attached_by)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_libreoffice_saves_the_same_table(form: str, tmp_path: Path) -> None:
    comments, _ = _read(FRENCH.encode())
    more, _ = _read(
        b'MB,Clause,Comment,Proposed change\nDE,7.2,"One\nTwo","Delete \'x\'"\n,9.9,x,\n'
    )
    register = CommentRegister(edition=EDITION, comments=(*comments, *more))
    path = tmp_path / f"table.{form}"
    path.write_bytes(written(form, register))
    command = (
        *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
        *("--convert-to", form, "--outdir", str(tmp_path / "again"), str(path)),
    )
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    again, _ = _read((tmp_path / "again" / path.name).read_bytes())
    assert _read(path.read_bytes())[0] == again
    assert 4 == len(again)
