"""Markdown as people write it: policies, handbooks and syllabuses that know nothing of us."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidegraph.importers.importer import FORMATS, Document
from guidegraph.importers.outline.words import (
    lost_words,
    words_of_edition,
    words_of_markdown,
)
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.manifest import Manifest, TableLayout
from guidegraph.model.statement import Role, StatementKind
from tests.importers.reading import read_warned, refusal


Reading = Callable[[str], Edition]


def outline(edition: Edition) -> list[tuple[str, str | None, str | None]]:
    """The items: id, label, and text with the printed number in front."""
    return [
        (item.id, item.label, " ".join(filter(None, (item.marker, item.text))) or None)
        for item in edition.items
    ]


POLICY = """
---
title: House rules
date: 2024-05-01 10:00
lang: de-AT
publisher: Hill Library
license: CC BY 4.0
version: 2.10
tags: [loans, *open]
contact:
  - name: Desk
    mail: ~
---

Welcome.

Loans
-----

1. Members borrow books.
   1. Novels for a *month*.
   2. Maps for a day.
2. Guests read here[^g].

### Examples

A novel.

Fees
----

### Examples

* [x] Ask
* [ ] Pay

[^g]: See the [desk](desk.html).
[unused]: map.html "The map"
"""


def test_reads_a_policy(read: Reading) -> None:
    """Header, underlined headings, lists in lists, tasks and footnotes of an ordinary file."""
    edition = read(POLICY)

    assert ("House rules", "2024-05-01", "de-AT", "Hill Library", "CC BY 4.0") == (
        edition.title,
        edition.issued,
        edition.language,
        edition.provenance.publisher,
        edition.provenance.rights,
    )
    assert [
        ("paragraph/1", None, "Welcome."),
        ("section/loans", "Loans", None),
        ("section/loans/1", None, "1. Members borrow books."),
        ("section/loans/1/1", None, "1. Novels for a month."),
        ("section/loans/1/2", None, "2. Maps for a day."),
        ("section/loans/2", None, "2. Guests read here."),
        ("section/examples", "Examples", None),
        ("section/examples/1", None, "A novel."),
        ("section/fees", "Fees", None),
        ("section/fees/examples", "Examples", None),
        ("section/fees/examples/1", None, "[x] Ask"),
        ("section/fees/examples/2", None, "[ ] Pay"),
    ] == outline(edition)
    assert ["1", "1", "2", "2"] == [item.notation for item in edition.items if item.notation]
    guests = edition.by_id["section/loans/2"]
    assert [("g", "See the desk.")] == [(note.mark, note.text) for note in guests.notes]
    assert ["desk.html"] == [link.target for link in guests.links]
    assert [] == lost_words(POLICY, edition)


def test_keeps_all_of_the_header(read: Reading) -> None:
    """Every key is a statement of the edition, its value as it is written."""
    said = {each.property: each for each in read(POLICY).statements}

    assert ("2.10", Role.ATTRIBUTE) == (said["version"].value, said["version"].role)
    assert ("House rules", Role.LABEL) == (said["title"].value, said["title"].role)
    assert ["loans", "*open"] == [each.value for each in said["tags"].about]
    ((contact,), kind) = said["contact"].about, said["contact"].kind
    assert (StatementKind.LIST, StatementKind.NODE) == (kind, contact.kind)
    assert [("name", "Desk"), ("mail", "~")] == [
        (each.property, each.value) for each in contact.about
    ]
    assert ("map.html", "The map") == (said["unused"].value, said["unused"].about[0].value)


def test_the_manifest_goes_before_the_header() -> None:
    """What an edition.toml says is not read from the header."""
    edition = FORMATS["outline"].read(
        Document(
            path="a.md",
            body=POLICY.encode(),
            edition="a",
            iri="urn:x:a",
            manifest=Manifest(issued="2020", language="fr", publisher="P", rights="R"),
        )
    )

    assert ("2020", "fr", "P", "R") == (
        edition.issued,
        edition.language,
        edition.provenance.publisher,
        edition.provenance.rights,
    )


def test_reads_a_header_in_toml(read: Reading) -> None:
    """A header between lines of plus signs is TOML."""
    edition = read(
        '+++\ntitle = "Rules"\ndate = 2024-05-01\nweight = 1.50\n[a]\nb = [true]\n+++\nA'
    )

    assert ("Rules", "2024-05-01") == (edition.title, edition.issued)
    assert ["1.50"] == [each.value for each in edition.statements if each.property == "weight"]
    assert ["A"] == [item.text for item in edition.items]


@pytest.mark.parametrize(
    "header",
    [
        "title: [a",
        "a: b\nc",
        "title: " + "[" * 50_000,
        "- a: b\n- " * 40 + "x",
        "a: &x {b: \x01}",
    ],
)
def test_reads_a_broken_header_as_text(read: Reading, header: str) -> None:
    """A header that cannot be read loses no word, and a warning says why it is text."""
    text = f"---\n{header}\n---\n\n# T\n\nText."
    if not header.startswith(("title", "a:")):
        text = f"---\nkey: v\n{header}\n---\n\n# T\n\nText."
    with pytest.warns(GuidegraphWarning, match="a header that cannot be read"):
        edition = read(text)

    assert "T" == edition.title
    assert [] == lost_words(text, edition)


def test_a_rule_does_not_begin_a_header(read: Reading) -> None:
    """Between rules there is text, unless it is keys with values."""

    assert [("paragraph/1", None, "A text."), ("paragraph/2", None, "B.")] == outline(
        read("---\n\nA text.\n\n---\n\nB.")
    )


@pytest.mark.parametrize(
    ("text", "title", "labels"),
    [
        ("# A\n\n## B", "A", ["B"]),
        ("intro\n\n# A\n\n## B", "A", ["B"]),
        ("# A\n\n# B", "a", ["A", "B"]),
        ("## A\n\n#### B", "a", ["A", "B"]),
        ("## A\n\n# B", "a", ["A", "B"]),
        ("# [A](x) :book:\n\n## B", "A :book:", ["B"]),
        ("---\ntitle: C\n---\n# A\n\n# B", "C", ["A", "B"]),
        ("Just words.", "a", []),
    ],
)
def test_finds_the_title(read: Reading, text: str, title: str, labels: list[str]) -> None:
    """The only heading of the first level is the title if it is the first heading."""
    edition = read(text)

    assert (title, labels) == (edition.title, [i.label for i in edition.items if i.label])


def test_ids_are_unique_below_a_parent(read: Reading) -> None:
    """The first of a name has it; later ones have their parent's before it, then a number."""
    edition = read(
        "# T\n\n## A\n\n### E\n\n## B\n\n### E\n\nx\n\n### E\n\n### 1\n\n## E\n\n## !!!\n\n## ???"
    )

    assert [
        "section/a",
        "section/e",
        "section/b",
        "section/b/e",
        "section/b/e/1",
        "section/b/e-2",
        "section/1",
        "section/e-2",
        "section/unnamed",
        "section/unnamed-2",
    ] == [item.id for item in edition.items]


