"""Steps in a ledger that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.diff.curation.review import with_new
from guidegraph.model.changes import Ref
from guidegraph.model.errors import MisuseError
from guidegraph.model.review import Decision, Ledger, Pairing, State
from guidegraph.store.journal import change_with_journal, journal_path, rows_of, undo_last
from guidegraph.store.pairs import change_ledger, read_ledger


def decision(
    number: int, state: State = State.ACCEPTED, by: str = "A", reason: str = ""
) -> Decision:
    """A decision about a change."""
    return Decision(
        change=f"{number:016x}",
        state=state,
        reviewer=by,
        date="2026-07-31",
        about="x",
        reason=reason,
    )


def save(path: Path, *decisions: Decision, by: str = "A") -> None:
    """Save decisions as one step."""
    change_with_journal(path, lambda ledger: with_new(ledger, decisions), by)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger that is not there yet."""
    return tmp_path / "review.tsv"


def test_steps_are_taken_back_in_turn(path: Path) -> None:
    """Each undo takes back one step, to the byte, and in the end none is left."""
    states = []
    for step in (
        [decision(1)],
        [decision(1, State.REJECTED, reason="=SUM(1)\tno\nno")],
        [decision(2), decision(3)],
        [decision(2, State.UNDECIDED)],
    ):
        states.append(path.read_bytes() if path.exists() else None)
        save(path, *step)
    pairing = Pairing(
        old=(Ref(edition="a", id="1"),),
        new=(Ref(edition="b", id="2"),),
        reviewer="A",
        date="2026-07-31",
    )
    states.append(path.read_bytes())
    change_with_journal(path, lambda ledger: with_new(ledger, (), [pairing]), "A")
    for before in reversed(states[1:]):
        assert undo_last(path, "A")
        assert before == path.read_bytes()
    assert undo_last(path, "A")

    assert not read_ledger(path)
    assert undo_last(path, "A") is None


def test_nobody_takes_back_a_step_of_another(path: Path) -> None:
    """Undo is about the own last step, whatever others did in between."""
    save(path, decision(1))
    save(path, decision(2, by="B"), by="B")
    undo_last(path, "A")

    assert ["B"] == [each.reviewer for each in read_ledger(path).decisions]
    assert undo_last(path, "A") is None


def test_a_step_that_was_overwritten_stays(path: Path) -> None:
    """Undo applies only where the rows are as the step left them; then to the step before."""
    save(path, decision(1))
    save(path, decision(2))
    change_ledger(path, lambda ledger: with_new(ledger, [decision(2, State.DEFERRED, by="B")]))
    with pytest.raises(MisuseError, match="decided again since"):
        undo_last(path, "A")
    undone = undo_last(path, "A")

    assert undone
    assert (f"{1:016x}",) == undone.about
    assert ["B"] == [each.reviewer for each in read_ledger(path).decisions]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_half_written_line_is_ignored(path: Path, share: float) -> None:
    """The process was killed while it wrote the journal: the ledger is as before."""
    save(path, decision(1))
    journal = journal_path(path)
    kept = journal.read_bytes()
    written = path.read_bytes()
    save(path, decision(2, reason="é"))
    line = journal.read_bytes()[len(kept) :]
    journal.write_bytes(kept + line[: int(len(line) * share)])
    path.write_bytes(written)
    save(path, decision(3))

    undo_last(path, "A")
    assert written == path.read_bytes()
    undo_last(path, "A")
    assert not read_ledger(path)


@pytest.mark.parametrize("undoing", [False, True])
def test_a_step_that_did_not_reach_the_ledger(path: Path, undoing: bool) -> None:
    """The process was killed after the journal and before the ledger: the step is void."""
    save(path, decision(1))
    save(path, decision(2))
    written = path.read_bytes()
    undo_last(path, "A") if undoing else save(path, decision(3))
    path.write_bytes(written)
    undo_last(path, "A")

    assert [f"{1:016x}"] == [each.change for each in read_ledger(path).decisions]


def test_what_is_no_step_is_ignored(path: Path) -> None:
    """Whatever stands in the journal, the ledger can be changed."""
    for line in (b"[]", b"{}", b'{"id": 1}', b"\xff", b"[" * 5000, b'{"id":"x","by":"A"}'):
        journal_path(path).write_bytes(line + b"\n")
        save(path, decision(1))
        assert undo_last(path, "A")
        assert undo_last(path, "A") is None


def test_rows_are_by_what_they_are_about() -> None:
    """The rows as the file has them."""
    assert [f"{1:016x}"] == list(rows_of(Ledger(decisions=(decision(1),))))
