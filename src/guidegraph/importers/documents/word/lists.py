"""How deep an entry of a list is: word processors say it by level and by indent."""

from __future__ import annotations

from dataclasses import dataclass, field


__all__ = ["ListNumbers"]


@dataclass(slots=True)
class ListNumbers:
    """
    The lists that are open.

    An entry is below those of its own list that have a lower level, and below those of another
    list that are less indented.

    >>> lists = ListNumbers()
    >>> [lists.depth(*entry) for entry in (("a", 2, 36.0), ("b", 0, 54.0), ("a", 3, 54.0))]
    [0, 1, 1]
    """

    _open: list[tuple[str, int, float]] = field(default_factory=list)
    _interrupted: bool = False

    def depth(self, list_: str, level: int, indent: float | None) -> int:
        """The depth of the next entry, from 0."""
        left = indent or 0.0
        if any(each == list_ for each, _, _ in self._open):
            while self._open[-1][0] != list_:
                self._open.pop()
            while self._open and self._open[-1][0] == list_ and self._open[-1][1] >= level:
                self._open.pop()
        elif self._interrupted:
            self._open.clear()
        else:
            while self._open and self._open[-1][2] >= left:
                self._open.pop()
        self._interrupted = False
        self._open.append((list_, level, left))
        return len(self._open) - 1

    def interrupt(self) -> None:
        """A paragraph is between the entries: only the same lists go on after it."""
        self._interrupted = True

    def end(self) -> None:
        """A heading or table ends all lists."""
        self._open.clear()
