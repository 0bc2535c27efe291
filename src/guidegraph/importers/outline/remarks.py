"""What was not understood in a file, collected so that each kind of it is one warning."""

from __future__ import annotations

import warnings

from guidegraph.model.errors import GuidegraphWarning


__all__ = ["Remarks"]


class Remarks:
    """
    What was not understood in a file.

    Args:
        path: the file, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: dict[str, tuple[int, str, int]] = {}

    def add(self, problem: str, line: int, outcome: str) -> None:
        """A *problem* at a line, and how it was read; further ones of its kind are counted."""
        first, said, times = self._found.get(problem, (line, outcome, 0))
        self._found[problem] = (first, said, times + 1)

    def warn(self) -> None:
        """One warning for each kind of problem."""
        for problem, (line, outcome, times) in self._found.items():
            more = f" (and {times - 1} more)" if times > 1 else ""
            warnings.warn(
                f"{self.path}:{line}: {problem}: {outcome}{more}", GuidegraphWarning, stacklevel=3
            )
