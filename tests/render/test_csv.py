"""Results as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.edition import Excerpt
from guidegraph.model.errors import MisuseError
from guidegraph.model.manifest import Manifest
from guidegraph.model.report import RuleBook
from guidegraph.model.table import from_cell
from guidegraph.render.format import RenderOptions, written
from tests.comparisons import HOSTILE, NEW, OLD, hostile, reading_rooms
from tests.golden_files import golden


def table(result: object) -> list[dict[str, str]]:
    """The rows of a result as a program reads them."""
    text = written("csv", result, RenderOptions()).decode()
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: from_cell(cell) for name, cell in row.items()} for row in rows]


def test_golden() -> None:
    """A small diff gives the table that a person has judged."""
    actual = written("csv", reading_rooms(), RenderOptions()).decode()

    assert golden("reading-rooms.csv", actual) == actual


def test_changes() -> None:
    """There is a row for each change, in the order of the diff, with its texts."""
    comparison = reading_rooms()
    rows = table(comparison)
    split = rows[4]

    assert [change.id for change in comparison.changes.changes] == [row["id"] for row in rows]
    assert "2026:value/1/practice/2; 2026:value/1/practice/3" == split["new"]
    assert "Staff keep records private.\n\nStaff keep the keys in a safe." == split["new_text"]
    assert "0.8" == split["confidence"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_formulas(text: str) -> None:
    """No cell begins as a formula does, and every text can be read back."""
    comparison = hostile(text)
    cells = csv.reader(
        io.StringIO(written("csv", comparison, RenderOptions()).decode(), newline=""), strict=True
    )
    starts = {cell[:1] for row in cells for cell in row}

    assert not starts & {"=", "+", "-", "@", "\t", "\r"}
    assert [f"{text} before", text, ""] == [row["old_text"] for row in table(comparison)]


def test_catalogue() -> None:
    """A catalogue has a row for each edition."""
    rows = table(Catalogue(title="x", base="https://example.org/", editions=(OLD, NEW)))

    assert ["2024", "2026"] == [row["id"] for row in rows]
    assert str(len(OLD.items)) == rows[0]["items"]


def test_an_edition_is_read_back() -> None:
    """What the importer of tables reads from an edition's table are the same items."""
    body = written("csv", Excerpt(edition=OLD, items=OLD.items), RenderOptions())
    document = Document(path="old.csv", body=body, edition="2024", iri=OLD.iri, manifest=Manifest())
    read = importer_for("old.csv").read(document)

    def told(items: tuple[object, ...]) -> list[tuple[object, ...]]:
        names = ("id", "type", "notation", "label", "text", "parent")
        return [tuple(getattr(item, name) for name in names) for item in items]

    assert told(OLD.items) == told(read.items)


def test_a_branch_has_no_parent() -> None:
    """An item whose parent is not in the table is at its top."""
    branch = tuple(item for item in OLD.items if item.id.startswith("value/1/practice"))
    rows = table(Excerpt(edition=OLD, items=branch))

    assert "" == rows[0]["parent"]
    assert "value/1/practice" == rows[1]["parent"]
    assert ["1", "1", "2", "3", "4"] == [row["position"] for row in rows]


def test_other_results() -> None:
    """Nothing else has a table."""
    with pytest.raises(
        MisuseError, match="the format 'csv' cannot hold rules; use one of json, text"
    ):
        written("csv", RuleBook(cards=()))
