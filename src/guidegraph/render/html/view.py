"""What a page about a diff shows, as values that a template only has to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from guidegraph.model.changes import (
    Change,
    Comparison,
    Priority,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
    priority_of,
)
from guidegraph.model.clauses import label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import first_words
from guidegraph.model.titles import titles_of
from guidegraph.render.alarms import Alarm, AlarmKind, alarms_of
from guidegraph.render.details import Details, PropertyLine
from guidegraph.render.format import RenderOptions, SortOrder
from guidegraph.render.grouping import Part, parts_of
from guidegraph.render.phrases import (
    KIND_NAMES,
    counts_of,
    difference_of,
    doubts_of,
    proof_of,
    replaced_of,
    shortened,
    spaced,
    weight_word,
    words_of,
)
from guidegraph.render.translation import ENGLISH, Translation
from guidegraph.render.whereabouts import at_place, closest, whereabouts


__all__ = [
    "Address",
    "AlarmView",
    "ChangeView",
    "ComparedEdition",
    "ComparisonView",
    "ItemText",
    "KindView",
    "PartView",
    "PropertyView",
    "WordRun",
    "change_view",
    "language_of",
    "language_tag",
    "nowhere",
    "runs_of",
]

# How many words of an important change its line in the list at the top shows.
_EXCERPT = 14
_LOST = Priority.LOST.name.lower()
# The kind of the changes that many items have in common, and what a reader does not see at first.
_COMMON = "common"
_FOLDED = frozenset({_COMMON, Priority.TYPESET.name.lower()})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


Address = Callable[[Edition, str], str | None]
"""Where the page of an item of an edition is, if it has one."""


def nowhere(_edition: Edition, _item_id: str) -> str | None:
    """The address of items that have no pages."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRun:
    """Words kept, removed or added."""

    op: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """
    The text of an item: its place, its name, its words; *href* is its own page, if it has one.
    """

    edition: str
    place: str
    notation: str | None
    name: tuple[WordRun, ...]
    words: tuple[WordRun, ...]
    language: str | None
    href: str | None = None


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

    *kinds* are what it is counted as, *beside* the ids of the changes that are shown with it;
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """
    A change to look at first: its id, why, what is unsure of it, the item and its first words.

    Where words became others, *runs* are these and *reasons* say what differs; *where* says where
    words went.
    """

    id: str
    kind: str
    doubts: tuple[str, ...]
    place: str
    words: str
    runs: tuple[WordRun, ...]
    reasons: tuple[str, ...]
    where: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of the document and what changed in it; *number* counts the parts from 1."""

    number: int
    name: str
    gone: bool
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """
    A kind of change and how many there are; *shown* is whether a reader sees them at first,
    *replaced* how many of them were replaced at their place.
    """

    id: str
    name: str
    count: int
    shown: bool
    replaced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedEdition:
    """An edition that takes part in the comparison, with its publisher and rights."""

    id: str
    title: str
    issued: str | None
    publisher: str | None
    rights: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """The whole page."""

    old: tuple[ComparedEdition, ...]
    new: ComparedEdition
    kinds: tuple[KindView, ...]
    unchanged: int
    omitted: int
    proven: bool
    proof: str
    titles: tuple[str, ...]
    common: tuple[str, ...]
    identifiers: tuple[str, ...]
    disagreements: tuple[str, ...]
    mergers: tuple[str, ...]
    editions: tuple[PropertyView, ...]
    alarms: tuple[AlarmView, ...]
    more: str
    sortable: bool
    parts: tuple[PartView, ...]

    @classmethod
    def of(
        cls,
        comparison: Comparison,
        page: RenderOptions,
        address: Address = nowhere,
        words: Translation = ENGLISH,
    ) -> ComparisonView:
        """
        The view of a diff; a page that asks for a summary has no parts.

        *address* gives the page of an item, *words* the messages.
        """
        changes = comparison.changes
        details = Details(comparison, everything=page.everything, words=words)
        views = _Views(details, address)
        alarms = alarms_of(comparison, everything=page.everything)
        return cls(
            old=tuple(_edition(edition) for edition in comparison.old),
            new=_edition(comparison.new),
            kinds=tuple(
                KindView(
                    id=id_,
                    name=name,
                    count=count,
                    shown=page.everything or id_ not in _FOLDED,
                    replaced=replaced_of(changes.changes, words) if id_ == _LOST else "",
                )
                for id_, name, count in views.kinds(changes.changes)
            ),
            unchanged=len(changes.unchanged),
            omitted=len(changes.hidden),
            proven=changes.audit.passed,
            proof=spaced(proof_of(changes.audit, words)),
            titles=titles_of(comparison),
            common=details.common,
            identifiers=details.identifiers,
            disagreements=() if page.summary else details.disagreements,
            mergers=() if page.summary else details.mergers,
            editions=() if page.summary else tuple(map(_property, details.editions(whole=True))),
            alarms=() if page.summary else tuple(map(views.alarm, alarms.shown)),
            more=alarms.rest(words),
            sortable=page.sort is SortOrder.PLACE,
            parts=()
            if page.summary
            else tuple(views.parts(parts_of(comparison, page.by, page.sort))),
        )


def change_view(details: Details, change: Change, address: Address = nowhere) -> ChangeView:
    """The view of one change of a diff."""
    return _Views(details, address).change(change)


class _Views:
    """Views of the changes of one comparison."""

    def __init__(self, details: Details, address: Address) -> None:
        self.address = address
        self.details = details
        comparison = details.comparison
        self.editions: Mapping[tuple[bool, str], Edition] = {
            **{(True, edition.id): edition for edition in comparison.old},
            (False, comparison.new.id): comparison.new,
        }

    def kinds(self, changes: Sequence[Change]) -> Iterator[tuple[str, str, int]]:
        """The kinds of changes and their numbers; those that are folded are of one kind."""
        alike = [change for change in changes if self.details.is_folded(change)]
        folded = {change.id for change in alike}
        rest = [change for change in changes if change.id not in folded]
        for kind, count in counts_of(rest):
            yield kind.name.lower(), KIND_NAMES[kind], count
        if alike:
            yield _COMMON, "with only what many items have in common", len(alike)

    def alarm(self, alarm: Alarm) -> AlarmView:
        change, details = alarm.change, self.details
        old = not change.new
        ref = (change.old if old else change.new)[0]
        edition = self.editions[old, ref.edition]
        linked = bool(change.old and change.new)
        words = details.name(ref, old=old) or spaced(words_of(edition.by_id[ref.id]))
        reasons = change.verdict.reasons if change.verdict and linked else ()
        where = (*(at_place(details, change) if old else ()), *whereabouts(details, change))
        if alarm.kind is AlarmKind.UNSURE:
            where = (*where, details.words("unsure whether these belong together"))
        return AlarmView(
            id=change.id,
            kind=alarm.kind,
            doubts=tuple(word for word in doubts_of(change) if word != alarm.kind),
            place=spaced(f"{ref.edition}:{ref.id}"),
            words=first_words(words, _EXCERPT),
            runs=runs_of(shortened(change.words or change.label_words)) if linked else (),
            reasons=tuple(map(spaced, reasons)),
            where=where,
            language=language_of(edition),
        )

    def parts(self, parts: Sequence[Part]) -> Iterator[PartView]:
        for number, part in enumerate(parts, start=1):
            shown = tuple(each for each in part.changes if not self.details.is_beside(each))
            if shown:
                yield PartView(
                    number=number,
                    name=spaced(part.name),
                    gone=part.gone,
                    changes=tuple(map(self.change, shown)),
                )

    def change(self, change: Change) -> ChangeView:
        paired = change.relation is Relation.SAME
        beside = self.details.stand_ins(change) if change.old else ()
        apart = not (change.old and change.new)
        names, about = self.details.title(change)
        others = [self.added[ref] for ref in beside if ref in self.added]
        return ChangeView(
            id=change.id,
            beside=tuple(each.id for each in others),
            kinds=tuple(map(self._kind, (change, *others))),
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
            properties=tuple(map(_property, self.details.lines(change, whole=True))),
            points=tuple(spaced(point) for point in self._points(change)),
            where=tuple(self._where(change)),
        )

    @cached_property
    def added(self) -> Mapping[Ref, Change]:
        """The changes that are shown with those of dropped items, by their items."""
        changes = self.details.comparison.changes.changes
        return {each.new[0]: each for each in changes if self.details.is_beside(each)}

    def _kind(self, change: Change) -> str:
        return _COMMON if self.details.is_folded(change) else priority_of(change).name.lower()

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
            marked = [
                runs_of(difference_of(edits, op)) or None
                for edits in (change.label_words, change.words)
            ]
            return tuple(self._said(ref, old=old, name=marked[0], words=marked[1]) for ref in refs)
        whole = op.value if change.relation in (Relation.ADDED, Relation.DROPPED) else "equal"
        return tuple(self._said(ref, old=old, op=whole) for ref in refs)

    def _said(
        self,
        ref: Ref,
        *,
        old: bool,
        op: str = "equal",
        name: tuple[WordRun, ...] | None = None,
        words: tuple[WordRun, ...] | None = None,
    ) -> ItemText:
        edition = self.editions[old, ref.edition]
        item = edition.by_id[ref.id]
        return ItemText(
            edition=spaced(ref.edition),
            place=spaced(ref.id),
            notation=spaced(item.notation) if item.notation else None,
            name=name or _whole(_name(item), op),
            words=words or _whole(item.text, op),
            language=language_of(edition),
            href=self.address(edition, item.id),
        )


def _name(item: Item) -> str | None:
    return label_of(item) or None


def _property(line: PropertyLine) -> PropertyView:
    return PropertyView(name=line.name, about=line.about, runs=runs_of(line.edits))


def runs_of(edits: Sequence[WordEdit]) -> tuple[WordRun, ...]:
    """The words kept, removed and added, as a page marks them."""
    return tuple(WordRun(op=edit.op.value, text=spaced(edit.text)) for edit in edits)


def _whole(text: str | None, op: str) -> tuple[WordRun, ...]:
    return (WordRun(op=op, text=spaced(text)),) if text else ()


def _edition(edition: Edition) -> ComparedEdition:
    provenance = edition.provenance
    return ComparedEdition(
        id=spaced(edition.id),
        title=spaced(edition.title),
        issued=edition.issued,
        publisher=spaced(provenance.publisher) if provenance.publisher else None,
        rights=spaced(provenance.rights) if provenance.rights else None,
        language=language_of(edition),
    )


def language_of(edition: Edition) -> str | None:
    """The language, if it is one: it becomes an attribute, which allows no other word."""
    return language_tag(edition.language)


def language_tag(text: str) -> str | None:
    """A language tag, if it is one."""
    return text if _LANGUAGE.fullmatch(text) else None
