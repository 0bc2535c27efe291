"""Decisions of editors about changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from guidegraph.model.changes import Change, Comparison
from guidegraph.model.records import Tabular


__all__ = ["Decision", "Review", "Reviewed", "State"]


class State(StrEnum):
    """What was decided about a change; *undecided* means that no decision is recorded."""

    UNDECIDED = "undecided"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """
    A decision about a change.

    Attributes:
        change: the change's id, a fingerprint of what changed.
        about: the change in a few words, for readers of the ledger.
        line: its line in the ledger; 0 without a ledger.
    """

    change: str
    state: State
    reviewer: str
    date: str
    reason: str = ""
    about: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A change and what was decided about it, if anything was."""

    change: Change
    decision: Decision | None = None

    @property
    def state(self) -> State:
        """What was decided."""
        return self.decision.state if self.decision else State.UNDECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Tabular):
    """
    The changes of a comparison with the decisions about them.

    *obsolete* are decisions about changes that no longer exist: a text was edited since then. The
    change is another one, to decide again.
    """

    comparison: Comparison
    changes: tuple[Reviewed, ...]
    obsolete: tuple[Decision, ...] = ()

    def without(self, state: State) -> Comparison:
        """The comparison without the changes with this decision."""
        changes = tuple(each.change for each in self.changes if each.state is not state)
        order = {change.id: at for at, change in enumerate(self.comparison.changes.changes)}
        ordered = tuple(sorted(changes, key=lambda change: order[change.id]))
        return replace(self.comparison, changes=replace(self.comparison.changes, changes=ordered))

    def entries(self) -> Iterable[object]:
        """One for each change, with what was decided."""
        decisions = {each.change.id: each for each in self.changes}
        for record in self.comparison.records():
            each = decisions[str(record["id"])]
            decision = each.decision
            yield {
                **record,
                "state": each.state,
                "reviewer": decision.reviewer if decision else None,
                "date": decision.date if decision else None,
                "reason": decision.reason if decision else None,
            }
