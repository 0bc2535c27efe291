"""What is published about changes: a change log by clause, and a crosswalk of all clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import Change, Comparison, Ref, WordEdit, WordOp
from guidegraph.model.clauses import clause_of, clauses_of, items_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.markdown import escaped
from guidegraph.model.names import spaced
from guidegraph.model.review import Decision, State
from guidegraph.model.titles import printed_titles
from guidegraph.render.details import Details
from guidegraph.render.phrases import proof_of, shortened, words_of
from guidegraph.render.standing import Standing, StandingKind, outcome_of, standings_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = [
    "LogEntry",
    "crosswalk",
    "log_entries",
    "markdown_of_log",
    "opening_of",
    "rows_of_crosswalk",
    "state_in",
    "state_of_crosswalk",
    "state_of_log",
    "words_of_entry",
]

_OPENING = 160
_MARKS = {WordOp.EQUAL: "{}", WordOp.DELETE: "~~{}~~", WordOp.INSERT: "**{}**"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """
    A change as it is published: its number, its clauses before and after, the outcome.

    *state* is whether it is decided.
    """

    number: int
    change: Change
    part: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    outcome: str
    state: State
    rationale: str
    link: str


def log_entries(
    comparison: Comparison, *, rejected: bool = False, words: Translation = ENGLISH
) -> tuple[LogEntry, ...]:
    """
    The changes in the order of the new edition; without those that editors *rejected*, unless asked
    for.
    """
    return tuple(_entries(comparison, words, rejected=rejected))


def _entries(comparison: Comparison, words: Translation, *, rejected: bool) -> Iterator[LogEntry]:
    shown = {change.id for change in comparison.changes.changes}
    every = (*comparison.changes.changes, *comparison.changes.hidden)
    gone = {ref for change in every if not change.new for ref in change.old}
    part = ""
    for passage in standings_of(comparison):
        if passage.depth == 0 and passage.kind is StandingKind.HERE:
            part = _headed(passage.home, passage.item)
        change = passage.change
        if change is None or not passage.first or change.id not in shown:
            continue
        decision = comparison.decisions.get(change.id)
        if decision is not None and decision.state is State.REJECTED and not rejected:
            continue
        yield LogEntry(
            number=passage.number,
            change=change,
            part=_withdrawn(passage, gone, words) or part,
            old=clauses_of(comparison, change, old=True),
            new=clauses_of(comparison, change, old=False),
            outcome=outcome_of(comparison, change, words),
            state=state_in(comparison, change),
            rationale=_rationale(decision),
            link=decision.link if decision else "",
        )


def _headed(home: Edition, item: Item) -> str:
    """The part that an item is the head of; none if it is a text on its own."""
    return clause_of(home, item) if item.id in home.children or not item.text else ""


def _withdrawn(passage: Standing, gone: Collection[Ref], words: Translation) -> str:
    """The part of an old edition that was withdrawn together with an item."""
    *_, top = (passage.item, *passage.home.ancestors(passage.item))
    if (
        passage.kind is not StandingKind.DROPPED
        or Ref(edition=passage.home.id, id=top.id) not in gone
    ):
        return ""
    name = _headed(passage.home, top)
    return words("%(part)s (withdrawn)", part=name) if name else ""


def _rationale(decision: Decision | None) -> str:
    """Why, as it is published: never the reason that is for editors only."""
    return decision.rationale if decision else ""


def state_of_log(
    comparison: Comparison, entries: Sequence[LogEntry], words: Translation = ENGLISH
) -> Iterator[str]:
    """How many changes are not decided, deferred, left out or not shown, in sentences."""
    shown = comparison.changes.changes
    states = Counter(entry.state for entry in entries)
    decided = [comparison.decisions[each.id] for each in shown if each.id in comparison.decisions]
    yield from _open(states, words, any_=bool(decided))
    if rejected := sum(each.state is State.REJECTED for each in decided):
        yield words.several(
            "%(count)s change was rejected and is left out.",
            "%(count)s changes were rejected and are left out.",
            rejected,
        )
    if hidden := len(comparison.changes.hidden):
        yield words.several(
            "%(count)s other change is not shown.",
            "%(count)s other changes are not shown.",
            hidden,
        )


def _open(states: Mapping[State, int], words: Translation, *, any_: bool) -> Iterator[str]:
    """How many changes are not decided, or deferred, if any change is decided."""
    if not any_:
        if any(states.values()):
            yield words("No decision is on record: the changes are as they were found.")
        return
    if undecided := states[State.UNDECIDED]:
        yield words.several(
            "%(count)s change is not decided yet.",
            "%(count)s changes are not decided yet.",
            undecided,
        )
    if deferred := states[State.DEFERRED]:
        yield words.several(
            "%(count)s change is deferred.", "%(count)s changes are deferred.", deferred
        )


def state_of_crosswalk(comparison: Comparison, words: Translation = ENGLISH) -> Iterator[str]:
    """The same of the changes in a crosswalk, where a rejected one is marked."""
    every = (*comparison.changes.changes, *comparison.changes.hidden)
    states = Counter(state_in(comparison, change) for change in every)
    any_ = any(change.id in comparison.decisions for change in every)
    yield from _open(states, words, any_=any_)
    if rejected := states[State.REJECTED]:
        yield words.several(
            "%(count)s change was rejected and is marked.",
            "%(count)s changes were rejected and are marked.",
            rejected,
        )


def state_in(comparison: Comparison, change: Change) -> State:
    """Whether a change is decided, and how."""
    decision = comparison.decisions.get(change.id)
    return decision.state if decision else State.UNDECIDED


def markdown_of_log(comparison: Comparison) -> str:
    """A change log in Markdown: by part of the new edition, a paragraph for each change."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    *before, after = printed_titles(comparison)
    yield f"# {escaped(after)}: changes"
    yield ""
    yield f"Since {escaped(' and '.join(before))}."
    entries, details = log_entries(comparison), Details(comparison, everything=True)
    if state := " ".join(state_of_log(comparison, entries)):
        yield from ("", escaped(state))
    if not entries:
        changes = comparison.changes
        any_ = changes.changes or changes.hidden
        yield from ("", "No change is published." if any_ else "No item changed.")
    part = ""
    for entry in entries:
        if entry.part != part:
            part = entry.part
            yield from ("", f"## {escaped(part)}" if part else "## Without a heading")
        yield ""
        yield from _entry(details, entry)
    yield from ("", escaped(proof_of(comparison.changes.audit)))


