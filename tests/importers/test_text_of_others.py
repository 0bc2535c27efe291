"""Plain texts as other people's programs make them are read as a careful person reads them."""

from __future__ import annotations

import time

import pytest

from guidegraph.importers.formats.text import read as text_format
from guidegraph.importers.importer import Document
from guidegraph.model.manifest import Manifest
from tests.importers.reading import outline_of, read


def _outline(text: str) -> list[str]:
    return [line.replace("section/", "") for line in outline_of(read("rules.txt", text))]


def test_a_heading_that_a_repeated_word_announces_is_above_what_follows_it() -> None:
    part = "{0}. RULE: {1}\nPRACTICE: {2}\n\n- {3}\n\n"
    text = "".join(
        part.format(at, *words)
        for at, words in enumerate(
            (
                ("BOOKS ARE FREE", "LEND TO ALL", "We lend to all."),
                ("ROOMS ARE QUIET", "SPEAK LOW", "We speak low."),
                ("DOORS ARE OPEN", "GREET PEOPLE", "We greet people."),
            ),
            start=1,
        )
    )
    found = read("rules.txt", text)
    parents = {item.label: item.parent for item in found.items if item.label}
    labels = {item.id: item.label for item in found.items}
    assert labels[parents["PRACTICE: SPEAK LOW"] or ""] == "RULE: ROOMS ARE QUIET"
    assert parents["RULE: DOORS ARE OPEN"] is None


@pytest.mark.parametrize("word", ["Note", "From", "Default"])
def test_a_remark_or_a_form_announces_nothing(word: str) -> None:
    text = "".join(f"{word}: Ask at desk {at}\n\nWe help.\n\n" for at in ("one", "two", "six"))
    assert not [item for item in read("rules.txt", text).items if item.type == "Section"]


def test_columns_that_a_page_cuts_go_on_in_their_order() -> None:
    text = (
        "Lending is free for all people who\nlive in the town, and the house lends to\n\n"
        "1) We lend books to each reader who has\na card and who comes in with\n"
        " those who visit it for a week.\n\n"
        "it to the desk.\n\n2) We lend films.\n"
        + "".join(f"\nMore about the house in line {at}.\n" for at in range(60))
        + " A page begins.\n\n A page begins here too.\n"
    )
    texts = [item.text for item in read("rules.txt", text).items]
    assert texts[0] == (
        "Lending is free for all people who live in the town, and the house lends to those who "
        "visit it for a week."
    )
    assert (
        texts[1]
        == "We lend books to each reader who has a card and who comes in with it to the desk."
    )


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    left = "Volunteers help at the desk and\nin the reading room. They wear a\nbadge, and they know"
    right = (
        "the person who is in charge. A\nvolunteer closes the windows and\nturns off the lights."
    )
    more = "At noon the desk is handed over\nto the next volunteer, who signs\nthe list of the day."
    end = "Keys stay in the house. Whoever\ntakes one home tells the person\nin charge of the desk."
    columns = zip(f"{left}\n{right}".split("\n"), f"{more}\n{end}".split("\n"), strict=True)
    text = "".join(f"{one:<45}{other}\n" for one, other in columns)
    whole = " ".join(item.text or "" for item in read("rules.txt", text).items)
    assert "they know the person who is in charge" in whole
    assert whole.index("turns off the lights.") < whole.index("At noon")


def test_a_quoted_mail_is_read_without_its_marks() -> None:
    lines = ("House rules", "", "1. Opening hours", "", "The house is open", "on six days.", "")
    text = "".join(f"> {line}\n" for line in (*lines, "- ring"))
    assert "  " not in (found := read("rules.txt", text)).title
    assert [item.text for item in found.items if item.text] == [
        "The house is open on six days.",
        "ring",
    ]


def test_headings_and_feet_of_raw_page_text_are_told_apart_from_prose() -> None:
    prose = "We lend books to all people of the town, and we help them find\nwhat they need.\n"
    text = "".join(
        f"{at} {name}\n{prose}House Plan Page {at}\n"
        for at, name in enumerate(("Aims", "Staff", "Money"), start=1)
    )
    found = read("rules.txt", text)
    assert [item.label for item in found.items if item.type == "Section"] == [
        "Aims",
        "Staff",
        "Money",
    ]
    assert found.reading is not None
    assert len(found.reading.left_out) == 3


