"""Spreadsheets as other people have them: read with no option, every cell kept, written back."""

from __future__ import annotations

import csv
import io
import time
import warnings
from collections import Counter
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidegraph.diff.run import diff
from guidegraph.importers.importer import Document, importer_for
from guidegraph.importers.manifest import manifest_from_toml
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition, SourceKind, Status
from guidegraph.model.errors import FormatError, GuidegraphWarning, UnknownNameError
from guidegraph.model.manifest import Manifest, TableLayout
from guidegraph.model.statement import Role, StatementKind, leaves
from guidegraph.model.table import SHEET
from guidegraph.render.format import losses_of, problem_of, written
from tests.importers.reading import outline_of, read, read_warned, refusal


def cells_of(document: Document) -> Counter[str]:
    """The cells of a file, whatever is read of them."""
    atoms = importer_for(document.path, document.body).atoms
    assert atoms is not None
    return atoms(document)


def cells_in(edition: Edition) -> Counter[str]:
    """The cells that an edition keeps; those that were merged once for each row they covered."""
    own = (each for each in edition.statements if each.property != SHEET)
    of_items = (each for item in edition.items for each in item.statements)
    everything = (*leaves(own), *of_items, *leaves(edition.residue))
    return Counter(
        each.value for each in everything if each.kind is StatementKind.LITERAL and each.value
    )


HEAD = ("Kapitel", "Nr.", "Anforderung", "Stufe", "Begründung", "Zuständig")
OLD = (
    ("1 Zutritt", "ZU-01", "Die Türen sind nachts geschlossen.", "muss", "Diebstahl", "Wache"),
    ("", "ZU-02", "Die Schlüssel liegen\nim Tresor.", "soll", "", "Wache"),
    ("", "ZU-03", "Gäste tragen sich in das Buch ein.", "muss", "", "Theke"),
    ("2 Ausleihe", "AU-01", "Bücher werden für einen Monat verliehen.", "muss", "", "Theke"),
    ("", "AU-02", "Mahnungen sind kostenlos.", "kann", "", "Theke"),
)
NEW = (
    *OLD[:1],
    ("", "ZU-02", "Die Schlüssel liegen\nim Tresor.", "muss", "", "Archiv"),
    *OLD[2:3],
    ("2 Ausleihe", "AU-01", "Bücher werden für zwei Monate verliehen.", "muss", "", "Theke"),
    *OLD[4:],
)
OUTLINE = [
    "section/zutritt: Zutritt",
    "  ZU-01: Die Türen sind nachts geschlossen.",
    "  ZU-02: Die Schlüssel liegen im Tresor.",
    "  ZU-03: Gäste tragen sich in das Buch ein.",
    "section/ausleihe: Ausleihe",
    "  AU-01: Bücher werden für einen Monat verliehen.",
    "  AU-02: Mahnungen sind kostenlos.",
]


