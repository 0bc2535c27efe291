"""
The history of items: comparisons of editions, chained.

Each edition is compared with each of its parents separately. Therefore the words of an item are
compared with one edition at a time, in a fan-in too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidegraph.diff.curation.confirmed import refs_of
from guidegraph.diff.curation.lineage import chronological
from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.history import Event, EventKind, ItemHistory, ItemVersion


__all__ = ["HistoryStep", "LibraryHistory", "item_history", "item_named", "library_history"]


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """How some items changed between two editions; without a change if nothing differs."""

    old: tuple[Ref, ...]
    new: tuple[Ref, ...]
    change: Change | None
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryHistory:
    """
    Editions in chronological order, and the steps between them, by the items they lead to and from.

    *twins* are the added items that repeat an item of their edition, by that item; *compared* are
    the ids of the editions that were compared, old and new.
    """

    editions: Mapping[str, Edition]
    order: Mapping[str, int]
    into: Mapping[Ref, tuple[HistoryStep, ...]]
    onwards: Mapping[Ref, tuple[HistoryStep, ...]]
    twins: Mapping[Ref, tuple[Ref, ...]]
    compared: tuple[tuple[str, str], ...] = ()

    def version(self, ref: Ref) -> ItemVersion:
        """An item as its edition has it."""
        item = self.editions[ref.edition].by_id[ref.id]
        return ItemVersion(ref=ref, name=item.name, notation=item.notation, text=item.text)


def library_history(
    editions: Iterable[Edition],
    pairs: Iterable[tuple[str, str]],
    compare: Callable[[Edition, Edition], Comparison],
) -> LibraryHistory:
    """
    All steps from each edition to those that come from it.

    Args:
        pairs: ids of an old and a new edition, in addition to those that the editions state.
        compare: returns the comparison of an old and a new edition.
    """
    pairs = tuple(pairs)
    found = {edition.id: edition for edition in chronological(editions, pairs)}
    order = {id_: number for number, id_ in enumerate(found)}
    into: dict[Ref, list[HistoryStep]] = {}
    onwards: dict[Ref, list[HistoryStep]] = {}
    compared: list[tuple[str, str]] = []
    for new in found.values():
        parents = {*new.provenance.revision_of, *new.provenance.derived_from}
        parents |= {first for first, second in pairs if second == new.id}
        earlier = [id_ for id_ in found if id_ in parents and order[id_] < order[new.id]]
        for old in earlier:
            compared.append((old, new.id))
            for step in _steps(compare(found[old], new)):
                for ref in step.new:
                    into.setdefault(ref, []).append(step)
                for ref in step.old:
                    onwards.setdefault(ref, []).append(step)
    doubles: dict[Ref, set[Ref]] = {}
    for ref, steps in into.items():
        for step in steps:
            if step.change and step.change.duplicate_of:
                doubles.setdefault(step.change.duplicate_of, set()).add(ref)
    return LibraryHistory(
        editions=found,
        order=order,
        into={ref: tuple(steps) for ref, steps in into.items()},
        onwards={ref: tuple(steps) for ref, steps in onwards.items()},
        twins={ref: tuple(sorted(refs)) for ref, refs in doubles.items()},
        compared=tuple(compared),
    )


def item_named(editions: Iterable[Edition], name: str, edition: str | None = None) -> Ref:
    """
    The item that a user names, by `EDITION:ID`, or by its id, IRI or address if only one edition
    has it.

    Raises:
        UnknownNameError: there is no such item.
        MisuseError: several editions have it.
    """
    known = {found.id: found for found in editions}
    if edition is None:
        first, colon, rest = name.partition(":")
        if colon and first in known:
            edition, name = first, rest
    if edition is not None:
        if edition not in known:
            raise UnknownNameError("edition", edition, known)
        name = known[edition].by_iri.get(name, name)
        if name not in known[edition].by_id:
            raise UnknownNameError(f"item of {edition}", name, known[edition].by_id)
        return Ref(edition=edition, id=name)
    if "://" in name or name.startswith("urn:"):
        refs = refs_of(name, known.values())
        if len(refs) > 1:
            those = ", ".join(ref.edition for ref in refs)
            advice = f"say which, as in {f'{refs[-1].edition}:{refs[-1].id}'!r}"
            raise MisuseError(f"{name!r} is in {those}; {advice}")
        if refs and refs[0].id in known[refs[0].edition].by_id:
            return refs[0]
    having = [found.id for found in known.values() if name in found.by_id]
    if not having:
        raise UnknownNameError(
            "item", name, {item.id for found in known.values() for item in found.items}
        )
    if len(having) > 1:
        raise MisuseError(
            f"{name!r} is in {', '.join(having)}; say which, as in {f'{having[-1]}:{name}'!r}"
        )
    return Ref(edition=having[0], id=name)


def item_history(history: LibraryHistory, ref: Ref) -> ItemHistory:
    """The history of an item, with its origins and its successors."""
    same = _reached([ref], history, lambda step: len(step.old) == len(step.new) == 1)
    past = _reached(same, history, lambda _: True, forwards=False)
    future = _reached(same, history, lambda _: True, backwards=False)
    events: dict[tuple[object, ...], Event] = {}
    for one in past:
        for event in _arrival(history, one):
            events[event.kind, event.before, event.edition, event.old, event.new] = event
    for one in future:
        for step in history.onwards.get(one, ()):
            event = _event(history, step)
            events[event.kind, event.before, event.edition, event.old, event.new] = event
    doubled = [event for one in {*past, *future} for event in _doubled(history, one)]
    ordered = sorted(
        [*events.values(), *doubled],
        key=lambda event: (
            history.order[event.edition],
            event.kind is EventKind.DOUBLED,
            history.order[event.before] if event.before else -1,
            [(version.ref.edition, version.ref.id) for version in (*event.old, *event.new)],
        ),
    )
    item = history.editions[ref.edition].by_id[ref.id]
    return ItemHistory(
        item=history.version(ref),
        lineage=item.lineage,
        events=tuple(ordered),
        editions=tuple(history.editions.values()),
        compared=history.compared,
    )


def _steps(comparison: Comparison) -> Iterator[HistoryStep]:
    changes = comparison.changes
    for pair in changes.unchanged:
        yield HistoryStep((pair.old,), (pair.new,), None, comparison)
    for change in changes.changes:
        yield HistoryStep(change.old, change.new, change, comparison)


def _reached(
    start: Iterable[Ref],
    history: LibraryHistory,
    follows: Callable[[HistoryStep], bool],
    *,
    forwards: bool = True,
    backwards: bool = True,
) -> tuple[Ref, ...]:
    """The items that can be reached along steps."""
    found = dict.fromkeys(start)
    waiting = list(found)
    while waiting:
        ref = waiting.pop()
        steps = [(step.new, step) for step in history.onwards.get(ref, ()) if forwards]
        steps += [(step.old, step) for step in history.into.get(ref, ()) if backwards]
        for others, step in steps:
            if follows(step):
                waiting += [other for other in others if other not in found]
                found.update(dict.fromkeys(others))
    return tuple(found)


def _arrival(history: LibraryHistory, ref: Ref) -> Iterator[Event]:
    """How an item came into its edition: from where, or that it was new."""
    steps = history.into.get(ref, ())
    origins = [step for step in steps if step.old]
    for step in origins or steps[:1]:
        yield _event(history, step)
    if not steps:
        edition = history.editions[ref.edition]
        yield Event(
            kind=EventKind.FIRST,
            edition=edition.id,
            issued=edition.issued,
            new=(history.version(ref),),
        )


def _event(history: LibraryHistory, step: HistoryStep) -> Event:
    before, after = step.comparison.changes.old[0], step.comparison.changes.new
    return Event(
        kind=EventKind(step.change.relation.value) if step.change else EventKind.KEPT,
        edition=after,
        issued=history.editions[after].issued,
        before=before,
        old=tuple(history.version(ref) for ref in step.old),
        new=tuple(history.version(ref) for ref in step.new),
        change=step.change,
        comparison=step.comparison,
    )


def _doubled(history: LibraryHistory, ref: Ref) -> Iterator[Event]:
    """The added items of the same edition that repeat the item."""
    edition = history.editions[ref.edition]
    for twin in history.twins.get(ref, ()):
        yield Event(
            kind=EventKind.DOUBLED,
            edition=edition.id,
            issued=edition.issued,
            old=(history.version(ref),),
            new=(history.version(twin),),
        )
