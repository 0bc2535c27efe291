"""
A diff in the controlled language of KGCL, one command a line, as far as that language allows.

KGCL: https://w3id.org/kgcl/, with the commands of the grammar of its Python implementation, which
has no comments and no escapes: what a text in quotes cannot hold is written with other quotes.

KGCL knows items by their IRIs. An item that keeps its IRI, as between releases of a vocabulary, is
renamed, moved and changed under it. An item with another IRI than its successor is made obsolete
with the successor as replacement, and the differences are stated about the successor. A value that
is added or removed is one that was, or becomes, empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidegraph.graph.vocab import GG, ITEM_TYPES, RDF, SKOS
from guidegraph.model.changes import Change, Comparison, Facet, Pair, Ref, Relation
from guidegraph.model.correspondence import match_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.mapping import Match
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["losses_in_kgcl", "to_kgcl"]

_LOSSES = (
    "That the parts of a split or merger belong together, that an added item is a duplicate, the "
    "place among siblings, footnotes and addresses, values inside other values, how important a "
    "difference in words is and why, what differs in the editions themselves, and the confidence "
    "of the alignment cannot be stated in KGCL. A straight apostrophe in a text is written as a "
    "typographic one, and a line end as a space."
)
_ALTERNATIVES = (Match.NARROW, Match.RELATED)
_CONSIDER = "<http://www.geneontology.org/formats/oboInOwl#consider>"
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+")
_NAMING = frozenset({Role.PARENT, Role.CHILD, Role.RELATION, Role.MEMBER, Role.SUCCESSOR})
_PROPERTIES: Mapping[Role, str] = {
    Role.TYPE: RDF.type,
    Role.LABEL: SKOS.prefLabel,
    Role.ALT_LABEL: SKOS.altLabel,
    Role.HIDDEN_LABEL: f"{SKOS.NAMESPACE}hiddenLabel",
    Role.TEXT: SKOS.definition,
    Role.NOTATION: SKOS.notation,
    Role.PARENT: SKOS.broader,
    Role.CHILD: SKOS.narrower,
    Role.RELATION: SKOS.related,
}


def to_kgcl(comparison: Comparison) -> bytes:
    """The commands in the order of the changes."""
    return "".join(f"{command}\n" for command in _Commands(comparison)).encode()


def losses_in_kgcl(comparison: Comparison) -> tuple[str, ...]:
    """What KGCL cannot state, and of how many changes something is lost."""
    counts = Counter[str]()
    for change in comparison.changes.changes:
        counts.update({change.relation.value} & {"split", "merged", "regrouped"})
        counts.update({*change.facets} & {Facet.DUPLICATE, Facet.REORDERED, Facet.RELINKED})
        counts["weighed"] += change.verdict is not None
    lost = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if count)
    return (_LOSSES, f"Changes of which something is lost: {lost or 'none'}.")


@dataclass(frozen=True, slots=True)
class _Fact:
    """A statement about an item as KGCL can state it: its property, and an IRI or a literal."""

    role: Role
    property: str
    value: str
    is_iri: bool
    language: str | None
    datatype: str | None


class _Commands:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.old = {edition.id: edition for edition in comparison.old}
        self.new = comparison.new
        self.heirs = _heirs(comparison)
        self.heirs_by_iri = {self._before(ref): heir for ref, heir in self.heirs.items()}

    def __iter__(self) -> Iterator[str]:
        for change in self.comparison.changes.changes:
            yield from self._change(change)
        for pair in self.comparison.changes.unchanged:
            yield from self._replaced(pair, pair.old, (pair.new,))

    def _change(self, change: Change) -> Iterator[str]:
        if change.relation is not Relation.SAME:
            kept = {self._before(ref): ref for ref in change.old}
            for ref in change.new:
                if self._after(ref) in kept:
                    yield from self._altered(kept[self._after(ref)], ref)
                else:
                    yield from self._created(self.new.by_id[ref.id])
        for ref in change.old:
            yield from self._replaced(change, ref, change.new)
        if change.relation is Relation.SAME:
            yield from self._altered(change.old[0], change.new[0])
        if Facet.DEPRECATED in change.facets:
            yield from self._deprecated(change)

    def _replaced(self, how: Change | Pair, ref: Ref, heirs: tuple[Ref, ...]) -> Iterator[str]:
        """
        An item is replaced by one with the same content; those with parts are alternatives.

        An item whose IRI the new edition still has is not replaced.
        """
        iri = self._before(ref)
        if iri in self.new.by_iri:
            return
        found = [f"<{self._after(heir)}>" for heir in heirs]
        if not found:
            yield f"obsolete <{iri}>"
        elif match_of(self.comparison, how, ref, heirs[0]) in _ALTERNATIVES:
            yield f"obsolete <{iri}>"
            yield from (f"create edge <{iri}> {_CONSIDER} {heir}" for heir in found)
        else:
            yield f"obsolete <{iri}> with replacement {found[0]}"

    def _deprecated(self, change: Change) -> Iterator[str]:
        """What the source itself deprecates, with its successor; several are alternatives."""
        named = (
            self.new.iri_of(id_) if id_ in self.new.by_id else id_ for id_ in change.replaced_by
        )
        successors = [f"<{iri}>" for iri in named if _SCHEME.fullmatch(iri)]
        for ref in change.new:
            iri = f"<{self._after(ref)}>"
            if len(successors) == 1:
                yield f"obsolete {iri} with replacement {successors[0]}"
            else:
                yield f"obsolete {iri}"
                yield from (f"create edge {iri} {_CONSIDER} {heir}" for heir in successors)

    def _created(self, item: Item) -> Iterator[str]:
        iri = f"<{self.new.iri_of(item.id)}>"
        label = item.pref_label or item.label or item.name
        yield f"create node {iri} {_text(label)}{_tag(self.new.language)}"
        if item.statements:
            facts = self._facts(self.new, item, old=False)
            own = [
                fact
                for fact in facts
                if fact.role is Role.LABEL
                and fact.value in (item.pref_label, item.label)
                and (fact.language or self.new.language) == self.new.language
            ]
            yield from _differences(iri, Counter(), facts - Counter(own), self.new.language)
            return
        if item.text is not None:
            yield f"add definition {_text(item.text)} to {iri}"
        for name in item.alt_labels:
            yield f"create exact synonym {_text(name)} for {iri}"
        if item.parent is not None:
            yield f"create edge {iri} <{SKOS.broader}> <{self.new.iri_of(item.parent)}>"

    def _altered(self, old_ref: Ref, new_ref: Ref) -> Iterator[str]:
        edition = self.old[old_ref.edition]
        old, new = edition.by_id[old_ref.id], self.new.by_id[new_ref.id]
        iri = f"<{self.new.iri_of(new.id)}>"
        if old.statements and new.statements:
            before = self._facts(edition, old, old=True)
            after = self._facts(self.new, new, old=False)
            if new.status and not old.status:  # what made it deprecated is a command of its own
                for facts in (before, after):
                    for fact in [each for each in facts if each.role in _OF_STATUS]:
                        del facts[fact]
            elif old.status and not new.status:
                yield f"unobsolete {iri}"
            yield from _differences(iri, before - after, after - before, self.new.language)
            return
        before_name, after_name = (_name(item) for item in (old, new))
        if before_name != after_name and before_name and after_name:
            was, now = _tag(edition.language), _tag(self.new.language)
            yield f"rename {iri} from {_text(before_name)}{was} to {_text(after_name)}{now}"
        if old.text != new.text:
            yield _definition(iri, old.text, new.text)
        for name in sorted({*old.alt_labels} - {*new.alt_labels}):
            yield f"remove synonym {_text(name)} for {iri}"
        for name in sorted({*new.alt_labels} - {*old.alt_labels}):
            yield f"create exact synonym {_text(name)} for {iri}"
        if old.notation is not None and new.notation is not None and old.notation != new.notation:
            yield (
                f"change annotation of {iri} with <{SKOS.notation}> "
                f"from {_literal(old.notation)} to {_literal(new.notation)}"
            )
        if old.type != new.type:
            yield f"delete edge {iri} <{RDF.type}> <{ITEM_TYPES.get(old.type, GG.Item)}>"
            yield f"create edge {iri} <{RDF.type}> <{ITEM_TYPES.get(new.type, GG.Item)}>"
        above = self._heir_of_parent(edition, old)
        below = None if new.parent is None else self.new.iri_of(new.parent)
        if above != below:
            yield from _moved(iri, f"<{SKOS.broader}>", above, below)

    def _facts(self, edition: Edition, item: Item, *, old: bool) -> Counter[_Fact]:
        """What is said of an item; an old item that it names counts as its successor."""
        found = (self._fact(edition, each, old=old) for each in item.statements if not each.about)
        return Counter(fact for fact in found if fact is not None)

    def _fact(self, edition: Edition, said: Statement, *, old: bool) -> _Fact | None:
        if said.kind not in (StatementKind.LITERAL, StatementKind.IRI):
            return None
        value, is_iri = said.value, said.kind is StatementKind.IRI
        if not is_iri and said.role in _NAMING and value in edition.by_id:
            value, is_iri = edition.iri_of(value), True
        if is_iri and old:
            value = self.new.iri if value == edition.iri else self.heirs_by_iri.get(value, value)
        if is_iri and not _SCHEME.fullmatch(value):
            is_iri = False
        property_ = said.property
        if not _SCHEME.fullmatch(property_):
            property_ = _PROPERTIES.get(said.role, property_)
        return _Fact(said.role, property_, value, is_iri, said.language, said.datatype)

    def _heir_of_parent(self, edition: Edition, item: Item) -> str | None:
        if item.parent is None:
            return None
        ref = Ref(edition=edition.id, id=item.parent)
        return self.heirs.get(ref, edition.iri_of(item.parent))

    def _before(self, ref: Ref) -> str:
        return self.old[ref.edition].iri_of(ref.id)

    def _after(self, ref: Ref) -> str:
        return self.new.iri_of(ref.id)


_OF_STATUS = frozenset({Role.STATUS, Role.SUCCESSOR})


def _heirs(comparison: Comparison) -> Mapping[Ref, str]:
    """The IRI of the successor of each old item, the first of several."""
    changes, new = comparison.changes, comparison.new
    heirs = {
        ref: new.iri_of(change.new[0].id)
        for change in changes.changes
        if change.new
        for ref in change.old
    }
    return heirs | {pair.old: new.iri_of(pair.new.id) for pair in changes.unchanged}


_Change = tuple[_Fact | None, _Fact | None]


def _differences(
    iri: str, gone: Counter[_Fact], come: Counter[_Fact], language: str
) -> Iterator[str]:
    """The commands for facts that were removed and added, property by property."""
    groups: dict[tuple[str, str], tuple[list[_Fact], list[_Fact]]] = {}
    for side, facts in enumerate((gone, come)):
        for fact in facts.elements():
            key = (fact.property, (fact.language or "").lower())
            groups.setdefault(key, ([], []))[side].append(fact)
    for _, (old, new) in sorted(groups.items()):
        paired = len(old) == len(new) == 1 and old[0].is_iri is new[0].is_iri
        changes: list[_Change] = (
            [(old[0], new[0])]
            if paired
            else [*((fact, None) for fact in old), *((None, fact) for fact in new)]
        )
        for before, after in changes:
            yield from _command(iri, before, after, language)


def _command(iri: str, before: _Fact | None, after: _Fact | None, language: str) -> Iterator[str]:
    fact = before or after
    if fact is None:
        return
    property_ = f"<{fact.property}>" if _SCHEME.fullmatch(fact.property) else _text(fact.property)
    if fact.is_iri:
        old, new = (None if each is None else each.value for each in (before, after))
        if fact.role is Role.PARENT:
            yield from _moved(iri, property_, old, new)
        else:
            if old is not None:
                yield f"delete edge {iri} {property_} <{old}>"
            if new is not None:
                yield f"create edge {iri} {property_} <{new}>"
    elif fact.role is Role.LABEL and before and after:
        names = (f"{_text(each.value)}{_tag(each.language)}" for each in (before, after))
        yield f"rename {iri} from {' to '.join(names)}"
    elif fact.role in (Role.ALT_LABEL, Role.HIDDEN_LABEL):
        kind = "exact synonym" if fact.role is Role.ALT_LABEL else "synonym"
        if before:
            yield f"remove synonym {_text(before.value)}{_tag(before.language)} for {iri}"
        if after:
            yield f"create {kind} {_text(after.value)}{_tag(after.language)} for {iri}"
    elif fact.role is Role.TEXT and (fact.language or language) == language:
        old, new = (None if each is None else each.value for each in (before, after))
        yield _definition(iri, old, new)
    else:
        was, now = (_literal_of(each) for each in (before, after))
        yield f"change annotation of {iri} with {property_} from {was} to {now}"


def _moved(iri: str, property_: str, above: str | None, below: str | None) -> Iterator[str]:
    if above is not None and below is not None:
        yield f"move {iri} {property_} <{above}> from <{above}> to <{below}>"
    elif above is not None:
        yield f"delete edge {iri} {property_} <{above}>"
    elif below is not None:
        yield f"create edge {iri} {property_} <{below}>"


def _definition(iri: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"add definition {_text(after or '')} to {iri}"
    if after is None:
        return f"remove definition for {iri}"
    return f"change definition of {iri} from {_text(before)} to {_text(after)}"


def _name(item: Item) -> str | None:
    return item.pref_label or item.label


def _text(text: str) -> str:
    """A label or definition: between apostrophes, which the grammar cannot escape."""
    return "'" + _line(text).replace("'", "\u2019") + "'"


def _literal_of(fact: _Fact | None) -> str:
    if fact is None:
        return '""'
    if fact.language:
        return f"{_literal(fact.value)}{_tag(fact.language)}"
    datatype = fact.datatype or ""
    return f"{_literal(fact.value)}{f'^^<{datatype}>' if _SCHEME.fullmatch(datatype) else ''}"


def _literal(text: str) -> str:
    """A value of an annotation: between quotes, or three apostrophes if it has quotes."""
    line = _line(text)
    if '"' not in line:
        return f'"{line}"'
    if "'''" not in line and not line.startswith("'") and not line.endswith("'"):
        return f"'''{line}'''"
    return '"' + line.replace('"', "\u201d") + '"'


def _line(text: str) -> str:
    """A text on one line: a line end would begin another command."""
    return " ".join(text.split())


def _tag(language: str | None) -> str:
    return f"@{language}" if language and _LANGUAGE.fullmatch(language) else ""
