"""What another person decided, before it is added to a ledger: what is new, what contradicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from guidegraph.diff.curation.obeyed import missing_of
from guidegraph.diff.curation.returned import taken
from guidegraph.diff.curation.review import DecisionGrounds, about, merged, with_new
from guidegraph.model.changes import Comparison
from guidegraph.model.review import (
    LONGEST_ID,
    SHORTEST_ID,
    Contradiction,
    Decision,
    Ledger,
    Pairing,
    ReturnedRow,
)


__all__ = ["Offer", "key_of", "offer_of_ledger", "offer_of_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    What would be added to a ledger.

    Attributes:
        decisions, pairings: what is new.
        same: how many decisions the ledger has already.
        conflicts: of which only one can stand; the ledger's own do, unless a person chooses.
        unfit: what cannot be added, each with the reason.
        by_texts: how many rows were found by both their texts, as no change has their id.
    """

    decisions: tuple[Decision, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    same: int = 0
    conflicts: tuple[Contradiction, ...] = ()
    unfit: tuple[str, ...] = ()
    by_texts: int = 0

    def added_to(self, ledger: Ledger, instead: Collection[str] = ()) -> Ledger:
        """The ledger with what is new; *instead* are the keys of those that replace its own."""
        chosen = [each.theirs for each in self.conflicts if key_of(each.theirs) in instead]
        decisions = [each for each in chosen if isinstance(each, Decision)]
        pairings = [each for each in chosen if isinstance(each, Pairing)]
        return with_new(ledger, (*self.decisions, *decisions), (*self.pairings, *pairings))


def key_of(each: Decision | Pairing) -> str:
    """What a decision is about, as the first column of a ledger has it."""
    return each.id if isinstance(each, Pairing) else each.change


def offer_of_ledger(comparison: Comparison, ours: Ledger, theirs: Ledger) -> Offer:
    """
    What the ledger of another person adds to one, as `merged` does.

    Ids may be beginnings of ids. A pair of items that these editions do not have does not fit.
    """
    unfit: list[str] = []
    given = tuple(_whole(comparison, ours, theirs, unfit))
    pairings: list[Pairing] = []
    for pairing in theirs.pairings:
        missing = missing_of(pairing, (*comparison.old, comparison.new))
        if missing:
            unfit.append(f"line {pairing.line}: {missing[0]} is not in these editions")
        else:
            pairings.append(pairing)
    fitting = Ledger(decisions=given, pairings=tuple(pairings))
    found, conflicts = merged(ours, fitting)
    decisions = found.decisions[len(ours.decisions) :]
    pairs = found.pairings[len(ours.pairings) :]
    apart = {key_of(each.theirs) for each in conflicts}
    total = len(fitting.decisions) + len(fitting.pairings)
    return Offer(
        decisions=decisions,
        pairings=pairs,
        same=total - len(decisions) - len(pairs) - len(apart),
        conflicts=conflicts,
        unfit=tuple(unfit),
    )


def _whole(
    comparison: Comparison, ours: Ledger, theirs: Ledger, unfit: list[str]
) -> Iterator[Decision]:
    """The decisions with whole ids, each change once; the others are added to *unfit*."""
    changes = comparison.changes
    by_id = {change.id: change for change in (*changes.changes, *changes.hidden)}
    begun: dict[str, list[str]] = {}
    for id_ in dict.fromkeys((*by_id, *(each.change for each in ours.decisions))):
        begun.setdefault(id_[:SHORTEST_ID], []).append(id_)
    lines: dict[str, int] = {}
    for each in theirs.decisions:
        id_ = each.change
        if len(id_) < LONGEST_ID:
            found = [whole for whole in begun.get(id_[:SHORTEST_ID], ()) if whole.startswith(id_)]
            if len(found) != 1:
                count = f"{len(found)} changes have ids" if found else "no change has an id"
                unfit.append(f"line {each.line}: {count} that begin with {id_}")
                continue
            id_ = found[0]
        if id_ in lines:
            unfit.append(f"line {each.line}: {id_} is decided in line {lines[id_]} already")
            continue
        lines[id_] = each.line
        if id_ == each.change or id_ not in by_id:
            yield replace(each, change=id_)
            continue
        change = by_id[id_]
        yield replace(
            each,
            change=id_,
            old=each.old or change.old,
            new=each.new or change.new,
            about=each.about or about(change),
        )


def offer_of_rows(
    comparison: Comparison,
    ours: Ledger,
    rows: Iterable[ReturnedRow],
    grounds: DecisionGrounds,
    numbers: Mapping[str, int],
) -> Offer:
    """
    What the rows of a returned sheet add to a ledger, as `taken` does.

    A row that decides differently from the ledger, also in the name of the same person, is a
    contradiction to settle.
    """
    given = tuple(rows)
    found = taken(comparison, ours, given, grounds, numbers)
    without = taken(comparison, Ledger(), given, grounds, numbers)
    fresh, alone = found.decisions, without.decisions
    earlier = {each.change: each for each in ours.decisions}
    conflicts = dict(_replacing(fresh, earlier))
    for conflict in merged(ours, Ledger(decisions=alone))[1]:
        conflicts.setdefault(key_of(conflict.theirs), conflict)
    decisions = tuple(each for each in fresh if each.change not in conflicts)
    settled = {*conflicts, *(each.change for each in decisions)}
    lines = {_line(problem) for problem in without.unfit}
    return Offer(
        decisions=decisions,
        same=sum(each.change not in settled for each in alone),
        conflicts=tuple(conflicts.values()),
        # What fits without the ledger contradicts it.
        unfit=tuple(f"row {problem}" for problem in found.unfit if _line(problem) in lines),
        by_texts=without.by_texts,
    )


def _replacing(
    fresh: Iterable[Decision], earlier: Mapping[str, Decision]
) -> Iterator[tuple[str, Contradiction]]:
    """The decisions that would take the place of another one, by their change."""
    for each in fresh:
        before = earlier.get(each.change)
        if before is not None and (before.state, before.wording, before.into) != (
            each.state,
            each.wording,
            each.into,
        ):
            yield each.change, Contradiction(ours=before, theirs=each)


def _line(problem: str) -> str:
    return problem.partition(":")[0]
