"""What a ledger makes of a comparison: pairs that stand, classes that a person chose."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from guidegraph.diff.wording.classify import WEIGHTS
from guidegraph.model.changes import Change, Comparison, Ref, Wording, WordingVerdict
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.mapping import NO_TERM_FOUND, Justification, Mapping, MappingSet, Match
from guidegraph.model.review import Decision, Ledger, Pairing


__all__ = ["mappings_of", "missing_of", "with_decisions"]

_Items = tuple[frozenset[Ref], frozenset[Ref]]


def mappings_of(ledger: Ledger, old: Sequence[Edition], new: Edition, path: str) -> MappingSet:
    """
    The pairs of a ledger as mappings that a comparison keeps.

    A pair with an item that its edition does not have is left out, with a warning.
    """
    editions = {edition.id: edition for edition in (*old, new)}
    rows: list[Mapping] = []
    for pairing in ledger.pairings:
        missing = missing_of(pairing, editions.values())
        if missing:
            warnings.warn(
                f"{path}:{pairing.line}: {missing[0]} is not there any more; the pair is ignored",
                GuidegraphWarning,
                stacklevel=2,
            )
            continue
        rows += _rows(pairing, editions)
    return MappingSet(id=path, license="", mappings=tuple(rows), path=path)


def missing_of(each: Decision | Pairing, editions: Iterable[Edition]) -> tuple[Ref, ...]:
    """The items of a decision that the editions do not have."""
    home = {edition.id: edition for edition in editions}
    return tuple(
        ref
        for ref in (*each.old, *each.new)
        if ref.edition not in home or ref.id not in home[ref.edition].by_id
    )


def _rows(pairing: Pairing, editions: dict[str, Edition]) -> Iterator[Mapping]:
    def address(ref: Ref | None) -> str:
        return editions[ref.edition].address_of(ref.id) if ref else NO_TERM_FOUND

    for before in pairing.old or (None,):
        for after in pairing.new or (None,):
            yield Mapping(
                subject=address(before),
                predicate=Match.CLOSE,
                object=address(after),
                justification=Justification.MANUAL,
                reviewers=(pairing.reviewer,),
                review_date=pairing.date,
                line=pairing.line,
            )


def with_decisions(comparison: Comparison, ledger: Ledger) -> Comparison:
    """
    A comparison with the decisions about its changes, in which words have the class that a person
    gave them.
    """
    if not ledger.decisions:
        return comparison
    changes = comparison.changes
    decisions = {each.change: each for each in ledger.decisions}
    found = {each.id: decisions.pop(each.id) for each in changes.changes if each.id in decisions}
    old = _by_items(decisions.values())
    stale = {
        each.id: old[key]
        for each in changes.changes
        if each.id not in found and (key := _items(each.old, each.new)) in old
    }
    overruled = tuple(_overruled(each, found.get(each.id)) for each in changes.changes)
    return replace(
        comparison,
        changes=replace(changes, changes=overruled),
        decisions=MappingProxyType(found),
        stale=MappingProxyType(stale),
    )


def _by_items(
    decisions: Iterable[Decision],
) -> dict[tuple[frozenset[Ref], frozenset[Ref]], Decision]:
    """The latest decision about the items."""
    ordered = sorted(decisions, key=lambda each: each.date)
    return {_items(each.old, each.new): each for each in ordered if each.old or each.new}


def _items(old: Sequence[Ref], new: Sequence[Ref]) -> _Items:
    return frozenset(old), frozenset(new)


def _overruled(change: Change, decision: Decision | None) -> Change:
    verdict = change.verdict
    if decision is None or decision.wording is None or verdict is None:
        return change
    if decision.wording is verdict.wording:
        return change
    said = f"decided to be {decision.wording}, found {verdict.wording}"
    is_substantive = decision.wording is Wording.SUBSTANTIVE
    return replace(
        change,
        verdict=WordingVerdict(
            wording=decision.wording,
            aspects=verdict.aspects if is_substantive else (),
            directions=verdict.directions if is_substantive else (),
            reasons=(said, *verdict.reasons),
            weight=WEIGHTS.get(decision.wording, verdict.weight),
            found=verdict.wording,
        ),
    )