def test_pasted_bullets_and_numbers_nest_by_their_kind() -> None:
    bullets = "•\ta card\no\tthe new one\no\tthe old one\n•\ta pen\n"
    text = f"Bring:\n\n{bullets}\n1.\tWash.\na.\tLeft.\nb.\tRight.\n2.\tDry.\n"
    depths = {line.split(": ")[1]: len(line) - len(line.lstrip()) for line in _outline(text)}
    assert depths["the old one"] > depths["a card"] == depths["a pen"]
    assert depths["Right."] > depths["Wash."] == depths["Dry."]


def test_the_first_row_of_a_pasted_sheet_names_its_columns() -> None:
    found = read("rules.txt", "No.\tRule\tWho\n1\tBooks go out.\tAll\n2\tFilms go out.\tMembers\n")
    assert [(item.notation, item.text) for item in found.items] == [
        ("1", "Books go out."),
        ("2", "Films go out."),
    ]
    assert found.items[0].statements[0].property == "Who"


def test_the_entries_of_a_cell_are_items_even_without_bullets() -> None:
    text = (
        "Rule\tSteps\nLoans\t<ul> Ask at the desk. Show your card.</ul>\nFees\t<ul> • Pay. • Go.\n"
    )
    texts = [item.text for item in read("rules.txt", text).items]
    assert {"Ask at the desk.", "Show your card.", "Pay.", "Go."} <= set(texts)


def test_a_chapter_and_its_name_are_one_heading_and_contents_are_no_text() -> None:
    text = (
        "The Bridge\n\nCONTENTS\n\nI. Dusk\nII. Dawn\n\nCHAPTER I\n\nDusk\n\nIt was cold.\n\n"
        "CHAPTER II\n\nDawn\n\nIt was warm.\n"
    )
    found = read("book.txt", text)
    assert found.title == "The Bridge"
    assert [(item.notation, item.label) for item in found.items if item.label] == [
        ("CHAPTER I", "Dusk"),
        ("CHAPTER II", "Dawn"),
    ]


def test_capitals_at_the_margin_of_a_manual_page_are_headings() -> None:
    parts = (("NAME", "lend - lend books"), ("OPTIONS", "-q     quiet"), ("SEE ALSO", "return"))
    text = "".join(f"{name}\n       {words}\n\n       And so on.\n\n" for name, words in parts)
    labels = [item.label for item in read("lend.txt", text).items if item.type == "Section"]
    assert labels == ["NAME", "OPTIONS", "SEE ALSO"]


def test_a_first_line_in_capitals_is_the_title_unless_it_is_an_opening() -> None:
    body = "{}\n\nWe lend books.\n\nFEES\n\nThere are none.\n"
    assert read("rules.txt", body.format("HOUSE RULES")).title == "HOUSE RULES"
    found = read("rules.txt", body.format("BACKGROUND"))
    assert [item.label for item in found.items if item.label] == ["BACKGROUND", "FEES"]


def test_plain_numbers_after_sentences_are_footnotes_where_the_notes_follow() -> None:
    found = read("rules.txt", "We lend to all.1 It is free.2\n\n1 See the plan.\n\n2 Since May.\n")
    (item,) = found.items
    assert item.text == "We lend to all. It is free."
    assert [(note.mark, note.text) for note in item.notes] == [
        ("1", "See the plan."),
        ("2", "Since May."),
    ]


def test_a_term_may_have_two_lines_and_a_list_below_its_definition() -> None:
    text = (
        "We use these words, and only these, in all the rules of this house.\n\n"
        "the card that a reader is given at the desk, or the one from before\n(member card)\n"
        "   What opens the door.\n\n   * the new one\n\n"
    )
    outline = _outline(text)
    assert any("(member card) | What opens the door." in line for line in outline)
    assert next(line for line in outline if "the new one" in line).startswith("  ")


@pytest.mark.parametrize(
    "text",
    [
        "Intro\n\nA " + ". " * 200_000 + "\n",
        "*" * 400_000 + "\n\nEnd here.\n",
        pytest.param("== ==\n" * 50_000 + "End\n", marks=pytest.mark.slow),
        pytest.param("abc-\n" * 30_000, marks=pytest.mark.slow),
        "this line is long enough to be open without an end\n\n" * 8_000,
        "word " * 200_000,
        "[" * 200_000,
        "a:" * 300_000,
        "x\t<ul>" + "• x. " * 2_000 + "\n",
    ],
    ids=["dots", "stars", "rules", "hyphens", "open", "long", "brackets", "colons", "bullets"],
)
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    def seconds(content: str) -> float:
        document = Document(
            path="x.txt",
            body=content.encode(),
            edition="x",
            iri="https://example.org/x",
            manifest=Manifest(),
        )
        start = time.process_time()
        text_format.read(document)
        return time.process_time() - start

    assert seconds(text) < 10
