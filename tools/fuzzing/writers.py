"""Two people decide at once, about the same ledger: no decision is lost, also if one is killed."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

from fuzzing.attempt import Attempt
from fuzzing.desk import CHANGES
from fuzzing.forked import Ended, command, start
from fuzzing.steps import Interruption


__all__ = ["TwoWriters"]

_LEDGER = "library/2024--2026/review.tsv"
_DATE = "2026-07-31"  # of these decisions only
_NOTE = "# ballot of spring"
_STATES = ("accept", "reject", "defer")
_STEPS = 6  # of one that writes a ledger


class TwoWriters:
    """Rounds of two writers, each in a copy of a folder that `make_seeds` has made."""

    def __init__(self, folder: Path, seeds: Path) -> None:
        self._folder = folder
        self._seeds = seeds

    def attempt(self, number: int, chance: random.Random) -> Attempt:
        """A round; in some, one of the two is killed on the way."""
        place = self._folder / f"round-{number}"
        shutil.copytree(self._seeds / "desk", place)
        ledger = place / _LEDGER
        before = f"{_NOTE}\n{ledger.read_text(encoding='utf-8')}"
        ledger.write_text(before, encoding="utf-8")
        begun = time.monotonic()
        killed = Interruption(chance.randrange(_STEPS)) if chance.random() < 0.2 else None
        changes = chance.sample(range(3, CHANGES + 1), 2)
        lines = [
            f"review 2024 2026 --{chance.choice(_STATES)} #{change} --reason so --reviewer {who} "
            f"--date {_DATE} --library library"
            for who, change in zip("AB", changes, strict=True)
        ]
        ready, go = os.pipe()
        writers = [
            start(command(*line.split()), place, planned, after=ready)
            for line, planned in zip(lines, (None, killed), strict=True)
        ]
        os.write(go, b"..")
        ended = [writer.wait() for writer in writers]
        os.close(ready)
        os.close(go)
        after = ledger.read_text(encoding="utf-8")
        told = "\n".join((*lines, str(killed), *(f"{e.code} {e.said}" for e in ended), after))
        shutil.rmtree(place)
        broken = _broken(ended, before, after, is_killed=killed is not None)
        seconds = time.monotonic() - begun
        return Attempt("two writers", "review", seconds, broken, told)


def _broken(ended: list[Ended], before: str, after: str, *, is_killed: bool) -> str | None:
    """What is lost, or did not work."""
    codes = [each.code for each in ended]
    if ended[0].code != 0 or (ended[1].code != 0 and not (is_killed and ended[1].was_killed)):
        return f"exit codes {codes}"
    rows = after.splitlines()
    if not set(before.splitlines()) <= set(rows):
        return "what was there before is lost"
    for who, each in zip("AB", ended, strict=True):
        if each.code == 0 and sum(f"\t{who}\t{_DATE}\t" in row for row in rows) != 1:
            return "a decision is lost"
    return None
