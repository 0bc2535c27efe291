"""
Try to break what commands promise, and say what was tried and what was found.

```
python tools/fuzz.py [SECONDS]
```

Three parts take turns, on all processors:

- Files of every kind, made by guidegraph itself, are damaged at random and given to commands.
  Promised is: an exit code from 0 to 3, one line that says what is wrong, no fault of our own, an
  end within seconds and bounded memory; and of a damaged edition that can still be read, that a
  diff with the sound one explains every item, and that its delta makes one from the other.
- Whatever writes is killed at one of its system calls, or finds no room on the disk there, or may
  write files up to a size only. Promised is: every file of a user is wholly old or wholly new, an
  error leaves everything as it was and names the cause, and the same command works afterwards and
  leaves nothing unfinished behind.
- Two people decide at once, and one of them may be killed. Promised is that no decision is lost.

What breaks a promise is kept in a folder, with all that is needed to see it again; the exit code is
then 1. The same `--seed` tries the same, whatever the number of processors.
"""

from __future__ import annotations

import os
import random
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from fuzzing.attempt import Attempt
from fuzzing.damaged_files import DamagedFiles
from fuzzing.desk import WRITINGS, make_seeds
from fuzzing.files import Trial, trials
from fuzzing.interrupted import InterruptedWrites
from fuzzing.writers import TwoWriters


PARTS = ("damaged files", "kills", "full disks", "two writers")
_TURN = ("damaged",) * 12 + ("interrupted",) * 3 + ("writers",)


@dataclass(slots=True)
class Tally:
    """What was tried, how long the slowest took, and what was found, by part and name."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: dict[tuple[str, str], float] = field(default_factory=dict)
    found: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, attempt: Attempt) -> None:
        """Count an attempt."""
        row = (attempt.part, attempt.name)
        self.tried[row] += 1
        self.slowest[row] = max(attempt.seconds, self.slowest.get(row, 0.0))
        if attempt.broken is not None:
            self.found[(*row, attempt.broken)] += 1

    def join(self, other: Tally) -> None:
        """Add what another has counted."""
        self.tried += other.tried
        self.found += other.found
        for row, seconds in other.slowest.items():
            self.slowest[row] = max(seconds, self.slowest.get(row, 0.0))

    def table(self) -> Iterator[str]:
        """All of it, in lines."""
        yield f"{'part':14} {'what':24} {'tried':>6} {'found':>6} {'slowest':>8}"
        for part in PARTS:
            rows = sorted(row for row in self.tried if row[0] == part)
            for row in rows:
                found = sum(n for each, n in self.found.items() if each[:2] == row)
                slowest = f"{self.slowest[row]:.1f} s"
                yield f"{part:14} {row[1]:24} {self.tried[row]:6} {found:6} {slowest:>8}"
        for part in PARTS:
            count = sum(n for row, n in self.tried.items() if row[0] == part)
            found = sum(n for row, n in self.found.items() if row[0] == part)
            yield f"{part:14} {'all':24} {count:6} {found:6}"
        for (part, name, broken), count in self.found.most_common():
            yield f"{count:6}  {part}, {name}: {broken}"


@dataclass(frozen=True, slots=True)
class Job:
    """
    What a process tries.

    Attributes:
        folder: the folder of all sound files.
        files: the sound files that are damaged.
        writings: the names of what is interrupted.
        has_writers: whether two write at once.
        seed: what all chances depend on.
        kept: the folder for what is found.
        seconds: how long it takes.
        most: how many attempts all processes make at most.
        first: its first number.
        step: from each of its numbers to the next.
    """

    folder: Path
    files: tuple[Trial, ...]
    writings: tuple[str, ...]
    has_writers: bool
    seed: int
    kept: Path
    seconds: float
    most: int
    first: int
    step: int


def fuzz(
    seconds: float,
    seed: int,
    kept: Path,
    only: str = "",
    most: int = sys.maxsize,
    processes: int = 1,
) -> Tally:
    """Try for some seconds after all is prepared, or *most* times; what was tried and found."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        files = tuple(trials(_new(folder / "files")))
        make_seeds(folder)
        jobs = [
            Job(
                folder,
                files=tuple(each for each in files if only in f"damaged files, {each.name}"),
                writings=tuple(
                    each.name for each in WRITINGS if only in f"interrupted, {each.name}"
                ),
                has_writers=only in "two writers",
                seed=seed,
                kept=kept,
                seconds=seconds,
                most=most,
                first=first,
                step=processes,
            )
            for first in range(processes)
        ]
        if processes == 1:
            return run(jobs[0])
        whole = Tally()
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            for tally in pool.map(run, jobs):
                whole.join(tally)
        return whole


def run(job: Job) -> Tally:
    """Try what a job says."""
    tally = Tally()
    with _attempts(job) as turn:
        end = time.monotonic() + job.seconds
        number = job.first
        while turn and time.monotonic() < end and number < job.most:
            round_, place = divmod(number, len(turn))
            attempt = turn[place](round_, random.Random(f"{job.seed}/{number}"))
            tally.add(attempt)
            if attempt.broken is not None:
                where = job.kept / f"{job.seed}-{number:06}"
                _keep(where, attempt)
                print(f"{attempt.part}, {attempt.name}: {attempt.broken} ({where})", flush=True)
            number += job.step
    return tally


@contextmanager
def _attempts(job: Job) -> Iterator[list[Callable[[int, random.Random], Attempt]]]:
    """What is tried one after the other, each with how often it was its turn."""
    with TemporaryDirectory() as place:
        own = Path(place)
        copytree(job.folder / "files", own / "files")
        damaged = DamagedFiles(own / "files", job.files)
        chosen = [each for each in WRITINGS if each.name in job.writings]
        parts = {
            "damaged": damaged.attempt if job.files else None,
            "interrupted": InterruptedWrites(own, job.folder, chosen).attempt if chosen else None,
            "writers": TwoWriters(own, job.folder).attempt if job.has_writers else None,
        }
        turn = []
        for place_, name in enumerate(_TURN):
            attempt = parts[name]
            if attempt is not None:
                turn.append(_every(attempt, _TURN[:place_].count(name), _TURN.count(name)))
        try:
            yield turn
        finally:
            damaged.stop()


def _every(
    attempt: Callable[[int, random.Random], Attempt], before: int, times: int
) -> Callable[[int, random.Random], Attempt]:
    """An attempt with a number of its own for each time that it is its turn."""
    return lambda round_, chance: attempt(round_ * times + before, chance)


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _keep(place: Path, attempt: Attempt) -> None:
    """Keep what is needed to see it again."""
    place.mkdir(parents=True, exist_ok=True)
    for name, body in attempt.files.items():
        (place / name).write_bytes(body)
    told = f"{attempt.part}, {attempt.name}: {attempt.broken}\n{attempt.told}"
    (place / "finding.txt").write_text(told, encoding="utf-8", errors="backslashreplace")


def main() -> int:
    """Run the script; the exit code is 1 if a promise is broken."""
    parser = ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("seconds", type=float, nargs="?", default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="only what has these in 'part, name'"
    )
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), metavar="FOLDER")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    chosen = parser.parse_args()
    tally = fuzz(chosen.seconds, chosen.seed, chosen.keep, chosen.only, processes=chosen.processes)
    print(*tally.table(), f"seed {chosen.seed}", sep="\n")
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main())
