"""Commands read damaged files."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from fuzzing.attempt import Attempt
from fuzzing.damage import damaged
from fuzzing.files import Trial
from fuzzing.outcome import broken_promise
from fuzzing.subject import Subject


__all__ = ["DamagedFiles"]


class DamagedFiles:
    """Attempts with damaged files, in a folder in which `trials` has made the sound ones."""

    def __init__(self, folder: Path, trials: Sequence[Trial]) -> None:
        self._folder = folder
        self._trials = trials
        self._subject = Subject(folder)

    def attempt(self, number: int, chance: random.Random) -> Attempt:
        """Damage a file, and run a command on it."""
        trial = self._trials[number % len(self._trials)]
        body = damaged(trial.body, chance)
        name = f"x-{trial.name}"
        (self._folder / name).write_bytes(body)
        command = chance.choice(trial.commands).replace("@", name)
        law = ("old.md", name) if trial.is_edition and chance.random() < 0.2 else None
        outcome = self._subject.run(command.split(), law)
        files = {each: (self._folder / each).read_bytes() for each in ("old.md", "new.md")}
        return Attempt(
            part="damaged files",
            name=trial.name,
            seconds=outcome.seconds,
            broken=broken_promise(outcome),
            told=f"guidegraph {command}\nexit code {outcome.code}\n\n{outcome.said}\n",
            files={**files, name: body},
        )

    def stop(self) -> None:
        """End the process that runs the commands."""
        self._subject.stop()
