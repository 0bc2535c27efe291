"""Editions as tables and spreadsheets, and back by the importers."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from dataclasses import replace

import networkx as nx
import openpyxl
import pytest
from hypothesis import given, settings

from guidegraph.api import Library
from guidegraph.exports import Exports
from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition, Item, Link, Note
from guidegraph.model.errors import GuidegraphWarning, InputError, UnwritableError
from guidegraph.model.manifest import Manifest
from guidegraph.render.format import losses_of, problem_of, written
from tests.comparisons import HOSTILE, OLD
from tests.strategies import editions


LIBRARY = Library.open()
FORMS = pytest.mark.parametrize("form", ["csv", "xlsx"])
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "=cmd|'/c calc'!A1", "'tis", "- a dash")


def back(form: str, edition: Edition) -> Edition:
    """An edition that was written and read again."""
    path = f"a.{form}"
    body = written(form, edition)
    document = Document(path=path, body=body, edition="a", iri=edition.iri, manifest=Manifest())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)  # of rows without words
        return importer_for(path, body).read(document)


@FORMS
@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_items_come_back(id_: str, form: str) -> None:
    """The items of our documents come back: number, name, text, class, parent and order."""
    edition = LIBRARY.edition(id_).model

    def told(items: tuple[Item, ...]) -> list[tuple[str | None, ...]]:
        return [
            (
                each.id,
                each.type,
                each.notation,
                each.label or each.pref_label,
                each.text,
                each.parent,
            )
            for each in items
        ]

    assert told(edition.items) == told(back(form, edition).items)


@FORMS
@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_texts(text: str, form: str) -> None:
    """A text that begins like a formula comes back letter by letter, and is none to the program."""
    edition = replace(OLD, items=(Item(id=text, label=text, text=text),), associations=())
    (item,) = back(form, edition).items

    assert (text, text, text) == (item.id, item.label, item.text)
    body = written(form, edition)
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(body.decode())) for cell in row]
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")]
    else:
        (row,) = openpyxl.load_workbook(io.BytesIO(body))["Items"].iter_rows(min_row=2)
        assert ["n" if cell.value == 1 else "s" for cell in row if cell.value] == [
            cell.data_type for cell in row if cell.value
        ]
        assert row[4].quotePrefix == (text != "'tis")


@FORMS
@given(edition=editions())
@settings(deadline=None, max_examples=30)
def test_law(form: str, edition: Edition) -> None:
    """Any edition comes back, or it is said that it would not: nothing is lost in silence."""
    try:
        body = written(form, edition)
        problem = problem_of(form, edition, body)
    except (InputError, UnwritableError):
        return
    if problem is not None:
        assert "is not the same" in problem
        return
    ids = [" ".join(item.id.split()) for item in edition.items]

    assert ids == [item.id for item in back(form, edition).items] or not ids


@pytest.mark.parametrize("form", ["csv", "xlsx", "markdown", "graphml"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str, form: str) -> None:
    """
    No text breaks a file: what is written can be read, or nothing is written, and one line says
    why.
    """
    edition = replace(OLD, items=(Item(id="a", label=text, text=text),), associations=())
    try:
        body = Exports.proven(edition, form)
    except (InputError, UnwritableError) as error:
        refusal = str(error)
    else:
        refusal = ""
        assert body == written(form, edition)

    controls = [sign for sign in text if not sign.isprintable() and sign not in "\n\u2028\u202e"]
    assert bool(refusal) <= bool(controls)
    assert "\n" not in refusal


def test_xlsx_is_one_that_programs_open() -> None:
    """Another library opens the spreadsheet without a warning, and finds whose the document is."""
    book = openpyxl.load_workbook(io.BytesIO(LIBRARY.export("combined", "xlsx")))
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    edition = LIBRARY.edition("combined").model

    assert ["Items", "About"] == book.sheetnames
    assert len(edition.items) + 1 == book["Items"].max_row
    assert (edition.title, edition.provenance.rights) == (about["title"], about["rights"])
    assert edition.title == book.properties.title


def test_xlsx_tells_no_time_and_no_place() -> None:
    """Nothing in the archive says when or where it was made."""
    archive = zipfile.ZipFile(io.BytesIO(LIBRARY.export("supervisor", "xlsx")))

    assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in archive.infolist()}
    assert {0} == {info.create_system for info in archive.infolist()}


def test_xlsx_cell_too_long() -> None:
    """A text longer than a cell holds is refused, by units of UTF-16 as the program counts."""
    edition = replace(OLD, items=(Item(id="a", text="😀" * 16_384),), associations=())

    with pytest.raises(
        UnwritableError, match=r"16384 characters.* the 32767 that a cell .* use csv"
    ):
        written("xlsx", edition)


def test_xlsx_escapes() -> None:
    """A text that looks like the escape of a character comes back as it is."""
    edition = replace(OLD, items=(Item(id="a", text="_x0041_ and _x005F_"),), associations=())

    assert "_x0041_ and _x005F_" == back("xlsx", edition).items[0].text


@pytest.mark.parametrize("text", ["<r><t>other</t></r>", "<r></r>", "<r>a</t></r>", "<r>=1</r>"])
def test_xlsx_markup(text: str) -> None:
    """A text that looks like the markup of runs is a text, in the head of a sheet and below it."""
    edition = replace(OLD, title=text, items=(Item(id="a", text=text),), associations=())
    body = written("xlsx", edition)
    book = openpyxl.load_workbook(io.BytesIO(body))

    assert text == back("xlsx", edition).items[0].text
    assert (text, text) == (book["Items"]["E2"].value, book["About"]["B2"].value)


def test_an_item_without_words() -> None:
    """An item that says nothing is labelled with its id, and the loss report says so."""
    edition = replace(OLD, items=(Item(id="a"),), associations=())

    assert "a" == back("csv", edition).items[0].label
    assert "a: it has no words, and its id is used as its label" in losses_of("csv", edition)


def test_losses_item_by_item() -> None:
    """What a table has no column for is said of each item."""
    item = Item(
        id="a",
        label="A",
        pref_label="a",
        alt_labels=("b",),
        marker="1,",
        notes=(Note(mark="1", text="n"),),
        links=(Link(words="w", target="https://example.org/"),),
        lineage="https://example.org/item/a",
        replaced_by=("https://example.org/b",),
    )
    losses = set(losses_of("xlsx", replace(OLD, items=(item,), associations=())))

    assert {
        "a: its readable name, 'a', is not held, only the printed one",
        "a: other names are not held (1)",
        "a: footnotes are not held (1)",
        "a: hyperlinks are not held (1)",
        "a: replacements are not held (1)",
        "a: its number as printed, '1,', is not held",
        "a: its lineage is not held",
    } <= losses


def test_graphml_in_networkx() -> None:
    """networkx reads the items and how they are related."""
    edition = LIBRARY.edition("combined").model
    graph = nx.read_graphml(io.BytesIO(LIBRARY.export("combined", "graphml")))
    kinds = {data["property"] for _, _, data in graph.edges(data=True)}
    parents = sum(item.parent is not None for item in edition.items)

    assert edition.title == graph.graph["title"]
    assert {edition.iri_of(item.id) for item in edition.items} == set(graph.nodes)
    assert {"broader", "demonstrates", "promotes", "usesTerm"} == kinds
    assert parents + len(edition.associations) == graph.number_of_edges()


def test_markdown_reads_well() -> None:
    """A document has its title, whose it is, headings by depth, and an anchor for every item."""
    text = LIBRARY.export("combined", "markdown").decode()

    assert text.startswith(
        "# National Practice Guidelines for Peer Specialists and Supervisors\n\n- Publisher: "
    )
    assert '<a id="value/7"></a>\n\n## 7 Peer supporters are honest and direct\n' in text
    assert "- ['peer drift' or co-optation](#term/co-optation)" in text
    assert len(LIBRARY.edition("combined").model.items) == text.count('<a id="')


def test_markdown_addresses() -> None:
    """Only an address that a browser may follow becomes a link."""
    links = tuple(
        Link(words="w", target=target)
        for target in ("javascript:alert(1)", "https://example.org/a b", "https://example.org/<x>")
    )
    edition = replace(OLD, items=(Item(id="a", text="t", links=links),), associations=())
    text = written("markdown", edition).decode()

    assert "<javascript" not in text
    assert "- w: `javascript:alert(1)`\n- w: `https://example.org/a b`" in text
    assert "`https://example.org/<x>`" in text