def as_csv(*rows: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A table as a text file."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def office_csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """A table as a standards office saves it."""
    below = (("Summe", str(len(rows)), "", "", "", ""), ("Stand: Mai 2024", *[""] * 5))
    return as_csv(
        ("Hausordnung", *[""] * 5), ("",) * 6, HEAD, *rows, ("",) * 6, *below,
        delimiter=";", encoding="cp1252",
    )  # fmt: skip


def office_xlsx(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """The same as a workbook, with merged chapters and a sheet of lists before it."""
    book = openpyxl.Workbook()
    lists = book.active
    lists.title = "Listen"
    for owner in ("Zuständige", "Wache", "Theke"):
        lists.append((owner,))
    sheet = book.create_sheet("Anforderungen")
    sheet.append(("Hausordnung",))
    sheet.merge_cells("A1:F1")
    sheet.append(("Beschlossen am", date(2024, 5, 2)))
    sheet.append(())
    sheet.append(HEAD)
    for row in rows:
        sheet.append(tuple(cell or None for cell in row))
    sheet.merge_cells("A5:A7")
    sheet.merge_cells("A8:A9")
    sheet.append(())
    sheet.append(("Summe", len(rows)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


OFFICES = pytest.mark.parametrize(
    ("path", "made"), [("a.csv", office_csv), ("a.xlsx", office_xlsx)], ids=["csv", "xlsx"]
)


@OFFICES
def test_an_office_table(path: str, made: Any) -> None:
    """A title, headers of its own, chapters filled in once, a total: read as it is meant."""
    edition, said = read_warned(path, made(OLD))

    assert OUTLINE == outline_of(edition)
    assert ("Hausordnung", True, True) == (
        edition.title,
        edition.title_printed,
        edition.identified,
    )
    assert edition.source_kind is SourceKind.TABLE
    assert [("Section", "1"), ("Section", "2")] == [
        (item.type, item.notation) for item in edition.items if item.parent is None
    ]
    assert (
        f'{path}: columns: "Kapitel" as section, "Nr." as id, "Anforderung" as text, '
        '"Begründung" as note; kept as attributes: "Stufe", "Zuständig"'
    ) in said


@OFFICES
def test_office_tables_are_compared(path: str, made: Any) -> None:
    """Two issues of it are compared with no option, and nothing is dropped or added."""
    old, new = (read_warned(path, made(rows))[0] for rows in (OLD, NEW))
    comparison = diff((old,), new)
    reworded = [each for each in comparison.changes.changes if "reworded" in each.facets]

    assert comparison.changes.audit.passed
    assert ["AU-01"] == [ref.id for change in reworded for ref in change.new]
    assert {"same"} == {change.relation.value for change in comparison.changes.changes}


def test_statements() -> None:
    """Each cell of a row is a statement, in the order of the columns, with its line breaks."""
    edition, _ = read_warned("a.csv", office_csv(OLD))
    item = edition.by_id["ZU-02"]

    assert [
        ("Nr.", "ZU-02", Role.IDENTIFIER),
        ("Anforderung", "Die Schlüssel liegen\nim Tresor.", Role.TEXT),
        ("Stufe", "soll", Role.ATTRIBUTE),
        ("Zuständig", "Wache", Role.ATTRIBUTE),
    ] == [(each.property, each.value, each.role) for each in item.statements]
    assert [("A1", "Hausordnung", Role.LABEL)] == [
        (each.property, each.value, each.role)
        for each in edition.statements
        if each.property != "columns"
    ]
    assert list(HEAD) == [each.value for each in edition.statements[-1].about]
    assert [["Summe", "5"], ["Stand: Mai 2024"]] == [
        [cell.value for cell in row.about] for row in edition.residue
    ]


TABLES = {
    "english": (
        (
            "Requirement ID,Requirement Title,Requirement Description,Comments\n"
            "REQ-1,Locks,All doors of the building are locked at night.,n/a\n"
            "REQ-2,Keys,The keys are kept in the safe.,x\n"
        ),
        (
            "REQ-1: Locks | All doors of the building are locked at night.\n"
            "REQ-2: Keys | The keys are kept in the safe."
        ),
    ),
    "french": (
        (
            "N°;Exigence;Justification;Niveau\n1;Les portes sont fermées.;Vol;1\n"
            "1.1;Les clés sont au coffre.;;2\n2;Les livres sont prêtés.;;1\n"
        ),
        "1: Les portes sont fermées.\n  1.1: Les clés sont au coffre.\n2: Les livres sont prêtés.",
    ),
    "spanish": (
        "Código|Requisito|Observaciones\nA-1|Las puertas se cierran.|\nA-2|Los libros.|nota\n",
        "A-1: Las puertas se cierran.\nA-2: Los libros.",
    ),
    "numbered sections": (
        "Section,Text\n1,Access\n1.1,Doors are locked.\n2,Lending\n2.1,Books are lent.\n",
        "1: Access\n  1.1: Doors are locked.\n2: Lending\n  2.1: Books are lent.",
    ),
    "levels": (
        "Level,Text\n1,House\n2,Doors are locked.\n1,Books\n2,Books are lent.\n",
        "row/1: House\n  row/2: Doors are locked.\nrow/3: Books\n  row/4: Books are lent.",
    ),
    "levels of duty": (
        "id,text,Level\n1,Doors are locked.,1\n2,Books are lent.,3\n",
        "1: Doors are locked.\n2: Books are lent.",
    ),
    "indents": (
        "Text\nAccess\n  Doors are locked.\nLending\n  Books are lent.\n",
        "row/1: Access\n  row/2: Doors are locked.\nrow/3: Lending\n  row/4: Books are lent.",
    ),
    "repeated groups": (
        (
            "Competence\tLevel\tDescriptor\nListening\tA1\tCan understand slow speech.\n"
            "Listening\tA2\tCan understand phrases.\nReading\tA1\tCan read names.\n"
        ),
        (
            "section/listening: Listening\n  row/1: Can understand slow speech.\n"
            "  row/2: Can understand phrases.\nsection/reading: Reading\n  row/3: Can read names."
        ),
    ),
    "nested groups": (
        (
            "Domain,Category,Rule\nHouse,Access,Doors are locked.\n,,Keys are kept.\n"
            ",Fire,Stairs are clear.\nBooks,Access,Books are lent.\n"
        ),
        (
            "section/house: House\n  section/house/access: Access\n    row/1: Doors are locked.\n"
            "    row/2: Keys are kept.\n  section/house/fire: Fire\n    row/3: Stairs are clear.\n"
            "section/books: Books\n  section/books/access: Access\n    row/4: Books are lent."
        ),
    ),
    "categories that come back": (
        "Category,Rule\nSafety,Doors are locked.\nCost,Pay.\nSafety,Go.\nSafety,Stay.\n",
        "row/1: Doors are locked.\nrow/2: Pay.\nrow/3: Go.\nrow/4: Stay.",
    ),
    "bands": (
        "Nr;Regel;Amt\nR1;Doors are locked.;x\nLending;;\nR2;Books are lent.;x\nR3;Pay.;x\n",
        "R1: Doors are locked.\nsection/lending: Lending\n  R2: Books are lent.\n  R3: Pay.",
    ),
    "priorities are no parents": (
        "id,text,Priority\n1,Doors are locked.,2\n2,Books are lent.,1\n3,Pay.,1\n",
        "1: Doors are locked.\n2: Books are lent.\n3: Pay.",
    ),
    "parents by content": (
        "Code,Rule,Above\nA-1,Doors are locked.,\nA-2,Keys are kept.,A-1\nA-3,Pay.,A-1\n",
        "A-1: Doors are locked.\n  A-2: Keys are kept.\n  A-3: Pay.",
    ),
    "iris": (
        (
            "uri,prefLabel,definition,broader\nhttps://example.org/a,Animals,Living beings.,\n"
            "https://example.org/b,Dogs,They bark.,https://example.org/a\n"
        ),
        "a: Animals | Living beings.\n  b: Dogs | They bark.",
    ),
    "no headers": (
        "R-1;Logs are kept for a year.\nR-2;Doors are locked at night.\n",
        "R-1: Logs are kept for a year.\nR-2: Doors are locked at night.",
    ),
    "one column": (
        "Rule\nDoors, windows and gates are locked.\nLogs, books, and so on.\n",
        "row/1: Doors, windows and gates are locked.\nrow/2: Logs, books, and so on.",
    ),
    "sep": ("sep=;\nid;text\n1;Doors, locked.\n", "1: Doors, locked."),
    "case": (
        (
            "GUID,Human Coding Scheme,Full Statement,Sequence Number\n"
            "a1,K.1,Count to ten.,2\na2,K.2,Count to five.,1\n"
        ),
        "a2: Count to five.\na1: Count to ten.",
    ),
    "dotted codes": (
        "Code,Statement\nK.CC.1,Count.\nK.CC.1.a,By ones.\nAC-2,Accounts.\nAC-2(1),Automatic.\n",
        "K.CC.1: Count.\n  K.CC.1.a: By ones.\nAC-2: Accounts.\n  AC-2(1): Automatic.",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_as_people_write_them(name: str) -> None:
    """Columns are recognised by their words in several languages, and by their content."""
    body, expected = TABLES[name]
    edition, _ = read_warned("a.csv", body)

    assert expected == "\n".join(outline_of(edition))


def test_merged_attributes() -> None:
    """A merged cell is said of each row that it covers, whatever its column is."""
    book = openpyxl.Workbook()
    for row in (("id", "text", "Owner"), ("a", "x", "Desk"), ("b", "y"), ("c", "z", "Guard")):
        book.active.append(row)
    book.active.merge_cells("C2:C3")
    file = io.BytesIO()
    book.save(file)
    edition, _ = read_warned("a.xlsx", file.getvalue())

    assert ["Desk", "Desk", "Guard"] == [item.statements[-1].value for item in edition.items]


def test_numbers_are_no_identifiers() -> None:
    """Ids made of numbers or places are not called identifiers of the source; codes are."""
    numbers, _ = read_warned("a.csv", "Nr.,Rule\n1.1,Doors are shut.\n1.2,Keys are kept.\n")
    codes, _ = read_warned("a.csv", "Nr.,Rule\nR1,Doors are shut.\nR2,Keys are kept.\n")

    assert (False, True) == (numbers.identified, codes.identified)
    assert ["1.1", "1.2"] == [item.notation for item in numbers.items]


@pytest.mark.parametrize(
    "cells",
    [
        ("2026-01-31", "2026-02-28", "2026-03-31"),
        ("31.01.2026", "28.02.2026", "1.3.2026"),
        ("1/31/26", "2/28/26", "3/31/26"),
        ("31 January 2026", "28 February 2026", "1 March 2026"),
        ("2026-01-31T10:00:00Z", "2026-02-28 11:00", "2026-03-31T12:00"),
        ("9:30", "10:15 am", "14:00"),
        ("10.50", "20.00", "1,300.25"),
        ("300", "20", "75"),
        ("€ 5", "12,50 EUR", "$1,000"),
        ("5 %", "10%", "12.5 %"),
    ],
)
@pytest.mark.parametrize("head", ["Due", "Reference date"])
def test_dates_and_amounts_are_no_ids(head: str, cells: tuple[str, ...]) -> None:
    """What says when or how much says nothing of which row it is."""
    tasks = ("Write the report", "Send the report", "Keep the report")
    body = as_csv((head, "Task"), *zip(cells, tasks, strict=True))
    if head == "Reference date" and cells[0] in ("10.50", "300"):
        return  # a bare number in a column that is called a reference
    assert outline_of(read_warned("a.csv", body)[0]) == [
        f"row/{number}: {task}" for number, task in enumerate(tasks, start=1)
    ]


def test_numbers_of_sections_stay_ids() -> None:
    """Numbers with dots that rise are those of sections."""
    body = as_csv(("", "Rule"), ("1.1", "Lock the door."), ("1.2", "Open it."), ("1.10", "Go."))
    assert [item.id for item in read_warned("a.csv", body)[0].items] == ["1.1", "1.2", "1.10"]


@pytest.mark.parametrize(
    "body",
    [
        "Code,Text\nA,One rule,extra\nB,Two rules\n",
        "Code,,Text,\nA,,One rule,\nB,x,Two rules,\n",
        "A,One rule here.\nB,Two rules here.\n",
        "id,text\na,One rule\nb,Two rules,,,stray\n",
    ],
)
def test_no_cells_that_the_file_does_not_have(body: str) -> None:
    """A column without a header has no empty cell for it; it keeps its place when written."""
    edition, _ = read_warned("a.csv", body)
    kept = [*leaves(edition.statements), *(s for item in edition.items for s in item.statements)]
    assert all(each.value for each in kept if each.kind is StatementKind.LITERAL)
    document = Document(
        path="a.csv",
        body=body.encode(),
        edition="a",
        iri="https://example.org/a",
        manifest=Manifest(),
    )
    assert cells_in(edition) == cells_of(document)
    for form in ("csv", "xlsx"):
        assert problem_of(form, edition, written(form, edition)) is None


def test_stray_cell_of_a_workbook() -> None:
    """A cell far to the right of the table is kept, and nothing between."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Code", "Text"), ("A", "One rule"), ("B", "Two rules")):
        sheet.append(row)
    sheet["J3"] = "stray"
    file = io.BytesIO()
    book.save(file)
    edition, _ = read_warned("a.xlsx", file.getvalue())
    assert edition.items[1].statements[-1].property == "J"
    kept = [each for each in leaves(edition.statements) if each.kind is StatementKind.LITERAL]
    assert [each.value for each in kept] == ["Sheet", "Code", "Text"]


