"""The links of a course's `map.csv`."""

from __future__ import annotations

import pytest

from guidegraph.course.placed import associations_of, placed
from guidegraph.importers.course_map import links_from_table
from guidegraph.model.course import LinkType
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import FormatError


COURSE = Edition(
    id="c",
    iri="https://example.org/c",
    title="C",
    items=tuple(Item(id=f"module/7/statement/{number}") for number in range(1, 20)),
)
HEADER = b"statement,item,edition,how\n"


def read(body: bytes) -> tuple[Association, ...]:
    """The links that a file's bytes describe."""
    return associations_of(placed(links_from_table("map.csv", body), COURSE, "map.csv"), COURSE)


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
            "'covers' is not a way to be about an item; use mentions, teaches, assesses",
        ),
        (HEADER + b"module/7/statement/3,a b>,combined,teaches\n", 2, "'a b>' is not an item id"),
        (HEADER + b"module/7/statement/3,=1+1,combined,teaches\n", 2, "'=1+1' is not an item id"),
        (HEADER + b"module/7/statement/3,value/1,../a,teaches\n", 2, "'../a' is not an edition id"),
        (
            HEADER + b"module/7/statement/3,value/1,combined,teaches\n" * 2,
            3,
            "says the same as line 2",
        ),
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


@pytest.mark.parametrize(
    "body",
    [
        b"My map\n\nStatement;Item;Edition;How\nmodule/7/statement/3;value/1;combined;Taught",
        HEADER.replace(b",", b"\t").upper() + b"module/7/statement/3\tvalue/1\tcombined\tTEACHES",
    ],
)
def test_as_teachers_keep_it(body: bytes) -> None:
    """Other delimiters, letter cases and columns are read; further cells are kept."""
    [found] = links_from_table("map.csv", body)
    assert (found.statement, found.item.id, found.how) == (
        "module/7/statement/3", "value/1", LinkType.TEACHES,
    )  # fmt: skip


def test_further_columns_are_kept() -> None:
    """A level, or what somebody noted, stays with the link."""
    body = HEADER.strip() + b",Bloom level,note\nmodule/7/statement/3,value/1,combined,teaches,2,\n"
    assert [link.extra for link in links_from_table("map.csv", body)] == [(("bloom level", "2"),)]


def test_rows_that_nobody_confirmed_are_not_links() -> None:
    """Where a column asks for it, only confirmed rows count."""
    body = (
        HEADER.strip() + b",Confirm\n" + b"module/7/statement/3,value/1,combined,teaches,%s\n" * 2
    )
    found = links_from_table("map.csv", body % (b"no", b"Yes"))
    assert [link.line for link in found] == [3]
