"""Terms, tables and contents lists of web pages as editions: what a careful reader expects."""

from __future__ import annotations

import pytest

from guidegraph.model.edition import Edition
from tests.importers.reading import read


def edition(body: str) -> Edition:
    return read("page.html", f"<html><head><title>T</title></head><body>{body}</body></html>")


def said(body: str) -> list[str]:
    """The items, indented below their parents: number, label, text, and the further cells."""
    made = edition(body)
    lines = []
    for item in made.items:
        depth = sum(1 for _ in made.ancestors(item))
        cells = "; ".join(f"{each.property}={each.value}" for each in item.statements)
        parts = (item.notation, item.label and f"{item.label}:", item.text, cells and f"({cells})")
        lines.append("  " * depth + " ".join(filter(None, parts)))
    return lines


def left_out(body: str) -> list[str]:
    reading = edition(body).reading
    assert reading is not None
    return [each.text for each in reading.left_out]


def rows(*of: str) -> str:
    """A table; `|` parts cells, `!` begins a header cell, `3!` one over three columns."""
    found = ""
    for row in of:
        found += "<tr>"
        for cell in row.split("|"):
            number, sign, words = cell.strip().partition("!")
            if sign:
                found += f'<th colspan="{number or 1}">{words}</th>'
            else:
                found += f"<td>{number}</td>"
        found += "</tr>"
    return f"<table>{found}</table>"


# -- terms ------------------------------------------------------------------------


def test_a_definition_is_the_text_of_its_term_in_a_glossary_and_below_it_in_a_rule() -> None:
    cases = "<dl><dt>Exception</dt><dd>Rain and snow do not count.</dd></dl>"
    body = f"<h2>Rule A</h2>{cases}<h2>Rule B</h2>{cases}<h2>3 Glossary</h2><h3>A to C</h3>{cases}"
    assert said(body) == [
        "Rule A:",
        "  Exception:",
        "    Rain and snow do not count.",
        "Rule B:",
        "  Exception:",
        "    Rain and snow do not count.",
        "3 Glossary:",
        "  A to C:",
        "    Exception: Rain and snow do not count.",
    ]


def test_a_value_is_the_text_of_its_term() -> None:
    listed = "<dl><dt>Version</dt><dd>2.0</dd><dt>Author</dt><dd>Desk of the pool</dd></dl>"
    assert said(f"<h2>Data</h2>{listed}<h2>More</h2>") == [
        "Data:",
        "  Version: 2.0",
        "  Author: Desk of the pool",
        "More:",
    ]


def test_a_number_on_a_line_of_its_own_is_that_of_what_comes_next() -> None:
    body = (
        "<h2>2 Terms and definitions</h2><p>2.1</p><p><b>lane</b></p><p>water between ropes</p>"
        "<h2>3 Advice</h2><h3>3.1</h3><p>Ask guests:</p><ul><li>their age</li></ul>"
        "<p>Note what they say.</p><h3>3.2</h3><p>Close at dusk.</p>"
    )
    assert said(body) == [
        "2 Terms and definitions:",
        "  2.1 lane: water between ropes",
        "3 Advice:",
        "  3.1 Ask guests:",
        "    their age",
        "    Note what they say.",
        "  3.2 Close at dusk.",
    ]


# -- tables -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "items"),
    [
        pytest.param(
            rows("!Long name of it | Pool", "!Owner | Town"),
            ["Long name of it: Pool", "Owner: Town"],
            id="names and values",
        ),
        pytest.param(
            rows(
                "<b>Owner</b> | Town", "<b>Open</b> | May", "<b>Aim</b> |" + " Swim and rest." * 5
            ),
            ["Owner: Town", "Open: May", "Aim:" + " Swim and rest." * 5],
            id="bold names, of which the first is no head of a column",
        ),
        pytest.param(
            rows("Code: | SW1 | Hours: | 60", "Place: | Hall | Head: | none"),
            ["Code:: SW1", "Hours:: 60", "Place:: Hall", "Head:: none"],
            id="two names in a row",
        ),
        pytest.param(
            rows("|!Child |!Adult", "!Deep pool | never | always", "!Slide | always | at noon"),
            ["Deep pool: (Child=never; Adult=always)", "Slide: (Child=always; Adult=at noon)"],
            id="a cross table",
        ),
        pytest.param(
            rows("!Skill |!Basic |!High", "Diving | goes under water | dives from the board"),
            ["Diving: (Basic=goes under water; High=dives from the board)"],
            id="levels of a skill",
        ),
        pytest.param(
            rows("!Fault | 2!Points", "! |!Home |!Away", "!Running | 1 | 2", "!Diving | 3 | 4"),
            [
                "Running: (Points Home=1; Points Away=2)",
                "Diving: (Points Home=3; Points Away=4)",
            ],
            id="heads over several columns",
        ),
        pytest.param(
            rows("2!Lanes", "!Rule |!Reason", "Swim right|So that all have room.", "2!Showers"),
            ["Lanes:", "  Swim right: So that all have room.", "Showers:"],
            id="one cell over all columns",
        ),
        pytest.param(
            rows("Adults | pay five each", "Children | are free"),
            ["Adults: pay five each", "Children: are free"],
            id="no head",
        ),
        pytest.param(
            rows("!Who |!Fee", "Adults | 5", "Children | 2"),
            ["Adults: (Fee=5)", "Children: (Fee=2)"],
            id="short values under a head",
        ),
        pytest.param(
            "<table><tr><th>Area<th>Rule<th>Who</tr><tr><td rowspan=2>Gate<td>Show the card."
            "<td rowspan=2>All</tr><tr><td>Keep the card dry.</tr></table>",
            ["Gate:", "  Show the card. (Who=All)", "  Keep the card dry. (Who=All)"],
            id="cells over several rows",
        ),
        pytest.param(
            "<table><tr><th>Group<th>Rule</tr><tr><td rowspan=2><p>Desk Care (DC):</p>"
            "<p>The desk is known.</p><p>So are its keys.</p><td>Keys are listed.</tr>"
            "<tr><td>Cards are listed.</tr></table>",
            [
                "DC Desk Care: The desk is known.",
                "  So are its keys.",
                "  Keys are listed.",
                "  Cards are listed.",
            ],
            id="a group and what it is, on lines of their own",
        ),
    ],
)
def test_a_table_is_read_as_it_is_meant(table: str, items: list[str]) -> None:
    assert said(table) == items


