"""Plain texts of standards and rules: their numbers, terms, references and contents lists."""

from __future__ import annotations

import pytest

from tests.importers.reading import read


def _items(text: str) -> list[tuple[str | None, str | None, str | None, int]]:
    """Notation, label, text and depth of each item."""
    found = read("rules.txt", text)
    return [
        (item.notation, item.label, item.text, sum(1 for _ in found.ancestors(item)))
        for item in found.items
    ]


def _series(*numbers: str) -> str:
    names = ("Scope", "Duties", "Visitors")
    texts = ("These rules are for all.", "Staff must sign.", "Visitors must sign.")
    parts = zip(numbers, names, texts, strict=True)
    return "House rules\n\n" + "\n\n".join(f"{n} {name}\n\n{text}" for n, name, text in parts)


@pytest.mark.parametrize(
    "numbers", [("1", "2", "3"), ("1", "1.1", "2"), ("Article 1", "Article 2", "Article 3")]
)
def test_short_lines_of_a_series_over_sentences_are_headings(numbers: tuple[str, ...]) -> None:
    found = read("rules.txt", _series(*numbers))
    assert found.title == "House rules"
    assert [i.notation for i in found.items if i.label] == list(numbers)
    assert [i.text for i in found.items if i.text][1] == "Staff must sign."
    assert len(found.items) == 6


@pytest.mark.parametrize(
    "text",
    [
        "1 Staff must sign.\n\n2 Visitors must sign.\n\n3 All must wait.\n",
        "Bring these:\n\n1 Bread\n\n2 Milk\n\n3 Apples\n\nThen come in and sit down here.\n",
        "We have these:\n\n12 Chairs\n\nThey are in the hall.\n\n40 Books\n\nThey are upstairs.\n",
    ],
)
def test_numbered_sentences_and_entries_of_lists_are_no_headings(text: str) -> None:
    assert not [item for item in read("rules.txt", text).items if item.type == "Section"]


_CLAUSES = "A.1 General\n\nMeasure it{0}.\n\nA.2 Method\n\nStop.\n\n"


@pytest.mark.parametrize("cited", ["", " [1]"])
def test_entries_under_references_are_items_with_or_without_a_citation(cited: str) -> None:
    text = _CLAUSES.format(cited) + "References\n\n[1] ISO 9000\n[2] ISO 5127,\n    2017\n"
    assert _items(text) == [
        ("A.1", "General", None, 0),
        (None, None, f"Measure it{cited}.", 1),
        ("A.2", "Method", None, 0),
        (None, None, "Stop.", 1),
        (None, "References", None, 0),
        ("1", None, "ISO 9000", 1),
        ("2", None, "ISO 5127, 2017", 1),
    ]


def test_a_cited_entry_elsewhere_is_a_footnote() -> None:
    text = _CLAUSES.format(" [1]") + "[1] With a clock.\n"
    notes = [note.text for item in read("rules.txt", text).items for note in item.notes]
    assert notes == ["With a clock."]


def test_a_number_a_term_and_its_definition_are_an_item() -> None:
    text = (
        "1 Terms and definitions\n\nThese terms are used here.\n\n"
        "1.1\nquiet space\nroom that is quiet\n\n"
        "1.2\nvisitor\nguest\nperson who comes to the house\n\nNote 1 to entry: Staff are none.\n\n"
        "2 Duties\n\nVisitors must sign.\n"
    )
    assert _items(text)[1:7] == [
        (None, None, "These terms are used here.", 1),
        ("1.1", "quiet space", "room that is quiet", 1),
        ("1.2", "visitor", "person who comes to the house", 1),
        (None, None, "guest", 2),
        (None, None, "Note 1 to entry: Staff are none.", 2),
        ("2", "Duties", None, 0),
    ]


def test_terms_with_blank_lines_between_their_parts_are_read_too() -> None:
    text = "1.1\n\nquiet space\n\nroom that is quiet\n\n1.2\n\nvisitor\n\nperson who comes\n"
    assert [each[:3] for each in _items(text)] == [
        ("1.1", "quiet space", "room that is quiet"),
        ("1.2", "visitor", "person who comes"),
    ]


def test_a_deeper_list_inside_an_entry_is_below_it() -> None:
    text = (
        "The house must\n\na) write the rules;\nb) display the rules;\n   1) at the entrance;\n"
        "   2) on the website; and\nc) keep a record.\n"
    )
    assert [(number, words, depth) for number, _, words, depth in _items(text)] == [
        (None, "The house must", 0),
        ("a", "write the rules;", 0),
        ("b", "display the rules;", 0),
        ("1", "at the entrance;", 1),
        ("2", "on the website; and", 1),
        ("c", "keep a record.", 0),
    ]


def test_the_number_of_a_statement_in_an_annex_is_its_notation() -> None:
    text = "A.2.1 Put the sign at the door.\n\nA.2.2 Put the list on the wall.\n"
    assert [each[:3] for each in _items(text)] == [
        ("A.2.1", None, "Put the sign at the door."),
        ("A.2.2", None, "Put the list on the wall."),
    ]


@pytest.mark.parametrize("page", ["", " 3", "\t3"])
def test_a_contents_list_is_left_out_with_its_title(page: str) -> None:
    listed = f"Contents\n\nArticle 1. Purpose{page}\nArticle 2. Duties{page}\n\n"
    body = "Article 1. Purpose\n\nThis is for all.\n\nArticle 2. Duties\n\nStaff must sign.\n"
    found = read("rules.txt", listed + body)
    assert [item.label for item in found.items if item.label] == ["Purpose", "Duties"]
    assert len(found.items) == 4
    assert found.reading is not None
    left = " ".join(each.text for each in found.reading.left_out)
    assert left.split()[:4] == ["Contents", "Article", "1.", "Purpose"]
