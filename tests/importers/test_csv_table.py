"""Spreadsheet editions as CSV and TSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.importers.decoding import without_mojibake
from guidegraph.importers.limits import MAX_TEXT
from guidegraph.model.edition import Item
from guidegraph.model.errors import MisuseError, UnreadableError
from guidegraph.model.manifest import Manifest, TableLayout
from tests.importers.reading import outline_of, read, read_warned, refusal


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
    ) == tuple(replace(item, statements=()) for item in read("a.csv", body).items)


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


@pytest.mark.slow
def test_deep() -> None:
    """A chain of ten thousand is no deeper than another."""
    rows = "".join(f"{number},t,{number - 1 or ''}\n" for number in range(1, 10_001))

    assert 10_000 == len(read("a.csv", f"id,text,parent\n{rows}").items)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "a.csv: an empty table; begin it with id, text"),
        ("\n\n;;\n", "a.csv: an empty table; begin it with id, text"),
        ("id,text\n", "a.csv:1: a table without rows; add a row for each item"),
        ("id\n1\n", 'a.csv:1: no column of texts among "id"; name one of them with --columns'),
        (b"id,text\na,b\0c\n", "a.csv: a binary file; give a text file, or save it as CSV UTF-8"),
    ],
)
def test_refusals(body: str | bytes, expected: str) -> None:
    """What has no items is refused, with what to do."""
    assert refusal("a.csv", body).startswith(expected)


@pytest.mark.parametrize(
    ("body", "outline", "expected"),
    [
        ("id,txet\na,x\n", ["a: x"], 'columns: "id" as id, "txet" as text'),
        ("id,text,ID\na,x,b\n", ["a: x"], '"text" as text; kept as attributes: "ID"'),
        ("id,text\na,x\nb,y\na,z\n", ["a: x", "b: y", "a-2: z"], "twice are numbered: line 4 'a'"),
        ("id,text\na,\n", ["a: "], "rows without a text: line 2 'a'"),
        ("id,text\na,b,c\n", ["a: b"], "more cells than columns; kept as attributes: C"),
        ("id,text,\na,b,c\n", ["a: b"], "more cells than columns; kept as attributes: C"),
        (
            "id,text,parent\nab,x,\nb,x,abc\n",
            ["ab: x", "b: x"],
            "parents that are not in the table are ignored: line 3 \"abc (did you mean 'ab'?)\"",
        ),
        ("id,text,parent\na,x,a\n", ["a: x"], "cycles of parents are cut: 'a' below 'a'"),
        (
            "id,text,parent\na,x,b\nb,x,c\nc,x,a\n",
            ["a: x", "  c: x", "    b: x"],
            "cycles of parents are cut: 'a' below 'b' below 'c' below 'a'",
        ),
        ("id,text,position\na,x,1.5\n", ["a: x"], "positions that are not whole numbers: line 2"),
        ("id,text\n../../a,x\n", ["a: x"], "ids that cannot be used: line 2 '../../a' as 'a'"),
        ("id,text\na,\x1b[31mred\n", ["a: \ufffd[31mred"], "control characters are replaced: B2"),
        (
            'id,text\na,x\nb,"y\nc,z\n',
            ["a: x", 'b: "y', "c: z"],
            "quotation marks are read as text",
        ),
        ('id,text\na,"b"c"\n', ['a: b"c'], "quotation marks are read as text: line 2"),
        (b"id,text\na,caf\xe9\n", ["a: café"], "not UTF-8, read as Windows-1252"),
        ("id,text\na,GrÃ¶ÃŸe\n", ["a: Größe"], "are repaired: B2 'GrÃ¶ÃŸe' as 'Größe'"),
    ],
)
def test_what_is_repaired(body: str | bytes, outline: list[str], expected: str) -> None:
    """A mistake in one row is repaired with a warning that names it; no row is lost."""
    edition, (warning,) = read_warned("a.csv", body)

    assert outline == outline_of(edition)
    assert expected in warning


def test_rows_without_ids() -> None:
    """A row without an id has that of its place."""
    assert ["row/1: x", "a: y"] == outline_of(read("a.csv", "id,text\n,x\na,y\n"))


def test_repairs_are_counted() -> None:
    """Not all repairs of a kind are named, but all are counted."""
    rows = "".join(f"a,text {number}\n" for number in range(10))
    _, (warning,) = read_warned("a.csv", f"id,text\n{rows}")

    assert warning == (
        "a.csv: ids that occur twice are numbered: line 3 'a' as 'a-2'; line 4 'a' as 'a-3'; "
        "line 5 'a' as 'a-4', and 6 more"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    """What spreadsheet programs write is read, also without a byte order mark."""
    body = "id\ttext\r\n1\tTüren – zu.\r\n".encode(encoding)

    assert ["1: Türen – zu."] == outline_of(read("a.csv", body))


def test_given_encoding() -> None:
    """An encoding that is given is insisted on, and nothing is repaired in it."""
    mac = Manifest(table=TableLayout(encoding="mac-roman"))
    utf_8 = Manifest(table=TableLayout(encoding="utf-8"))

    assert ["a: café"] == outline_of(read("a.csv", b"id,text\na,caf\x8e\n", mac))
    assert ["a: GrÃ¶ÃŸe"] == outline_of(read("a.csv", "id,text\na,GrÃ¶ÃŸe\n", utf_8))
    with pytest.raises(UnreadableError, match=r"a\.csv:2: not utf-8-sig \(byte 0x8e\)"):
        read("a.csv", b"id,text\na,caf\x8e\n", utf_8)
    for name in ("klingon", "rot13", "base64"):
        with pytest.raises(MisuseError, match=f"no encoding '{name}'; use one such as utf-8"):
            read("a.csv", "id,text\na,b\n", Manifest(table=TableLayout(encoding=name)))


@pytest.mark.parametrize("text", ["“AMANHÃ”", "„Fuß“", "Fuß»", "MAÇÃ", "Â", "Größe", "naïve"])
def test_no_mojibake(text: str) -> None:
    """What only begins like letters of another encoding stays as it is."""
    assert text == without_mojibake(text)


def test_long_text() -> None:
    """A statement may be as long as a book, and nobody else's limit is touched."""
    limit = csv.field_size_limit()

    assert MAX_TEXT == len(read("a.csv", f"id,text\na,{'x' * MAX_TEXT}\n").items[0].text or "")
    assert limit == csv.field_size_limit()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("id,text\na," + "x" * (MAX_TEXT + 1), "a.csv:2: a cell of more than 1000000 characters"),
        pytest.param(
            "id,text\na," + "x" * 50_000_000,
            "a.csv:2: a line of 50000002 characters, more than",
            marks=pytest.mark.slow,
        ),
        ('id,text\na,"' + "x\n" * 25_000_000, "a.csv:2: a cell of more than 1000000 characters"),
        pytest.param(
            "id,text\n" + "," * 50_000_000,
            "a.csv:2: a line of 50000000 characters, more than",
            marks=pytest.mark.slow,
        ),
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
