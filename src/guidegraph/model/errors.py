"""
What can go wrong, as one tree of exceptions.

```
GuidegraphError            exit 3   an input could not be understood
├── MisuseError            exit 2   the request is for something that does not exist
│   ├── UndatedError                an edition states no date where one is needed
│   ├── UnknownNameError            an edition, item, format … that is not there ("did you mean")
│   └── OccupiedError               a file or folder is where a new one should be
├── StoppedError           exit 3   a limit of time, memory or size was reached
├── UnwritableError        exit 3   something cannot be written in this format
└── InputError             exit 3   an input could not be read
    ├── UnreadableError             a file is missing, a folder, binary, too large …
    └── FormatError                 a file was read and does not follow its format
```

`GuidegraphWarning` is for problems that do not stop the work.

Every message says what is wrong (the value quoted), where, and what to do next.
Exit codes live here because they are part of the contract that others script against.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


__all__ = [
    "FormatError",
    "GuidegraphError",
    "GuidegraphWarning",
    "InputError",
    "MisuseError",
    "OccupiedError",
    "StoppedError",
    "UndatedError",
    "UnknownNameError",
    "UnreadableError",
    "UnwritableError",
]


class GuidegraphError(Exception):
    """Any error that guidegraph reports."""

    exit_code = 3

    def add_advice(self, advice: str) -> None:
        """Add to the message what else to do."""
        self.args = (f"{self}; {advice}",)


class MisuseError(GuidegraphError):
    """The request itself is wrong."""

    exit_code = 2


class UndatedError(MisuseError):
    """
    An edition states no date of issue where one is needed.

    Attributes:
        problem: the edition, and what needs the date; without what to do.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}; 'guidegraph export' takes it as --issued DATE")
        self.problem = problem


class UnknownNameError(MisuseError):
    """
    Nothing has this name.

    Args:
        kind: what was looked for, as a noun ("edition").
        name: what was asked for.
        known: the names there are.

    *kind* can be asked for later, and *close*, the name that was probably meant.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        close = get_close_matches(name, names, n=1, cutoff=0.6)
        if close:
            advice = f"did you mean {close[0]!r}?"
        elif not names:
            advice = f"there is no {kind} here at all"
        elif len(names) <= 12:
            advice = f"there are {', '.join(names)}"
        else:
            advice = f"there are {len(names)}, among them {', '.join(names[:5])}"
        super().__init__(f"unknown {kind} {name!r}: {advice}")
        self.kind = kind
        self.close = close[0] if close else None


class OccupiedError(MisuseError):
    """There is a file or folder where a new one should be written."""


class StoppedError(GuidegraphError):
    """Work that was stopped at a limit of time, memory or size."""


class UnwritableError(GuidegraphError):
    """Something that a format cannot store, or that would break a rule of the format."""


class InputError(GuidegraphError):
    """An input that could not be read."""


class UnreadableError(InputError):
    """A file that could not be opened as text or data."""


class FormatError(InputError):
    """
    A file that does not follow its format.

    Args:
        path: the file, as the user named it.
        place: the line (from 1), or a path such as `$.items[3]`, or nothing.
        problem: what is wrong, with the value quoted.
        advice: what to do next.
    """

    def __init__(self, path: str, place: int | str | None, problem: str, advice: str) -> None:
        where = path if place is None else f"{path}:{place}"
        super().__init__(f"{where}: {problem}; {advice}")


class GuidegraphWarning(UserWarning):
    """Something was left out or repaired, and the work continued without it."""