@pytest.mark.parametrize("head", ["Section", "Abschnitt", "Apartado"])
def test_sections_that_are_titles_of_rows(head: str) -> None:
    """Where levels nest the rows, or each has a section of its own, it is the title of the row."""
    nested = as_csv(("Level", head, "Text"), ("1", "Rules", ""), ("2", "Use", "No smoking."))
    assert outline_of(read_warned("a.csv", nested)[0]) == [
        "row/1: Rules",
        "  row/2: Use | No smoking.",
    ]
    partly = as_csv(("Level", head, "Text"), ("1", "Rules", ""), ("2", "", "No smoking."))
    assert outline_of(read_warned("a.csv", partly)[0]) == ["row/1: Rules", "  row/2: No smoking."]
    flat = as_csv((head, "Text"), ("Doors", "Lock them."), ("Windows", "Shut them."))
    assert outline_of(read_warned("a.csv", flat)[0]) == [
        "row/1: Doors | Lock them.",
        "row/2: Windows | Shut them.",
    ]
    grouped = as_csv((head, "Text"), ("Doors", "Lock them."), ("Doors", "Shut them."))
    assert outline_of(read_warned("a.csv", grouped)[0])[0] == "section/doors: Doors"


@pytest.mark.parametrize("head", ["Rules", "Rule", "Requirement text", "Pflichten"])
def test_a_list_of_rules(head: str) -> None:
    """The first rule of a list is no column name, though a word of it could be one."""
    rules = ("No running.", "No shouting.", "Be kind.")
    edition, _ = read_warned("a.csv", "\n".join((head, *rules)))
    assert outline_of(edition) == [f"row/{n}: {rule}" for n, rule in enumerate(rules, start=1)]


