"""One attempt at breaking a promise, of whatever part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


__all__ = ["Attempt"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """
    What was tried, and what came of it.

    Attributes:
        part: the row of the table that it is counted in.
        name: what was damaged or interrupted.
        seconds: how long it took.
        broken: which promise was broken, if any.
        told: all that is needed to see it again.
        files: the files that it needs.
    """

    part: str
    name: str
    seconds: float
    broken: str | None = None
    told: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