def test_prose_under_the_heads_of_columns_is_read_by_column() -> None:
    prose = [f"Guests of kind {each} find their way to the pool." for each in "abc"]
    table = rows("!Basic |!Middle |!High", "1 | 2 | 3", "|".join(prose))
    assert said(table) == [
        "Basic:",
        "  1",
        f"  {prose[0]}",
        "Middle:",
        "  2",
        f"  {prose[1]}",
        "High:",
        "  3",
        f"  {prose[2]}",
    ]
    assert left_out(table) == []
    two = rows("!Rule |!Reason", prose[0] + "|" + prose[1], prose[1] + "|" + prose[2])
    assert said(two) == [f"{prose[0]} (Reason={prose[1]})", f"{prose[1]} (Reason={prose[2]})"]


def test_the_rows_of_a_table_in_a_cell_are_below_its_row() -> None:
    inner = "<table><tr><th>Child<td>2</tr><tr><th>Adult<td>5</tr></table>"
    table = f"<table><tr><th>Good<th>Price</tr><tr><td>Ticket<td>{inner}</tr>"
    assert said(table + "<tr><td>Towel<td>none are sold</tr></table>") == [
        "Ticket:",
        "  Child 2",
        "  Adult 5",
        "Towel: none are sold",
    ]


# -- contents lists ---------------------------------------------------------------


def test_lines_below_the_title_of_a_contents_list_are_left_out() -> None:
    body = (
        "<h1>Pool</h1><h2>Contents</h2><p>1 Lanes</p><p>2 Slides 4</p><h2>List of figures</h2>"
        "<p>Figure 1 The lanes 3</p><p>Figure 2 The slide 5</p><h2>1 Lanes</h2><p>Swim right.</p>"
        "<p>Figure 1 The lanes</p><h2>2 Slides</h2><p>Slide alone.</p>"
    )
    assert said(body) == [
        "Contents:",
        "List of figures:",
        "1 Lanes:",
        "  Swim right.",
        "  Figure 1 The lanes",
        "2 Slides:",
        "  Slide alone.",
    ]
    assert left_out(body) == [
        "1 Lanes",
        "2 Slides 4",
        "Figure 1 The lanes 3",
        "Figure 2 The slide 5",
    ]


def test_a_list_of_links_to_what_comes_before_is_no_contents_list() -> None:
    links = "".join(f'<li><a href="#{each}">Rule {each}</a></li>' for each in "abc")
    rules = "".join(f'<h2 id="{each}">Rule {each}</h2><p>Swim.</p>' for each in "abc")
    assert left_out(f"<ul>{links}</ul>{rules}") == ["Rule a", "Rule b", "Rule c"]
    assert left_out(f"{rules}<h2>See</h2><p>These help:</p><ul>{links}</ul>") == []


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (("Date|Module|Room", "3 March|Module 1|K1", "10 March|Module 2|K1"), True),
        (("Datum|Raum|Thema", "3.3.|K1|Hygiene", "10.3.|K2|Lager"), True),
        (("Date|Topic", "3 March|Hygiene", "10 March|Storing"), False),  # one column may be chance
        (("1 March|Start|K3", "3 March|Module 1|K1", "10 March|Module 2|K1"), False),
        (("Date|Module|Room", "3 March|Module 1|K1"), False),  # one row shows no columns
    ],
)
def test_names_over_dates_and_numbers(table: tuple[str, ...], *, named: bool) -> None:
    """Words over several columns that have a number in every row are the names of the columns."""
    assert ([table[0].replace("|", " ")] if named else []) == left_out(rows(*table))
    assert len(table) - named == len(said(rows(*table)))