def test_a_list_without_a_name() -> None:
    """Where nothing is a column name, all rows are items."""
    edition, _ = read_warned("a.csv", "Apples\nNo running\nNumber of items is small\nBe kind")
    assert len(edition.items) == 4


def test_headers_with_short_forms() -> None:
    """A full stop after a short form does not make a sentence of a header."""
    edition, _ = read_warned("a.csv", "Req. No.,Rule\nA-1,Lock the door.\nA-2,Open it.\n")
    assert outline_of(edition) == ["A-1: Lock the door.", "A-2: Open it."]


def test_chapters_between_rows() -> None:
    """A row with nothing but a numbered chapter is the heading of those below it."""
    body = (
        "Chapter 1: Access,,\nCode,Text,Owner\nA1,Lock the door.,Ann\n"
        "Chapter 2: Fire,,\nA2,Keep exits free.,Bob\n"
    )
    assert [line.partition(":")[2] for line in outline_of(read_warned("a.csv", body)[0])] == [
        " Chapter 1: Access",
        " Lock the door.",
        " Chapter 2: Fire",
        " Keep exits free.",
    ]
    edition, _ = read_warned("a.csv", body)
    assert [item.parent is None for item in edition.items] == [True, False, True, False]


def test_status_and_successor() -> None:
    """A status is one only if it says that the item may not be used; its successor is a link."""
    body = (
        "id,text,Status,Replaced by\na,Doors are shut.,active,\nb,Keys are kept.,withdrawn,a\n"
        "c,Pay.,Veraltet,\nd,Go.,not deprecated,\n"
    )
    edition, _ = read_warned("a.csv", body)

    assert [None, Status.WITHDRAWN, Status.DEPRECATED, None] == [
        item.status for item in edition.items
    ]
    assert [Role.ATTRIBUTE, Role.STATUS, Role.STATUS, Role.ATTRIBUTE] == [
        item.statements[2].role for item in edition.items
    ]
    assert ("https://example.org/sample/a",) == edition.by_id["b"].replaced_by


