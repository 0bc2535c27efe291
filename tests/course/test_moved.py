"""The statements of a map follow the edits of their course."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from guidegraph.course.migrate import QUOTE, LinkSide, MovedColumns, StatementWords, migrate
from guidegraph.course.moved import find_statements
from guidegraph.course.outcomes import link_outcomes
from guidegraph.diff.run import diff
from guidegraph.importers.csv_rows import link_table
from guidegraph.language.words import folded
from guidegraph.model.changes import Wording
from guidegraph.model.course import LinkStatus, Migration
from guidegraph.model.edition import Edition
from tests.course.test_placed import SENTENCES, course, edited


def followed(
    body: str, old: Edition, new: Edition, accept: tuple[LinkStatus, ...] = ()
) -> Migration:
    """A map whose statements were moved from one version of a course to the next."""
    table = link_table("map.csv", body.encode(), "statement")
    known = link_outcomes(diff((old,), new), Wording.EDITORIAL)
    quote = QUOTE if QUOTE in table.columns else None
    quote_at = None if quote is None else table.column(quote)

    return migrate(
        table,
        find_statements(table, table.column("statement"), quote_at, old, known),
        [old.id],
        new.id,
        side=LinkSide.STATEMENT,
        columns=MovedColumns(name="statement", quote=quote),
        accept=accept,
        words=StatementWords(old=said(old), new=said(new)),
    )


def said(course: Edition) -> dict[str, str]:
    """The words of each statement."""
    return {item.id: item.text or "" for item in course.items}


def rows(body: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_a_map_of_numbers_follows_the_words() -> None:
    """An inserted line moves the links with their statements, and the new map quotes them."""
    old = course(SENTENCES[:3])
    new = course(("Bring your badge and your keys.", *SENTENCES[:2]))
    body = "statement,item\nmodule/1/statement/2,value/1\nmodule/1/statement/3,value/2\n"

    moved = followed(body, old, new, (LinkStatus.AUTO,))

    assert rows(moved.after()) == [
        {
            "statement": "module/1/statement/3",
            "item": "value/1",
            "statement_status": "auto",
            "new_statement": "module/1/statement/3",
            "quote": SENTENCES[1],
        },
        {
            "statement": "module/1/statement/3",
            "item": "value/2",
            "statement_status": "gone",
            "new_statement": "",
            "quote": SENTENCES[2],
        },
    ]
    assert moved.before() == body.encode()


def test_a_quote_comes_before_a_number() -> None:
    """A row that quotes another statement of the old course than its number says follows that."""
    old, new = course(SENTENCES[:3]), course(SENTENCES[2::-1], name="d")
    body = f'statement,quote\nmodule/1/statement/3,"{SENTENCES[0]}"\nmodule/1/statement/1,Nothing\n'

    found = rows(followed(body, old, new).after())

    assert [(row["statement_status"], row["new_statement"]) for row in found] == [
        ("auto", "module/1/statement/3"), ("gone", ""),
    ]  # fmt: skip


@given(seed=st.integers(0, 2**32), edits=st.integers(1, 6))
def test_no_link_moves_silently_to_other_words(seed: int, edits: int) -> None:
    """
    After random edits, a row whose link was accepted without a person has the words that it had.
    """
    old = course(SENTENCES[:5], SENTENCES[5:])
    new = edited(old, seed, edits, name="d")
    ids = [item.id for item in old.items if item.text]
    body = "statement,item\n" + "".join(f"{id_},value/{n}\n" for n, id_ in enumerate(ids))

    found = rows(followed(body, old, new, (LinkStatus.AUTO,)).after())

    assert [row["item"] for row in found] == [f"value/{n}" for n in range(len(ids))]
    for id_, row in zip(ids, found, strict=True):
        if row["statement_status"] == "auto":
            before, now = old.by_id[id_].text or "", new.by_id[row["statement"]].text or ""
            assert folded(before) in folded(now)
