"""
What a diff says beyond words, for people: the names of items, properties with other values,
successors, identifiers, and what differs in the editions themselves.

A concept is named by its code and label. What was done alike to many items (a language added to
all) is said once, and not with each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from guidegraph.diff.joins import joins_in
from guidegraph.diff.sides import Numbers
from guidegraph.diff.words import word_edits
from guidegraph.graph.statements import curie
from guidegraph.model.alignment import Confirmation
from guidegraph.model.changes import (
    Change,
    Comparison,
    Disagreement,
    Facet,
    IdentifierUse,
    PropertyEdit,
    Ref,
    Relation,
    WordEdit,
    WordOp,
)
from guidegraph.model.clauses import label_of
from guidegraph.model.edition import Edition, Item, SourceKind, Status
from guidegraph.model.excerpt import beginning
from guidegraph.model.names import spaced
from guidegraph.model.review import Decision
from guidegraph.model.statement import Role
from guidegraph.render.phrases import link_phrase, names_of, weight_of
from guidegraph.render.standing import Standing, standings_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["Details", "PropertyLine", "name_of"]

_MANY = 10
_SHARE = 0.25
_PROSE = 8
_ALIKE = 0.4
_LONGEST = 300
_NAME = 80
_TOLD = 5
_MOST = 20
_WORDED = frozenset({Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL, Role.TEXT, Role.NOTE})
_SAID = frozenset({Role.STATUS, Role.SUCCESSOR})  # by "deprecated" and "replaced by"
_LINKING = frozenset({Role.PARENT, Role.CHILD, Role.RELATION, Role.MEMBER})
_BY_ID = _LINKING | {Role.SUCCESSOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyLine:
    """
    A property with another value: its name and language, its words kept, removed and added.

    *about* names the resource, where it is no item.
    """

    name: str
    edits: tuple[WordEdit, ...]
    about: str = ""


def name_of(item: Item, edition: Edition) -> str:
    """
    The code and label of an item of data; nothing for an item without either, or of a document.
    """
    if edition.source_kind is None:
        return ""
    return spaced(f"{item.notation or ''} {beginning(spaced(label_of(item)), _NAME)}".strip())


class Details:
    """
    The details of a comparison.

    Args:
        comparison: the diff.
        everything: whether nothing is folded or shortened.
        words: the messages of the language to say it in.
    """

    def __init__(
        self, comparison: Comparison, *, everything: bool, words: Translation = ENGLISH
    ) -> None:
        self.words = words
        self.comparison = comparison
        self.everything = everything
        self.old = {edition.id: edition for edition in comparison.old}
        self.new = comparison.new
        self.is_data = any(edition.source_kind for edition in (*comparison.old, comparison.new))

    # -- names ----------------------------------------------------------------------

    def name(self, ref: Ref, *, old: bool) -> str:
        """The code and label of an item, if it comes from data and has any."""
        edition = self.edition_of(ref, old=old)
        return name_of(edition.by_id[ref.id], edition)

    def edition_of(self, ref: Ref, *, old: bool) -> Edition:
        """The edition of an item, which may have the same id on both sides."""
        return self.old[ref.edition] if old else self.new

    def names(self, change: Change) -> str:
        """The items of a change by code and label: the new ones, the old ones if others."""
        if not self.is_data:
            return ""
        old = dict.fromkeys(self.name(ref, old=True) for ref in change.old)
        new = dict.fromkeys(self.name(ref, old=False) for ref in change.new)
        if change.relation is Relation.SAME or not old:
            old.clear()
        sides = ([name for name in side if name] for side in (old, new))
        return " → ".join(", ".join(side) for side in sides if side)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every item at its place in the new edition, with its change."""
        return standings_of(self.comparison)

    @cached_property
    def running(self) -> Mapping[str, int]:
        """The running numbers of all changes, also of hidden ones, by their ids."""
        return {each.change.id: each.number for each in self.standings if each.change}

    def numbers(self, change: Change) -> str:
        """The old and the new number of a renumbered item, where its id is not the number."""
        if Facet.RENUMBERED not in change.facets or change.relation is not Relation.SAME:
            return ""
        old = dict.fromkeys(self._number(ref, old=True) for ref in change.old)
        new = dict.fromkeys(self._number(ref, old=False) for ref in change.new)
        if old == new or "" in (*old, *new):
            return ""
        return f"{', '.join(old)} → {', '.join(new)}"

    def joins(self, change: Change) -> str:
        """The words of its items that were joined at line ends, and may read otherwise."""
        found: dict[str, None] = {}
        for refs, old in ((change.old, True), (change.new, False)):
            for ref in refs:
                edition = self.edition_of(ref, old=old)
                found |= dict.fromkeys(joins_in(edition.by_id[ref.id], edition))
        return ", ".join(map(repr, found))

    def _number(self, ref: Ref, *, old: bool) -> str:
        item = self.edition_of(ref, old=old).by_id[ref.id]
        printed = self._numbers[old, ref.edition]
        return spaced(item.notation or printed.of_label(item)[0] or printed.of_text(item)[0])

    @cached_property
    def _numbers(self) -> Mapping[tuple[bool, str], Numbers]:
        found = {(True, name): Numbers(edition) for name, edition in self.old.items()}
        return {**found, (False, self.new.id): Numbers(self.new)}

    # -- properties -------------------------------------------------------------------

    def lines(self, change: Change, *, whole: bool = False) -> tuple[PropertyLine, ...]:
        """
        The properties with other values; without what is said elsewhere and the rest of long
        values, unless all is asked for.
        """
        whole = whole or self.everything
        edits = change.properties
        if not whole:
            said = _SAID if Facet.DEPRECATED in change.facets else ()
            edits = tuple(
                edit for edit in edits if not (edit.role in said or self._is_common(edit))
            )
        return self._lines(edits, change, whole=whole)

    def is_folded(self, change: Change) -> bool:
        """Whether only that differs which is said of many items at once."""
        return (
            not self.everything
            and change.facets == (Facet.DESCRIBED,)
            and bool(change.properties)
            and all(self._is_common(edit) for edit in change.properties)
        )

    @cached_property
    def common(self) -> tuple[str, ...]:
        """What many items have in common, a phrase for each, the most frequent first."""
        vocabulary = self.new.source_kind is SourceKind.RDF
        if vocabulary:
            noun = self.words("%(count)s concepts", count="%s")
        else:
            noun = self.words("%(count)s items", count="%s")
        ranked = sorted(self._common.items(), key=lambda entry: (-entry[1], str(entry[0])))
        return tuple(self._phrase(key, noun % f"{count:,}") for key, count in ranked)

    def editions(self, *, whole: bool = False) -> tuple[PropertyLine, ...]:
        """What differs in what is said of the editions, and of resources that are no items."""
        edits = self.comparison.changes.properties
        return self._lines(edits, None, whole=whole or self.everything)

    @cached_property
    def _common(self) -> Mapping[tuple[str | None, ...], int]:
        counts: Counter[tuple[str | None, ...]] = Counter()
        edits: dict[tuple[str | None, ...], PropertyEdit] = {}
        for change in self.comparison.changes.changes:
            for key, edit in {_key(edit): edit for edit in change.properties}.items():
                counts[key] += 1
                edits[key] = edit
        share = max(_MANY, _SHARE * len(self.new.items))
        return {
            key: count
            for key, count in counts.items()
            if count >= (_MANY if self._is_alike(edits[key]) else share)
        }

    def _is_alike(self, edit: PropertyEdit) -> bool:
        """Whether an edit is a translation, or the same for all items that have it."""
        if edit.old is not None and edit.new is not None:
            return True
        language = (edit.language or self.new.language).partition("-")[0]
        return edit.role in _WORDED and language != self.new.language.partition("-")[0]

    def _is_common(self, edit: PropertyEdit) -> bool:
        return _key(edit) in self._common

    def _phrase(self, key: tuple[str | None, ...], items: str) -> str:
        name, language, how = key[:3]
        said = _property(name or "", language)
        if len(key) > 3:
            before = self._value(key[3] or "", None, old=True)
            after = self._value(key[4] or "", None, old=False)
            said = f"{said}: {before} → {after}"
            return self.words("%(property)s in %(items)s", property=said, items=items)
        if how == "added":
            return self.words("%(property)s added to %(items)s", property=said, items=items)
        return self.words("%(property)s removed from %(items)s", property=said, items=items)

    def _lines(
        self, edits: Sequence[PropertyEdit], change: Change | None, *, whole: bool
    ) -> tuple[PropertyLine, ...]:
        """A line for each property in each language; one for each long text."""
        found: dict[tuple[str, ...], list[tuple[str | None, str | None]]] = {}
        for number, edit in enumerate(edits):
            old, new = (
                None if value is None else self._value(value, edit, old=old, change=change)
                for value, old in ((edit.old, True), (edit.new, False))
            )
            own = str(number) if _is_prose(old or "") or _is_prose(new or "") else ""
            key = (edit.about, _property(edit.name, edit.language), own)
            found.setdefault(key, []).append((old, new))
        return tuple(
            PropertyLine(
                name=name,
                edits=tuple(_edits(values, self.words, whole=whole)),
                about=self._value(about, None, old=False) if about else "",
            )
            for (about, name, _), values in found.items()
        )

    def _value(
        self, value: str, edit: PropertyEdit | None, *, old: bool, change: Change | None = None
    ) -> str:
        """A value for people: items by code and label, well-known terms with a prefix."""
        by_id = edit is not None and edit.role in _BY_ID
        members = [value] if value.count("; ") == 0 else [value, *value.split("; ")]
        whole, *parts = (self._item(each, by_id=by_id, old=old, change=change) for each in members)
        if whole is not None:
            return whole
        if parts and all(parts):
            return "; ".join(part or "" for part in parts)
        return spaced(curie(value)) if "://" in value and " " not in value else spaced(value)

    def _item(self, value: str, *, by_id: bool, old: bool, change: Change | None) -> str | None:
        names = [ref.edition for ref in change.old] if change else list(self.old)
        editions = [*(self.old[name] for name in dict.fromkeys(names)), self.new]
        for edition in editions if old else reversed(editions):
            id_ = edition.by_iri.get(value)
            if id_ is None and by_id and value in edition.by_id:
                id_ = value
            if id_ is not None:
                return name_of(edition.by_id[id_], edition) or id_
        return None

    # -- successors -----------------------------------------------------------------------

    @cached_property
    def replaces(self) -> Mapping[str, tuple[Ref, ...]]:
        """The items that were deprecated in favour of each new item."""
        found: dict[str, list[Ref]] = {}
        for change in (*self.comparison.changes.changes, *self.comparison.changes.hidden):
            if Facet.DEPRECATED in change.facets:
                for successor in change.replaced_by:
                    found.setdefault(successor, []).extend(change.new)
        return {id_: tuple(dict.fromkeys(refs)) for id_, refs in found.items()}

    @cached_property
    def mergers(self) -> tuple[str, ...]:
        """
        The items that did not change themselves and took in several that were deprecated, as
        phrases.
        """
        changed = {ref.id for change in self.comparison.changes.changes for ref in change.new}
        return tuple(
            f"{self._successor(id_)} {self._took_in(refs)}"
            for id_, refs in self.replaces.items()
            if len(refs) > 1 and id_ not in changed
        )

    def duplicates(self, twin: Ref) -> str:
        """That an item says what another one says, as a phrase."""
        return self.words("says the same as %(item)s", item=self._quoted(twin, old=False))

    def decided(self, change: Change) -> Iterator[str]:
        """
        What was decided about a change, and why; or about its items, before the words were edited.
        """
        decision = self.comparison.decisions.get(change.id)
        if decision is not None:
            yield self._decision(decision)
        elif (decision := self.comparison.stale.get(change.id)) is not None:
            yield self.words(
                "stale, as the words were edited since: %(decision)s",
                decision=self._decision(decision),
            )
        else:
            return
        if decision.into:
            yield self.words("incorporated into %(items)s", items=self._listed(decision.into))
        if decision.rationale:
            yield self.words("rationale: %(words)s", words=decision.rationale)
        if decision.link:
            yield self.words("see %(address)s", address=decision.link)

    def _decision(self, decision: Decision) -> str:
        said = self.words(
            "%(state)s by %(reviewer)s, %(date)s",
            state=self.words.known(decision.state.value),
            reviewer=decision.reviewer,
            date=decision.date,
        )
        return f"{said}: {decision.reason}" if decision.reason else said

    def points(self, change: Change) -> Iterator[str]:
        """
        What was decided, and by which mapping that was named, the other cells of a row, twins,
        successors, items taken in, and links, as phrases.
        """
        yield from self.decided(change)
        confirmation = self.confirmation(change)
        if confirmation is not None and confirmation.given:
            yield self.rests_on(confirmation)
        if change.relation in (Relation.ADDED, Relation.DROPPED):
            yield from self._cells(change)
        if change.relation is Relation.ADDED and Facet.DEPRECATED in change.facets:
            withdrawn = self.new.by_id[change.new[0].id].status is Status.WITHDRAWN
            yield self.words("withdrawn") if withdrawn else self.words("deprecated")
        if change.duplicate_of is not None and self.names(change):
            yield self.duplicates(change.duplicate_of)
        if Facet.DEPRECATED in change.facets:
            for id_ in change.replaced_by:
                others = [ref for ref in self.replaces.get(id_, ()) if ref not in change.new]
                successor = self._successor(id_)
                if others:
                    yield self.words(
                        "replaced by %(item)s, which also replaces %(others)s",
                        item=successor,
                        others=self._listed(others),
                    )
                else:
                    yield self.words("replaced by %(item)s", item=successor)
        if joined := self.joins(change):
            yield self.words("joined at a line end: %(words)s", words=joined)
        for ref in change.new:
            if (taken := self.replaces.get(ref.id, ())) and change.relation is not Relation.DROPPED:
                yield self._took_in(taken)
        # What the item itself says of its links is in the properties.
        if not any(edit.role in _LINKING for edit in change.properties):
            for link in change.links:
                named = self._item(link.target, by_id=True, old=False, change=change)
                yield link_phrase(replace(link, target=named) if named and self.is_data else link)

    def confirmation(self, change: Change) -> Confirmation | None:
        """Who confirmed that the items of a change belong together, if somebody did."""
        return self._confirmations.get((change.old, change.new))

    @cached_property
    def _confirmations(self) -> Mapping[tuple[Sequence[Ref], Sequence[Ref]], Confirmation]:
        alignment = self.comparison.alignment
        return {
            (group.old, group.new): group.confirmation
            for group in (alignment.groups if alignment is not None else ())
            if group.confirmation is not None
        }

    def rests_on(self, confirmation: Confirmation) -> str:
        """The rows that decided an alignment, and who confirmed them, as a phrase."""
        rows = ", ".join(f"{row.path}:{row.line}" for row in confirmation.rows)
        if confirmation.reviewers:
            return self.words(
                "aligned as confirmed by %(reviewers)s in %(rows)s",
                reviewers=", ".join(confirmation.reviewers),
                rows=rows,
            )
        return self.words("aligned as stated in %(rows)s", rows=rows)

    def _cells(self, change: Change) -> Iterator[str]:
        """What a row of a table says beside its name and text."""
        old = change.relation is Relation.DROPPED
        for ref in change.old or change.new:
            edition = self.edition_of(ref, old=old)
            if edition.source_kind not in (None, SourceKind.TABLE):
                continue
            cells = edition.by_id[ref.id].attributes
            shown = cells if self.everything else cells[:_TOLD]
            said = [
                f"{spaced(each.property)}: {_clipped(spaced(each.value), whole=self.everything)}"
                for each in shown
                if each.value
            ]
            if more := len(cells) - len(shown):
                said.append(self.words("%(count)s more", count=more))
            if said:
                yield "; ".join(said)

    def _successor(self, id_: str) -> str:
        if id_ not in self.new.by_id:
            return spaced(id_)
        return self._named(Ref(edition=self.new.id, id=id_), old=False)

    def _took_in(self, refs: Sequence[Ref]) -> str:
        return self.words("took in %(items)s (deprecated)", items=self._listed(refs))

    def _listed(self, refs: Sequence[Ref]) -> str:
        names = [self._named(ref, old=False) for ref in refs[:_TOLD]]
        if len(refs) > _TOLD:
            names.append(self.words("%(count)s more", count=len(refs) - _TOLD))
        *first, last = names
        if not first:
            return last
        return self.words("%(first)s and %(last)s", first=", ".join(first), last=last)

    def _named(self, ref: Ref, *, old: bool) -> str:
        return self.name(ref, old=old) or spaced(ref.id)

    # -- replaced at their place ---------------------------------------------------------------

    def stand_ins(self, change: Change) -> tuple[Ref, ...]:
        """For a dropped item the added ones at its place, for an added one the dropped ones."""
        if Facet.REPLACED not in change.facets:
            return ()
        if change.relation is not Relation.DROPPED:
            return change.replaces
        ids = (id_ for id_ in change.replaced_by if id_ in self.new.by_id)
        return tuple(Ref(edition=self.new.id, id=id_) for id_ in ids)

    def is_beside(self, change: Change) -> bool:
        """Whether an added item is shown with the dropped one at whose place it is."""
        return change.relation is Relation.ADDED and change.new[0] in self._beside

    def together(self, change: Change) -> tuple[Change, ...]:
        """A change with those that are shown with it: the added items at a dropped one's place."""
        refs = self.stand_ins(change) if change.old else ()
        return (change, *(self._added[ref] for ref in refs if ref in self._added))

    @cached_property
    def _added(self) -> Mapping[Ref, Change]:
        changes = self.comparison.changes.changes
        return {each.new[0]: each for each in changes if self.is_beside(each)}

    @cached_property
    def _beside(self) -> frozenset[Ref]:
        return frozenset(
            ref
            for change in self.comparison.changes.changes
            if change.relation is Relation.DROPPED
            for ref in self.stand_ins(change)
        )

    def title(self, change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """
        How the items changed, and how important it is; a dropped and an added item at its place are
        one title.
        """
        if not (change.relation is Relation.DROPPED and self.stand_ins(change)):
            return names_of(change), weight_of(change)
        return (Facet.REPLACED.value,), (change.relation, Relation.ADDED, *weight_of(change))

    # -- identifiers --------------------------------------------------------------------------

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """How far shared identifiers were followed, a sentence for each old edition."""
        uses = self.comparison.changes.identifiers
        return tuple(self._use(use, several=len(self.old) > 1) for use in uses)

    @cached_property
    def disagreements(self) -> tuple[str, ...]:
        """Where an identifier and the words say different things."""
        return tuple(
            self._disagreement(each)
            for use in self.comparison.changes.identifiers
            for each in use.disagreements
        )

    def _use(self, use: IdentifierUse, *, several: bool) -> str:
        said = self.words("Identifiers of %(edition)s", edition=use.old)
        counts = self.words(
            "%(shared)s shared, %(agreeing)s with similar words",
            shared=f"{use.shared:,}",
            agreeing=f"{use.agreeing:,}",
        )
        if not use.deciding:
            decided = self.words("they do not decide")
        elif use.deciding == use.shared:
            decided = self.words("they decide")
        else:
            decided = self.words("%(count)s of them decide", count=f"{use.deciding:,}")
        return f"{said if several else self.words('Identifiers')}: {counts}; {decided}."

    def _disagreement(self, found: Disagreement) -> str:
        parts = [
            self.words("the identifier says %(item)s", item=self._quoted(found.new, old=False))
        ]
        if found.later is not None:
            near = self._quoted(found.later, old=False)
            parts.append(self.words("its words are nearest to %(item)s", item=near))
        if found.earlier is not None:
            near = self._quoted(found.earlier, old=True)
            parts.append(self.words("the words of that are nearest to %(item)s before", item=near))
        if found.decided:
            decided = self.words("the identifier decided")
        else:
            decided = self.words("the words decided")
        return f"{self._quoted(found.old, old=True)}: {', '.join(parts)}; {decided}"

    def _quoted(self, ref: Ref, *, old: bool) -> str:
        name = self.name(ref, old=old)
        return f"'{name}' ({spaced(ref.id)})" if name else spaced(ref.id)


def _key(edit: PropertyEdit) -> tuple[str | None, ...]:
    """What edits have in common that are said once for many items."""
    if edit.old is None or edit.new is None:
        return (edit.name, edit.language, "added" if edit.old is None else "removed")
    return (edit.name, edit.language, "replaced", edit.old, edit.new)


def _property(name: str, language: str | None) -> str:
    return spaced(f"{name}@{language}" if language else name)


_Values = Sequence[tuple[str | None, str | None]]


def _edits(values: _Values, words: Translation, *, whole: bool) -> Iterator[WordEdit]:
    """
    One value that replaces another, with an arrow, or word by word where both are prose; several
    values: all that were removed, then all that were added.
    """
    (before, after), *others = values
    if before is not None and after is not None and not others:
        edits = word_edits(before, after) if _is_prose(before) and _is_prose(after) else ()
        same = sum(len(edit.text.split()) for edit in edits if edit.op is WordOp.EQUAL)
        if edits and same >= _ALIKE * max(len(before.split()), len(after.split())):
            yield from edits
            return
        yield WordEdit(op=WordOp.DELETE, text=_clipped(before, whole=whole))
        yield WordEdit(op=WordOp.EQUAL, text="→")
        yield WordEdit(op=WordOp.INSERT, text=_clipped(after, whole=whole))
        return
    gone = [(WordOp.DELETE, old) for old, _ in values if old is not None]
    come = [(WordOp.INSERT, new) for _, new in values if new is not None]
    shown = [*gone, *come] if whole else [*gone[:_MOST], *come[:_MOST]]
    for number, (op, text) in enumerate(shown):
        if number:
            yield WordEdit(op=WordOp.EQUAL, text="·")
        yield WordEdit(op=op, text=_clipped(text, whole=whole))
    if more := len(gone) + len(come) - len(shown):
        text = words("and %(count)s more", count=f"{more:,}")
        yield WordEdit(op=WordOp.EQUAL, text=f"· {text}")


def _is_prose(text: str) -> bool:
    return len(text.split(None, _PROSE)) > _PROSE


def _clipped(text: str, *, whole: bool) -> str:
    return (text if whole else beginning(text, _LONGEST)) or "(empty)"
