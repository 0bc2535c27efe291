"""A filled-in sheet taken into the map of a course: nothing there changes, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.importers.course_map import rows_of_map
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, MisuseError
from guidegraph.store.course_maps import map_beside, refused_beside, take_beside
from tests.course.builders import COURSE


SHEET = """\
confirm;quote;guideline says;how;confidence;statement;item;edition;confirmed_by;date
ja;{one};Staff greet.;teaches;0,9;module/1/statement/1;value/1/practice/1;old;Kim;2026-01-31
nein;{one};Doors.;mentions;0,2;module/1/statement/1;value/1/practice/3;old;;
;{one};Records.;mentions;0,2;module/1/statement/1;value/1/practice/4;old;;
yes;Words that no statement has.;Toys.;teaches;0,2;module/9/statement/9;value/1/practice/5;old;;
"""


def _sheet() -> bytes:
    return SHEET.format(one=COURSE.by_id["module/1/statement/1"].text).encode()


def _take(folder: Path, body: bytes | None = None, course: Edition = COURSE) -> tuple[int, ...]:
    rows = rows_of_map("sheet.csv", _sheet() if body is None else body)
    found = take_beside(folder, rows, course, "sheet.csv")
    return len(found.links), len(found.refused), found.known, len(found.lost), found.open


def test_a_first_map(tmp_path: Path) -> None:
    """Without a map one is made; taking the same sheet again changes nothing."""
    assert (1, 1, 0, 1, 1) == _take(tmp_path)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    found = map_beside("", files.get, COURSE)
    refused = refused_beside(tmp_path, COURSE)

    assert {"map.csv", "map-refused.csv"} == set(files)
    assert found is not None
    assert [("module/1/statement/1", "value/1/practice/1", "Kim", "2026-01-31")] == [
        (link.statement, link.item.id, link.confirmed_by, link.date) for link in found.links
    ]
    assert ["value/1/practice/3"] == [link.item.id for link in refused]
    assert (0, 0, 1, 1, 1) == _take(tmp_path)
    assert files == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


PLAIN = b"statement,item,edition,how\nmodule/1/statement/2,value/1,old,teaches"
SAVED = (
    b"\xef\xbb\xbfHow;Level;Item;Edition;Statement;Quote\r\n"
    b'teaches;"1;2";value/1;old;module/1/statement/2;\r\n\r\n'
)


@pytest.mark.parametrize("body", [PLAIN, SAVED], ids=["plain", "of a spreadsheet program"])
def test_the_rows_of_a_map_stay(tmp_path: Path, body: bytes) -> None:
    """Every row stays byte for byte, in the file's own signs; the new one comes after them."""
    file = tmp_path / "map.csv"
    file.write_bytes(body)

    assert (1, 1, 0, 1, 1) == _take(tmp_path)
    after = file.read_bytes()
    head, *rows = body.splitlines(keepends=True)
    assert after.startswith(head.rstrip())
    assert b"".join(rows) in after
    found = map_beside("", {"map.csv": after}.get, COURSE)
    assert found is not None
    assert ["value/1", "value/1/practice/1"] == [link.item.id for link in found.links]
    assert COURSE.by_id["module/1/statement/1"].text == found.links[1].quote


def test_a_map_that_is_a_workbook(tmp_path: Path) -> None:
    """A workbook is not written into: its own column is the place to confirm."""
    from guidegraph.export.xlsx import Worksheet, to_xlsx

    rows = [
        ("Confirm", "Statement", "Item", "Edition", "How"),
        ("yes", "module/1/statement/1", "value/1", "old", "teaches"),
        ("no", "module/1/statement/2", "value/1", "old", "teaches"),
    ]
    sheet = Worksheet(name="Links", widths=(9,), rows=rows)
    body = to_xlsx([sheet], title="", creator="")
    (tmp_path / "map.xlsx").write_bytes(body)

    with pytest.raises(MisuseError, match=r"map\.xlsx: rows can be added to a map\.csv only"):
        _take(tmp_path)
    assert ["module/1/statement/2"] == [link.statement for link in refused_beside(tmp_path, COURSE)]
    assert {"map.xlsx"} == {path.name for path in tmp_path.iterdir()}


def test_other_words_are_not_taken(tmp_path: Path) -> None:
    """A link to words that the course has rewritten since is left out, and said to be."""
    words = COURSE.by_id["module/1/statement/1"].text or ""
    body = _sheet().replace(
        words.encode(), b"Rooms are open to everybody and staff greet each guest."
    )

    assert (0, 0, 0, 3, 1) == _take(tmp_path, body)


@pytest.mark.parametrize("begin", ["<!DOCTYPE html>\n", "\ufeff <html>"])
def test_the_page_itself_is_no_sheet(begin: str) -> None:
    """Who saves the page and not the decisions is told which button to press."""
    with pytest.raises(FormatError, match="press the button"):
        rows_of_map("links.html", f"{begin}<p>statement,item,edition,how</p>".encode())
