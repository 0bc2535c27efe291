"""
What the page of an item's history shows: its words in each edition, what changed since, and any two
of its states compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidegraph.diff.words import word_edits
from guidegraph.model.changes import Change, Comparison, Ref, WordOp
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.history import Event, EventKind, ItemHistory, ItemVersion
from guidegraph.model.names import spaced
from guidegraph.render.details import Details
from guidegraph.render.format import RenderOptions
from guidegraph.render.html.view import WordRun, language_of, runs_of
from guidegraph.render.phrases import is_capitals_only, names_of, weight_of
from guidegraph.render.standing import outcome_of
from guidegraph.render.translation import ENGLISH, Translation
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = ["TimelineView"]

# What is compared of all pairs of states at most: so many states, so many letters.
_MOST_STATES = 12
_MOST_LETTERS = 2_000_000
_OPENING = 160

_Cells = tuple[tuple[str, tuple[WordRun, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The item as an edition has it; *number* counts the states from 1."""

    number: int
    edition: str
    issued: str
    clause: str
    id: str
    label: str
    text: str
    cells: tuple[tuple[str, str], ...]
    language: str | None

    @property
    def letters(self) -> int:
        """How long its words are."""
        return len(self.label) + len(self.text) + sum(len(value) for _, value in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two states compared, the earlier one first; *same* if their words are."""

    earlier: _State
    later: _State
    same: bool
    label: tuple[WordRun, ...]
    words: tuple[WordRun, ...]
    cells: _Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """
    What happened since an edition.

    *names* are what differs and how important it is, *old* and *new* the states before and after.
    """

    kind: str
    since: str
    outcome: str
    names: tuple[str, ...]
    old: tuple[_State, ...]
    new: tuple[_State, ...]
    label: tuple[WordRun, ...]
    words: tuple[WordRun, ...]
    cells: _Cells
    reasons: tuple[str, ...]
    decisions: tuple[str, ...]
    change: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """An edition with the states of the item in it; *absent* says why there are none."""

    title: str
    id: str
    issued: str
    language: str | None
    states: tuple[_State, ...]
    events: tuple[_Event, ...]
    absent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """
    The page of an item's history.

    *choices* are the states that can be chosen to be compared, *more* says how many cannot.
    """

    clause: str
    words: str
    id: str
    title: str
    lineage: str | None
    language: str | None
    editions: tuple[_Edition, ...]
    choices: tuple[_State, ...]
    pairs: tuple[_Pair, ...]
    more: str

    @classmethod
    def of(
        cls, history: ItemHistory, _page: RenderOptions, words: Translation = ENGLISH
    ) -> TimelineView:
        """The view of a history."""
        made = _Timeline(history, words)
        home = made.editions[history.item.ref.edition]
        item = home.by_id[history.item.ref.id]
        states = tuple(made.states.values())
        clause, opening = clause_of(home, item), beginning(item.text or "", _OPENING)
        choices = _comparable(states)
        more = ""
        if len(choices) < len(states):
            more = words(
                "Only the last %(shown)s of %(all)s states can be compared here.",
                shown=len(choices),
                all=len(states),
            )
        return cls(
            clause=clause,
            words="" if clause.endswith(opening) else opening,
            id=str(history.item.ref),
            title=made.titles[home.id],
            lineage=history.lineage,
            language=language_of(home),
            editions=tuple(made.shown()),
            choices=choices if len(choices) > 1 else (),
            pairs=tuple(
                _pair(earlier, later)
                for at, later in enumerate(choices)
                for earlier in choices[:at]
            ),
            more=more,
        )


class _Timeline:
    def __init__(self, history: ItemHistory, words: Translation) -> None:
        self.history = history
        self.words = words
        self.editions = {edition.id: edition for edition in history.editions}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What to call each edition: its title, with its id if others have the same title."""
        titles = {id_: spaced(edition.title) for id_, edition in self.editions.items()}
        counts = Counter(titles.values())
        return {
            id_: title if title and counts[title] == 1 else f"{title} ({id_})".strip()
            for id_, title in titles.items()
        }

    @cached_property
    def states(self) -> Mapping[Ref, _State]:
        """The states of the item in the order of editions; without others that say the same."""
        refs = dict.fromkeys(
            version.ref
            for event in self.history.events
            for version in (*event.old, *(() if event.kind is EventKind.DOUBLED else event.new))
        )
        order = {id_: at for at, id_ in enumerate(self.editions)}
        places = {
            id_: {item.id: at for at, item in enumerate(self.editions[id_].items)}
            for id_ in dict.fromkeys(ref.edition for ref in refs)
        }
        ranked = sorted(refs, key=lambda ref: (order[ref.edition], places[ref.edition][ref.id]))
        return {ref: self._state(ref, number) for number, ref in enumerate(ranked, start=1)}

    def _state(self, ref: Ref, number: int = 0) -> _State:
        edition = self.editions[ref.edition]
        item = edition.by_id[ref.id]
        return _State(
            number=number,
            edition=self.titles[edition.id],
            issued=edition.issued or "",
            clause=clause_of(edition, item),
            id=str(ref),
            label=spaced(label_of(item)),
            text=spaced(item.text or ""),
            cells=tuple(_cells_of(item)),
            language=language_of(edition),
        )

    def _listed(self, versions: Sequence[ItemVersion]) -> tuple[_State, ...]:
        return tuple(
            self.states[each.ref] if each.ref in self.states else self._state(each.ref)
            for each in versions
        )

    def shown(self) -> Iterator[_Edition]:
        """The editions, those without the item too."""
        compared = {id_ for pair in self.history.compared for id_ in pair}
        for edition in self.editions.values():
            events = [each for each in self.history.events if each.edition == edition.id]
            states = [state for ref, state in self.states.items() if ref.edition == edition.id]
            absent = ""
            if not events and not states:
                absent = (
                    self.words("This item has no counterpart here.")
                    if edition.id in compared
                    else self.words("This was not compared with any other edition.")
                )
            yield _Edition(
                title=self.titles[edition.id],
                id=edition.id,
                issued=edition.issued or "",
                language=language_of(edition),
                states=tuple(states),
                events=tuple(self._event(each, edition) for each in events),
                absent=absent,
            )

    def _event(self, event: Event, edition: Edition) -> _Event:
        change, comparison = event.change, event.comparison
        details = (
            Details(comparison, everything=True, words=self.words)
            if comparison is not None
            else None
        )
        names = (*names_of(change), *weight_of(change)) if change else ()
        decided = tuple(details.decided(change)) if details and change else ()
        return _Event(
            kind=event.kind.value,
            since=self.titles[event.before] if event.before else "",
            outcome=self._outcome(event),
            names=tuple(map(self.words.known, names)),
            old=self._listed(event.old),
            new=self._listed(event.new),
            label=_differing(change, label=True),
            words=_differing(change, label=False),
            cells=tuple(_differing_cells(details, change)),
            reasons=tuple(_reasons(details, change, len(decided))),
            decisions=decided or self._open(comparison, change),
            change=change.id if change else "",
            language=language_of(edition),
        )

    def _outcome(self, event: Event) -> str:
        if event.kind is EventKind.FIRST:
            return self.words("first appears here")
        if event.kind is EventKind.DOUBLED:
            return self.words("another item of this edition says the same")
        if event.comparison is None:
            return ""
        return outcome_of(event.comparison, event.change, self.words)

    def _open(self, comparison: Comparison | None, change: Change | None) -> tuple[str, ...]:
        """That a change is not decided, where others are."""
        is_open = change is not None and comparison is not None and comparison.decisions
        return (self.words("not decided yet"),) if is_open else ()


def _cells_of(item: Item) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for cell in item.attributes:
        if cell.value:
            found.setdefault(spaced(cell.property), []).append(spaced(cell.value))
    yield from ((name, "; ".join(values)) for name, values in found.items())


def _differing(change: Change | None, *, label: bool) -> tuple[WordRun, ...]:
    """The words of an item that became another one, where any differ."""
    if change is None or not (change.old and change.new):
        return ()
    edits = change.label_words if label else change.words
    if all(edit.op is WordOp.EQUAL for edit in edits) or (label and is_capitals_only(edits)):
        return ()
    return runs_of(edits)


def _differing_cells(
    details: Details | None, change: Change | None
) -> Iterator[tuple[str, tuple[WordRun, ...]]]:
    if details is not None and change is not None and change.old and change.new:
        for line in details.lines(change, whole=True):
            yield line.name, runs_of(line.edits)


def _reasons(details: Details | None, change: Change | None, decided: int) -> Iterator[str]:
    """Why the difference in words has its class, where words are, links; not what was decided."""
    if details is None or change is None:
        return
    if change.verdict is not None:
        yield from change.verdict.reasons
    yield from at_place(details, change)
    yield from whereabouts(details, change)
    if change.old and change.new:
        yield from list(details.points(change))[decided:]


def _comparable(states: Sequence[_State]) -> tuple[_State, ...]:
    """The last states, as many as can be compared with each other on one page; two at least."""
    count = min(len(states), _MOST_STATES)
    while count > 2:
        if (count - 1) * sum(state.letters for state in states[-count:]) <= _MOST_LETTERS:
            break
        count -= 1
    return tuple(states[-count:]) if count else ()


def _pair(earlier: _State, later: _State) -> _Pair:
    words, label = earlier.text != later.text, earlier.label != later.label
    bare = not (earlier.text or later.text)
    return _Pair(
        earlier=earlier,
        later=later,
        same=not (words or label) and earlier.cells == later.cells,
        label=_runs(earlier.label, later.label) if label or bare else (),
        words=_runs(earlier.text, later.text),
        cells=tuple(_compared_cells(dict(earlier.cells), dict(later.cells))),
    )


def _compared_cells(
    old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[tuple[str, tuple[WordRun, ...]]]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield name, _runs(old.get(name, ""), new.get(name, ""))


def _runs(old: str, new: str) -> tuple[WordRun, ...]:
    return runs_of(word_edits(old, new))