@pytest.mark.parametrize(
    ("heading", "notation", "label"),
    [
        ("3.2 Lending", "3.2", "Lending"),
        ("3. Lending", "3", "Lending"),
        ("(3) Lending", "3", "Lending"),
        ("A.1 Lending", "A.1", "Lending"),
        ("Article 5 – Scope", "Article 5", "Scope"),
        ("§ 7 Title", "§ 7", "Title"),
        ("Rule 12: Silence", "Rule 12", "Silence"),
        ("Annex B. Forms", "Annex B", "Forms"),
        ("Kapitel 2: Ausleihe", "Kapitel 2", "Ausleihe"),
        ("**4.1** *Lending*", "4.1", "Lending"),
        ("2024 review", None, "2024 review"),
        ("12 months notice", None, "12 months notice"),
        ("1.5 million visitors", None, "1.5 million visitors"),
        ("3.5 % of fees", None, "3.5 % of fees"),
        ("A. Smith", None, "A. Smith"),
        ("Windows 10: a guide", None, "Windows 10: a guide"),
        ("Part 2 of the manual", None, "Part 2 of the manual"),
        ("I am here", None, "I am here"),
        ("Lending", None, "Lending"),
    ],
)
def test_reads_the_number_of_a_heading(
    read: Reading, heading: str, notation: str | None, label: str
) -> None:
    """A number in front of a heading is its notation if its form says so."""
    (item,) = read(f"# T\n\n## {heading}").items

    assert (notation, label) == (item.notation, item.label)


