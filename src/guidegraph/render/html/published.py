"""What the pages show that are published about changes: a change log, a crosswalk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.clauses import clause_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import spaced
from guidegraph.model.review import State
from guidegraph.model.titles import printed_titles
from guidegraph.render.changelog import (
    LogEntry,
    crosswalk,
    log_entries,
    opening_of,
    state_in,
    state_of_crosswalk,
    state_of_log,
    words_of_entry,
)
from guidegraph.render.details import Details
from guidegraph.render.format import RenderOptions
from guidegraph.render.html.view import WordRun, language_of, runs_of
from guidegraph.render.phrases import proof_of
from guidegraph.render.standing import Standing, outcome_of, outcomes_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["ChangelogView", "ComparedSide", "CrosswalkView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSide:
    """An edition that was compared: its title, its id, its date, how many items it has."""

    old: bool
    title: str
    id: str
    issued: str
    publisher: str
    items: int
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """
    A published change; *was* and *now* are clauses, *into* are the numbers of changes in which its
    content is now, *state* says so if it is not decided.
    """

    number: int
    id: str
    clause: str
    was: str
    outcome: str
    into: tuple[int, ...]
    kind: str
    state: str
    words: tuple[tuple[str, tuple[WordRun, ...]], ...]
    rationale: str
    link: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    anchor: str
    name: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangelogView:
    """
    The page of a change log.

    *kinds* are counts by how items changed, *overlapping* is whether some changes are in several
    of them; *index* is each clause with the numbers of its changes.
    """

    titles: tuple[str, ...]
    sides: tuple[ComparedSide, ...]
    language: str | None
    count: int
    kinds: tuple[tuple[str, int], ...]
    overlapping: bool
    unchanged: int
    state: tuple[str, ...]
    proof: str
    parts: tuple[_Part, ...]
    index: tuple[tuple[str, tuple[int, ...]], ...]

    @classmethod
    def of(
        cls, comparison: Comparison, _page: RenderOptions, words: Translation = ENGLISH
    ) -> ChangelogView:
        """The view of a comparison."""
        details = Details(comparison, everything=True, words=words)
        entries = log_entries(comparison, words=words)
        counts = Counter(
            outcome for entry in entries for outcome in outcomes_of(comparison, entry.change, words)
        )
        return cls(
            titles=printed_titles(comparison),
            sides=tuple(_sides(comparison)),
            language=language_of(comparison.new),
            count=len(entries),
            kinds=tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
            overlapping=sum(counts.values()) > len(entries),
            unchanged=len(comparison.changes.unchanged),
            state=tuple(state_of_log(comparison, entries, words)),
            proof=proof_of(comparison.changes.audit, words),
            parts=tuple(_parts(details, entries)),
            index=tuple(_index(entries)),
        )


def _sides(comparison: Comparison) -> Iterator[ComparedSide]:
    editions = (*comparison.old, comparison.new)
    for title, edition in zip(printed_titles(comparison), editions, strict=True):
        yield ComparedSide(
            old=edition is not comparison.new,
            title=title,
            id=edition.id,
            issued=edition.issued or "",
            publisher=spaced(edition.provenance.publisher or ""),
            items=len(edition.items),
            language=language_of(edition),
        )


def _parts(details: Details, entries: Sequence[LogEntry]) -> Iterator[_Part]:
    """The entries that follow one another in a part of the new edition."""
    numbers = {ref: entry.number for entry in entries for ref in entry.change.new}
    parts = groupby(entries, lambda entry: entry.part)
    for at, (name, these) in enumerate(parts, start=1):
        found = tuple(_entry(details, entry, numbers) for entry in these)
        yield _Part(anchor=f"part-{at}", name=name, entries=found)


def _entry(details: Details, entry: LogEntry, numbers: Mapping[Ref, int]) -> _Entry:
    change = entry.change
    decision = details.comparison.decisions.get(change.id)
    into = decision.into if decision else ()
    was, now = "; ".join(entry.old), "; ".join(entry.new)
    return _Entry(
        number=entry.number,
        id=change.id,
        clause=now or was,
        was=was if now and was != now else "",
        outcome=entry.outcome,
        into=tuple(dict.fromkeys(numbers[ref] for ref in into if ref in numbers)),
        kind=change.relation.value,
        state=_undecided(details, entry),
        words=tuple((name, runs_of(edits)) for name, edits in words_of_entry(details, change)),
        rationale=entry.rationale,
        link=entry.link,
        href=entry.link if entry.link.startswith(("https://", "http://")) else None,
    )


def _undecided(details: Details, entry: LogEntry) -> str:
    """That a change is not decided, where others are."""
    if entry.state is State.DEFERRED:
        return details.words("deferred")
    is_open = entry.state is State.UNDECIDED and details.comparison.decisions
    return details.words("not decided yet") if is_open else ""


def _index(entries: Sequence[LogEntry]) -> Iterator[tuple[str, tuple[int, ...]]]:
    found: dict[str, list[int]] = {}
    for entry in entries:
        for clause in dict.fromkeys((*entry.new, *entry.old)):
            found.setdefault(clause, []).append(entry.number)
    yield from ((clause, tuple(numbers)) for clause, numbers in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A clause: its name, its id, the beginning of its words."""

    name: str
    id: str
    words: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    old: _Clause | None
    new: _Clause | None
    outcome: str
    kind: str
    number: int
    change: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkView:
    """
    The page of a crosswalk: a row for each clause, and how many of them changed; *state* says how
    many changes are not decided or were rejected.
    """

    titles: tuple[str, ...]
    sides: tuple[ComparedSide, ...]
    language: str | None
    rows: tuple[_Row, ...]
    changed: int
    state: tuple[str, ...]
    proof: str

    @classmethod
    def of(
        cls, comparison: Comparison, _page: RenderOptions, words: Translation = ENGLISH
    ) -> CrosswalkView:
        """The view of a comparison."""
        homes = {edition.id: edition for edition in comparison.old}
        several = len(homes) > 1
        rows = []
        for was, now, standing in crosswalk(comparison):
            home = homes[was.edition] if was else None
            before = home.by_id[was.id] if home and was else None
            old = _clause(home, before, str(was) if several else "") if home and before else None
            new = _clause(comparison.new, standing.item) if now else None
            rows.append(_row(comparison, old, new, standing, words))
        return cls(
            titles=printed_titles(comparison),
            sides=tuple(_sides(comparison)),
            language=language_of(comparison.new),
            rows=tuple(rows),
            changed=sum(row.kind != "unchanged" for row in rows),
            state=tuple(state_of_crosswalk(comparison, words)),
            proof=proof_of(comparison.changes.audit, words),
        )


def _clause(home: Edition, item: Item, id_: str = "") -> _Clause:
    name, words = clause_of(home, item), opening_of(item)
    return _Clause(
        name=name,
        id=id_ or item.id,
        words="" if name.endswith(words) else words,
        language=language_of(home),
    )


def _row(
    comparison: Comparison,
    old: _Clause | None,
    new: _Clause | None,
    standing: Standing,
    words: Translation,
) -> _Row:
    change: Change | None = standing.change
    return _Row(
        old=old,
        new=new,
        outcome=outcome_of(comparison, change, words),
        kind=change.relation.value if change else "unchanged",
        number=standing.number,
        change=change.id if change else "",
        state=_state(comparison, change, words) if change else "",
    )


def _state(comparison: Comparison, change: Change, words: Translation) -> str:
    """What was decided about a change, unless it was accepted, where anything was decided."""
    state = state_in(comparison, change)
    if not comparison.decisions or state is State.ACCEPTED:
        return ""
    if state is State.REJECTED:
        return words.known(state.value)
    return words("deferred") if state is State.DEFERRED else words("not decided yet")
