"""
A diff in the controlled language of KGCL, one command a line, as far as that language allows.

KGCL: https://w3id.org/kgcl/, with the commands of the grammar of its Java implementation, which is
the only one that knows definitions, alternatives and moves between two parents.

KGCL knows items by their IRIs, and every edition has its own. Therefore an item with a successor is
made obsolete with the successor as replacement, and the differences are stated about the successor.
Between revisions of one edition, where IRIs stay, only the differences are stated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from guidegraph.graph.vocab import GG, ITEM_TYPES, RDF, SKOS
from guidegraph.model.changes import Change, Comparison, Facet, Pair, Ref, Relation
from guidegraph.model.correspondence import match_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.mapping import Match


__all__ = ["LOSSES", "to_kgcl"]

LOSSES = (
    "That the parts of a split or merger belong together, that an added item is a duplicate, the "
    "place among siblings, a name gained or lost, links to other items, footnotes and addresses, "
    "how important a difference in words is and why, and the confidence of the alignment cannot be "
    "stated in KGCL."
)
"""What KGCL cannot state about a diff."""

_ALTERNATIVES = (Match.NARROW, Match.RELATED)


def to_kgcl(comparison: Comparison) -> bytes:
    """Comments that list what is lost, then the commands in the order of the changes."""
    lines = [*_header(comparison), *_Commands(comparison)]
    return ("\n".join(lines) + "\n").encode()


def _header(comparison: Comparison) -> Iterator[str]:
    changes = comparison.changes
    yield f"# From {_line(' and '.join(changes.old))} to {_line(changes.new)}, as KGCL."
    yield f"# {LOSSES}"
    counts = Counter[str]()
    for change in changes.changes:
        counts.update({change.relation.value} & {"split", "merged", "regrouped"})
        counts.update({*change.facets} & {Facet.DUPLICATE, Facet.REORDERED, Facet.RELINKED})
        counts["weighed"] += change.verdict is not None
    lost = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if count)
    yield f"# Changes of which something is lost here: {lost or 'none'}."


class _Commands:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.old = {edition.id: edition for edition in comparison.old}
        self.new = comparison.new
        self.heirs = _heirs(comparison)

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

    def _replaced(self, how: Change | Pair, ref: Ref, heirs: tuple[Ref, ...]) -> Iterator[str]:
        """An item is replaced by one with the same content; those with parts are alternatives."""
        iri = self._before(ref)
        found = [f"<{self._after(heir)}>" for heir in heirs]
        if f"<{iri}>" in found:
            return
        if not found:
            yield f"obsolete <{iri}>"
        elif match_of(self.comparison, how, ref, heirs[0]) in _ALTERNATIVES:
            yield f"obsolete <{iri}> with alternative {', '.join(found)}"
        else:
            yield f"obsolete <{iri}> with replacement {found[0]}"

    def _created(self, item: Item) -> Iterator[str]:
        iri = self.new.iri_of(item.id)
        label = item.pref_label or item.label or item.name
        yield f"create instance <{iri}> {_text(label)}{_tag(self.new)}"
        if item.text is not None:
            yield f"add definition {_text(item.text)} to <{iri}>"
        for name in item.alt_labels:
            yield f"create exact synonym {_text(name)} for <{iri}>"
        if item.parent is not None:
            yield f"create edge <{iri}> <{SKOS.broader}> <{self.new.iri_of(item.parent)}>"

    def _altered(self, old_ref: Ref, new_ref: Ref) -> Iterator[str]:
        edition = self.old[old_ref.edition]
        old, new = edition.by_id[old_ref.id], self.new.by_id[new_ref.id]
        iri = f"<{self.new.iri_of(new.id)}>"
        before, after = (_name(item) for item in (old, new))
        if before != after and before and after:
            names = f"from {_text(before)}{_tag(edition)} to {_text(after)}{_tag(self.new)}"
            yield f"rename {iri} {names}"
        if old.text != new.text:
            yield _definition(iri, old.text, new.text)
        for name in sorted({*old.alt_labels} - {*new.alt_labels}):
            yield f"remove synonym {_text(name)} for {iri}"
        for name in sorted({*new.alt_labels} - {*old.alt_labels}):
            yield f"create exact synonym {_text(name)} for {iri}"
        if old.notation is not None and new.notation is not None and old.notation != new.notation:
            yield (
                f"change annotation of {iri} with <{SKOS.notation}> "
                f"from {_text(old.notation)} to {_text(new.notation)}"
            )
        if old.type != new.type:
            yield f"delete edge {iri} <{RDF.type}> <{ITEM_TYPES.get(old.type, GG.Item)}>"
            yield f"create edge {iri} <{RDF.type}> <{ITEM_TYPES.get(new.type, GG.Item)}>"
        yield from self._moved(iri, edition, old, new)

    def _moved(self, iri: str, edition: Edition, old: Item, new: Item) -> Iterator[str]:
        above = self._heir_of_parent(edition, old)
        below = None if new.parent is None else self.new.iri_of(new.parent)
        if above == below:
            return
        if above is not None and below is not None:
            yield f"move {iri} from <{above}> to <{below}>"
        elif above is not None:
            yield f"delete edge {iri} <{SKOS.broader}> <{above}>"
        else:
            yield f"create edge {iri} <{SKOS.broader}> <{below}>"

    def _heir_of_parent(self, edition: Edition, item: Item) -> str | None:
        if item.parent is None:
            return None
        ref = Ref(edition=edition.id, id=item.parent)
        return self.heirs.get(ref, edition.iri_of(item.parent))

    def _before(self, ref: Ref) -> str:
        return self.old[ref.edition].iri_of(ref.id)

    def _after(self, ref: Ref) -> str:
        return self.new.iri_of(ref.id)


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


def _definition(iri: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"add definition {_text(after or '')} to {iri}"
    if after is None:
        return f"remove definition for {iri}"
    return f"change definition of {iri} from {_text(before)} to {_text(after)}"


def _name(item: Item) -> str | None:
    return item.pref_label or item.label


def _text(text: str) -> str:
    escaped = _line(text).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _line(text: str) -> str:
    """A text on one line: a line end would begin another command."""
    return " ".join(text.split())


def _tag(edition: Edition) -> str:
    # The grammar has two and three letters for a language, and no more than one subtag.
    language, _, _ = edition.language.partition("-")
    return (
        f"@{language}"
        if language.isascii() and language.isalpha() and len(language) in (2, 3)
        else ""
    )
