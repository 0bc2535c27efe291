"""What a diff found, as mappings that others can read (SSSOM)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import replace

from guidegraph.graph.changes import change_set_iri, minting_space
from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation, WordOp
from guidegraph.model.correspondence import match_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import clipped
from guidegraph.model.mapping import (
    BUILT_IN_PREFIXES,
    GROUP_COLUMN,
    NO_TERM_FOUND,
    Cardinality,
    Curation,
    ExtensionSlot,
    Justification,
    Mapping,
    MappingSet,
    Match,
)
from guidegraph.model.titles import titles_of


__all__ = ["TOOL", "curated", "still_confirmed", "to_mappings"]

TOOL = "https://w3id.org/guidegraph"

_GG = "https://w3id.org/guidegraph/ontology#"
_NO_LICENSE = "https://w3id.org/sssom/license/unspecified"
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_LABEL = 80
_MOST_SPACES = 5
_CARDINALITIES = {
    Relation.SAME: Cardinality.ONE_TO_ONE,
    Relation.SPLIT: Cardinality.ONE_TO_MANY,
    Relation.MERGED: Cardinality.MANY_TO_ONE,
    Relation.REGROUPED: Cardinality.MANY_TO_MANY,
    Relation.DROPPED: Cardinality.ONE_TO_NONE,
    Relation.ADDED: Cardinality.NONE_TO_ONE,
}


def to_mappings(
    comparison: Comparison,
    version: str,
    *,
    curations: MappingOf[str, Curation] | None = None,
    unchanged: Curation | None = None,
    by_address: bool = False,
) -> MappingSet:
    """
    The mappings of a diff, between the IRIs that the sources give their items.

    The rows of a split, a merger or a regrouping share a group. Dropped and added items are mapped
    to `sssom:NoTermFound`.

    Args:
        version: of this program.
        curations: who confirmed a change, by the change's id.
        unchanged: who confirmed the unchanged pairs.
        by_address: whether items have the addresses that they have in their editions instead;
            these differ even if the sources share IRIs.
    """
    return _Mapper(comparison, curations or {}, unchanged, by_address=by_address).mapping_set(
        version
    )


def curated(mappings: MappingSet) -> MappingSet:
    """The mappings that a person confirmed, or made."""
    rows = (
        row
        for row in mappings.mappings
        if row.reviewers or row.reviewer_ids or row.justification == Justification.MANUAL
    )
    return replace(mappings, mappings=tuple(rows))


def still_confirmed(new: MappingSet, old: MappingSet, by: Curation | None = None) -> MappingSet:
    """
    The new mappings; pairs that a person confirmed in the old set stay confirmed, with the
    predicate and the confidence that they had then, and what people wrote about a pair, or into
    columns of their own, stays.

    *by* has confirmed the rest, not what was confirmed before.
    """
    rest = () if by is None else (by.reviewer,)
    before = {(row.subject, row.object): row for row in curated(old).mappings if not row.negated}
    noted = {(row.subject, row.object): row for row in old.mappings}

    def with_notes(row: Mapping) -> Mapping:
        found = noted.get((row.subject, row.object))
        if found is None:
            return row
        return replace(row, comment=row.comment or found.comment, others=row.others or found.others)

    def kept(row: Mapping) -> Mapping:
        found = before.get((row.subject, row.object))
        if found is None:
            return row
        if row.reviewers and row.reviewers != rest:
            # Compared again with the pair as confirmed, it is certain; when decided, it was not.
            is_same = _confirmation(row) == _confirmation(found)
            return replace(row, confidence=found.confidence) if is_same else row
        return replace(
            row,
            predicate=found.predicate,
            justification=found.justification,
            reviewers=found.reviewers,
            reviewer_ids=found.reviewer_ids,
            review_date=found.review_date,
            confidence=found.confidence,
        )

    rows = tuple(with_notes(kept(row)) for row in new.mappings)
    slots = new.extensions or old.extensions
    own = [text for row in rows for _, text in row.others]
    own += [text for slot in slots for text in (slot.property, slot.type_hint) if text]
    needed = {
        prefix: iri
        for prefix, iri in old.prefixes.items()
        if any(text.startswith(f"{prefix}:") for text in own)
    }
    return replace(new, mappings=rows, prefixes={**needed, **new.prefixes}, extensions=slots)


def _confirmation(row: Mapping) -> tuple[object, ...]:
    """Who confirmed which relation, and when."""
    return row.predicate, row.reviewers, row.review_date


class _Mapper:
    def __init__(
        self,
        comparison: Comparison,
        curations: MappingOf[str, Curation],
        unchanged: Curation | None,
        *,
        by_address: bool,
    ) -> None:
        self.comparison = comparison
        self.by_address = by_address
        self.curations = curations
        self.unchanged = unchanged
        self.old = {edition.id: edition for edition in comparison.old}

    def mapping_set(self, version: str) -> MappingSet:
        new = self.comparison.new
        names = "--".join((*self.comparison.changes.old, new.id))
        prefixes = {
            **_prefixes((*self.comparison.old, new), by_address=self.by_address),
            "dcterms": "http://purl.org/dc/terms/",
            "gg": _GG,
        }
        grouped = any(
            len(change.old) > 1 or len(change.new) > 1 for change in self.comparison.changes.changes
        )
        group = ExtensionSlot(
            name=GROUP_COLUMN,
            property=f"{_GG}mappingGroup",
            type_hint="http://www.w3.org/2001/XMLSchema#string",
        )
        *before, after = titles_of(self.comparison)
        own = minting_space(new) is not None
        return MappingSet(
            id=(
                f"{_home(new)}{names}/lineage.sssom.tsv"
                if self.by_address or own
                else change_set_iri(self.comparison)
            ),
            license=_NO_LICENSE,
            mappings=tuple(self._mappings()),
            prefixes=prefixes,
            extensions=(group,) if grouped else (),
            metadata=(
                ("sssom_version", "1.1"),
                ("mapping_set_title", f"{' + '.join(before)} → {after}"),
                ("mapping_tool", TOOL),
                ("mapping_tool_version", version),
            ),
        )

    def _mappings(self) -> Iterator[Mapping]:
        for pair in self.comparison.changes.unchanged:
            yield self._mapping(
                pair.old,
                pair.new,
                predicate=match_of(self.comparison, pair, pair.old, pair.new),
                cardinality=Cardinality.ONE_TO_ONE,
                curation=self.unchanged,
                similarity=1.0,
            )
        for change in self.comparison.changes.changes:
            yield from self._of_change(change)

    def _of_change(self, change: Change) -> Iterator[Mapping]:
        several = len(change.old) > 1 or len(change.new) > 1
        for old in change.old or (None,):
            for new in change.new or (None,):
                yield self._mapping(
                    old,
                    new,
                    predicate=(
                        match_of(self.comparison, change, old, new) if old and new else Match.ANY
                    ),
                    cardinality=_CARDINALITIES[change.relation],
                    curation=self.curations.get(change.id),
                    confidence=round(change.confidence, 4),
                    similarity=_similarity(change) if change.relation is Relation.SAME else None,
                    comment=_comment(change),
                    group=_group(change) if several else None,
                )

    def _mapping(
        self,
        old: Ref | None,
        new: Ref | None,
        *,
        predicate: Match,
        cardinality: Cardinality,
        curation: Curation | None,
        confidence: float | None = None,
        similarity: float | None = None,
        comment: str | None = None,
        group: str | None = None,
    ) -> Mapping:
        after = self.comparison.new
        before = self.old[old.edition] if old else None
        return Mapping(
            subject=self._iri(before, old.id) if before and old else NO_TERM_FOUND,
            subject_label=_label(before.by_id[old.id]) if before and old else None,
            predicate=predicate,
            object=self._iri(after, new.id) if new else NO_TERM_FOUND,
            object_label=_label(after.by_id[new.id]) if new else None,
            justification=Justification.MANUAL if curation else Justification.LEXICAL,
            cardinality=cardinality,
            reviewers=(curation.reviewer,) if curation else (),
            review_date=curation.date if curation else None,
            confidence=confidence,
            similarity=similarity,
            comment=comment,
            group=group,
        )

    def _iri(self, edition: Edition, item_id: str) -> str:
        return edition.address_of(item_id) if self.by_address else edition.iri_of(item_id)


def _prefixes(editions: Sequence[Edition], *, by_address: bool) -> dict[str, str]:
    """
    A prefix for each namespace: an edition's id for its addresses, the last word of the namespace
    for what a source names.
    """
    taken = {*BUILT_IN_PREFIXES, "dcterms", "gg"}
    found: dict[str, str] = {}
    for edition in editions:
        spaces = [f"{edition.address}/"] if by_address else _namespaces(edition)
        for space in spaces:
            if space in found.values():
                continue
            own = space == f"{edition.address}/" and (
                by_address or minting_space(edition) is not None
            )
            words = re.findall(r"[\w.-]+", space, flags=re.ASCII)
            name = edition.id if own or not words else words[-1]
            if not _NAME.fullmatch(name) or name in taken:
                name = "ed-" + re.sub(r"[^\w.-]", "-", name, flags=re.ASCII)
            while name in found:
                name += "-"
            found[name] = space
    return found


def _home(edition: Edition) -> str:
    """What the addresses of an edition and of its mappings begin with."""
    if edition.address.endswith(edition.id):
        return edition.address.removesuffix(edition.id)
    return edition.address if edition.address.endswith(("/", ":")) else f"{edition.address}/"


def _namespaces(edition: Edition) -> list[str]:
    """What the IRIs of an edition's items begin with, up to a slash or hash; the most frequent."""
    counts = Counter(
        item.iri[: max(map(item.iri.rfind, "/#:")) + 1] for item in edition.items if item.iri
    )
    ranked = sorted(counts, key=lambda space: (-counts[space], space))
    whole = all(item.iri for item in edition.items) and bool(edition.items)
    return [*ranked[:_MOST_SPACES], *(() if whole else (f"{edition.address}/",))]


def _similarity(change: Change) -> float:
    """The share of words that both sides have."""
    counts = dict.fromkeys(WordOp, 0)
    for edit in (*change.label_words, *change.words):
        counts[edit.op] += len(edit.text.split())
    kept, other = 2 * counts[WordOp.EQUAL], counts[WordOp.DELETE] + counts[WordOp.INSERT]
    return round(kept / (kept + other), 4) if kept + other else 1.0


def _comment(change: Change) -> str | None:
    # "Replaced" says what is at the place of an item, and in a mapping would read as a successor.
    facets = [facet for facet in change.facets if facet is not Facet.REPLACED]
    parts = [", ".join(facets)] if facets else []
    if change.duplicate_of is not None:
        parts = [f"says again what {change.duplicate_of.id} says"]
    if change.verdict is not None:
        parts += [str(change.verdict.wording), *change.verdict.reasons]
    return "; ".join(parts) or None


def _group(change: Change) -> str:
    """A name for the rows of one change that depends only on the items."""
    names = "\n".join(f"{ref.edition}:{ref.id}" for ref in (*change.old, *change.new))
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def _label(item: Item) -> str:
    return clipped(
        " ".join((item.pref_label or item.label or item.text or item.id).split()), _LABEL
    )
