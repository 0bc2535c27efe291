"""Tables of teachers, and of the systems that they teach with."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl
import pytest

from guidegraph.importers.exchange_items import text_of_html
from guidegraph.model.edition import Association, Edition
from tests.importers.reading import outline_of, read_warned


MOODLE = (
    '"Parent ID number","ID number","Short name",Description,"Description format","Scale values",'
    '"Scale configuration","Rule type (optional)","Rule outcome (optional)",'
    '"Rule config (optional)","Cross-referenced competency ID numbers","Exported ID (optional)",'
    '"Is framework",Taxonomy\n'
)
ROWS = (
    ',DESK,"Desk skills","<p>All of them.</p>",1,"No,Yes",'
    '"[{""scaleid"":""2""},{""id"":2,""scaledefault"":1,""proficient"":1}]",,,,,,1,"skill,skill"\n'
    'A,A.1,Cards,"<p>Checks a <b>card</b>;</p><p>asks &amp; smiles.</p>",1,,,,0,null,"B%2C1",3,,\n'
    ",A,Lending,,1,,,,0,null,,4,,\n"
    'A,"B,1",Renewals,2 < 3,2,,,,0,null,,5,,\n'
)
CANVAS = (
    "vendor_guid,object_type,title,description,display_name,calculation_method,calculation_int,"
    "workflow_state,parent_guids,mastery_points,ratings,,,\n"
    "g1,group,Lending,,,,,active,,,,,,\n"
    "g2,group,Helping,,,,,active,,,,,,\n"
    "o1,outcome,Cards,<p>Checks a card.</p>,,n_mastery,3,active,g2 g1,2,3,Great,1,Poor\n"
    "o2,outcome,Stamps,Stamps it.,,,,deleted,g1,,,,,\n"
)


def one(body: str | bytes, path: str = "a.csv") -> Edition:
    return read_warned(path, body)[0]


@pytest.mark.parametrize("language", ["en", "de"])
def test_moodle(language: str) -> None:
    """A framework of Moodle is read by its columns, in whatever language and order of rows."""
    body = MOODLE + ROWS
    if language == "de":
        heads = ("Eltern", "Kennung", "Kurz", "Text", "Form", "Skala", "Einstellung")
        more = ("Regel", "Ergebnis", "Werte", "Verweise", "Export", "Rahmen", "Art")
        body = ",".join(heads + more) + "\n" + ROWS
    edition = one(body)

    assert "Desk skills" == edition.title
    assert [
        "A: Lending",
        "  A.1: Cards | Checks a card; asks & smiles.",
        "  B,1: Renewals | 2 < 3",
    ] == [line.replace(" – ", " | ") for line in told(edition)]
    assert (Association(origin="A.1", type="related", destination="B,1"),) == edition.associations
    assert {"Competency"} == {item.type for item in edition.items}
    assert edition.identified


def told(edition: Edition) -> list[str]:
    """Each item with its depth, id, label and text."""
    return [
        "  " * len(list(edition.ancestors(item)))
        + f"{item.id}: "
        + " – ".join(filter(None, (item.label, item.text)))
        for item in edition.items
    ]


def test_canvas() -> None:
    """An outcome is below its first group; one that is deleted is withdrawn."""
    edition = one(CANVAS)

    assert [
        "g1: Lending",
        "  o2: Stamps – Stamps it.",
        "g2: Helping",
        "  o1: Cards – Checks a card.",
    ] == told(edition)
    assert Association(origin="o1", type="broaderTransitive", destination="g1") in (
        edition.associations
    )
    assert ["o2"] == [item.id for item in edition.items if item.status]
    assert {"calculation_method", "mastery_points", "ratings"} <= {
        each.property for each in edition.by_id["o1"].attributes
    }


@pytest.mark.parametrize("column", ["smartLevel", "CF Association", "isChildOf"])
def test_opensalt(column: str) -> None:
    """Its sheets give the title, the items and their parents, however these are said."""
    book = openpyxl.Workbook()
    book.active.title = "CF Doc"
    book.active.append(["identifier", "title", "publisher", "language"])
    book.active.append(["d", "Desk skills", "Board", "en"])
    items = book.create_sheet("CF Item")
    level = "smartLevel" if column != "isChildOf" else column
    items.append(["identifier", "fullStatement", "humanCodingScheme", level, "CFItemType"])
    levels: Mapping[str, tuple[str | None, ...]] = {
        "smartLevel": ("2", "1", "1.1"),
        "CF Association": (None, None, None),
        "isChildOf": (None, None, "L"),
    }
    texts = ("Helps.", "Lends.", "Checks a card.")
    for id_, text, code, place in zip("hlc", texts, "HLC", levels[column], strict=True):
        items.append([id_, text, code, place, "Skill"])
    links = book.create_sheet("CF Association")
    links.append(["originNodeIdentifier", "associationType", "destinationNodeIdentifier"])
    links.append(["c", "isRelatedTo", "h"])
    if column == "CF Association":
        links.append(["c", "isChildOf", "l"])
    file = io.BytesIO()
    book.save(file)
    edition = one(file.getvalue(), "a.xlsx")

    assert ("Desk skills", "Board") == (edition.title, edition.provenance.publisher)
    assert ["h: Helps.", "l: Lends.", "  c: Checks a card."] == told(edition)
    assert Association(origin="c", type="related", destination="h") in edition.associations


TEACHERS = {
    "numbers": (
        (
            "Module,Type,Statement,Bloom,I/R/M\n1,Objective,Greets a reader.,Apply,I\n"
            "1,Assessment,Shows how.,Apply,M\n2,Objective,Asks back.,Analyse,I\n"
        ),
        ["Module 1", "  Greets a reader.", "  Shows how.", "Module 2", "  Asks back."],
    ),
    "german": (
        (
            "Woche;Lektion;Lernziel;Taxonomiestufe\r\n1;Gruß;Sie begrüßen Leser.;2\r\n"
            "1;Ausweis;Sie prüfen den Ausweis.;3\r\n2;Fragen;Sie fragen nach.;4\r\n"
        ),
        [
            "Woche 1",
            "  Sie begrüßen Leser.",
            "  Sie prüfen den Ausweis.",
            "Woche 2",
            "  Sie fragen nach.",
        ],
    ),
    "levels of learners": (
        "No.;Modul;Niveau;Lernergebnis\n1;1;1;Sie grüßen.\n2;1;2;Sie prüfen.\n3;2;1;Sie fragen.\n",
        ["Modul 1", "  Sie grüßen.", "  Sie prüfen.", "Modul 2", "  Sie fragen."],
    ),
    "titles": (
        (
            "Learning outcome,Module,Taught in\nGreets a reader,Module 1: Welcome,Lecture\n"
            "Checks a card,Module 1: Welcome,Lab\nAsks back,Module 2: Helping,Lecture\n"
        ),
        ["Welcome", "  Greets a reader", "  Checks a card", "Helping", "  Asks back"],
    ),
}


@pytest.mark.parametrize("name", TEACHERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_teachers(name: str, encoding: str) -> None:
    """Modules, weeks and lessons group the rows; levels and the like are kept."""
    body, expected = TEACHERS[name]
    edition = one(body.encode(encoding))

    assert expected == [
        "  " * len(list(edition.ancestors(item))) + (item.text or item.label or "")
        for item in edition.items
    ]
    last = body.splitlines()[0].replace(";", ",").split(",")[-1]
    attributes = {each.property for item in edition.items for each in item.attributes}
    assert last in attributes or last == "Lernergebnis"


def test_numbered_modules_in_a_table() -> None:
    """The number of a module is that of its section."""
    edition = one(TEACHERS["titles"][0])

    assert ["Module 1", "Module 2"] == [each.notation for each in edition.items if each.notation]


def test_weeks_of_one_row() -> None:
    """A plan with one row a week has no sections; the week is the number of its row."""
    body = "Week,Topic,Objectives\n1,Greeting,Greets a reader\n2,Cards,Checks a card\n"

    assert ["1: Greets a reader", "2: Checks a card"] == [
        f"{item.notation}: {item.text}" for item in one(body).items
    ]


@pytest.mark.parametrize(
    "heading",
    ["Module 1 - Welcome", "Unit 2: Welcome", "Week 3 – Welcome", "Lektion 4 Welcome"],
)
def test_headings_keep_their_number(heading: str) -> None:
    """Also where there is only one, and two modules may each have the same heading below."""
    body = f"# Course\n\n## {heading}\n\n### Assessment\n\nA.\n\n## Rest\n\n### Assessment\n\nB.\n"
    edition = one(body, "course.md")

    first = edition.items[0]
    assert ("Welcome", heading.rpartition(" Welcome")[0].rstrip(" :–-")) == (
        first.label,
        first.notation,
    )
    assert 2 == sum(item.label == "Assessment" for item in edition.items)


@pytest.mark.parametrize("head", ["Unit price", "Session", "Week"])
def test_other_tables_stay(head: str) -> None:
    """A word of courses in another table, right of the texts, is an attribute."""
    body = f"No.,Requirement,{head}\nR1,Lock the door.,4\nR2,Keep exits free.,4\nR3,Go.,5\n"

    assert ["R1: Lock the door.", "R2: Keep exits free.", "R3: Go."] == outline_of(one(body))


def test_html_in_linear_time() -> None:
    """Marks that are never closed cost no more than their length."""
    assert "a < b" == text_of_html("a < b")
    assert text_of_html("<p" * 200_000)
    assert text_of_html("<!--" * 100_000)
    assert text_of_html("&" * 200_000)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("4 Checks a card; asks & smiles.", ("4", None)),
        ("4.1 Checks a card; …", ("4.1", None)),
        ("(b) Checks a card…", ("(b)", None)),
        ("Checks a card; asks &amp; smiles.", (None, None)),
        ("Checks a card", (None, "Checks a card")),  # somebody's name for it
        ("Cards…", (None, "Cards…")),
        ("New Checks a card; asks & smiles.", (None, "New Checks a card; asks & smiles.")),
        ("…", (None, "…")),
    ],
)
def test_a_short_name_that_repeats_the_text(name: str, read: tuple[str | None, ...]) -> None:
    """The number before it is the notation, and there is no label; all other names are labels."""
    item = one(MOODLE + ROWS.replace("Cards", name)).by_id["A.1"]

    assert read == (item.notation, item.label)
    assert "Checks a card; asks & smiles." == item.text