@pytest.mark.parametrize(
    ("headings", "notations"),
    [
        (["1 Scope", "2 Terms", "2024 review"], ["1", "2", None]),
        (["A. Scope", "B. Terms"], ["A", "B"]),
        (["I. Scope", "II. Terms"], ["I", "II"]),
        (["Week 3 Ethics", "Week 4 Law"], ["Week 3", "Week 4"]),
        (["2023 review", "2024 review"], [None, None]),
        (["3 copies", "12 months"], [None, None]),
    ],
)
def test_siblings_confirm_a_number(
    read: Reading, headings: list[str], notations: list[str | None]
) -> None:
    """A number of unclear form is one if another follows it."""
    edition = read("# T\n\n" + "\n\n".join(f"## {each}" for each in headings))

    assert notations == [item.notation for item in edition.items]


def test_numbers_are_not_in_ids(read: Reading) -> None:
    """An id stays when a section gets another number."""

    assert ["section/lending"] == [item.id for item in read("# T\n\n## 3.2 Lending").items]


def test_a_list_that_markdown_counts_has_no_numbers(read: Reading) -> None:
    """Where all entries have the same number, it is not theirs."""

    assert [None, None] == [item.notation for item in read("1. a\n1. b").items]


def test_reads_a_table(read: Reading) -> None:
    """Each row is an item: its number, label and text by what is in the columns."""
    edition = read(
        dedent("""\
            | Nr | Topic | Rule | Owner |
            | --- | --- | --- | :-: |
            | 1.1 | Loans | Books go out for a *month*. | [Desk](d) |
            | 1.2 | Fees | A day late costs a coin.[^1] | Desk |

            [^1]: Or two.
            """)
    )

    assert [
        ("1.1", "Loans", "Books go out for a month."),
        ("1.2", "Fees", "A day late costs a coin."),
    ] == [(item.notation, item.label, item.text) for item in edition.items]
    first, second = edition.items
    assert [("Owner", "Desk")] == [(each.property, each.value) for each in first.attributes]
    assert ["d"] == [link.target for link in first.links]
    assert ["Or two."] == [note.text for note in second.notes]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", "footnote '1' is already on line 3"),
        ("a\n\n[^1]: b", "a footnote without a mark"),
        ("# T\n\n## Value 1) A\n\n## Value 2 - B", "not quite a heading: 'Value 2 - B'"),
        ("# T\n\n## Value 1) A\n\n## Value 1) B", "the id 'value/1' is already on line 3"),
        ("# T\n\n## A {#x}\n\n## B {#x}", "the id 'section/x' is already on line 3"),
    ],
)
def test_warns_and_goes_on(read: Reading, text: str, problem: str) -> None:
    """What would be an error in our own format is a warning elsewhere, and no word is lost."""
    with pytest.warns(GuidegraphWarning) as caught:
        edition = read(text)

    assert problem in str(caught[0].message)
    assert [] == lost_words(text, edition)


@pytest.mark.parametrize(
    "text",
    [
        "a[^1] b[^1]\n\n[^1]: c",
        "a[^2]",
        "# T\n\n## Practice: Scales\n\nPlay.",
        "# T\n\n## Module 7. Law\n\n### Supervisor Roles\n\nNone.",
        "# T\n\n## Term: Fall 2024\n\n### Week 1\n\n- Read.",
        "# T\n\n## Value 1: Respect\n\nWe listen.\n\n- always\n\n### Examples\n\nA nod.",
        "[a](value/9) and [b](term/c)",
    ],
)
def test_reads_without_a_word(read: Reading, text: str) -> None:
    """What resembles our own format is not held to its rules in a file of other people."""

    assert [] == lost_words(text, read(text))


def test_words_are_read_without_marks() -> None:
    """Comments, tags, entities and names of links are not words; a line is given for each."""
    text = dedent("""\
        <!-- not
        this --> One &amp; <b class="x">two</b>
        [three][ref] ![four](five.png) `six`
        [ref]: seven.html
        """)

    assert [
        ("One", 2),
        ("two", 2),
        ("three", 3),
        ("four", 3),
        ("six", 3),
        ("seven", 4),
        ("html", 4),
        ("five", 3),
        ("png", 3),
    ] == list(words_of_markdown(text))


