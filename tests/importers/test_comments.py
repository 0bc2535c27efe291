"""Registers of comments."""

from __future__ import annotations

import pytest

from guidegraph.importers.comments import comments_from_csv
from guidegraph.model.comments import Comment, CommentStatus, Disposition, Motivation
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError


EDITION = Edition(
    id="e",
    iri="https://example.org/e",
    title="E",
    items=(Item(id="value/1", text="One."), Item(id="value/2", text="Two.")),
)
HEAD = "id,items,comment,motivation,proposed,status,disposition,reason\n"


def read(text: str) -> tuple[Comment, ...]:
    """The comments of a register."""
    return comments_from_csv("c.csv", text.encode(), EDITION)


def test_reads_comments() -> None:
    """A register may be short, may come from a spreadsheet program, and may have every column."""
    body = (
        "\ufeff"
        + HEAD
        + "A-1,value/1 | value/2,Say more.,editing,More.,closed,rejected,Too long.\n"
        "\n"
        "A-2,,Good.\n"
    ).replace("\n", "\r\n")

    assert (
        Comment(
            id="A-1",
            targets=("value/1", "value/2"),
            body="Say more.",
            motivation=Motivation.EDITING,
            proposed="More.",
            status=CommentStatus.CLOSED,
            disposition=Disposition.REJECTED,
            reason="Too long.",
            line=2,
        ),
        Comment(id="A-2", body="Good.", line=4),
    ) == read(body)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("id,items\n", "c.csv:1: unknown column 'comment'"),
        ("id,items,comment,who\n", "c.csv:1: unknown column 'who'"),
        (HEAD + "A,value/3,x\n", "c.csv:2: unknown item of e 'value/3': did you mean 'value/"),
        (HEAD + "A,,\n", "c.csv:2: no comment"),
        (HEAD + ",,x\n", "c.csv:2: '' is not an id of a comment"),
        (HEAD + "A,,x\nA,,y\n", "c.csv:3: the id 'A' is already on line 2"),
        (HEAD + "A,,x,shouting\n", "c.csv:2: 'shouting' is not a motivation"),
        (HEAD + "A,,x,,,done\n", "c.csv:2: 'done' is not a status"),
        (HEAD + "A,,x,,,closed\n", "c.csv:2: closed without a disposition"),
        (HEAD + "A,,x,,,closed,rejected\n", "c.csv:2: 'rejected' without a reason"),
        (HEAD + HEAD, "c.csv:2: a second row of column names"),
    ],
)
def test_says_what_is_wrong(body: str, problem: str) -> None:
    """Every error says where and quotes what."""
    with pytest.raises(FormatError) as caught:
        read(body)

    assert str(caught.value).startswith(problem)
