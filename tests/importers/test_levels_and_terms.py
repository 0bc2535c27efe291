"""Columns of levels, and of terms with their definitions: the same in every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from guidegraph.export.outline import outline_of
from guidegraph.model.edition import Edition, Item
from tests.importers.made import docx, paragraph
from tests.importers.reading import read, read_warned


Rows = Sequence[Sequence[str]]

LONG = "What a member takes home for a time."


def as_docx(rows: Rows, *headings: str, header: str = "<w:tblHeader/>") -> Edition:
    """Rows as a table of a Word document."""
    made = ""
    for at, row in enumerate(rows):
        cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
        made += f"<w:tr><w:trPr>{'' if at else header}</w:trPr>{cells}</w:tr>"
    above = "".join(paragraph(each, '<w:outlineLvl w:val="0"/>') for each in headings)
    return read("a.docx", docx(f"{above}<w:tbl>{made}</w:tbl>"))


def as_html(rows: Rows) -> Edition:
    """Rows as a table of a web page."""
    head, *body = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return read("a.html", f"<table><tr>{head.replace('td>', 'th>')}</tr>{lines}</table>")


def as_markdown(rows: Rows) -> Edition:
    """Rows as a table in Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return read("a.md", "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n")


def as_csv(rows: Rows) -> Edition:
    """Rows as a text file."""
    return read_warned(
        "a.csv", "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    )[0]


DOCUMENTS = pytest.mark.parametrize("made", [as_docx, as_html, as_markdown])
TABLES = pytest.mark.parametrize("made", [as_docx, as_html, as_markdown, as_csv])
Made = Callable[[Rows], Edition]


def further(item: Item) -> dict[str, str]:
    """The further cells of a row."""
    return {each.property: each.value for each in item.attributes}


# -- levels -----------------------------------------------------------------------

SAID = ("Explain the rules of lending.", "Apply the fees to a return.", "Judge a request.")
LEVELS = ("K2", "K3", "K4")


@TABLES
@pytest.mark.parametrize("level", ["Bloom", "K-level", "Niveau", "Taxonomiestufe", "Priority"])
@pytest.mark.parametrize("behind", [True, False])
def test_a_level_of_each_row_is_not_its_number(made: Made, level: str, *, behind: bool) -> None:
    rows = [("Outcome", level), *zip(SAID, LEVELS, strict=True)]
    edition = made(rows if behind else [row[::-1] for row in rows])

    assert [each.text for each in edition.items] == list(SAID)
    assert [further(each) for each in edition.items] == [{level: each} for each in LEVELS]
    assert {each.notation for each in edition.items} == {None}
    assert not {each.id for each in edition.items} & set(LEVELS)


@TABLES
def test_a_level_in_front_of_its_description_names_it(made: Made) -> None:
    """The rows of a table of levels are levels."""
    edition = made([("Level", "Description"), *zip(("A1", "A2", "B1"), SAID, strict=True)])

    for each, level in zip(edition.items, ("A1", "A2", "B1"), strict=True):
        assert level in (each.notation, each.label, each.id)


@DOCUMENTS
def test_codes_behind_the_text_are_numbers_only_if_their_head_says_so(made: Made) -> None:
    """What a rule is compared with has codes, too."""
    codes = ("AC-1", "AC-7", "CM-2")
    for head, wanted in (("Control of the ministry", None), ("Rule ID", "AC-1")):
        edition = made([("Requirement", head), *zip(SAID, codes, strict=True)])
        first = edition.items[0]
        assert SAID[0] == first.text
        if wanted is None or made is not as_markdown:
            assert wanted == first.notation
        assert (first.notation is None) == (further(first) == {head: "AC-1"})


# -- terms ------------------------------------------------------------------------


@DOCUMENTS
@pytest.mark.parametrize(
    ("term", "definition"),
    [("Term", "Definition"), ("Abbreviation", "Meaning"), ("Begriff", "Erklärung")],
)
def test_a_table_of_terms_is_a_glossary(made: Made, term: str, definition: str) -> None:
    rows = [
        (term, definition, "Source"),
        ("LOAN", LONG, "Board"),
        ("Fee for return (FFR)", "What is paid.", "Desk"),
    ]
    loan, fee = made(rows).items

    assert ("term/loan", "GlossaryTerm", "LOAN", LONG) == (
        loan.id,
        loan.type,
        loan.label,
        loan.text,
    )
    assert ("term/fee-for-return", "Fee for return", ("FFR",)) == (
        fee.id,
        fee.pref_label,
        fee.alt_labels,
    )
    assert {"Source": "Board"} == further(loan)


@DOCUMENTS
def test_a_table_with_other_heads_is_no_glossary(made: Made) -> None:
    """Topics and names are described, too."""
    for head in ("Topic", "Role", "Name"):
        edition = made([(head, "Description"), ("Loan", LONG), ("Fee", "What is paid for a loan.")])
        assert {"Paragraph"} == {each.type for each in edition.items}


@DOCUMENTS
def test_a_term_that_comes_again_keeps_both_definitions(made: Made) -> None:
    edition = made([("Term", "Definition"), ("Loan", LONG), ("Loan", "Money."), ("Fee", "A sum.")])

    assert [LONG, "Money.", "A sum."] == [each.text for each in edition.items]
    assert 3 == len(edition.by_id)


def test_the_terms_of_a_list_in_a_glossary_are_terms() -> None:
    """As those of a table; a list of cases elsewhere is none."""
    listed = f"<dl><dt>Loan</dt><dd>{LONG}</dd></dl>"
    edition = read("a.html", f"<h1>House</h1><h2>Rules</h2>{listed}<h2>Glossary</h2>{listed}")

    assert ["term/loan"] == [each.id for each in edition.items if each.type == "GlossaryTerm"]


def test_a_glossary_is_the_same_when_it_is_written_and_read_again() -> None:
    edition = as_docx(
        [("Term", "Definition", "Since"), ("Loan (LO)", LONG, "2019"), ("Fee", "A sum.", "2020")],
        "Rules",
        "Glossary",
    )
    written = outline_of(edition)
    again = read("edition.md", written.text)

    assert () == written.lost
    assert [
        (each.id, each.type, each.pref_label, each.alt_labels, each.text, each.parent)
        for each in edition.items
    ] == [
        (each.id, each.type, each.pref_label, each.alt_labels, each.text, each.parent)
        for each in again.items
    ]
    assert "section/glossary" == again.by_id["term/loan"].parent


@pytest.mark.parametrize(
    "heads", [("Clause", "Requirement"), ("Term", "Meaning"), ("Outcome", "Bloom")]
)
def test_known_heads_are_no_row(heads: tuple[str, str]) -> None:
    """A Word table need not say which row is its header, and two rows of data say little."""
    edition = as_docx([heads, ("Loans", "One month."), ("Fees", "One euro.")], header="")
    words = " ".join(f"{each.label} {each.text}" for each in edition.items)

    assert 2 == len(edition.items)
    assert not [head for head in heads if head in words]


@pytest.mark.parametrize(
    "first", [("Status", "Standard"), ("Level", "Standard"), ("Outcome", "Half")]
)
def test_a_name_and_its_value_are_a_row(first: tuple[str, str]) -> None:
    edition = as_docx([first, ("Owner", "The desk"), ("Place", "Main hall")], header="")

    assert {first[0], "Owner", "Place"} <= {each.label for each in edition.items}
