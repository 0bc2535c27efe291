"""What stands where in an outline becomes an item."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from guidegraph.model.edition import Association, Edition, Item, Link, Note
from guidegraph.model.errors import FormatError


Reading = Callable[[str], Edition]

GUIDE = """
# [Guide to Peers]

## [Preamble] {#preamble}

1. One list.
Still in it.

Not in it,
any more.

### Part Two

Words.

## Value 7) PEERS ARE HONEST

Peers tell the truth.[^1]

It is [kind](term/peer).

### Practice: Say  it

- They speak.
3) They [listen](https://example.org/x)
   well.

### Supervisor roles

- Teach.

## [Words] {#words}

### Term: PEER SUPPORT SPECIALIST (PSS) / PAL

Someone.

- And more.

### Term: Peer {#peer}

## Value 8: [Ours]

[^1]: See [there](x).
"""


def test_reads_a_whole_outline(read: Reading) -> None:
    """Each construct of the format becomes the item that the reference says."""
    edition = read(GUIDE)
    expected = (
        Item(id="section/preamble", type="Section", pref_label="Preamble"),
        Item(
            id="section/preamble/1",
            type="Paragraph",
            marker="1.",
            text="One list. Still in it.",
            parent="section/preamble",
        ),
        Item(
            id="section/preamble/2",
            type="Paragraph",
            text="Not in it, any more.",
            parent="section/preamble",
            position=2,
        ),
        Item(
            id="section/part-two",
            type="Section",
            label="Part Two",
            pref_label="Part Two",
            parent="section/preamble",
        ),
        Item(id="section/part-two/1", type="Paragraph", text="Words.", parent="section/part-two"),
        Item(
            id="value/7",
            type="CoreValue",
            notation="7",
            marker="7)",
            label="PEERS ARE HONEST",
            pref_label="Peers are honest",
            text="Peers tell the truth. It is kind.",
            notes=(Note(mark="1", text="See there.", offset=21),),
            links=(
                Link(words="kind", target="term/peer"),
                Link(words="there", target="x"),
            ),
        ),
        Item(
            id="value/7/practice",
            type="Practice",
            label="Say it",
            pref_label="Say it",
            parent="value/7",
        ),
        Item(
            id="value/7/practice/1",
            type="PracticeStatement",
            notation="7.1",
            text="They speak.",
            parent="value/7/practice",
        ),
        Item(
            id="value/7/practice/2",
            type="PracticeStatement",
            notation="7.2",
            marker="3)",
            text="They listen well.",
            parent="value/7/practice",
            position=2,
            links=(Link(words="listen", target="https://example.org/x"),),
        ),
        Item(
            id="value/7/role/1",
            type="SupervisorRole",
            notation="7.R1",
            text="Teach.",
            parent="value/7",
        ),
        Item(id="section/words", type="Section", pref_label="Words", position=2),
        Item(
            id="term/peer-support-specialist",
            type="GlossaryTerm",
            label="PEER SUPPORT SPECIALIST (PSS) / PAL",
            pref_label="Peer support specialist",
            alt_labels=("PSS", "PAL"),
            text="Someone. And more.",
            parent="section/words",
        ),
        Item(
            id="term/peer",
            type="GlossaryTerm",
            label="Peer",
            pref_label="Peer",
            parent="section/words",
            position=2,
        ),
        Item(
            id="value/8",
            type="CoreValue",
            notation="8",
            pref_label="Ours",
            position=2,
        ),
    )

    assert ("Guide to Peers", False) == (edition.title, edition.title_printed)
    assert expected == edition.items
    assert (
        Association(origin="value/7", type="usesTerm", destination="term/peer"),
        Association(origin="value/7/practice/1", type="demonstrates", destination="value/7"),
        Association(origin="value/7/practice/2", type="demonstrates", destination="value/7"),
        Association(origin="value/7/role/1", type="promotes", destination="value/7"),
    ) == edition.associations


def test_reads_a_module_of_a_course(read: Reading) -> None:
    """All paragraphs and entries of a module are its statements, counted through its parts."""
    edition = read(
        "# C\n\n## Module 7: Ethics\n\na\n\n- b\n\n### Activity\n\n1. c\n\n## After\n\nd"
    )

    assert "Course" == edition.type
    assert [
        ("module/7", None, None),
        ("module/7/statement/1", "module/7", "a"),
        ("module/7/statement/2", "module/7", "b"),
        ("section/activity", "module/7", None),
        ("module/7/statement/3", "section/activity", "c"),
        ("section/after", None, None),
        ("section/after/1", "section/after", "d"),
    ] == [(item.id, item.parent, item.text) for item in edition.items]


def test_reads_a_heading_after_a_deeper_one(read: Reading) -> None:
    """A heading belongs to the nearest one above it with fewer '#' signs."""
    edition = read("# T\n\n## A\n\n#### B\n\n### C\n\n##### D\n\n## E")

    assert {"a": None, "b": "a", "c": "a", "d": "c", "e": None} == {
        item.id.removeprefix("section/"): item.parent and item.parent.removeprefix("section/")
        for item in edition.items
    }


def test_reads_where_footnotes_are_marked(read: Reading) -> None:
    """A mark is counted from the start of the field that carries it, through all its paragraphs."""
    value = read("# T\n\n## Value 1) A[^l]\n\nab\n\nc[^t]\n\n[^t]: x\n[^l]: y").by_id["value/1"]

    assert (
        Note(mark="l", text="y", anchor="label", offset=1),
        Note(mark="t", text="x", anchor="text", offset=4),
    ) == value.notes


@pytest.mark.parametrize(
    ("printed", "title", "is_printed"),
    [
        ("A Guide", "A Guide", True),
        ("[A Guide]", "A Guide", False),
        ("[A] Guide", "[A] Guide", True),
        (r"\[A Guide\]", "[A Guide]", True),
    ],
)
def test_reads_the_title(read: Reading, printed: str, title: str, is_printed: bool) -> None:
    """A title in square brackets is ours."""
    edition = read(f"# {printed}")

    assert (title, is_printed) == (edition.title, edition.title_printed)


OURS = "\n\n## Value 99) Z\n\n### Practice: Y\n"
"""What makes a file one of our own format, which is read strictly."""


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a", 1, "the outline has no title"),
        ("\n\n## A", 3, "the outline has no title"),
        ("# A\n\n# B", 3, "a second title: 'B'"),
        ("# ~~~", 1, "a title without words"),
        ("# [ ]", 1, "a title without words"),
        ("# A[^1]\n\n[^1]: b", 1, "a link or footnote mark in the title"),
        ("# [A](b)", 1, "a link or footnote mark in the title"),
        ("# T\n\na", 3, "text outside any section: 'a'"),
        ("# T\n\n- a", 3, "text outside any section: 'a'"),
        ("# T\n\n## A\n\n## a", 5, "the id 'section/a' is already on line 3"),
        ("# T\n\n## A\n\nb\n\n### B {#a}", 7, "the id 'section/a' is already on line 3"),
        (
            "# T\n\n## Value 7) A\n\n## Value 07. B",
            5,
            "the id 'value/7' is already on line 3",
        ),
        (
            "# T\n\n## Value 7) A\n\n### Practice: B\n\n### Practice: C",
            7,
            "the id 'value/7/practice' is already on line 5",
        ),
        ("# T\n\n## Term: A\n\n## Term: a", 5, "the id 'term/a' is already on line 3"),
        (
            "# T\n\n## Module 1: A\n\n## Module 1: B",
            5,
            "the id 'module/1' is already on line 3",
        ),
        ("# T\n\n### Practice: A", 3, "'Practice: A' is outside a value"),
        ("# T\n\n## A\n\n### Supervisor roles", 5, "'Supervisor roles' is outside a value"),
        (
            "# T\n\n## Value 1) A\n\n## Practice: B",
            5,
            "'Practice: B' is outside a value",
        ),
        (
            "# T\n\n## Value 1) A\n\n### Practice: B\n\n#### Practice: C",
            7,
            "'Practice: C' is outside a value",
        ),
        ("# T\n\n## Value 1) A\n\n- b", 5, "a list entry directly below 'value/1': 'b'"),
        (
            "# T\n\n## Value 1) A\n\n### Practice: B\n\nc",
            7,
            "a paragraph where only a list is possible: 'c'",
        ),
        (
            "# T\n\n## Value 1) A\n\n### Supervisor roles\n\n- b\n\nc",
            9,
            "a paragraph where only a list is possible: 'c'",
        ),
        ("# T\n\n## Value 1) A\n\n### B", 5, "'B' is below 'value/1', which has no sections"),
        ("# T\n\n## Term: A\n\n### B", 5, "'B' is below 'term/a', which has no sections"),
        (
            "# T\n\n## Value 1) A\n\n### Value 2) B",
            5,
            "'Value 2) B' is below 'value/1', which has no sections",
        ),
        ("# T\n\n## Value 7)", 3, "not quite a heading: 'Value 7)'"),
        ("# T\n\n## practice: A", 3, "not quite a heading: 'practice: A'"),
        ("# T\n\n## !!!", 3, "a heading without words: '!!!'"),
        ("# T\n\n## Term: (PSS)", 3, "a heading without words: 'Term: (PSS)'"),
        ("# T\n\n## Value 1) ***", 3, "a heading without words: 'Value 1) ***'"),
        ("# T\n\n## Value 1) A {#b}", 3, "an id where none can be chosen: 'b'"),
        ("# T\n\n## A {#../b}", 3, "'../b' cannot be an id"),
        ("# T\n\n## A {#B c}", 3, "'B c' cannot be an id"),
        ("# T\n\n## A {#}", 3, "'' cannot be an id"),
        ("# T\n\n## A\n\nb\n\nc[^1]", 7, "footnote [^1] is marked here and is nowhere defined"),
        (
            "# T\n\n## Value 1) A\n\nb\n\nc[^1]",
            7,
            "footnote [^1] is marked here and is nowhere defined",
        ),
        (
            "# T\n\n## A\n\nb[^1]\n\nc[^1]\n\n[^1]: d",
            7,
            "footnote [^1] is marked a second time",
        ),
        ("# T\n\n## A\n\n[^1]: b", 5, "footnote [^1] has no mark in the text"),
        (
            "# T\n\n## A\n\nb[^1]\n\n[^1]: c\n\n[^1]: d",
            9,
            "footnote '1' is already on line 7",
        ),
        (
            "# T\n\n## A\n\nb\n\n[c](term/d)",
            7,
            "'c' is linked to 'term/d', which is not an item here",
        ),
        (
            "# T\n\n## Term: A\n\nb\n\n[c](value/1)",
            7,
            "'c' is linked to 'value/1', which is not an item here",
        ),
    ],
)
def test_says_where_a_block_cannot_stand(read: Reading, text: str, line: int, problem: str) -> None:
    """Every error names the file, the line, and what is wrong; then what to do."""
    with pytest.raises(FormatError) as caught:
        read(text + OURS)

    assert str(caught.value).startswith(f"a.md:{line}: {problem}")
    assert ";" in str(caught.value).removeprefix(f"a.md:{line}: {problem}")


@pytest.mark.parametrize("text", ["", "<!-- only\na comment -->", "\ufeff\n", "# [ ]", "---"])
def test_refuses_a_file_without_words(read: Reading, text: str) -> None:
    """Nothing is not an edition."""
    with pytest.raises(FormatError, match=r"a\.md: the outline is empty; begin it"):
        read(text)


def test_links_only_what_is_linked(read: Reading) -> None:
    """An item uses a term once, however often it links to it; an address makes no association."""
    edition = read(
        dedent("""\
            # T

            ## A

            [a](term/b) [c](term/b) [d](https://example.org/term/b) [e](#)

            ## Term: B
            """)
    )

    assert (
        Association(origin="section/a/1", type="usesTerm", destination="term/b"),
    ) == edition.associations