def test_languages() -> None:
    """Columns may state their language; the edition's own is read, and all are kept."""
    body = "id,Text (de),Text (fr)\na,Türen sind zu.,Les portes sont fermées.\n"
    german, _ = read_warned("a.csv", body)
    french, _ = read_warned("a.csv", body, Manifest(language="fr"))

    assert ["Türen sind zu.", "Les portes sont fermées."] == [
        edition.items[0].text for edition in (german, french)
    ]
    assert ("de", "fr") == (german.language, french.language)
    assert ("de", "fr") == german.languages
    assert [None, "de", "fr"] == [each.language for each in german.items[0].statements]


def test_given_columns() -> None:
    """What a column is can be said, in a file, too; of several names, those there are count."""
    body = "Requirement,Ref,Name\nDoors are locked at night.,R1,Locks\nPay.,R2,Fees\n"
    toml = 'columns = { text = ["Wording", "Name"], attribute = "Requirement" }'
    edition, said = read_warned("a.csv", body, manifest_from_toml(toml, "edition.toml"))

    assert ["R1: Locks", "R2: Fees"] == outline_of(edition)
    assert [
        'a.csv: columns: "Ref" as id, "Name" as text; kept as attributes: "Requirement"'
    ] == said
    with pytest.raises(UnknownNameError, match="unknown column 'Wording': there are Name, Ref,"):
        read("a.csv", body, Manifest(table=TableLayout(columns=(("text", "Wording"),))))
    with pytest.raises(FormatError, match=r"\$\.columns\.txet: unknown role .* 'text'\?"):
        manifest_from_toml('columns = { txet = "a" }', "edition.toml")


CELLS = st.text(st.sampled_from("ab1.-='\" ,;\t|\nü"), max_size=6)


