"""What a step at the desk led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidegraph.model.errors import MisuseError
from guidegraph.model.review import State
from guidegraph.serve.desk.state import DeskState


__all__ = ["Outcome", "OvertakenError", "said_of", "said_taken_in"]


class OvertakenError(MisuseError):
    """
    Somebody else decided meanwhile.

    Args:
        ids: the changes.
    """

    def __init__(self, message: str, ids: Sequence[str]) -> None:
        super().__init__(message)
        self.ids = tuple(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    What a step led to: in a sentence, the state then, the changes that differ, where to go on.
    """

    said: str
    state: DeskState
    ids: tuple[str, ...] = ()
    at: str | None = None


def said_of(state: State, count: int) -> str:
    """What was saved, for some changes."""
    what = {State.UNDECIDED: "decision taken back"}.get(state, state.value)
    return f"Saved: {what}." if count == 1 else f"Saved: {count} changes {what}."


def said_taken_in(name: str, count: int, left: int) -> str:
    """What was saved of a file, and how many contradictions were left as they are."""
    what = "1 decision" if count == 1 else f"{count} decisions"
    rest = f"; {left} that contradict were left" if left else ""
    return f"Saved: {what} of {name}{rest}."
