"""What the page of a diff shows, as values that a template only has to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import Change, Comparison, Priority
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import first_words
from guidegraph.model.titles import titles_of
from guidegraph.render.alarms import Alarm, AlarmKind, alarms_of
from guidegraph.render.clause_index import IndexedClause, clause_index
from guidegraph.render.details import Details
from guidegraph.render.filters import UNSURE, ChangeFilter, FilterChoice, filters_of
from guidegraph.render.format import RenderOptions, SortOrder
from guidegraph.render.grouping import Part, parts_of
from guidegraph.render.html.view import (
    COMMON,
    Address,
    ChangeView,
    ChangeViews,
    PropertyView,
    WordRun,
    clause_title,
    language_of,
    nowhere,
    property_view,
    runs_of,
)
from guidegraph.render.phrases import (
    KIND_NAMES,
    counts_of,
    doubts_of,
    proof_of,
    replaced_of,
    shortened,
    spaced,
    words_of,
)
from guidegraph.render.translation import ENGLISH, Translation
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = ["AlarmView", "ComparedEdition", "ComparisonView", "KindView", "PartView"]

# How many words of an important change its line in the list at the top shows.
_EXCERPT = 14
_LOST = Priority.LOST.name.lower()
# What a reader does not see at first.
_FOLDED = frozenset({COMMON, Priority.TYPESET.name.lower()})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """
    A change to look at first: its number and id, why, what is unsure of it, the item, its clause
    and its first words.

    Where words became others, *runs* are these and *reasons* say what differs; *where* says where
    words went.
    """

    id: str
    number: int
    kind: str
    doubts: tuple[str, ...]
    clause: str
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

    @property
    def count(self) -> int:
        """How many changes there are; what is replaced at its place is two."""
        return sum(len(change.kinds) for change in self.changes)


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
    filters: tuple[ChangeFilter, ...]
    unsure: bool
    parts: tuple[PartView, ...]
    clauses: tuple[IndexedClause, ...]

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
        kinds = tuple(views.kinds(changes.changes, page))
        alarms = alarms_of(comparison, everything=page.everything)
        parts: tuple[PartView, ...] = ()
        if not page.summary:
            parts = tuple(views.parts(parts_of(comparison, page.by, page.sort)))
        marks = [each for part in parts for change in part.changes for each in change.marks]
        return cls(
            old=tuple(_edition(edition) for edition in comparison.old),
            new=_edition(comparison.new),
            kinds=kinds,
            unchanged=len(changes.unchanged),
            omitted=len(changes.hidden),
            proven=changes.audit.passed,
            proof=spaced(proof_of(changes.audit, words)),
            titles=titles_of(comparison),
            common=details.common,
            identifiers=details.identifiers,
            disagreements=() if page.summary else details.disagreements,
            mergers=() if page.summary else details.mergers,
            editions=()
            if page.summary
            else tuple(map(property_view, details.editions(whole=True))),
            alarms=() if page.summary else tuple(map(views.alarm, alarms.shown)),
            more=alarms.rest(words),
            sortable=page.sort is SortOrder.PLACE,
            filters=filters_of(_kind_choices(kinds, words), marks, _part_choices(parts), words),
            unsure=any(UNSURE in each for each in marks),
            parts=parts,
            clauses=() if page.summary else clause_index(details),
        )


def _kind_choices(kinds: Sequence[KindView], words: Translation) -> tuple[FilterChoice, ...]:
    return tuple(
        FilterChoice(value=kind.id, name=words.known(kind.name), count=kind.count) for kind in kinds
    )


def _part_choices(parts: Sequence[PartView]) -> tuple[FilterChoice, ...]:
    return tuple(
        FilterChoice(value=str(part.number), name=part.name, count=part.count) for part in parts
    )


class _Views:
    """Views of the parts of one comparison."""

    def __init__(self, details: Details, address: Address) -> None:
        self.details = details
        self.changes = ChangeViews(details, address, numbers=details.running)

    def kinds(self, changes: Sequence[Change], page: RenderOptions) -> Iterator[KindView]:
        """The kinds of changes and their numbers; those that are folded are of one kind."""
        alike = [change for change in changes if self.details.is_folded(change)]
        folded = {change.id for change in alike}
        rest = [change for change in changes if change.id not in folded]
        found = [(kind.name.lower(), KIND_NAMES[kind], count) for kind, count in counts_of(rest)]
        if alike:
            found.append((COMMON, "with only what many items have in common", len(alike)))
        for id_, name, count in found:
            yield KindView(
                id=id_,
                name=name,
                count=count,
                shown=page.everything or id_ not in _FOLDED,
                replaced=replaced_of(changes, self.details.words) if id_ == _LOST else "",
            )

    def alarm(self, alarm: Alarm) -> AlarmView:
        """A change to look at first."""
        change, details = alarm.change, self.details
        old = not change.new
        ref = (change.old if old else change.new)[0]
        edition = self.changes.editions[old, ref.edition]
        linked = bool(change.old and change.new)
        words = details.name(ref, old=old) or spaced(words_of(edition.by_id[ref.id]))
        reasons = change.verdict.reasons if change.verdict and linked else ()
        where = (*(at_place(details, change) if old else ()), *whereabouts(details, change))
        if alarm.kind is AlarmKind.UNSURE:
            where = (*where, details.words("unsure whether these belong together"))
        return AlarmView(
            id=change.id,
            number=details.running[change.id],
            kind=alarm.kind,
            doubts=tuple(word for word in doubts_of(change) if word != alarm.kind),
            clause=_clause(edition, edition.by_id[ref.id]),
            place=spaced(f"{ref.edition}:{ref.id}"),
            words=first_words(words, _EXCERPT),
            runs=runs_of(shortened(change.words or change.label_words)) if linked else (),
            reasons=tuple(map(spaced, reasons)),
            where=where,
            language=language_of(edition),
        )

    def parts(self, parts: Sequence[Part]) -> Iterator[PartView]:
        """The parts with the changes that are shown by themselves."""
        for number, part in enumerate(parts, start=1):
            shown = tuple(each for each in part.changes if not self.details.is_beside(each))
            if shown:
                yield PartView(
                    number=number,
                    name=spaced(part.name),
                    gone=part.gone,
                    changes=tuple(map(self.changes.change, shown)),
                )


def _clause(edition: Edition, item: Item) -> str:
    return spaced(clause_of(edition, item)) if label_of(item) else clause_title(edition, item)


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