def test_a_lost_word_is_found(read: Reading) -> None:
    """A word of the file that no item has is named with its line."""
    edition = read("# T\n\nOne two.")

    assert [("three", 4)] == lost_words("# T\n\nOne two.\nthree", edition)


MARKS = st.sampled_from([
    "# ", "## ", "###", "- ", "* ", "+ ", "• ", "– ", "1. ", "2) ", "(a) ", "(b) ", "b. ", "i. ",
    "1.1 ", "1.2 ", "> ", "    ", "  ", "\t", "\n", "\n", "\n", "\n\n", "\n\n", "---\n", "===\n",
    "***\n", "```\n", "~~~\n", "| ", " | ", "|---|---|\n", "**", "*", "_", "~~", "`", "\\", "\\\n",
    "[", "]", "(", ")", "![", "](x)", "[^1]", "\n[^1]: ", "\n[y]: z.html 'Q'\n", "[y]", "<!-- ",
    " -->", "<b>", "</b>", "<p>", "<br>", "<td>", "<x", "<a href='u'>", "</a>", "<img alt='v'>",
    "&amp;", "&nbsp;", "&#27;", ": ", "[ ] ", "[x] ", "{#w}", "|", "Article 3: ", "§ 4 ", "\u00a0",
    "title: ", "+++\n", "Value 1) ", "Term: ", "Module 2: ", "https://e.org/_a_ ", "\u2028",
])  # fmt: skip
WORDS = st.sampled_from(["alpha", "Beta", "gamma2", "délta", "ε", "zeta.", "eta, ", "θ "])
DOCUMENTS = st.lists(MARKS | WORDS | st.just(" "), max_size=60).map("".join)


def is_made_of(word: str, words: set[str]) -> bool:
    """Whether a word is one of some words, or several of them with marks in between."""
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(word[start:end] in words for start in ends):
            ends.add(end)
    return len(word) in ends


@pytest.mark.filterwarnings("ignore::guidegraph.model.errors.GuidegraphWarning")
@settings(max_examples=500, deadline=None)
@given(DOCUMENTS)
@example("alphaalpha<a href='u'>alpha<a href='u'>alpha")
def test_no_word_is_lost_or_invented(text: str) -> None:
    """Whatever a file looks like, its words are those of its edition."""
    text += "\n\nlast"
    edition = FORMATS["outline"].read(
        Document(path="a.md", body=text.encode(), edition="a", iri="urn:x:a", manifest=Manifest())
    )
    written = set(re.findall(r"[^\W_]+", text))
    ours = {"a", "title", "code", "column", "link", "unnamed", "Value", "Term", "Module"}
    ours |= {"task", "open", "done"}  # said of a box to tick
    invented = [
        word
        for word in words_of_edition(edition)
        if word not in ours and not word.isdigit() and not is_made_of(word, written)
    ]

    assert [] == lost_words(text, edition)
    assert [] == invented


