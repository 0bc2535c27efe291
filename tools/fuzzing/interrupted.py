"""Whatever writes is killed, or finds no room on the disk: files are wholly old or wholly new."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fuzzing.attempt import Attempt
from fuzzing.desk import Writing
from fuzzing.forked import Ended, load_all, run
from fuzzing.outcome import Outcome, broken_promise
from fuzzing.steps import Interruption


__all__ = ["InterruptedWrites", "files_of", "without_scratch"]

_FULL = ("no space left on device", "file too large")
_OURS = (".guidegraph-part-", ".guidegraph-change", ".building-")

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Sound:
    """What happens without an interruption: the exit code, the steps, the files before and then."""

    code: int
    steps: int
    before: Files
    files: Files

    @property
    def largest(self) -> int:
        """The size of the largest file."""
        return max(map(len, self.files.values()))


class InterruptedWrites:
    """Attempts at what writes, each in a copy of a folder that `make_seeds` has made."""

    def __init__(self, folder: Path, seeds: Path, writings: Sequence[Writing]) -> None:
        self._folder = folder
        self._seeds = seeds
        self._writings = writings
        self._sound: dict[str, _Sound] = {}

    def attempt(self, number: int, chance: random.Random) -> Attempt:
        """Interrupt something that writes; what it promises must hold, and it must work again."""
        writing = self._writings[number % len(self._writings)]
        sound = self._uninterrupted(writing)
        place = self._copy(writing)
        begun = time.monotonic()
        try:
            return self._attempt(writing, sound, place, chance, begun)
        finally:
            shutil.rmtree(place)

    def _attempt(
        self, writing: Writing, sound: _Sound, place: Path, chance: random.Random, begun: float
    ) -> Attempt:
        planned = Interruption(
            chance.randrange(sound.steps + 1),
            is_kill=chance.random() < 0.5,
            share=chance.choice((0.0, 0.5, 1.0)),
        )
        largest = None
        if not planned.is_kill and chance.random() < 0.5:
            largest = chance.choice((0, 1, chance.randrange(sound.largest + 1)))
        ended = run(
            writing.function, place, None if largest is not None else planned, largest=largest
        )
        found = files_of(place)
        broken = self._broken(writing, sound, ended, place)
        if broken is None:
            broken = self._broken_again(writing, sound, place)
        how = f"files of at most {largest} bytes" if largest is not None else str(planned)
        state = "\n".join(_differences(sound.before, sound.files, found))
        return Attempt(
            part="kills" if planned.is_kill else "full disks",
            name=writing.name,
            seconds=time.monotonic() - begun,
            broken=broken,
            told=f"{writing.name}, {how}\nexit code {ended.code}\n{ended.said}\n{state}\n",
        )

    def _uninterrupted(self, writing: Writing) -> _Sound:
        if writing.name not in self._sound:
            place, again = self._copy(writing), self._copy(writing)
            before = files_of(place)
            load_all(run(writing.function, place))
            ended = run(writing.function, again)
            self._sound[writing.name] = _Sound(ended.code, ended.steps, before, files_of(again))
            if ended.code not in (0, 1) or files_of(place) != files_of(again):
                shown = "\n".join(_differences(files_of(place), files_of(place), files_of(again)))
                raise SystemExit(f"{writing.name}: exit code {ended.code} {ended.said}{shown}")
            shutil.rmtree(place)
            shutil.rmtree(again)
        return self._sound[writing.name]

    def _copy(self, writing: Writing) -> Path:
        place = self._folder / f"run-{time.monotonic_ns()}"
        shutil.copytree(self._seeds / writing.seed, place)
        return place

    def _broken(self, writing: Writing, sound: _Sound, ended: Ended, place: Path) -> str | None:
        """What is wrong right after the interruption."""
        found = files_of(place)
        mixed = [
            path
            for path, body in without_scratch(found).items()
            if body not in (sound.before.get(path), sound.files.get(path))
        ]
        gone = [path for path in sound.before if path in sound.files and path not in found]
        if mixed or gone:
            return f"neither old nor new: {', '.join((*mixed, *gone))}"
        if ended.was_killed:
            return None
        broken = broken_promise(Outcome(ended.code, ended.said, 0.0))
        if broken is not None:
            return broken
        if without_scratch(found) != found:
            return f"left behind: {', '.join(sorted({*found} - {*without_scratch(found)}))}"
        if ended.code == sound.code:
            return None if found == sound.files else "done, but not all of it"
        if ended.code not in (2, 3):
            return f"exit code {ended.code}"
        if not any(reason in ended.said for reason in _FULL):
            return "an error that does not name the cause"
        if found != sound.before and not writing.is_piecewise:
            return "an error, but something was written"
        return None

    def _broken_again(self, writing: Writing, sound: _Sound, place: Path) -> str | None:
        """What is wrong when it is run again, later."""
        for path in place.rglob("*"):
            if _is_scratch(path.relative_to(place).as_posix()):
                os.utime(path, (0, 0))
        if writing.is_together:
            shown = run(_open_library, place)
            if shown.code != 0:
                return f"the library cannot be opened: {shown.said}"
            if without_scratch(files_of(place)) not in (sound.before, sound.files):
                return "a half of what is written together"
        was_done = without_scratch(files_of(place)) == sound.files
        ended = run(writing.function, place)
        found = files_of(place)
        if ended.code != sound.code and not (was_done and "already" in ended.said):
            return f"does not work again: exit code {ended.code}: {ended.said}"
        left = sorted({*found} - {*without_scratch(found)})
        if left:
            return f"still left behind: {', '.join(left)}"
        if found != sound.files:
            wrong = ", ".join(_differences(sound.files, sound.files, found))
            return f"something else when it is done again: {wrong}"
        return None


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, except the journals, which are only added to."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".journal"
    }


def without_scratch(files: Files) -> dict[str, bytes]:
    """Only the files that a user owns."""
    return {path: body for path, body in files.items() if not _is_scratch(path)}


def _is_scratch(path: str) -> bool:
    return path.endswith(".part") or any(part.startswith(_OURS) for part in path.split("/"))


def _differences(before: Files, after: Files, found: Files) -> list[str]:
    """What differs from before, in words."""
    told = []
    for path in sorted({*before, *after, *found}):
        body = found.get(path)
        if body == before.get(path):
            continue
        state = (
            "gone" if body is None else "new" if body == after.get(path) else f"{len(body)} bytes"
        )
        told.append(f"{path}: {state}")
    return told


def _open_library() -> None:
    from guidegraph.store.library import open_library

    open_library(Path("library"))