@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6),
    form=st.sampled_from(["csv", "tsv", "xlsx"]),
)
@example(rows=[["", ";;b", ""]], form="csv")
@settings(deadline=None, max_examples=150)
def test_every_cell_is_kept(rows: list[list[str]], form: str) -> None:
    """All cells of any table are in the edition, and come back when it is written."""
    body = as_csv(*map(tuple, rows), delimiter="\t")
    document = Document(
        path="a.tsv", body=body, edition="a", iri="https://example.org/a", manifest=Manifest()
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        cells = cells_of(document)
        try:
            edition = read("a.tsv", body)
        except FormatError:
            return

        assert cells == cells_in(edition)
        again = written(form, edition)
        assert problem_of(form, edition, again) is None


def test_a_doubled_quotation_mark() -> None:
    """A mark in a cell, doubled as it should be, says nothing against the comma before it."""
    edition, _ = read_warned("a.csv", ',"""b"\n')

    assert ['"b'] == [item.text for item in edition.items]


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_written_back(form: str) -> None:
    """An office's table, written again, is the same edition with the same cells."""
    edition, _ = read_warned("a.csv", office_csv(OLD))
    again, _ = read_warned(f"a.{form}", written(form, edition))

    assert edition.items == again.items
    assert cells_in(edition) == cells_in(again)
    assert [HEAD] == [
        tuple(head.value for head in each.about)
        for each in again.statements
        if each.property == "columns"
    ]


def test_other_sheets_are_written_back() -> None:
    """A workbook keeps its other sheets; a text file says which it has no room for."""
    edition, _ = read_warned("a.xlsx", office_xlsx(OLD))
    again, _ = read_warned("a.xlsx", written("xlsx", edition))

    assert cells_in(edition) == cells_in(again)
    assert ["Listen"] == [each.value for each in again.residue if each.value]
    assert "the sheet 'Listen' is not held (3 cells)" in losses_of("csv", edition)
    assert "the sheet 'Listen' is not held (3 cells)" not in losses_of("xlsx", edition)


def test_attributes_that_are_lost() -> None:
    """A format that has no place for attributes names those that it does not hold."""
    edition, _ = read_warned("a.csv", office_csv(OLD))
    (loss,) = [each for each in losses_of("markdown", edition) if "attributes" in each]

    assert loss == (
        "attributes of the source are not held: 'Stufe' (5), 'Begründung' (1), 'Zuständig' (5)"
    )
    assert not [each for each in losses_of("csv", edition) if "attributes" in each]


def test_cells_of_a_workbook() -> None:
    """The cells of a file are counted without regard to what is read of them."""
    body = office_xlsx(OLD)
    document = Document(
        path="a.xlsx", body=body, edition="a", iri="https://example.org/a", manifest=Manifest()
    )
    edition, _ = read_warned("a.xlsx", body)
    cells = cells_of(document)

    assert 2 == cells["Hausordnung"] + cells["Listen"] + cells["2024-05-02"]
    assert Counter() == cells - cells_in(edition)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("id,text\n" + "a,x\n" * 20_000, marks=pytest.mark.slow),
        pytest.param(
            "id,text,parent\n" + "".join(f"{n},x,y{n}\n" for n in range(20_000)),
            marks=pytest.mark.slow,
        ),
        "Nr,Rule\n" + "1" + ".1" * 50_000 + ",x\n" + "1.1,y\n" * 1_000,
        pytest.param(
            "Chapter,Rule\n" + "".join(f"{n},x\n,y\n" for n in range(10_000)),
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "Chapter,Rule\n" + "Access,Doors are shut.\nLending,Books.\n" * 10_000,
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ",".join(["Note"] * 20_000) + "\n" + ",".join(["x y z"] * 20_000),
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "Text\n" + "".join(f"{' ' * (n % 500)}x{n}\n" for n in range(20_000)),
            marks=pytest.mark.slow,
        ),
    ],
    ids=["ids", "parents", "numbers", "chapters", "same chapters", "columns", "indents"],
)
def test_hostile_tables(body: str) -> None:
    """Time grows with the size of a table, not with its square."""
    start = time.process_time()
    edition, _ = read_warned("a.csv", body)

    assert edition.items
    assert time.process_time() - start < 15


def test_importers_of_spreadsheets() -> None:
    """Each format of a spreadsheet counts its cells."""
    units = [importer_for(f"a.{suffix}").unit for suffix in ("csv", "tsv", "xlsx", "xls", "ods")]

    assert {Unit.CELLS} == set(units)
    assert refusal("a.xlsx", b"").startswith("a.xlsx: not a spreadsheet")
