"""What the words of a source are expected to be."""

from __future__ import annotations

import pytest

from guidegraph.model.edition import Edition, Item, Note
from guidegraph.model.errors import MisuseError
from guidegraph.model.manifest import Interruption, Layout, NoteMarks
from guidegraph.verify.text_flows import SourcePassage, TextFlow, text_flows


def edition(*items: Item, title_printed: bool = False) -> Edition:
    """An edition of some items."""
    return Edition(id="e", iri="urn:e", title="The title", title_printed=title_printed, items=items)


def shown(passages: list[SourcePassage]) -> list[tuple[str, str]]:
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
    flows = text_flows(edition(*VALUE), Layout())

    assert [("value/1", "1) HOPE"), ("value/1", "We hope."), ("value/2", "More.")] == shown(
        flows[TextFlow.MAIN]
    )
    assert [("value/1/practice", "Share"), ("value/1/practice/1", "Do.")] == shown(
        flows[TextFlow.PRACTICES]
    )
    assert [("value/1/role/1", "Help.")] == shown(flows[TextFlow.ROLES])
    assert [1, 1, 2] == [passage.block for passage in flows[TextFlow.MAIN]]


def test_title() -> None:
    """A title is expected only where the document prints it."""
    printed = text_flows(edition(title_printed=True), Layout())

    assert [("title", "The title")] == shown(printed[TextFlow.MAIN])
    assert [] == text_flows(edition(), Layout())[TextFlow.MAIN]


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
    flows = text_flows(edition(item), Layout(note_marks=style))

    assert [("term/hope", label), ("term/hope", text)] == shown(flows[TextFlow.MAIN])
    assert ["note 4", "note 5", "note 10"] == [note.owner for note in flows[TextFlow.NOTES]]
    assert last == " ".join(flows[TextFlow.NOTES][-1].words)


def interrupted(before: str, after: str) -> Layout:
    """A layout in which an item is interrupted."""
    cut = Interruption(item="i", before=before, after=after, why="a page ends")
    return Layout(interruptions=(cut,))


def test_interruption() -> None:
    """An interruption parts the words it quotes."""
    item = Item(id="i", text="one two three two four")
    flows = text_flows(edition(item), interrupted("two", "four"))

    assert {4} == flows[TextFlow.MAIN][0].cuts


@pytest.mark.parametrize(
    ("before", "after", "times"), [("one", "two", 2), ("two", "three", 0), ("x", "y", 0)]
)
def test_interruption_that_does_not_fit(before: str, after: str, times: int) -> None:
    """An interruption must quote words that stand in the item exactly once."""
    item = Item(id="i", text="one two one two")

    with pytest.raises(MisuseError, match=f"is {times} times in 'i'"):
        text_flows(edition(item), interrupted(before, after))
