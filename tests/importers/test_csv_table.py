"""Spreadsheet editions as CSV and TSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.importers.limits import MAX_TEXT
from guidegraph.model.edition import Item
from tests.importers.reading import outline_of, read, refusal


@pytest.mark.parametrize(
    "body",
    [
        "id,text,label,parent\n1,,Rooms,\n1.1,Rooms are open.,,1\n",
        "\ufeffid,text,label,parent\r\n1,,Rooms,\r\n1.1,Rooms are open.,,1\r\n",
        "id;text;label;parent\n1;;Rooms;\n1.1;Rooms are open.;;1\n",
        "id\ttext\tlabel\tparent\n1\t\tRooms\t\n1.1\tRooms are open.\t\t1\n",
        " ID , Text ,LABEL,Parent\n1,,Rooms\n1.1,Rooms are open.,,1\n",
        '"id","text","label","parent"\n"1","","Rooms",""\n"1.1","Rooms\nare  open.","","1"\n',
        "\n\nid,text,label,parent,,\n\n1,,Rooms,,,\n,,,,,\n1.1,Rooms are open.,,1,,\n",
        "id,text,label,parent\n1.1,Rooms are open.,,1\n1,,Rooms,\n",
        'id, text, label, parent\n1, "", "Rooms"\n1.1, "Rooms are open.", , 1\n',
    ],
    ids=[
        "plain",
        "bom-crlf",
        "semicolon",
        "tab",
        "names",
        "quoted",
        "blank",
        "child-first",
        "spaces",
    ],
)
def test_one_table_many_ways(body: str) -> None:
    """What a spreadsheet program does to a table does not matter."""
    assert ["1: Rooms", "  1.1: Rooms are open."] == outline_of(read("a.csv", body))


def test_tsv() -> None:
    """Tabs are preferred where the file is called after them."""
    assert ["1: a, b; c"] == outline_of(read("a.tsv", "id\ttext\n1\ta, b; c\n"))


def test_all_columns() -> None:
    """Every column becomes its field; a class nobody knows is kept."""
    body = "id,text,parent,type,notation,label,position\na b,T.,,Norm,§ 1,ALL ROOMS,1\n"

    assert (
        Item(
            id="a b",
            type="Norm",
            notation="§ 1",
            label="ALL ROOMS",
            pref_label="All rooms",
            text="T.",
        ),
    ) == read("a.csv", body).items


def test_order() -> None:
    """Siblings stand by position, then as in the file, and parents before their children."""
    body = "id,text,parent,position\nb,B,a,10\nc,C,a,9\na,A,,\nd,D,a,\ne,E,b,\n"

    assert ["a: A", "  c: C", "  b: B", "    e: E", "  d: D"] == outline_of(read("a.csv", body))


def test_positions_are_counted() -> None:
    """An item's position is its rank among its siblings of its class, as in every format."""
    edition = read("a.csv", "id,text,type,position\na,A,,30\nb,B,,20\nc,C,Norm,10\n")

    assert [("c", 1), ("b", 1), ("a", 2)] == [(item.id, item.position) for item in edition.items]


def test_formula_is_text() -> None:
    """What a spreadsheet program would run is a text like any other."""
    body = 'id,text\n1,"=HYPERLINK(""http://example.org"")"\n2,@cmd\n3,-1+1\n'

    assert ['=HYPERLINK("http://example.org")', "@cmd", "-1+1"] == [
        item.text for item in read("a.csv", body).items
    ]


def test_places() -> None:
    """Each item knows the line it begins on."""
    edition = read("a.csv", 'id,text\na,"x\ny"\nb,z\n')

    assert {"a": 2, "b": 4} == {id_: place.line for id_, place in edition.places.items()}


