"""Tables of two editions are compared by column, whatever each was taken for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from guidegraph.diff.delta.delta import delta
from guidegraph.diff.delta.patch import apply
from guidegraph.diff.run import diff
from guidegraph.model.changes import ChangeSet, Comparison
from guidegraph.model.edition import Edition
from tests.importers.reading import read


HEADS = ("Room", "Width", "Lock", "Keeper", "Checked")
ROWS = (("Hall", "900 mm", "yes, with key"), ("Gym", "1200 mm", "no"), ("Loft", "700 mm", "no"))
NAMES = ("Hall", "Gym", "Loft", "North stairs", "Boat house", "Tool shed of the garden", "Attic")
CELLS = (
    *("yes", "no", "12", "3", "A-1", "B-2", "900 mm", "every year", "with a key", "the porter"),
    "The door is kept shut at night, and opened again at seven by whoever comes first.",
    "Any guest may enter if a porter is there.",
    "1200 mm or more, clear of all things that are stored there",
)
LAW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], database=None
)


def page(rows: Sequence[Sequence[str]]) -> str:
    """A table with heads, on a web page."""
    shown = [f"<td>{'</td><td>'.join(row)}</td>" for row in rows]
    heads = "</th><th>".join(HEADS[: len(rows[0])])
    table = f"<tr><th>{heads}</th></tr><tr>{'</tr><tr>'.join(shown)}</tr>"
    return f"<html><body><h1>Doors</h1><table>{table}</table></body></html>"


def outline(rows: Sequence[Sequence[str]]) -> str:
    """The same in Markdown."""
    heads = HEADS[: len(rows[0])]
    lines = (heads, ["---"] * len(heads), *rows)
    return "# Doors\n\n## Doors\n\n" + "\n".join(f"| {' | '.join(each)} |" for each in lines) + "\n"


def compared(old: Edition, new: Edition) -> tuple[Comparison, ChangeSet]:
    found = diff([old], new)
    return found, found.changes


def read_as(form: str, rows: Sequence[Sequence[str]]) -> Edition:
    return read("t.md", outline(rows)) if form == "md" else read("t.html", page(rows))


def with_cell(
    rows: Sequence[Sequence[str]], row: int, column: int, said: str
) -> list[tuple[str, ...]]:
    changed = [list(each) for each in rows]
    changed[row][column] = said
    return [tuple(each) for each in changed]


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_longer_cell_changes_its_own_row(form: str, *, backwards: bool) -> None:
    """The longest cells were the text of all rows; now they are those of another column."""
    old = read_as(form, ROWS)
    new = read_as(form, with_cell(ROWS, 0, 1, "900 mm or more, clear of all that is stored"))
    if backwards:
        old, new = new, old
    comparison, found = compared(old, new)

    (change,) = found.changes
    assert change.new[0].id == new.items[0 if form == "html" else 1].id
    assert len(found.unchanged) == len(new.items) - 1
    assert not found.audit.unexplained
    shown = [dict(entry) for entry in comparison.entries() if isinstance(entry, dict)]
    assert ("with key" in str(shown[0]["before"])) == ("with key" in str(shown[0]["after"]))
    assert apply(delta(comparison), old) == new


@st.composite
def edited_tables(
    draw: st.DrawFn,
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], int]:
    """A table with names in front, the same with another cell, and the row that this is in."""
    width = draw(st.integers(3, len(HEADS)))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True))
    cells = st.lists(st.sampled_from(CELLS), min_size=width - 1, max_size=width - 1)
    rows = [(name, *draw(cells)) for name in names]
    row = draw(st.integers(0, len(rows) - 1))
    column = draw(st.integers(1, width - 1))
    said = draw(st.sampled_from([each for each in CELLS if each != rows[row][column]]))
    return rows, with_cell(rows, row, column, said), row


@LAW
@given(edited_tables(), st.sampled_from(["html", "md"]))
def test_a_cell_never_changes_the_report_of_another_row(
    edited: tuple[list[tuple[str, ...]], list[tuple[str, ...]], int], form: str
) -> None:
    """Whatever the columns are taken for in either edition."""
    before, after, row = edited
    note(f"{before}\n{after}")
    old, new = read_as(form, before), read_as(form, after)
    _, found = compared(old, new)

    named = {
        id_ for change in found.changes for id_ in (ref.id for ref in (*change.old, *change.new))
    }
    said = {
        id_: " ".join([item.name, item.text or "", *(each.value for each in item.statements)])
        for edition in (old, new)
        for id_, item in edition.by_id.items()
        if id_ in named
    }
    assert all(after[row][0] in text for text in said.values()), said
