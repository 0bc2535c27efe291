"""What the words of a source are expected to be."""

from __future__ import annotations

import pytest

from guidegraph.model.edition import Edition, Item, Note
from guidegraph.model.errors import MisuseError
from guidegraph.model.manifest import Interruption, Layout, NoteMarks
from guidegraph.verify.threads import Passage, Thread, threads_of


def edition(*items: Item, title_printed: bool = False) -> Edition:
    """An edition of some items."""
    return Edition(id="e", iri="urn:e", title="The title", title_printed=title_printed, items=items)


def shown(passages: list[Passage]) -> list[tuple[str, str]]:
    """Passages as their owners and words."""
    return [(passage.owner, " ".join(passage.words)) for passage in passages]


VALUE = (
    Item(id="value/1", type="CoreValue", marker="1)", label="HOPE", text="We hope."),
    Item(id="value/1/practice", type="Practice", label="Share", parent="value/1"),
    Item(id="value/1/practice/1", type="PracticeStatement", text="Do.", parent="value/1/practice"),
    Item(id="value/1/role/1", type="SupervisorRole", text="Help.", parent="value/1"),
    Item(id="value/2", type="CoreValue", text="More."),
)


def test_each_column_is_a_thread() -> None:
    """Descriptions, practices and roles are threads of their own; labels part from texts."""
    threads = threads_of(edition(*VALUE), Layout())

    assert [("value/1", "1) HOPE"), ("value/1", "We hope."), ("value/2", "More.")] == shown(
        threads[Thread.MAIN]
    )
    assert [("value/1/practice", "Share"), ("value/1/practice/1", "Do.")] == shown(
        threads[Thread.PRACTICES]
    )
    assert [("value/1/role/1", "Help.")] == shown(threads[Thread.ROLES])
    assert [1, 1, 2] == [passage.block for passage in threads[Thread.MAIN]]


def test_title() -> None:
    """A title is expected only where the document prints it."""
    printed = threads_of(edition(title_printed=True), Layout())

    assert [("title", "The title")] == shown(printed[Thread.MAIN])
    assert [] == threads_of(edition(), Layout())[Thread.MAIN]


@pytest.mark.parametrize(
    ("style", "label", "text", "last"),
    [
        (NoteMarks.PLAIN, "HOPE45 NOW", "So it is.10", "10 Ten."),
        (NoteMarks.SUPERSCRIPT, "HOPE⁴⁵ NOW", "So it is.¹⁰", "¹⁰ Ten."),
    ],
)
def test_notes(style: NoteMarks, label: str, text: str, last: str) -> None:
    """
    Marks stand in the words they are printed at, and the notes are a thread in their own order.
    """
    notes = (
        Note(mark="4", text="Four.", anchor="label", offset=4),
        Note(mark="5", text="Five.", anchor="label", offset=4),
        Note(mark="10", text="Ten.", offset=9),
    )
    item = Item(
        id="term/hope", type="GlossaryTerm", label="HOPE NOW", text="So it is.", notes=notes
    )
    threads = threads_of(edition(item), Layout(note_marks=style))

    assert [("term/hope", label), ("term/hope", text)] == shown(threads[Thread.MAIN])
    assert ["note 4", "note 5", "note 10"] == [note.owner for note in threads[Thread.NOTES]]
    assert last == " ".join(threads[Thread.NOTES][-1].words)


def interrupted(before: str, after: str) -> Layout:
    """A layout in which an item is interrupted."""
    cut = Interruption(item="i", before=before, after=after, why="a page ends")
    return Layout(interruptions=(cut,))


def test_interruption() -> None:
    """An interruption parts the words it quotes."""
    item = Item(id="i", text="one two three two four")
    threads = threads_of(edition(item), interrupted("two", "four"))

    assert {4} == threads[Thread.MAIN][0].cuts


@pytest.mark.parametrize(
    ("before", "after", "times"), [("one", "two", 2), ("two", "three", 0), ("x", "y", 0)]
)
def test_interruption_that_does_not_fit(before: str, after: str, times: int) -> None:
    """An interruption must quote words that stand in the item exactly once."""
    item = Item(id="i", text="one two one two")

    with pytest.raises(MisuseError, match=f"stands {times} times in 'i'"):
        threads_of(edition(item), interrupted(before, after))