def test_deep() -> None:
    """A chain of ten thousand is no deeper than another."""
    rows = "".join(f"{number},t,{number - 1 or ''}\n" for number in range(1, 10_001))

    assert 10_000 == len(read("a.csv", f"id,text,parent\n{rows}").items)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "a.csv: an empty table; begin it with id, text"),
        ("id,text\n", "a.csv:1: a table without rows; add a row for each item"),
        ("id\n1\n", "a.csv:1: no column 'text'; the first row names id, text, parent, type,"),
        ("id,txet\n", "a.csv:1: unknown column 'txet': did you mean 'text'?; the columns are"),
        ("id,text,ID\n", "a.csv:1: the column 'id' twice; remove one of the two"),
        ("id,text\n,x\n", "a.csv:2: no id; give each row its own id"),
        ("id,text\na,x\nb,y\na,z\n", "a.csv:4: the id 'a' is already on line 2; give"),
        ("id,text\na,\n", "a.csv:2: 'a' has no text; fill in text, or label for a section"),
        ("id,text\na,b,c\n", "a.csv:2: more cells than columns, the first of them 'c'; put"),
        ("id,text,\na,b,c\n", "a.csv:2: more cells than columns, the first of them 'c'; put"),
        ("id,text,parent\nab,x,\nb,x,abc\n", "a.csv:3: unknown parent 'abc': did you mean 'ab'?"),
        ("id,text,parent\na,x,a\n", "a.csv:2: a cycle of 1 parents: 'a' below 'a'; give"),
        (
            "id,text,parent\na,x,b\nb,x,c\nc,x,a\n",
            "a.csv:2: a cycle of 3 parents: 'a' below 'b' below 'c' below 'a'; give one",
        ),
        ("id,text,position\na,x,1.5\n", "a.csv:2: '1.5' is not a position; write a whole number"),
        ("id,text\n../../a,x\n", "a.csv:2: '.' or '..' as a part of the id '../../a'; give"),
        ("id,text\na,\x1b[31mred\n", "a.csv:2: a control character, U+001B, in "),
        (
            'id,text\na,x\nb,"y\nc,z\n',
            'a.csv:3: not CSV: a quotation mark (") that is never closed; close',
        ),
        (
            'id,text\na,"b"c"\n',
            "a.csv:2: not CSV: 'c\"' behind a quotation mark that closes; put a cell",
        ),
    ],
)
def test_refusals(body: str, expected: str) -> None:
    """A table that says what cannot be is refused, with the line, the value and what to do."""
    assert refusal("a.csv", body).startswith(expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"id,text\na,caf\xe9\n", "a.csv:2: not UTF-8 (byte 0xe9); save the file as UTF-8"),
        ("id,text\na,b\n".encode("utf-16"), "a.csv: a binary file; give a text file in UTF-8"),
    ],
)
def test_encodings(body: bytes, expected: str) -> None:
    """Nothing is guessed about an encoding."""
    assert expected == refusal("a.csv", body)


def test_long_text() -> None:
    """A statement may be as long as a book, and nobody else's limit is touched."""
    limit = csv.field_size_limit()

    assert MAX_TEXT == len(read("a.csv", f"id,text\na,{'x' * MAX_TEXT}\n").items[0].text or "")
    assert limit == csv.field_size_limit()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("id,text\na," + "x" * (MAX_TEXT + 1), "a.csv:2: a cell of more than 1000000 characters"),
        ("id,text\na," + "x" * 50_000_000, "a.csv:2: a line of 50000002 characters, more than"),
        ('id,text\na,"' + "x\n" * 25_000_000, "a.csv:2: a cell of more than 1000000 characters"),
        ("id,text\n" + "," * 50_000_000, "a.csv:2: a line of 50000000 characters, more than"),
    ],
    ids=["cell", "line", "lines", "commas"],
)
def test_too_long(body: str, expected: str) -> None:
    """What is too long is refused before it is taken apart."""
    assert refusal("a.csv", body).startswith(expected)


WORDS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=8,
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
IDS = TEXTS.filter(lambda text: not {".", ".."} & set(text.split("/")))


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows of a table in document order."""
    ids = draw(st.lists(IDS, min_size=1, max_size=8, unique=True))
    rows: list[dict[str, str]] = []
    for number, id_ in enumerate(ids):
        rows.append(
            {
                "id": id_,
                "text": draw(TEXTS),
                "parent": draw(st.sampled_from(["", *ids[:number]])),
                "type": draw(st.sampled_from(["", "Section", "Norm"])),
                "notation": draw(st.just("") | TEXTS),
                "label": draw(st.just("") | TEXTS),
            }
        )
    return draw(st.permutations(rows))


@given(rows=tables(), delimiter=st.sampled_from(",;\t"))
def test_round_trip(rows: list[dict[str, str]], delimiter: str) -> None:
    """Any table written as CSV reads back as what it says."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    edition = read("a.csv", file.getvalue())
    found = [
        {
            "id": item.id,
            "text": item.text or "",
            "parent": item.parent or "",
            "type": item.type.replace("Item", ""),
            "notation": item.notation or "",
            "label": item.label or "",
        }
        for item in edition.items
    ]

    assert sorted(rows, key=lambda row: row["id"]) == sorted(found, key=lambda row: row["id"])
    for number, item in enumerate(edition.items):
        assert item.parent in {None, *(other.id for other in edition.items[:number])}
