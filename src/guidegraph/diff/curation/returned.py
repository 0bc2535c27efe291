"""Which decisions a sheet that people decided in adds to a ledger, and which rows do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import normalize

from guidegraph.diff.curation.review import DecisionGrounds, about, items_named
from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.clauses import clauses_of, even_name, items_by_name, items_of
from guidegraph.model.edition import Item
from guidegraph.model.errors import MisuseError
from guidegraph.model.names import spaced, visible
from guidegraph.model.review import Contradiction, Decision, Ledger, ReturnedRow, State


__all__ = ["TakenRows", "taken"]

_ID = re.compile(r"[0-9a-f]{6,16}")
_SIGNS = re.compile(r"[\W_]+")
_COMPARED = 20_000  # letters; longer texts are shortened in a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRows:
    """
    What some rows add to a ledger.

    Attributes:
        decisions: those that are not in it.
        unfit: the rows that do not fit, or a cell of which does not: their number, and why.
        by_texts: how many rows were found by both their texts, as no change has their id.
    """

    decisions: tuple[Decision, ...] = ()
    unfit: tuple[str, ...] = ()
    by_texts: int = 0


def taken(
    comparison: Comparison,
    ledger: Ledger,
    rows: Iterable[ReturnedRow],
    grounds: DecisionGrounds,
    numbers: Mapping[str, int],
) -> TakenRows:
    """
    The decisions of some rows that are not in the ledger, and what does not fit.

    A row whose change is already decided so is left out: nothing is written again.
    """
    finder = _Finder(comparison, numbers)
    earlier = {each.change: each for each in ledger.decisions}
    found: dict[str, tuple[int, Decision]] = {}
    unfit: list[str] = []
    by_texts = 0
    for row in rows:
        left: list[str] = []
        try:
            decision = _decision(row, finder, earlier, grounds, left)
        except _UnfitRowError as problem:
            unfit.append(f"{row.line}: {problem}")
            continue
        if decision is None:
            continue
        by_texts += not decision.change.startswith(row.id.casefold() or "-")
        unfit += (f"{row.line}: {problem}" for problem in left)
        line, other = found.setdefault(decision.change, (row.line, decision))
        if _outcome(other) != _outcome(decision):
            said = f"the change {decision.change} is decided differently in row {line}"
            unfit.append(f"{row.line}: {said}")
    new = (decision for _, decision in found.values())
    return TakenRows(
        decisions=tuple(each for each in new if _is_new(each, earlier.get(each.change))),
        unfit=tuple(unfit),
        by_texts=by_texts,
    )


class _UnfitRowError(Exception):
    """A row that no decision can be made of."""


def _outcome(each: Decision) -> tuple[object, ...]:
    return each.state, each.wording, each.into


def _is_new(decision: Decision, before: Decision | None) -> bool:
    if before is None:
        return decision.state is not State.UNDECIDED
    if _outcome(decision) != _outcome(before):
        return True
    if _person(decision.reviewer) != _person(before.reviewer):
        return False  # two people decide the same
    said = (
        (spaced(each.reason), spaced(each.rationale), spaced(each.link), each.date)
        for each in (decision, before)
    )
    return len(set(said)) > 1


def _person(name: str) -> str:
    return spaced(name).casefold()


def _decision(
    row: ReturnedRow,
    finder: _Finder,
    earlier: dict[str, Decision],
    grounds: DecisionGrounds,
    left: list[str],
) -> Decision | None:
    """
    The decision of a row, nothing if it has none; what it leaves out is added to *left*.

    Raises:
        _UnfitRowError: there is one that cannot be taken.
    """
    said = (row.wording, row.into, row.reason, row.rationale, row.link, row.reviewer, row.problem)
    if row.state is None and not any(said):
        return None
    if row.problem:
        raise _UnfitRowError(row.problem)
    if row.state is None:
        raise _UnfitRowError(
            "no decision, but what belongs to one; write accepted, rejected or deferred"
        )
    change = finder.change_of(row)
    before = earlier.get(change.id)
    if row.state is State.UNDECIDED and before is None:
        return None
    try:
        into = finder.into(row.into) if row.into is not None else None
    except MisuseError as error:
        into = None
        left.append(f"{error} (the decision is taken, without the cell Into)")
    found = Decision(
        change=change.id,
        state=row.state,
        reviewer=row.reviewer or grounds.by.reviewer or (before.reviewer if before else ""),
        date=row.date or grounds.by.date,
        reason=_given(row.reason, grounds.reason, before.reason if before else None),
        rationale=_given(row.rationale, grounds.rationale, before.rationale if before else None),
        link=_given(row.link, grounds.link, before.link if before else None),
        wording=row.wording if row.has_wording or before is None else before.wording,
        into=into if into is not None else before.into if before else (),
        old=change.old,
        new=change.new,
        about=about(change),
    )
    _check(found, row, before, grounds)
    if before is not None and _person(found.reviewer) != _person(before.reviewer):
        untaken = Contradiction(ours=before, theirs=_own(found, row)).untaken
        left += (
            f"{found.reviewer} decides the same as {before.reviewer} did, whose {name} stands; "
            f"not taken: “{text}”"
            for name, text in untaken.items()
        )
    return found


def _own(found: Decision, row: ReturnedRow) -> Decision:
    """A decision with what the row itself says."""
    return replace(
        found, reason=row.reason or "", rationale=row.rationale or "", link=row.link or ""
    )


def _given(cell: str | None, instead: str, before: str | None) -> str:
    """What a row says; where it has no such column, what was said before."""
    return cell or instead or ("" if cell is not None else before or "")


def _check(
    found: Decision, row: ReturnedRow, before: Decision | None, grounds: DecisionGrounds
) -> None:
    if not found.reviewer:
        raise _UnfitRowError("no reviewer; say who decided, or add --reviewer NAME")
    if found.state in (State.REJECTED, State.DEFERRED) and not found.reason:
        raise _UnfitRowError(f"{found.state} without a reason; write it, or add --reason TEXT")
    if before is None or _outcome(found) == _outcome(before):
        return
    theirs = _person(before.reviewer)
    if _person(found.reviewer) != theirs:
        raise _UnfitRowError(
            f"{found.reviewer} says {_said(found)}, and {before.reviewer} decided {_said(before)} "
            f"on {before.date}; that stands until 'review --take-back {found.change[:8]}'"
        )
    other = _person(grounds.by.reviewer)
    if other not in ("", theirs) and row.reviewer and row.date in ("", before.date):
        raise _UnfitRowError(
            f"{_said(found)} instead of {_said(before)}, still in the name of {before.reviewer} on "
            f"{before.date}; write who decides, and when"
        )


def _said(each: Decision) -> str:
    return f"{each.state} as {each.wording}" if each.wording else each.state.value


@dataclass(frozen=True)
class _Finder:
    """Finds the change of a row: by its id, else by its words."""

    comparison: Comparison
    numbers: Mapping[str, int]

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Item]]:
        return items_by_name(self.comparison.new)

    def into(self, names: Sequence[str]) -> tuple[Ref, ...]:
        """
        The items that a cell names; the name of one may have the sign between two.

        Raises:
            MisuseError: there is no such item, or several have the name.
        """
        new = self.comparison.new
        if len(names) > 1:
            for sign in ("; ", " + "):
                called = self.by_name.get(even_name(sign.join(names)), ())
                if len(called) == 1:
                    return (Ref(edition=new.id, id=called[0].id),)
        return items_named(new, names, self.by_name)

    @cached_property
    def by_id(self) -> dict[str, Change]:
        return {change.id: change for change in self.comparison.changes.changes}

    @cached_property
    def places(self) -> dict[str, str]:
        return {id_: str(number) for id_, number in self.numbers.items()}

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_ in self.by_id:
            found.setdefault(id_[:6], []).append(id_)
        return found

    @cached_property
    def by_texts(self) -> dict[tuple[str, str], list[Change]]:
        found: dict[tuple[str, str], list[Change]] = {}
        for change in self.by_id.values():
            for names in (True, False):
                key = tuple(
                    _letters(self._text(change, old=old, names=names)) for old in (True, False)
                )
                if change not in (same := found.setdefault((key[0], key[1]), [])):
                    same.append(change)
        return found

    def _text(self, change: Change, *, old: bool, names: bool) -> str:
        """The words of one side; with the names that changed, or without."""
        items = [item for _, item in items_of(self.comparison, change, old=old)]
        labels = [item.label or item.pref_label or "" for item in items]
        heads = labels if names and change.label_words else []
        texts = [
            text for item, label in zip(items, labels, strict=True) if (text := item.text or label)
        ]
        return " ".join(dict.fromkeys((*heads, *texts)))

    def change_of(self, row: ReturnedRow) -> Change:
        """
        The change that a row is about.

        Raises:
            _UnfitRowError: there is none, or it is not sure which.
        """
        id_ = row.id.casefold()
        written = _ID.fullmatch(id_)
        same = self._of_texts(row)
        begun = [each for each in self._by_beginning.get(id_[:6], ()) if each.startswith(id_)]
        if written and len(begun) == 1:
            change = self.by_id[begun[0]]
            if len(same) == 1 and same[0] is not change:
                raise _UnfitRowError(
                    f"the texts are those of the change {same[0].id}, not of {change.id}; sort "
                    "whole rows, not single columns"
                )
            return change
        lost = f"no change has the id {row.id!r}" if row.id else "no id"
        if not same:
            texts = ", or these texts" if all(text is not None for text in row.texts) else ""
            raise _UnfitRowError(f"{lost}{texts}; decide again, in a sheet of these editions")
        exact = [each for each in same if self._has_texts(each, row)]
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise _UnfitRowError(f"{lost}, and {len(exact)} changes have these texts")
        raise _UnfitRowError(
            f"{lost}, and the texts of {same[0].id} have other signs, or are shortened here; "
            "decide again, in a sheet of these editions"
        )

    def _has_texts(self, change: Change, row: ReturnedRow) -> bool:
        """Whether both texts of a row are those of a change, sign by sign."""
        return all(
            _signs(said or "")
            in {_signs(self._text(change, old=old, names=names)) for names in (True, False)}
            for said, old in zip(row.texts, (True, False), strict=True)
        )

    def _of_texts(self, row: ReturnedRow) -> Sequence[Change]:
        """The changes with the texts of a row; of several the one with its number and clauses."""
        old, new = row.texts
        if old is None or new is None or not (old or new):
            return ()
        same = self.by_texts.get((_letters(old), _letters(new)), [])
        if len(same) < 2:
            return same
        return [each for each in same if self._has_place(each, row)] or same

    def _has_place(self, change: Change, row: ReturnedRow) -> bool:
        clauses = ("\n".join(clauses_of(self.comparison, change, old=old)) for old in (True, False))
        alike = (
            said is None or _letters(said) == _letters(clause)
            for said, clause in zip(row.clauses, clauses, strict=True)
        )
        return self.places[change.id] == row.number.rstrip(".") and all(alike)


def _signs(text: str) -> str:
    return spaced(visible(normalize("NFC", text)))


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()[:_COMPARED]
