"""A desk that is killed while it saves: no decision is lost, and none is there twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidegraph.importers.ledger import ledger_from_tsv
from guidegraph.model.source import source_from_bytes
from guidegraph.store.journal import undo_last
from guidegraph.store.pairs import read_ledger


pytestmark = pytest.mark.slow  # processes start and are killed

ROUNDS = 8
# Says which decision is saved only when it is.
WRITER = """
import sys
import time
from pathlib import Path
from guidegraph.diff.curation.review import with_new
from guidegraph.model.review import Decision, State
from guidegraph.store.journal import change_with_journal

path, first, by = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
for number in range(first, first + 10_000):
    one = Decision(
        change=f"{number:016x}", state=State.ACCEPTED, reviewer=by, date="2026-07-31", reason="so"
    )
    change_with_journal(path, lambda ledger: with_new(ledger, [one]), by)
    print(number, flush=True)
    time.sleep(float(sys.argv[4]))
"""


def writing(path: Path, first: int, by: str, pause: float) -> subprocess.Popen[str]:
    """A process that saves one decision after the other."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), by, str(pause)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """
    Two editors save, one of them is killed again and again: whatever was said to be saved is in
    the ledger, once, at most one more, and all of it can be taken back.
    """
    path = tmp_path / "review.tsv"
    chance = random.Random(14)
    said: set[int] = set()
    steady = writing(path, 5_000_000, "B", 0.03)
    try:
        for number in range(ROUNDS):
            with writing(path, number * 10_000, "A", 0.0) as process:
                assert process.stdout is not None
                first = process.stdout.readline()
                time.sleep(chance.uniform(0.0, 0.15))
                process.kill()
                lines = [first, *process.stdout]
            said.update(int(line) for line in lines if line.endswith("\n"))
    finally:
        steady.kill()
        others = {int(line) for line in steady.communicate()[0].splitlines()}
    # Reading refuses a change that is decided twice.
    ledger = ledger_from_tsv(source_from_bytes(str(path), path.read_bytes()))
    saved = {int(each.change, 16) for each in ledger.decisions}

    assert said | others <= saved
    assert len(saved - said - others) <= ROUNDS + 1
    count = 0
    while undo_last(path, "A"):
        count += 1
    assert len(saved) - len(read_ledger(path).decisions) == count
    assert {"B"} == {each.reviewer for each in read_ledger(path).decisions}
