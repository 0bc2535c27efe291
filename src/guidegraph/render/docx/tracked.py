"""
The new edition as a Word document whose tracked changes lead from the old one.

Accepting all of them gives the new text to the letter, rejecting all the old one, in its order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from guidegraph.diff.words import regions
from guidegraph.export.docx import DocxComment, DocxParagraph, DocxRun, TrackedMark, to_docx
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.clauses import is_entry, label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.titles import printed_titles
from guidegraph.render.details import Details
from guidegraph.render.standing import numbers_of, outcome_of


__all__ = ["printed", "tracked_docx"]

_WORD = re.compile(r"\S+\s*|\s+")
_DEEPEST = 6


def tracked_docx(comparison: Comparison) -> bytes:
    """
    The document; the reasons of changes, and what was decided, are its comments.

    Several old editions stand one after the other.
    """
    title = printed_titles(comparison)[-1]
    return to_docx(
        _Tracked(comparison).paragraphs(),
        title=title,
        language=comparison.new.language or "",
        footer=title,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paragraph of an edition: its style and its words; *part* is what of the item it is."""

    style: str
    text: str
    part: str = "text"


def printed(edition: Edition) -> tuple[Printed, ...]:
    """
    The paragraphs that an edition is printed as: its title, unless its first heading says the same,
    then its items in order.
    """
    return tuple(each for unit in _units(edition) for each in unit.paragraphs)


def _item(edition: Edition, item: Item) -> Iterator[Printed]:
    """
    A heading with its number, if the item has a name, or the name of a row; its text, with the
    number if not; the other cells of its row, under the names of their columns.
    """
    number = (item.marker or item.notation or "").strip()
    label = (item.label or label_of(item)).strip()
    if label:
        depth = min(1 + sum(1 for _ in edition.ancestors(item)), _DEEPEST)
        style = "Entry" if is_entry(item) else f"Heading{depth}"
        yield Printed(style=style, text=f"{number} {label}".strip(), part="label")
    if item.text and item.text.strip():
        text = item.text.strip()
        yield Printed(style="Normal", text=text if label else f"{number} {text}".strip())
    for cell in item.attributes:
        if cell.value.strip():
            said = f"{cell.property}: {cell.value.strip()}".removeprefix(": ")
            yield Printed(style="Small", text=said, part=f"cell {cell.property}")


@dataclass(frozen=True, slots=True)
class _Unit:
    """The paragraphs of one item, and the item; none for a title."""

    ref: Ref | None
    paragraphs: tuple[Printed, ...]

    @property
    def is_heading(self) -> bool:
        return any(each.style.startswith("Heading") for each in self.paragraphs)


