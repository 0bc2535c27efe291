"""How a command ended, and what it promises about that."""

from __future__ import annotations

from dataclasses import dataclass


__all__ = ["CODES", "Outcome", "broken_promise"]

LONGEST_LINE = 2_000
CODES = frozenset((0, 1, 2, 3))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended on a damaged file."""

    code: int | None
    said: str
    seconds: float


def broken_promise(outcome: Outcome) -> str | None:
    """Which promise an outcome breaks, if any."""
    lines = [line for line in outcome.said.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("guidegraph: warning:")]
    if outcome.code is None:
        return "ended from outside" if "-14" not in outcome.said else "without end"
    if "Traceback" in outcome.said or "an internal error" in outcome.said:
        return "a fault of our own"
    if outcome.code not in CODES:
        return f"exit code {outcome.code}"
    if outcome.said.startswith("law:"):
        return "a broken law"
    if outcome.code in (2, 3) and not told:
        return "an error without a word"
    if outcome.code == 3 and sum(line.startswith("guidegraph:") for line in told) > 1:
        return "an error in several lines"
    if any(len(line) > LONGEST_LINE for line in lines):
        return "an endless line"
    return None
