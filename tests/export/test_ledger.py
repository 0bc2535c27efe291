"""Ledgers, written and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.export.ledger import to_ledger
from guidegraph.importers.ledger import ledger_from_tsv, notes_of
from guidegraph.model.changes import Ref, Wording
from guidegraph.model.errors import FormatError
from guidegraph.model.review import Decision, Ledger, Pairing, State
from guidegraph.model.source import SourceText, source_from_bytes


_TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8) | st.sampled_from(
    ["=1+1", "'=1", "-x", "@a", "# not a remark", "'tis so"]
)
_REFS = st.lists(
    st.builds(Ref, edition=st.sampled_from(["a", "b-2"]), id=st.sampled_from(["1", "x/2", "a:b"])),
    max_size=2,
    unique=True,
).map(tuple)
_DECISIONS = st.builds(
    Decision,
    change=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    state=st.sampled_from([state for state in State if state is not State.UNDECIDED]),
    reviewer=_TEXTS.filter(bool),
    date=st.dates().map(str),
    reason=_TEXTS,
    rationale=_TEXTS,
    link=_TEXTS,
    wording=st.none() | st.sampled_from(Wording),
    into=_REFS,
    old=_REFS,
    new=_REFS,
    about=_TEXTS,
)
_PAIRINGS = st.builds(
    Pairing,
    old=_REFS,
    new=_REFS,
    reviewer=_TEXTS.filter(bool),
    date=st.dates().map(str),
    reason=_TEXTS,
    rationale=_TEXTS,
    link=_TEXTS,
).filter(lambda pairing: bool(pairing.old or pairing.new))
HEAD = "change\tdecision\treviewer\tdate\treason\tabout"  # of earlier versions
ROW = "0123456789abcdef\taccepted\tA. Reader\t2026-07-31\t\tx"


@given(
    st.lists(_DECISIONS, max_size=4, unique_by=lambda decision: decision.change),
    st.lists(_PAIRINGS, max_size=2, unique_by=lambda pairing: pairing.id),
)
def test_round_trip(decisions: list[Decision], pairings: list[Pairing]) -> None:
    """Decisions are read as they were written, sorted, and never as a formula of a spreadsheet."""
    body = to_ledger(Ledger(decisions=tuple(decisions), pairings=tuple(pairings)))
    again = ledger_from_tsv(source_from_bytes("review.tsv", body))

    assert sorted(decisions, key=lambda decision: decision.change) == list(again.decisions)
    assert sorted(pairings, key=lambda pairing: pairing.id) == list(again.pairings)
    cells = [cell for line in body.decode().splitlines() for cell in line.split("\t")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_empty_ledger() -> None:
    """A file of remarks and blank lines holds no decisions."""
    assert Ledger() == ledger_from_tsv(SourceText(path="r", text="# nothing yet\n\n"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id\n", "r:1: not the head of a ledger"),
        (f"{HEAD}\na\tb\n", "r:2: 2 cells where there are 6 columns"),
        (f"{HEAD}\n{ROW.replace('abcdef', 'ABCDEF')}\n", "r:2: '0123456789ABCDEF' is not an id"),
        (f"{HEAD}\n{ROW.replace('accepted', 'undecided')}\n", "'undecided' is not a decision"),
        (f"{HEAD}\n{ROW.replace('A. Reader', ' ')}\n", "r:2: no reviewer"),
        (f"{HEAD}\n{ROW.replace('-31', '-32')}\n", "'2026-07-32' is not a date"),
        (f"{HEAD}\n{ROW}\n# a remark\n{ROW}\n", "r:4: 0123456789abcdef is decided in line 2"),
        (f"{HEAD}\n{ROW}\x1b[2J\n", "r:2: a control character"),
        (f"{HEAD}\tclass\n{ROW}\tgreat\n", "r:2: 'great' is not a class"),
        (f"{HEAD}\told\n{ROW}\tvalue\n", "r:2: 'value' is not an item"),
        (f"{HEAD}\n{ROW.replace('accepted', 'paired')}\n", "r:2: no items are paired"),
        (f"{HEAD}\tdate\n{ROW}\tx\n", "r:1: not the head"),
    ],
)
def test_hostile_ledgers(text: str, problem: str) -> None:
    """A line that cannot be understood is an error with its number."""
    with pytest.raises(FormatError) as caught:
        ledger_from_tsv(SourceText(path="r", text=text))

    assert problem in str(caught.value)


def test_notes_of_people_stay() -> None:
    """Remarks stay above their rows, and columns of people's own keep their cells."""
    body = (
        f"# our ballot\n{HEAD}\tvote\n"
        f"# see the minutes\n{ROW}\t7 of 9\n"
        f"{ROW.replace('0', 'f', 1)}\t=1\n# to be continued\n"
    )
    table = SourceText(path="r", text=body)
    ledger = ledger_from_tsv(table)
    fewer = Ledger(decisions=ledger.decisions[1:])
    written = to_ledger(ledger, notes_of(table))
    lines = written.decode().splitlines()

    assert ["# our ballot", "# see the minutes", "# to be continued"] == [
        lines[place] for place in (0, 2, 5)
    ]
    assert lines[1].endswith("\tabout\tvote")
    assert [lines[3].split("\t")[-1], lines[4].split("\t")[-1]] == ["7 of 9", "=1"]
    assert written == to_ledger(ledger, notes_of(source_from_bytes("r", written)))
    assert (
        to_ledger(fewer, notes_of(table))
        .decode()
        .endswith("\t=1\n# see the minutes\n# to be continued\n")
    )
