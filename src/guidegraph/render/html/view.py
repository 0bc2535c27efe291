"""What a page shows of one change, as values that a template only has to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guidegraph.model.changes import (
    Change,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
    priority_of,
)
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.render.details import Details, PropertyLine
from guidegraph.render.filters import marks_of
from guidegraph.render.phrases import difference_of, spaced, weight_word
from guidegraph.render.whereabouts import at_place, closest, whereabouts


__all__ = [
    "COMMON",
    "Address",
    "ChangeView",
    "ChangeViews",
    "ItemText",
    "PropertyView",
    "WordRun",
    "change_view",
    "clause_title",
    "language_of",
    "language_tag",
    "nowhere",
    "property_view",
    "runs_of",
]

COMMON = "common"
"""The kind of the changes that many items have in common."""

_PAPER = "paper"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


Address = Callable[[Edition, str], str | None]
"""Where the page of an item of an edition is, if it has one."""


def nowhere(_edition: Edition, _item_id: str) -> str | None:
    """The address of items that have no pages."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRun:
    """
    Words kept, removed or added; with the op `paper` words that were removed, which are beside it
    on a screen, and in the text on paper.
    """

    op: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """
    The text of an item: its place, its name, its words; *href* is its own page, if it has one.

    *clause* is what people call an item without a name by; *same* is whether the words of an item
    with a name are those of its counterpart.
    """

    edition: str
    place: str
    clause: str
    notation: str | None
    name: tuple[WordRun, ...]
    words: tuple[WordRun, ...]
    language: str | None
    href: str | None = None
    same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyView:
    """A property with another value; *about* names the resource, if it is no item."""

    name: str
    about: str
    runs: tuple[WordRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """
    One change; a dropped item with the added ones at its place.

    *kinds* are what it is counted as, *beside* the ids of the changes that are shown with it,
    *numbers* the running numbers of all of them, and *marks* what each can be chosen by;
    *weight* is how important it is in a word, *figure* as a number. *together* is the difference in
    words where items were split, merged or regrouped; *apart* is whether no words are compared.
    """

    id: str
    beside: tuple[str, ...]
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    about: tuple[str, ...]
    weight: str
    figure: float
    apart: bool
    old: tuple[ItemText, ...]
    new: tuple[ItemText, ...]
    twin: ItemText | None
    together: tuple[WordRun, ...]
    properties: tuple[PropertyView, ...]
    points: tuple[str, ...]
    where: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()

    @property
    def shape(self) -> str:
        """How it is laid out on paper: a single item, one that stays where it was, a pair."""
        if len(self.old) + len(self.new) == 1:
            return " single"
        if self.apart or len(self.old) + len(self.new) > 2:
            return ""
        old, new = self.old[0], self.new[0]
        stays = (old.place, old.clause, old.notation) == (new.place, new.clause, new.notation)
        return " pair stays" if stays else " pair"


def change_view(
    details: Details,
    change: Change,
    address: Address = nowhere,
    numbers: Mapping[str, int] | None = None,
) -> ChangeView:
    """The view of one change of a diff; with its running number, if *numbers* has it."""
    return ChangeViews(details, address, numbers or {}).change(change)


class ChangeViews:
    """
    Views of the changes of one comparison.

    Args:
        details: what is said of changes.
        address: where the page of an item is.
        numbers: the running numbers of changes.

    Attributes:
        editions: those that are compared, by whether they are old, and id.
    """

    def __init__(self, details: Details, address: Address, numbers: Mapping[str, int]) -> None:
        self.address = address
        self.details = details
        self.numbers = numbers
        comparison = details.comparison
        self.editions: Mapping[tuple[bool, str], Edition] = {
            **{(True, edition.id): edition for edition in comparison.old},
            (False, comparison.new.id): comparison.new,
        }

    def change(self, change: Change) -> ChangeView:
        """The view of a change."""
        paired = change.relation is Relation.SAME
        beside = self.details.stand_ins(change) if change.old else ()
        apart = not (change.old and change.new)
        names, about = self.details.title(change)
        all_ = self.details.together(change)
        comparison = self.details.comparison
        return ChangeView(
            id=change.id,
            beside=tuple(each.id for each in all_[1:]),
            kinds=tuple(map(self._kind, all_)),
            names=names,
            about=about,
            weight=weight_word(change.weight),
            figure=round(change.weight, 4),
            apart=apart,
            old=self._side(change, change.old, WordOp.DELETE),
            new=self._side(change, beside or change.new, WordOp.INSERT),
            twin=None
            if change.duplicate_of is None
            else self._said(change.duplicate_of, old=False),
            together=() if paired or apart else runs_of(change.words or change.label_words),
            properties=tuple(map(property_view, self.details.lines(change, whole=True))),
            points=tuple(spaced(point) for point in self._points(change)),
            where=tuple(self._where(change)),
            numbers=tuple(self.numbers[each.id] for each in all_ if each.id in self.numbers),
            marks=tuple(marks_of(comparison, each, self._kind(each)) for each in all_),
        )

    def _kind(self, change: Change) -> str:
        return COMMON if self.details.is_folded(change) else priority_of(change).name.lower()

    def _points(self, change: Change) -> Iterator[str]:
        if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
            yield from change.verdict.reasons
        # A twin is shown with its words.
        yield from self.details.points(replace(change, duplicate_of=None))

    def _where(self, change: Change) -> Iterator[str]:
        if change.relation is Relation.ADDED:
            yield from at_place(self.details, change)
        yield from whereabouts(self.details, change)
        if change.relation is Relation.ADDED and not self.details.everything:
            yield from closest(self.details, change)

    def _side(self, change: Change, refs: Sequence[Ref], op: WordOp) -> tuple[ItemText, ...]:
        old = op is WordOp.DELETE
        if change.relation is Relation.SAME:
            label = self._marked(change.label_words, op)
            words = self._marked(change.words, op)
            return tuple(
                self._said(ref, old=old, name=label, words=words, same=not change.words)
                for ref in refs
            )
        whole = op.value if change.relation in (Relation.ADDED, Relation.DROPPED) else "equal"
        return tuple(self._said(ref, old=old, op=whole) for ref in refs)

    def _marked(self, edits: Sequence[WordEdit], op: WordOp) -> tuple[WordRun, ...] | None:
        """One side of a difference; none where nothing differs."""
        if op is WordOp.DELETE:
            return runs_of(difference_of(edits, op)) or None
        return (
            tuple(
                replace(run, op=_PAPER) if edit.op is WordOp.DELETE else run
                for edit, run in zip(edits, runs_of(edits), strict=True)
            )
            or None
        )

    def _said(
        self,
        ref: Ref,
        *,
        old: bool,
        op: str = "equal",
        name: tuple[WordRun, ...] | None = None,
        words: tuple[WordRun, ...] | None = None,
        same: bool = False,
    ) -> ItemText:
        edition = self.editions[old, ref.edition]
        item = edition.by_id[ref.id]
        return ItemText(
            edition=spaced(ref.edition),
            place=spaced(ref.id),
            clause=clause_title(edition, item),
            notation=spaced(item.notation) if item.notation else None,
            name=name or _whole(_name(item), op),
            words=words or _whole(item.text, op),
            language=language_of(edition),
            href=self.address(edition, item.id),
            same=same and bool(_name(item)),
        )


def _name(item: Item) -> str | None:
    return label_of(item) or None


def clause_title(edition: Edition, item: Item) -> str:
    """
    What people call an item without a name by: its clause, and its number there; nothing if that
    is no more than its number.
    """
    if label_of(item) or not item.parent:
        return ""
    name = clause_of(edition, item)
    return "" if name == item.id else spaced(name)


def property_view(line: PropertyLine) -> PropertyView:
    """A property with its words kept, removed and added."""
    return PropertyView(name=line.name, about=line.about, runs=runs_of(line.edits))


def runs_of(edits: Sequence[WordEdit]) -> tuple[WordRun, ...]:
    """The words kept, removed and added, as a page marks them."""
    return tuple(WordRun(op=edit.op.value, text=spaced(edit.text)) for edit in edits)


def _whole(text: str | None, op: str) -> tuple[WordRun, ...]:
    return (WordRun(op=op, text=spaced(text)),) if text else ()


def language_of(edition: Edition) -> str | None:
    """The language, if it is one: it becomes an attribute, which allows no other word."""
    return language_tag(edition.language)


def language_tag(text: str) -> str | None:
    """A language tag, if it is one."""
    return text if _LANGUAGE.fullmatch(text) else None
