"""Decisions of editors about changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from guidegraph.model.changes import Change, Comparison, Ref, Wording
from guidegraph.model.names import spaced
from guidegraph.model.records import Tabular


__all__ = [
    "LONGEST_ID",
    "SHORTEST_ID",
    "Contradiction",
    "Decision",
    "Ledger",
    "Pairing",
    "ReturnedRow",
    "Review",
    "Reviewed",
    "State",
]


LONGEST_ID = 16
"""The letters of a whole id of a change."""

SHORTEST_ID = 8
"""As many letters of an id as `review` shows; fewer may be another's by chance."""


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
        reason: why, for those who edit.
        rationale: why, for those who read what is published.
        link: the address of what led to the change: an issue, a minute.
        wording: the class of the difference in words, where a person overruled it.
        into: where the content of a withdrawn item went.
        old, new: the items that the change is about; none in ledgers of earlier versions.
        about: the change in a few words, for readers of the ledger.
        line: its line in the ledger; 0 without a ledger.
    """

    change: str
    state: State
    reviewer: str
    date: str
    reason: str = ""
    rationale: str = ""
    link: str = ""
    wording: Wording | None = None
    into: tuple[Ref, ...] = ()
    old: tuple[Ref, ...] = ()
    new: tuple[Ref, ...] = ()
    about: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """
    A decision that items belong together; with one side only, that they have no counterpart.

    The attributes are those of a decision about a change.
    """

    old: tuple[Ref, ...]
    new: tuple[Ref, ...]
    reviewer: str
    date: str
    reason: str = ""
    rationale: str = ""
    link: str = ""
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """A fingerprint of the items."""
        return hashlib.sha256(f"{_joined(self.old)}\n{_joined(self.new)}".encode()).hexdigest()[:16]

    @property
    def about(self) -> str:
        """The items, for readers of the ledger."""
        return " → ".join(filter(None, (_joined(self.old), _joined(self.new))))


def _joined(refs: Iterable[Ref]) -> str:
    return " + ".join(map(str, refs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What was decided about the changes between editions: one decision about each change."""

    decisions: tuple[Decision, ...] = ()
    pairings: tuple[Pairing, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.decisions or self.pairings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """
    Two decisions, of two ledgers, of which only one can stand: they decide differently, or the
    same for other reasons.
    """

    ours: Decision | Pairing
    theirs: Decision | Pairing

    @property
    def key(self) -> str:
        """What both are about, as the first column of a ledger has it."""
        return self.theirs.id if isinstance(self.theirs, Pairing) else self.theirs.change

    @property
    def untaken(self) -> Mapping[str, str]:
        """What is said in *theirs* and not in *ours*, by the names of the attributes."""
        found = {}
        for name in ("reason", "rationale", "link"):
            text = spaced(getattr(self.theirs, name))
            if text and text != spaced(getattr(self.ours, name)):
                found[name] = text
        return found

    def __str__(self) -> str:
        untaken = ", ".join(f"{name} “{text}”" for name, text in self.untaken.items())
        rest = f"; not taken: {self.theirs.reviewer}'s {untaken}" if untaken else ""
        return (
            f"{self.key[:8]}: {self.ours.reviewer}: {_outcome(self.ours)}; "
            f"{self.theirs.reviewer}: {_outcome(self.theirs)}; the first stands "
            f"({self.ours.about}){rest}"
        )


def _outcome(each: Decision | Pairing) -> str:
    if isinstance(each, Pairing):
        return f"paired {each.about}"
    return f"{each.state} as {each.wording}" if each.wording else each.state.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """
    A row of a sheet that people decided in.

    What has no column is None; *clauses* and *texts* are those of the old side and of the new one.

    Attributes:
        line: its number in the file.
        id, number: the change's id and running number, as far as they are still there.
        state: what was decided; nothing if the cell is empty.
        wording, has_wording: the class that a person chose, and whether there is a column for it.
        problem: what of the row could not be understood.
    """

    line: int
    id: str = ""
    number: str = ""
    clauses: tuple[str | None, str | None] = (None, None)
    texts: tuple[str | None, str | None] = (None, None)
    state: State | None = None
    wording: Wording | None = None
    has_wording: bool = False
    into: tuple[str, ...] | None = None
    reviewer: str = ""
    date: str = ""
    reason: str | None = None
    rationale: str | None = None
    link: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """
    A change and what was decided about it, if anything was.

    *stale* is a decision about a change of the same items, whose words were edited since then.
    """

    change: Change
    decision: Decision | None = None
    stale: Decision | None = None

    @property
    def state(self) -> State:
        """What was decided."""
        return self.decision.state if self.decision else State.UNDECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Tabular):
    """
    The changes of a comparison with the decisions about them.

    *obsolete* are decisions about changes that no longer exist: a text was edited since then. The
    change is another one, to decide again. *pairings* are decisions that items belong together;
    *ledger* is all of it.
    """

    comparison: Comparison
    changes: tuple[Reviewed, ...]
    obsolete: tuple[Decision, ...] = ()
    pairings: tuple[Pairing, ...] = ()

    @property
    def ledger(self) -> Ledger:
        """All decisions."""
        decisions = (each.decision for each in self.changes if each.decision)
        return Ledger(decisions=(*self.obsolete, *decisions), pairings=self.pairings)

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
                "rationale": decision.rationale if decision else None,
                "link": decision.link if decision else None,
            }
