"""
What is related to an item, and why.

Every reason has a weight from 0 to 1; the weights of several are combined like the probabilities
that at least one of them is true. What nearly every item shares is no reason: a term that is used
everywhere, or a single common word. The versions of an item in several editions are one row.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.network import Arrangement, Edge, Network
from guidegraph.model.relations import Reason, RelatedItem, Relatedness, RelationReason
from guidegraph.query.relations import Counterpart, RelationContext, key_of, node_of, shared_terms
from guidegraph.query.versions import ages, grouped_versions, other_versions


__all__ = ["related"]

_PART = 0.6
_LINK = 0.7
_COUNTERPART = 0.9
_BESIDE = 0.12
_TERMS = 0.6
_SIMILAR_FROM = 0.2
_SAME_WORDS = 0.999
_FEWEST_WORDS = 2
_ELSEWHERE = 0.5
"""A term that an item of another edition uses is less of a reason."""
_PROSE = 0.8
"""So is one that prose uses."""
_EVERYWHERE = 0.1
"""The share of items from which a term is used everywhere, in a library of some size."""
_SIZE = 50


def related(
    editions: Sequence[Edition], counterparts: Sequence[Counterpart], ref: Ref, *, limit: int
) -> Relatedness:
    """
    The items most closely related to one, in its own and in other editions.

    Args:
        ref: an item of one of the editions.
        limit: the maximum number of items.
    """
    context = RelationContext(editions, counterparts)
    order = {other: number for number, other in enumerate(context.items)}
    found: dict[Ref, list[Reason]] = {}
    for other, reason in _reasons(context, ref):
        if other != ref and other in context.items:
            found.setdefault(other, []).append(reason)
    every = {other: _relative(context, other, reasons) for other, reasons in found.items()}
    closest = sorted(
        every.values(),
        key=lambda each: (-each.score, each.ref.edition != ref.edition, order[each.ref]),
    )
    relatives = _rows(context, ref, closest)[:limit]
    item = context.items[ref]
    network = Network(
        title=f"What is related to {key_of(ref)}",
        description="; ".join(
            f"{key_of(each.ref)}: {each.reasons[0].why.words} ({each.reasons[0].detail})"
            for each in relatives
        ),
        arrangement=Arrangement.HUB,
        nodes=(
            node_of(ref, item),
            *(node_of(each.ref, context.items[each.ref], weight=each.score) for each in relatives),
        ),
        edges=tuple(
            Edge(
                origin=key_of(ref),
                destination=key_of(each.ref),
                label="; ".join(_words(reason) for reason in each.reasons),
                weight=each.score,
            )
            for each in relatives
        ),
    )
    return Relatedness(
        ref=ref,
        name=item.name,
        text=item.text or "",
        relatives=tuple(relatives),
        network=network,
    )


def _rows(context: RelationContext, ref: Ref, closest: Sequence[RelatedItem]) -> list[RelatedItem]:
    """One row for the versions of an item: that of the same edition, else that of the newest."""
    age = ages(context.editions)
    found = {each.ref: each for each in closest}
    rows = []
    for versions in grouped_versions((ref, *found), context.items, context.versions):
        # The versions of the item itself are a row, too, and its double is not one of them.
        group = [each for each in versions if each != ref]
        if not group:
            continue
        shown = min(group, key=lambda each: (each.edition != ref.edition, age[each.edition]))
        best = max(found[each].score for each in group)
        also = other_versions(shown, group, context.items)
        rows.append(replace(found[shown], score=best, also=also))
    return rows


def _words(reason: Reason) -> str:
    return f"{reason.why.words}: {reason.detail}" if reason.detail else reason.why.words


def _relative(context: RelationContext, ref: Ref, reasons: Iterable[Reason]) -> RelatedItem:
    ordered = sorted(reasons, key=lambda reason: (-reason.weight, reason.why, reason.detail))
    item = context.items[ref]
    return RelatedItem(
        ref=ref,
        type=item.type,
        name=item.name,
        text=item.text or "",
        score=round(1 - math.prod(1 - min(reason.weight, 0.999) for reason in ordered), 4),
        reasons=tuple(ordered),
    )


def _reasons(context: RelationContext, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    yield from _by_place(context, ref)
    yield from _by_links(context, ref)
    yield from _by_counterparts(context, ref)
    yield from _by_terms(context, ref)
    yield from _by_words(context, ref)


def _by_place(context: RelationContext, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    edition = context.by_id[ref.edition]
    item = edition.by_id[ref.id]
    for distance, above in enumerate(edition.ancestors(item)):
        yield _at(edition, above.id), _reason(RelationReason.PART_OF, "", _PART / (1 + distance))
    for below in edition.children.get(item.id, ()):
        yield _at(edition, below.id), _reason(RelationReason.HAS_PART, "", _PART)
    if item.parent is not None:
        parent = edition.by_id[item.parent].name
        for beside in edition.children[item.parent]:
            if beside.type == item.type:
                yield (
                    _at(edition, beside.id),
                    _reason(RelationReason.SIBLING, f"in {parent}", _BESIDE),
                )


def _by_links(context: RelationContext, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    for edition in context.editions:
        for link in edition.associations:
            origin = _at(edition, link.origin)
            target = Ref(edition=link.edition or edition.id, id=link.destination)
            if origin == ref:
                yield target, _reason(RelationReason.LINKED, link.type, _LINK)
            elif target == ref:
                yield origin, _reason(RelationReason.LINKED_FROM, link.type, _LINK)


def _by_counterparts(context: RelationContext, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    seen = set()
    for pair in context.counterparts:
        if ref in (pair.old, pair.new):
            other, why = (
                (pair.new, RelationReason.BECAME)
                if ref == pair.old
                else (pair.old, RelationReason.CAME_FROM)
            )
            seen.add(other)
            yield other, _reason(why, pair.how, _COUNTERPART)
    lineage = context.items[ref].lineage
    for other, item in context.items.items():
        if lineage and item.lineage == lineage and other not in seen:
            yield other, _reason(RelationReason.CAME_FROM, "the same lineage", _COUNTERPART)


def _by_terms(context: RelationContext, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    item, own = context.items[ref], context.terms[ref]
    for other, used in context.terms.items():
        if item.type == "GlossaryTerm" and ref.id in used:
            less = 1.0 if other.edition == ref.edition else _ELSEWHERE
            less *= _PROSE if context.items[other].type in ("Section", "Paragraph") else 1.0
            yield other, _reason(RelationReason.USED_BY, "", _TERMS * less)
        elif context.items[other].type == "GlossaryTerm" and other.id in own:
            if other.edition == ref.edition:
                yield other, _reason(RelationReason.USES, "", _TERMS)
        else:
            share, both = shared_terms(own, used, context.rarity)
            both = tuple(term for term in both if not _everywhere(context, term))
            if both:
                names = ", ".join(context.term_names.get(term, term) for term in both[:3])
                yield (
                    other,
                    _reason(RelationReason.TERM, names, _TERMS * share * _rare(context, both)),
                )


def _rare(context: RelationContext, terms: Sequence[str]) -> float:
    """How significant it is to share these terms, from 0 to 1: little, if every item uses them."""
    most = math.log(1 + len(context.terms))
    return max(context.rarity[term] for term in terms) / most


def _everywhere(context: RelationContext, term: str) -> bool:
    """Whether so many items use a term that it relates none of them."""
    size = len(context.terms)
    return size >= _SIZE and context.spread[term] > _EVERYWHERE * size


def _by_words(context: RelationContext, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    texts, key = context.texts, key_of(ref)
    common = texts.common(_EVERYWHERE) if len(context.items) >= _SIZE else frozenset()
    for other in context.items:
        alike = texts.cosine(key, key_of(other))
        if alike >= _SIMILAR_FROM and other != ref:
            if alike >= _SAME_WORDS:
                yield other, _reason(RelationReason.SIMILAR, "the same words", 1.0)
                continue
            shared = texts.shared(key, key_of(other), without=common)
            if len(shared) >= _FEWEST_WORDS:
                yield other, _reason(RelationReason.SIMILAR, ", ".join(shared), alike)


def _at(edition: Edition, item_id: str) -> Ref:
    return Ref(edition=edition.id, id=item_id)


def _reason(why: RelationReason, detail: str, weight: float) -> Reason:
    return Reason(why=why, detail=detail, weight=round(weight, 4))