class _Tracked:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.details = Details(comparison, everything=True)
        self.numbers = numbers_of(comparison)
        self.old = [unit for edition in comparison.old for unit in _units(edition)]
        self.new = list(_units(comparison.new))
        changes = (*comparison.changes.changes, *comparison.changes.hidden)
        self.of_old = {ref: change for change in changes for ref in change.old}
        self.of_new = {ref: change for change in changes for ref in change.new}
        self.partner = self._partners(changes)
        self.in_place = self._in_place()
        self.told: set[str] = set()
        self.printed = {unit.ref for unit in self.new if unit.paragraphs}

    def _partners(self, changes: Sequence[Change]) -> dict[int, int]:
        """The place of the old item of each new one with the same item on the other side."""
        old_at = {unit.ref: at for at, unit in enumerate(self.old) if unit.ref}
        new_at = {unit.ref: at for at, unit in enumerate(self.new) if unit.ref}
        pairs = [(pair.old, pair.new) for pair in self.comparison.changes.unchanged]
        pairs += [
            (change.old[0], change.new[0])
            for change in changes
            if change.relation is Relation.SAME and change.old and change.new
        ]
        found = {new_at[new]: old_at[old] for old, new in pairs}
        if self.old and self.new and not (self.old[0].ref or self.new[0].ref):
            found[0] = 0  # the titles
        return found

    def _in_place(self) -> frozenset[int]:
        """The new places of the most items that stand in the same order on both sides."""
        ends: list[int] = []
        chain: list[int] = []
        before: dict[int, int | None] = {}
        for at in sorted(self.partner):
            value = self.partner[at]
            place = bisect_left(ends, value)
            before[at] = chain[place - 1] if place else None
            ends[place : place + 1] = [value]
            chain[place : place + 1] = [at]
        kept: set[int] = set()
        step: int | None = chain[-1] if chain else None
        while step is not None:
            kept.add(step)
            step = before[step]
        return frozenset(kept)

    def paragraphs(self) -> Iterator[DocxParagraph]:
        moved = {
            old: f"move{number}"
            for number, (new, old) in enumerate(sorted(self.partner.items()), start=1)
            if new not in self.in_place
        }
        next_old = next_new = 0
        for at in sorted(self.in_place):
            place = self.partner[at]
            yield from self._gap(range(next_old, place), range(next_new, at), moved)
            yield from self._kept(self.old[place], self.new[at])
            next_old, next_new = place + 1, at + 1
        yield from self._gap(range(next_old, len(self.old)), range(next_new, len(self.new)), moved)
        yield DocxParagraph(runs=())  # the last paragraph of a document cannot be deleted

    def _gap(self, old: range, new: range, moved: dict[int, str]) -> Iterator[DocxParagraph]:
        """
        What stood and what is now between two items that stay: first what belongs to the part that
        is open there, then other parts; what was removed before what was added.
        """
        here = frozenset(self.new[at].ref for at in new)
        gone, come = self._without_heading(self.old, old), self._without_heading(self.new, new)
        for these, those in ((old[:gone], new[:come]), (old[gone:], new[come:])):
            for at in these:
                yield from self._gone(at, moved, here)
            for at in those:
                yield from self._come(at, moved)

    @staticmethod
    def _without_heading(units: Sequence[_Unit], places: range) -> int:
        """How many items there are before the next heading."""
        return next((n for n, at in enumerate(places) if units[at].is_heading), len(places))

    def _come(self, at: int, moved: dict[int, str]) -> Iterator[DocxParagraph]:
        name = moved.get(self.partner[at], "") if at in self.partner else ""
        mark = TrackedMark.MOVED_HERE if name else TrackedMark.INSERTED
        unit = self.new[at]
        change = self.of_new.get(unit.ref) if unit.ref else None
        yield from self._whole(unit, mark, name, change)

    def _gone(
        self, at: int, moved: dict[int, str], here: Collection[Ref | None]
    ) -> Iterator[DocxParagraph]:
        name, unit = moved.get(at, ""), self.old[at]
        mark = TrackedMark.MOVED_AWAY if name else TrackedMark.DELETED
        change = self.of_old.get(unit.ref) if unit.ref else None
        elsewhere = change is not None and any(
            ref in self.printed and (name or ref not in here) for ref in change.new
        )
        # What is now at another place is commented on there.
        yield from self._whole(unit, mark, name, None if elsewhere else change)

    def _whole(
        self, unit: _Unit, mark: TrackedMark, move: str, change: Change | None
    ) -> Iterator[DocxParagraph]:
        comments = self._comments(change)
        for number, each in enumerate(unit.paragraphs):
            yield DocxParagraph(
                runs=(DocxRun(text=each.text, mark=mark),),
                style=each.style,
                mark=mark,
                move=f"{move}-{number}" if move else "",
                comments=comments if not number else (),
            )

    def _kept(self, old: _Unit, new: _Unit) -> Iterator[DocxParagraph]:
        """The paragraphs of an item that stays, heading beside heading and text beside text."""
        comments = self._comments(self.of_new.get(new.ref) if new.ref else None)
        for paragraph in _beside(old.paragraphs, new.paragraphs):
            yield replace(paragraph, comments=comments)
            comments = ()

    def _comments(self, change: Change | None) -> tuple[DocxComment, ...]:
        """What is said of a change where it is met first."""
        if change is None or change.id in self.told:
            return ()
        self.told.add(change.id)
        outcome = outcome_of(self.comparison, change)
        lines = [f"{self.numbers[change.id]}. {outcome} ({change.id[:8]})"]
        if change.verdict is not None:
            lines += change.verdict.reasons
        lines += self.details.points(change)
        return (DocxComment(author="guidegraph", lines=tuple(lines)),)


def _units(edition: Edition) -> Iterator[_Unit]:
    first = edition.items[0] if edition.items else None
    is_said = first is not None and _is_same(label_of(first), edition.title)
    if edition.title and not (is_said and first is not None and not is_entry(first)):
        yield _Unit(None, (Printed(style="Title", text=edition.title, part="label"),))
    for item in edition.items:
        yield _Unit(Ref(edition=edition.id, id=item.id), tuple(_item(edition, item)))


def _is_same(text: str, other: str) -> bool:
    return " ".join(text.split()).casefold() == " ".join(other.split()).casefold()


def _beside(old: Sequence[Printed], new: Sequence[Printed]) -> Iterator[DocxParagraph]:
    """The paragraphs of an item: each beside the one of the same part, the others whole."""
    parts = [each.part for each in old], [each.part for each in new]
    at = 0
    for start, end, new_start, new_end in (
        *regions(*parts),
        (len(old), len(old), len(new), len(new)),
    ):
        length = start - at
        yield from map(_marked, old[at:start], new[new_start - length : new_start])
        for mark, whole in (
            (TrackedMark.DELETED, old[start:end]),
            (TrackedMark.INSERTED, new[new_start:new_end]),
        ):
            for each in whole:
                runs = (DocxRun(text=each.text, mark=mark),)
                yield DocxParagraph(runs=runs, style=each.style, mark=mark)
        at = end


def _marked(before: Printed, after: Printed) -> DocxParagraph:
    return DocxParagraph(
        runs=tuple(_runs(before.text, after.text)),
        style=after.style,
        former=before.style if before.style != after.style else "",
    )


def _runs(old: str, new: str) -> Iterator[DocxRun]:
    """The words of two texts: what both have, what only one has, with all their white space."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    at = 0
    for start, end, new_start, new_end in regions(before, after):
        yield DocxRun(text="".join(before[at:start]))
        yield DocxRun(text="".join(before[start:end]), mark=TrackedMark.DELETED)
        yield DocxRun(text="".join(after[new_start:new_end]), mark=TrackedMark.INSERTED)
        at = end
    yield DocxRun(text="".join(before[at:]))
