"""Rows of CSV and TSV, as Python's own reader has them, without its limit for the whole process."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.importers.comments import comments_from_csv
from guidegraph.importers.course_map import links_from_table, migration_from_log
from guidegraph.importers.crosswalk import crosswalk_from_csv
from guidegraph.importers.csv_rows import csv_rows, link_table
from guidegraph.importers.ledger import ledger_from_tsv
from guidegraph.importers.limits import MAX_LINE, MAX_TEXT
from guidegraph.importers.sheet import Repairs
from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.source import SourceText
from tests.importers.reading import read


LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
EDITION = Edition(id="e", iri="https://example.org/e", title="E", items=(Item(id="a/1"),))
LONG = "x" * 200_000  # longer than Python's own limit


@given(
    text=st.text(st.sampled_from('ab",;\t\r\n '), max_size=14),
    delimiter=st.sampled_from(",;\t"),
)
def test_as_python_reads(text: str, delimiter: str) -> None:
    """The cells are those of Python's strict reader, and what that refuses is refused."""
    try:
        lines = LINES.findall(text)
        expected = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        with pytest.raises(FormatError, match=r"f:\d+: not [CT]SV: "):
            list(csv_rows(text, "f", delimiter))
    else:
        rows = list(csv_rows(text, "f", delimiter))

        assert expected == [list(row.cells) for row in rows]
        assert text == "".join(row.raw for row in rows)


@given(
    text=st.text(st.sampled_from('ab",;\t\r\n '), max_size=14),
    delimiter=st.sampled_from(",;\t"),
)
def test_repaired_rows(text: str, delimiter: str) -> None:
    """With repairs every text has rows: those of the strict reader, and all letters of the file."""
    repairs = Repairs("f")
    rows = list(csv_rows(text, "f", delimiter, repairs=repairs))

    assert text == "".join(row.raw for row in rows)
    letters = [letter for letter in text if letter in "ab"]
    assert letters == [
        letter for row in rows for cell in row.cells for letter in cell if letter in "ab"
    ]
    try:
        strict = list(csv_rows(text, "f", delimiter))
    except FormatError:
        return
    if not any(f"{before} " in f"\n{text}" for before in (delimiter, "\n", "\r")):
        assert strict == rows


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('a,"b"c",d', ["a", 'b"c', "d"]),
        ('a,"b,d', ["a", '"b', "d"]),
        ('a, "b, c" ,d', ["a", "b, c", "d"]),
        ('"a""b",5" pipe', ['a"b', '5" pipe']),
        ('"never', ['"never']),
    ],
)
def test_misplaced_quotation_marks(row: str, expected: list[str]) -> None:
    """A quotation mark closes before a delimiter; one that is never closed is text."""
    rows = list(csv_rows(f"{row}\nlast,row\n", "f", ",", repairs=Repairs("f")))

    assert [expected, ["last", "row"]] == [list(row.cells) for row in rows]


@pytest.mark.parametrize(
    "part", ['"a,', pytest.param('"a\n', marks=pytest.mark.slow), '"a"b', '"""\n', '" ,', '"" ']
)
def test_repairs_are_done_soon(part: str) -> None:
    """Many misplaced quotation marks take no more time for each than few do."""
    start = time.process_time()
    list(csv_rows(part * 60_000, "f", ",", repairs=Repairs("f")))

    assert time.process_time() - start < 10


@given(text=st.text(st.sampled_from('a",\r\n'), max_size=14), first=st.integers(1, 9))
def test_lines(text: str, first: int) -> None:
    """A row says on which line of the file it begins."""
    before = ""
    try:
        for row in csv_rows(text, "f", ",", first=first):
            assert first + len(re.findall(r"\r\n|\r|\n", before)) == row.line
            before += row.raw
    except FormatError:
        return


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x\n" + "x" * (MAX_TEXT + 1), "f:2: a cell of more than 1000000 characters; split it"),
        ('x\n"' + "x" * (MAX_TEXT + 1) + '"', "f:2: a cell of more than 1000000 characters"),
        ('"\n",' + "x" * (MAX_TEXT + 1), "f:1: a cell of more than 1000000 characters"),
        ("," * (MAX_LINE + 1), "f:1: a line of 8000001 characters, more than 8000000"),
        pytest.param(
            '"\n"' + "," * (MAX_LINE + 1),
            "f:1: a line of 8000001 characters, more than 8000000",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["plain", "quoted", "behind", "line", "row"],
)
def test_bounds(text: str, problem: str) -> None:
    """What is too long is refused with its line, in quotes or not."""
    with pytest.raises(FormatError) as caught:
        list(csv_rows(text, "f", ","))

    assert str(caught.value).startswith(problem)


def test_longest() -> None:
    """A cell may have as many characters as an item's text."""
    (row,) = csv_rows(f'{"x" * MAX_TEXT},"{"y" * MAX_TEXT}"', "f", ",")

    assert [MAX_TEXT, MAX_TEXT] == [len(cell) for cell in row.cells]


def _file(text: str) -> SourceText:
    return SourceText(path="f", text=text)


SSSOM = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
MAPPING = f"skos:a\tskos:exactMatch\tskos:b\tsemapv:Manual\t{LONG}\n"
READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "csv-table": (lambda text: read("f.csv", text), f"id,text\na,{LONG}\n"),
    "tsv-table": (lambda text: read("f.tsv", text), f"id\ttext\na\t{LONG}\n"),
    "link-table": (lambda text: link_table("f", text.encode(), "item"), f"item,note\na,{LONG}\n"),
    "course-map": (
        lambda text: links_from_table("f.csv", text.encode()),
        f"statement,item,edition,how,quote\na/1,a/1,e,teaches,{LONG}\n",
    ),
    "comments": (
        lambda text: comments_from_csv("f", text.encode(), EDITION),
        f"id,items,comment\n1,a/1,{LONG}\n",
    ),
    "crosswalk": (lambda text: crosswalk_from_csv(_file(text)), f"old,new,note\na,b,{LONG}\n"),
    "sssom": (lambda text: mappings_from_sssom(_file(text)), SSSOM + MAPPING),
    "ledger": (lambda text: ledger_from_tsv(_file(text)), ""),
    "migration-log": (lambda text: migration_from_log(_file(text)), "{}"),
}


@pytest.fixture
def limit() -> Iterator[int]:
    """A limit of the whole process that somebody else chose."""
    before = csv.field_size_limit(1_000)
    yield 1_000
    csv.field_size_limit(before)


@pytest.mark.parametrize("name", READERS)
def test_nobody_elses_limit(name: str, limit: int) -> None:
    """No reader obeys or changes the limit of the whole process, also when it fails."""
    reader, text = READERS[name]
    refusals = []
    for body in (text, f'{text}"never closed'):
        try:
            reader(body)
        except (FormatError, GuidegraphWarning) as error:
            refusals.append(str(error))

        assert limit == csv.field_size_limit()
    assert (2 if name == "migration-log" else 1) == len(refusals)
    assert not [refusal for refusal in refusals if "limit" in refusal]
