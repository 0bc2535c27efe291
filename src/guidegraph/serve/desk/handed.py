"""A ledger or a sheet of decisions that somebody hands in at the desk, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from secrets import token_hex

from guidegraph.diff.curation.obeyed import missing_of
from guidegraph.diff.curation.offered import Offer, key_of, offer_of_ledger, offer_of_rows
from guidegraph.diff.curation.review import DecisionGrounds
from guidegraph.importers.decisions import rows_returned
from guidegraph.importers.ledger import is_ledger, ledger_of_others
from guidegraph.model.errors import MisuseError
from guidegraph.model.excerpt import first_words
from guidegraph.model.review import Contradiction, Decision, Ledger, Pairing, ReturnedRow
from guidegraph.model.source import source_from_bytes
from guidegraph.render.phrases import spaced, words_of
from guidegraph.render.standing import numbers_of
from guidegraph.serve.desk.state import DeskState, digest
from guidegraph.store.journal import rows_of


__all__ = [
    "HandedIn",
    "OfferedConflict",
    "OfferedDecision",
    "conflicts_of",
    "listed",
    "marks_of_conflicts",
]

_WORDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedDecision:
    """
    A decision as the page lists it.

    Attributes:
        number: the place of its change in the list; none if the list has no such change.
        words: the beginning of what the change is about.
        decision: what was decided.
    """

    number: int | None
    words: str
    decision: Decision | Pairing

    @property
    def said(self) -> str:
        """What was decided, in words."""
        if isinstance(self.decision, Pairing):
            return f"paired: {self.decision.about}"
        wording = self.decision.wording
        return f"{self.decision.state} as {wording}" if wording else self.decision.state.value


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedConflict:
    """
    What a person has to choose between.

    Attributes:
        key: what both are about.
        seen: names the decisions of the desk's ledger; the page sends it back with the choice.
    """

    key: str
    seen: str
    ours: tuple[OfferedDecision, ...]
    theirs: OfferedDecision


class HandedIn:
    """
    A file with decisions.

    Args:
        name: the name of the file.
        body: its bytes: a ledger, or a workbook or table that `diff` wrote and people filled in.
        grounds: who hands it in, for rows that do not say who decided.

    Raises:
        FormatError: it cannot be read as either.
    """

    def __init__(self, name: str, body: bytes, grounds: DecisionGrounds) -> None:
        self.id = token_hex(8)
        self.name = name
        self._grounds = grounds
        self._ledger: Ledger | None = None
        self._faults: tuple[str, ...] = ()
        self._rows: tuple[ReturnedRow, ...] = ()
        if is_ledger(body):
            self._ledger, self._faults = ledger_of_others(source_from_bytes(name, body))
        else:
            self._rows = rows_returned(name, body)

    def offer(self, now: DeskState, ours: Ledger) -> Offer:
        """
        What it adds to a ledger.

        Raises:
            MisuseError: it has nothing about these editions.
        """
        comparison = now.review.comparison
        if self._ledger is None:
            numbers = numbers_of(comparison.without_decisions())
            found = offer_of_rows(comparison, ours, self._rows, self._grounds, numbers)
        else:
            found = offer_of_ledger(comparison, ours, self._ledger)
            faults = (f"line {each}" for each in self._faults)
            found = replace(found, unfit=(*faults, *found.unfit))
            self._require_related(now, self._ledger)
        if not (found.decisions or found.pairings or found.conflicts or found.unfit or found.same):
            raise MisuseError(f"{self.name}: no decision is in it")
        return found

    def _require_related(self, now: DeskState, theirs: Ledger) -> None:
        """Refuse the ledger of other editions: nothing in it is about a change or item of these."""
        comparison = now.review.comparison
        editions = (*comparison.old, comparison.new)
        given: tuple[Decision | Pairing, ...] = (*theirs.decisions, *theirs.pairings)
        if given and not any(
            key_of(each) in now.reviewed
            or ((each.old or each.new) and not missing_of(each, editions))
            for each in given
        ):
            raise MisuseError(
                f"{self.name}: nothing in it is about these editions; is it the ledger of others?"
            )


def listed(now: DeskState, decisions: tuple[Decision | Pairing, ...]) -> list[OfferedDecision]:
    """Decisions as the page lists them, in the order of its list; at the end what is not in it."""
    found = [_offered(now, each) for each in decisions]
    return sorted(found, key=lambda each: (each.number is None, each.number or 0))


def conflicts_of(now: DeskState, ours: Ledger, offer: Offer) -> list[OfferedConflict]:
    """The contradictions, in the order of the list."""
    seen = marks_of_conflicts(ours, offer)
    grouped: dict[str, list[Contradiction]] = {}
    for each in offer.conflicts:
        grouped.setdefault(key_of(each.theirs), []).append(each)
    found = [
        OfferedConflict(
            key=key,
            seen=seen[key],
            ours=tuple(_offered(now, each.ours) for each in group),
            theirs=_offered(now, group[0].theirs),
        )
        for key, group in grouped.items()
    ]
    return sorted(found, key=lambda each: (each.theirs.number is None, each.theirs.number or 0))


def marks_of_conflicts(ours: Ledger, offer: Offer) -> Mapping[str, str]:
    """Names what the ledger has where it is contradicted."""
    rows = rows_of(ours)
    found: dict[str, list[str]] = {}
    for each in offer.conflicts:
        found.setdefault(key_of(each.theirs), []).append(rows.get(key_of(each.ours), ""))
    return {key: digest("\n".join(group)) for key, group in found.items()}


def _offered(now: DeskState, each: Decision | Pairing) -> OfferedDecision:
    id_ = key_of(each)
    known = isinstance(each, Decision) and id_ in now.reviewed
    return OfferedDecision(
        number=now.order[id_] if known else None,
        words=" → ".join(_words(now, id_)) if known else each.about,
        decision=each,
    )


def _words(now: DeskState, id_: str) -> Iterator[str]:
    """The beginning of the words of each side of a change."""
    comparison = now.review.comparison
    change = now.reviewed[id_].change
    editions = {edition.id: edition for edition in (*comparison.old, comparison.new)}
    for side in (change.old, change.new):
        if side:
            item = editions[side[0].edition].by_id[side[0].id]
            yield first_words(spaced(words_of(item)), _WORDS)
