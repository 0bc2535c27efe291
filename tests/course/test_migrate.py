"""Tables of links carried over, and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.course.migrate import MovedColumns, migrate
from guidegraph.course.moved import find_items
from guidegraph.export.migration_log import to_migration_log
from guidegraph.importers.course_map import migration_from_log
from guidegraph.importers.csv_rows import link_table
from guidegraph.model.course import LinkStatus, Migration
from guidegraph.model.errors import FormatError, InputError
from guidegraph.model.source import source_from_bytes
from tests.course.builders import FATES, NAMES, OLD


def carried(
    body: bytes, column: str = "item", home: str | None = "edition", *, repoint: bool = False
) -> Migration:
    """A table carried over to the new edition."""
    table = link_table("map.csv", body, column)
    home = home if home in table.columns else None
    return migrate(
        table,
        find_items(table, NAMES, FATES),
        ["old"],
        "new",
        columns=MovedColumns(name=column, edition=home),
        accept={LinkStatus.AUTO} if repoint else (),
    )


def back(migration: Migration) -> bytes:
    """What the log of a migration gives back."""
    return migration_from_log(source_from_bytes("log", to_migration_log(migration))).before()


def test_adds_two_columns_and_touches_nothing_else() -> None:
    """
    Quotes, byte order mark, line ends, blank and short rows and foreign columns stay as they are.
    """
    body = (
        '\ufeff"policy";clause;note\r\n'
        'P1;value/1/practice/5;"a;b\r\nc"\r\n'
        "\r\n"
        "P2; https://example.org/old/value/1/practice/3\r\n"
        "=1+1;old:value/1;x"
    ).encode()

    migration = carried(body, "clause")

    assert (
        '\ufeff"policy";clause;note;status;new_item\r\n'
        'P1;value/1/practice/5;"a;b\r\nc";gone;\r\n'
        "\r\n"
        "P2; https://example.org/old/value/1/practice/3;;choose-one-of;"
        "value/1/practice/4 | value/1/practice/5\r\n"
        "=1+1;old:value/1;x;auto;value/1"
    ).encode() == migration.after()
    assert body == back(migration)


def test_links_to_other_editions_stay() -> None:
    """A row about an edition that is not concerned is kept, with empty cells."""
    migration = carried(b"item,edition\nvalue/1,old\nwhatever/9,elsewhere\n")

    assert b"item,edition,status,new_item\nvalue/1,old,auto,value/1\nwhatever/9,elsewhere,,\n" == (
        migration.after()
    )
    assert (2, 1) == (migration.linked, migration.elsewhere)


def test_repoint() -> None:
    """On request, links that need nothing else point at the new item; the others stay."""
    migration = carried(
        b"item,edition\nvalue/1/practice/4,old\nvalue/1/practice/1,old\n", repoint=True
    )

    assert (
        b"item,edition,status,new_item\n"
        b"value/1/practice/1,new,auto,value/1/practice/1\n"
        b"value/1/practice/1,old,needs-review,value/1/practice/2\n"
    ) == migration.after()
    assert b"item,edition\nvalue/1/practice/4,old\nvalue/1/practice/1,old\n" == back(migration)


def test_rows_that_nobody_confirmed_stay() -> None:
    """In a filled-in sheet only rows with yes are links."""
    body = b"Confirm,item,edition\nyes,value/1,old\nno,value/1,old\n,value/1,old\n"
    migration = carried(body, repoint=True)

    assert (
        b"Confirm,item,edition,status,new_item\nyes,value/1,new,auto,value/1\n"
        b"no,value/1,old,,\n,value/1,old,,\n"
    ) == migration.after()
    assert (1, 1) == (migration.linked, migration.accepted)
    assert body == back(migration)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "map.csv: an empty table"),
        (b"a\xffb", "map.csv:1: not UTF-8"),
        (
            b"items,edition\nvalue/1,old\n",
            "map.csv:1: unknown column 'item': did you mean 'items'?",
        ),
        (b"item,edition\nitem,edition\n", "map.csv:2: a second row of column names"),
        (b"Our map\nitem,edition\n", "map.csv:1: this row has no column 'item', and the one in"),
        (b"item,edition\nvalue/1,odl\n", "map.csv:2: unknown edition 'odl': did you mean 'old'?"),
        (b"item,edition\nvalue/1/practise/2,old\n", "map.csv:2: unknown item of old"),
        (b"item,edition\n,old\n", "map.csv:2: no item"),
        (b"item,edition\nvalue/1,\n", "map.csv:2: no edition"),
        (b"item,edition\nvalue/1,old,x\n", "map.csv:2: 3 cells where there are 2 columns"),
        (b'item,edition\n"value/1,old\n', "map.csv:2: not CSV"),
        (b"item,status\nvalue/1,auto\n", "map.csv:1: the column 'status' already exists"),
        (b"item,item\nvalue/1,value/1\n", "map.csv:1: the column 'item' twice"),
    ],
)
def test_says_what_is_wrong(body: bytes, problem: str) -> None:
    """Every error says where and quotes what."""
    with pytest.raises(InputError) as caught:
        carried(body)

    assert str(caught.value).startswith(problem)


CELL = st.text(st.sampled_from("ab ,;\"'=\n\rä\u2028"), max_size=6)


@given(
    rows=st.lists(st.tuples(st.sampled_from([item.id for item in OLD.items]), CELL), max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    last=st.booleans(),
)
def test_no_link_is_lost(rows: list[tuple[str, str]], end: str, mark: bool, last: bool) -> None:
    """
    Each row is in the new table once and in order, its own cells untouched; the log gives back the
    old table byte for byte.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["item", "note"])
    writer.writerows(rows)
    text = file.getvalue()
    body = ("\ufeff" * mark + (text if last else text.removesuffix(end))).encode()

    migration = carried(body)
    after = list(csv.reader(io.StringIO(migration.after().decode("utf-8-sig"), newline="")))

    assert [["item", "note"], *map(list, rows)] == [row[:2] for row in after]
    assert len(rows) == sum(migration.counts().values())
    assert all(len(row) == 4 for row in after)
    assert body == migration.before() == back(migration)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda log: log.replace(b"value/1", b"value/2"), "the log was changed"),
        (lambda log: log[: log.rindex(b"\n", 0, -1) + 1], "the log is cut off"),
        (lambda log: b"{}\n", "not the log of a migration"),
        (lambda log: b"nothing", "not JSON"),
        (lambda log: log.replace(b'"before"', b'"bfore"'), "no 'before'"),
    ],
)
def test_a_log_that_was_changed_is_refused(change: Callable[[bytes], bytes], problem: str) -> None:
    """What is taken back is what was there, or nothing."""
    log = to_migration_log(carried(b"item,edition\nvalue/1,old\n"))
    with pytest.raises(FormatError) as caught:
        migration_from_log(source_from_bytes("log", change(log)))

    assert problem in str(caught.value)
