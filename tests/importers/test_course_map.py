"""The links of a course's `map.csv`."""

from __future__ import annotations

import pytest

from guidegraph.importers.course_map import associations_from_csv
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import FormatError
from guidegraph.model.source import source_from_bytes


COURSE = Edition(
    id="c",
    iri="https://example.org/c",
    title="C",
    items=tuple(Item(id=f"module/7/statement/{number}") for number in range(1, 20)),
)
HEADER = b"statement,item,edition,how\n"


def read(body: bytes) -> tuple[Association, ...]:
    """The links that a file's bytes describe."""
    return associations_from_csv(source_from_bytes("map.csv", body), COURSE)


def link(statement: int, item: str, how: str = "teaches") -> Association:
    """What a row says."""
    return Association(
        origin=f"module/7/statement/{statement}", type=how, destination=item, edition="combined"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (HEADER, ()),
        (
            HEADER + b"module/7/statement/3,value/1,combined,teaches\n",
            (link(3, "value/1"),),
        ),
        (
            b"\xef\xbb\xbf" + HEADER + b"module/7/statement/3,value/1,combined,teaches",
            (link(3, "value/1"),),
        ),
        (
            HEADER.strip() + b"\r\n\r\nmodule/7/statement/3, value/1 ,combined,assesses\r\n",
            (link(3, "value/1", "assesses"),),
        ),
        (
            b"how,edition,item,statement\rmentions,combined,value/1,module/7/statement/3\r",
            (link(3, "value/1", "mentions"),),
        ),
        (
            HEADER.strip()
            + b",confirmed_by,date\n"
            + b'module/7/statement/2,"term/peer",combined,teaches,"A, B",2026-01-01\n'
            + b"module/7/statement/2,value/1,combined,teaches,,\n",
            (link(2, "term/peer"), link(2, "value/1")),
        ),
        (
            HEADER + "module/7/statement/3,section/größe/1,combined,teaches\n".encode(),
            (link(3, "section/größe/1"),),
        ),
    ],
)
def test_reads_links(body: bytes, expected: tuple[Association, ...]) -> None:
    """Links come in the order of the rows, whatever the order of the columns and the line ends."""

    assert expected == read(body)


@pytest.mark.parametrize(
    ("body", "line", "problem"),
    [
        (b"", 1, "no column 'statement'"),
        (b"statement,item,edition\n", 1, "no column 'how'"),
        (b"statement,item,edition,how,note\n", 1, "an unknown column 'note'"),
        (b"statement, item,edition,how\n", 1, "an unknown column ' item'"),
        (b"statement;item;edition;how\n", 1, "an unknown column 'statement;item;edition;how'"),
        (b"statement,item,edition,how,how\n", 1, "the column 'how' twice"),
        (HEADER + HEADER, 2, "a second row of column names (statement, item, edition, how)"),
        (HEADER + b"module/7/statement/3,value/1,combined\n", 2, "no how"),
        (HEADER + b"module/7/statement/3, ,combined,teaches\n", 2, "no item"),
        (HEADER + b"\n\nmodule/7/statement/3\n", 4, "no item"),
        (
            HEADER + b"module/7/statement/3,value/1,combined,teaches,Ann\n",
            2,
            "more cells than columns",
        ),
        (
            HEADER + b"module/7/statment/3,value/1,combined,teaches\n",
            2,
            "unknown statement 'module/7/statment/3': did you mean 'module/7/statement/3'?",
        ),
        (
            HEADER + b"module/7/statement/3,value/1,combined,covers\n",
            2,
            "'covers' is not a way to be about an item; use teaches, assesses, mentions",
        ),
        (HEADER + b"module/7/statement/3,a b>,combined,teaches\n", 2, "'a b>' is not an item id"),
        (HEADER + b"module/7/statement/3,=1+1,combined,teaches\n", 2, "'=1+1' is not an item id"),
        (HEADER + b"module/7/statement/3,value/1,../a,teaches\n", 2, "'../a' is not an edition id"),
        (
            HEADER + b"module/7/statement/3,value/1,combined,teaches\n" * 2,
            3,
            "says the same as line 2",
        ),
        (HEADER + b'module/7/statement/3,"value/1,combined,teaches\n', 2, "not CSV"),
        (HEADER + b'module/7/statement/3,"value/1"x,combined,teaches\n', 2, "not CSV"),
        (HEADER + b"a" * 200_000, 2, "no item"),
        (
            HEADER.strip() + b",date\nmodule/7/statement/3,value/1,combined,teaches,soon\n",
            2,
            "'soon' is not a date",
        ),
        (
            HEADER.strip() + b",status\nmodule/7/statement/3,value/1,combined,teaches,done\n",
            2,
            "'done' is not a status of a link; use gone, choose-one-of, needs-review, auto",
        ),
    ],
)
def test_says_where_a_row_is_wrong(body: bytes, line: int, problem: str) -> None:
    """Every error names the file and the line, and quotes the cell."""
    with pytest.raises(FormatError) as caught:
        read(body)

    assert str(caught.value).startswith(f"map.csv:{line}: {problem}")