def _entry(details: Details, entry: LogEntry) -> Iterator[str]:
    now = "; ".join(entry.new)
    was = "; ".join(entry.old)
    clause = now if now == was or not was else was if not now else f"{was} → {now}"
    yield f"{entry.number}. **{escaped(clause)}**: {escaped(entry.outcome)}."
    yield from (f"   {line}" for line in _words(details, entry.change))
    for name, text in (("Rationale", entry.rationale), ("See", entry.link)):
        if text:
            yield f"   {name}: {escaped(text)}"


def _words(details: Details, change: Change) -> Iterator[str]:
    for name, edits in words_of_entry(details, change):
        yield f"{escaped(name)}: {_runs(edits)}" if name else _runs(edits)


def words_of_entry(details: Details, change: Change) -> Iterator[tuple[str, tuple[WordEdit, ...]]]:
    """
    The words and cells that differ, with some words around them; or the beginning of an item that
    is alone, or has the same words as before. With the name of a cell.
    """
    differs = False
    if change.old and change.new:
        for edits in (change.label_words, change.words):
            if any(edit.op is not WordOp.EQUAL for edit in edits):
                differs = True
                yield "", shortened(edits)
        for line in details.lines(change, whole=True):
            differs = True
            yield line.name, shortened(line.edits)
    if differs:
        return
    alone = not (change.old and change.new)
    for _, item in items_of(details.comparison, change, old=not change.new):
        if item.text:
            yield "", _whole(item.text)
        if alone:
            for cell in item.attributes:
                yield spaced(cell.property), _whole(cell.value)


def _whole(text: str) -> tuple[WordEdit, ...]:
    return (WordEdit(op=WordOp.EQUAL, text=beginning(text, _OPENING)),)


def _runs(edits: Sequence[WordEdit]) -> str:
    return " ".join(_MARKS[edit.op].format(escaped(edit.text)) for edit in edits)


def crosswalk(comparison: Comparison) -> Iterator[tuple[Ref | None, Ref | None, Standing]]:
    """
    Each clause of both sides with what it is on the other one, unchanged ones too, in the order of
    the new edition. A clause that became several is there for each.
    """
    for standing in standings_of(comparison):
        here = Ref(edition=standing.home.id, id=standing.item.id)
        if standing.kind is StandingKind.HERE:
            for old in standing.old or (None,):
                yield old, here, standing
        elif standing.kind is StandingKind.DROPPED:
            yield here, None, standing


def rows_of_crosswalk(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """A row for each pair of clauses: what it was, what it is, how it changed, the decision."""
    homes = {edition.id: edition for edition in comparison.old}
    yield (
        "old",
        "new",
        "outcome",
        "change",
        "old_text",
        "new_text",
        "old_id",
        "new_id",
        "id",
        "decision",
    )
    for old, new, standing in crosswalk(comparison):
        before = homes[old.edition] if old else None
        was = before.by_id[old.id] if before and old else None
        now = standing.item if new else None
        yield (
            clause_of(before, was) if before and was else "",
            clause_of(comparison.new, now) if now else "",
            outcome_of(comparison, standing.change),
            str(standing.number or ""),
            opening_of(was) if was else "",
            opening_of(now) if now else "",
            str(old) if old else "",
            str(new) if new else "",
            standing.change.id if standing.change else "",
            state_in(comparison, standing.change).value if standing.change else "",
        )


def opening_of(item: Item) -> str:
    """The beginning of an item's words, with its cells if it has little else."""
    cells = [f"{each.property}: {each.value}" for each in item.attributes if each.value]
    return beginning("; ".join([words_of(item), *cells]), _OPENING)