HOSTILE = [
    "- ", "> ", "* a\n", "  ", "1. ", "(a) ", "1.1 ", "**", "*a ", "_a", "*_", "~~", "`", "`` ` ",
    "![", "![](", "[a][", "[a]: ", "[^a]", "\n[^a]: ", "<", "<!--", "<!---->", "<a href='", "<a ",
    "</a>", "<p>", "&", "&#", "|", "|-", "a|b\n", "|-|\n", "---\n", "===\n", "```a\n", "~~~\n",
    "```\n", ": a\n", "a\n: b\n", "# a\n", "## 1 a\n", "a\n---\n", "\\", "\\\n", "{#",
    "- > ",
    "> - ", "https://", "https://_", "(i)\n", "a. b\n", "<table>", "[x] ", "- - a\n", "[a](b 'c",
    "---\na: [", "---\na: {", "+++\na = [", "\t", "\x01", "&nbsp;",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::guidegraph.model.errors.GuidegraphWarning")
@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "\n---\n\nx", "\nx"])
def test_time_grows_with_the_size(piece: str, end: str) -> None:
    """A file of 100 KB is read in seconds, not in minutes, whatever is repeated in it."""
    text = piece * (100_000 // len(piece)) + end
    start = time.process_time()
    edition = FORMATS["outline"].read(
        Document(
            path="a.md",
            body=f"{text}\n\nlast\n".encode(),
            edition="a",
            iri="urn:x:a",
            manifest=Manifest(),
        )
    )

    assert time.process_time() - start < 30
    assert any("last" in (item.text or item.label or "") for item in edition.items) or edition.title


def test_time_grows_with_the_depth(read: Reading) -> None:
    """Lists inside lists are read to a limit."""
    start = time.process_time()
    with pytest.warns(GuidegraphWarning, match="levels deep"):
        read("".join(f"{'  ' * depth}- a\n" for depth in range(400)))

    assert time.process_time() - start < 30


def test_a_box_to_tick_is_a_statement(read: Reading) -> None:
    """Whether a task is done is said of its item, under any bullet or number."""
    edition = read("- [ ] Draft\n- [x] Review\n- Print\n\n## A\n\n1. [X] Final")

    assert [("task", "open"), ("task", "done"), ("task", "done")] == [
        (each.property, each.value) for item in edition.items for each in item.attributes
    ]
    assert () == next(item for item in edition.items if item.text == "Print").statements


def test_keeps_the_targets_of_images_and_relative_links(read: Reading) -> None:
    """Every target is a link of the item that has it, with or without words."""
    edition = read(
        "## A ![Logo](a.png)\n\nSee [the map](../maps/b.md#c).\n\n"
        "[![Seal](d.svg)](e.html)\n\n- ![](f.png)\n\n| G |\n|---|\n| [h](i) ![j](k.gif) |\n"
    )

    assert [
        ["a.png"],
        ["../maps/b.md#c"],
        ["d.svg", "e.html"],
        ["f.png"],
        ["i", "k.gif"],
    ] == [[link.target for link in item.links] for item in edition.items]


def test_reads_other_encodings() -> None:
    """A file of an old editor is read as a table is, with one warning where that is a guess."""
    text = "# Büros\r\n\r\n– Größe\r\n– “Ärger”\r\n"
    words = ["Größe", "“Ärger”"]
    guessed, said = read_warned("a.md", text.encode("cp1252"))
    wide, silence = read_warned("a.md", text.encode("utf-16"))

    assert [("Büros", words)] * 2 == [
        (each.title, [item.text for item in each.items]) for each in (guessed, wide)
    ]
    assert [1, 0] == [len(said), len(silence)]
    assert "a.md: not UTF-8, read as Windows-1252" in said[0]


def test_insists_on_the_encoding_of_the_manifest() -> None:
    """An encoding that is named is not guessed."""
    manifest = Manifest(table=TableLayout(encoding="mac-roman"))
    edition, said = read_warned("a.md", "# Büros\n\nÄ".encode("mac-roman"), manifest)

    assert ("Büros", ["Ä"], []) == (edition.title, [item.text for item in edition.items], said)
    assert "give a text file in UTF-8" in refusal("a.md", b"a\0b")


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("* a\n* b\n\n1. c\n2. d", "...."),
        ("* a\n1. c\n2. d", "..."),
        ("1. a\n2. b\n\n* c\n* d", "...."),
        ("• a\n• b\n\n– c\n– d\n\n(i) e\n(ii) f", "......"),
        ("1. a\n2. b\n\n(i) c\n(ii) d\n\nText\n\n3. e", "......"),
        ("1. a\n2. b\n\n(i) c\n(ii) d\n\n3. e", "..bb."),
        ("1. a\n2. b:\n\n(a) c\n(b) d", "..bb"),
        ("1. a\n\n(a) c\n\n(b) d\n\n(i) e\n\n(ii) f", ".aadd"),
        ("1. a\n(a) b\n(b) c\n\n(i) e\n(ii) f\n\n2. d", ".aaaa."),
        ("• a\n– b\n– c\n• d", ".aa."),
    ],
)
def test_lists_of_another_kind(read: Reading, text: str, parents: str) -> None:
    """A list after another is beside it, unless it is part of its last entry."""
    edition = read(text)
    names = {item.id: item.text.rstrip(":") if item.text else "" for item in edition.items}

    assert parents == "".join(names.get(item.parent or "", ".") for item in edition.items)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. Pay.\n\n   o  Cash\n   o  Card", ["Pay.", "Cash", "Card"]),
        ("1. Pay.\n   o  Cash\n   o\tCard\n2. Go", ["Pay.", "Cash", "Card", "Go"]),
        ("- Pay.\n\n      o  Cash\n      o  Card", ["Pay.", "Cash", "Card"]),
        ("  o  Cash\n  o  Card", ["Cash", "Card"]),
        ("o  Cash", ["o Cash"]),
        ("- Sim\n  o livro", ["Sim o livro"]),
    ],
)
def test_an_o_is_a_bullet(read: Reading, text: str, items: list[str]) -> None:
    """Word processors write their second bullet so; at the margin it may be a word."""
    edition = read(text)

    assert items == [" ".join((item.text or "").split()) for item in edition.items]
    assert [] == lost_words(text, edition)


def test_numbered_headings_may_be_underlined(read: Reading) -> None:
    """A number and an underline make a heading; an entry before a rule is none."""
    edition = read(
        "Rules\n=====\n\n1. Introduction\n---------------\n\n1. a\n2. b\n---\n\n"
        "2. Loans\n--------\n\nText.\n\n- c\n----\n"
    )

    assert "Rules" == edition.title
    assert [
        ("section/introduction", "Introduction", "1."),
        ("section/introduction/1", None, "1. a"),
        ("section/introduction/2", None, "2. b"),
        ("section/loans", "Loans", "2."),
        ("section/loans/1", None, "Text."),
        ("section/loans/2", None, "c"),
    ] == outline(edition)
    assert ["1", "1", "2", "2"] == [item.notation for item in edition.items if item.notation]
    assert ["A", "B"] == [item.label for item in read("(1) A\n=====\n\n(2) B\n=====").items]
    assert [None, None] == [item.label for item in read("1. a\n2. b\n-----").items]


@pytest.mark.parametrize(
    ("head", "column", "notations"),
    [
        ("Limit", "1500 200 90", []),
        ("Limit", "200 300 400", []),
        ("Limit", "1500", []),
        ("Year", "1999 2005", []),
        ("Item", "1 2 3", ["1", "2", "3"]),
        ("Rule", "1.1 1.2 3.4", ["1.1", "1.2", "3.4"]),
        ("Nr.", "7 20", ["7", "20"]),
        ("Rule no.", "7 20", ["7", "20"]),
        ("#", "7 20", ["7", "20"]),
        ("ID", "A-7 A-20", ["A-7", "A-20"]),
    ],
)
def test_amounts_are_no_notations(
    read: Reading, head: str, column: str, notations: list[str]
) -> None:
    """The numbers of rows count them, or their column says that they are numbers."""
    rows = "".join(f"| {cell} | Fee{cell} | Due |\n" for cell in column.split())
    edition = read(f"| {head} | Name | Text |\n|---|---|---|\n{rows}")

    assert notations == [item.notation for item in edition.items if item.notation]


def test_a_later_column_may_have_the_numbers(read: Reading) -> None:
    """A column that is named so has the numbers wherever it is; another one has amounts."""
    edition = read("| Name | Limit | No. |\n|---|---|---|\n| Ann | 1 | 4 |\n| Bob | 2 | 9 |")

    assert ["4", "9"] == [item.notation for item in edition.items]


@pytest.mark.parametrize(
    ("heading", "id_", "label", "notation"),
    [
        ("Shallow {#sh .cls}", "sh", "Shallow", None),
        ("Shallow {#sh .cls key=value}", "sh", "Shallow", None),
        ("Term: Hope {#h .x}", "h", "Hope", None),
        ("II. Organes", "organes", "Organes", "II"),
        ("XIV – Recours", "recours", "Recours", "XIV"),
        ("A. Smith", "a-smith", "A. Smith", None),
        ("LL. Bean", "ll-bean", "LL. Bean", None),
    ],
)
def test_ids_of_headings(
    read: Reading, heading: str, id_: str, label: str, notation: str | None
) -> None:
    """A given id ends before its attributes; a number of Roman digits is not part of an id."""
    (item,) = read(f"# T\n\n## {heading}\n").items

    assert (id_, label, notation) == (item.id.partition("/")[2], item.label, item.notation)


def test_roman_numbers_confirm_the_single_letters(read: Reading) -> None:
    """The first and the fifth are letters that could begin a name."""
    edition = read("## I. Nom\n\n## II. Lieu\n\n## III. Dons\n\n## IV. But\n\n## V. Organes\n")

    assert ["nom", "lieu", "dons", "but", "organes"] == [
        item.id.removeprefix("section/") for item in edition.items
    ]
