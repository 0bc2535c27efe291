"""
What is related to an item, and why.

Every reason has a weight from 0 to 1; the weights of several add up as chances do that at least one
of them holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.network import Arrangement, Edge, Network
from guidegraph.model.relations import Reason, RelatedItem, Relatedness, RelationReason
from guidegraph.query.relations import Counterpart, Surroundings, key_of, node_of, shared_terms


__all__ = ["related"]

_PART = 0.6
_LINK = 0.7
_COUNTERPART = 0.9
_BESIDE = 0.12
_TERMS = 0.6
_SIMILAR_FROM = 0.2
_SAME_WORDS = 0.999


def related(
    editions: Sequence[Edition], counterparts: Sequence[Counterpart], ref: Ref, *, limit: int
) -> Relatedness:
    """
    The items most closely related to one, in its own and in other editions.

    Args:
        ref: an item of one of the editions.
        limit: how many there are to be at most.
    """
    around = Surroundings(editions, counterparts)
    order = {other: number for number, other in enumerate(around.items)}
    found: dict[Ref, list[Reason]] = {}
    for other, reason in _reasons(around, ref):
        if other != ref and other in around.items:
            found.setdefault(other, []).append(reason)
    relatives = sorted(
        (_relative(around, other, reasons) for other, reasons in found.items()),
        key=lambda relative: (-relative.score, order[relative.ref]),
    )[:limit]
    item = around.items[ref]
    network = Network(
        title=f"What is related to {key_of(ref)}",
        description="; ".join(
            f"{key_of(each.ref)}: {each.reasons[0].why} ({each.reasons[0].detail})"
            for each in relatives
        ),
        arrangement=Arrangement.HUB,
        nodes=(
            node_of(ref, item),
            *(node_of(each.ref, around.items[each.ref], weight=each.score) for each in relatives),
        ),
        edges=tuple(
            Edge(
                origin=key_of(ref),
                destination=key_of(each.ref),
                label="; ".join(_said(reason) for reason in each.reasons),
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


def _said(reason: Reason) -> str:
    return f"{reason.why}: {reason.detail}" if reason.detail else reason.why.value


def _relative(around: Surroundings, ref: Ref, reasons: Iterable[Reason]) -> RelatedItem:
    ordered = sorted(reasons, key=lambda reason: (-reason.weight, reason.why, reason.detail))
    item = around.items[ref]
    return RelatedItem(
        ref=ref,
        type=item.type,
        name=item.name,
        text=item.text or "",
        score=round(1 - math.prod(1 - min(reason.weight, 0.999) for reason in ordered), 4),
        reasons=tuple(ordered),
    )


def _reasons(around: Surroundings, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    yield from _by_place(around, ref)
    yield from _by_links(around, ref)
    yield from _by_counterparts(around, ref)
    yield from _by_terms(around, ref)
    yield from _by_words(around, ref)


def _by_place(around: Surroundings, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    edition = around.by_id[ref.edition]
    item = edition.by_id[ref.id]
    for distance, above in enumerate(edition.ancestors(item)):
        yield _at(edition, above.id), _reason(RelationReason.PART_OF, "", _PART / (1 + distance))
    for below in edition.children.get(item.id, ()):
        yield _at(edition, below.id), _reason(RelationReason.HAS_PART, below.type, _PART)
    if item.parent is not None:
        for beside in edition.children[item.parent]:
            if beside.type == item.type:
                yield (
                    _at(edition, beside.id),
                    _reason(RelationReason.SIBLING, f"in {item.parent}", _BESIDE),
                )


def _by_links(around: Surroundings, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    for edition in around.editions:
        for link in edition.associations:
            origin = _at(edition, link.origin)
            target = Ref(edition=link.edition or edition.id, id=link.destination)
            if origin == ref:
                yield target, _reason(RelationReason.LINKED, link.type, _LINK)
            elif target == ref:
                yield origin, _reason(RelationReason.LINKED_FROM, link.type, _LINK)


def _by_counterparts(around: Surroundings, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    seen = set()
    for pair in around.counterparts:
        if ref in (pair.old, pair.new):
            other, why = (
                (pair.new, RelationReason.BECAME)
                if ref == pair.old
                else (pair.old, RelationReason.CAME_FROM)
            )
            seen.add(other)
            yield other, _reason(why, pair.how, _COUNTERPART)
    lineage = around.items[ref].lineage
    for other, item in around.items.items():
        if lineage and item.lineage == lineage and other not in seen:
            yield other, _reason(RelationReason.CAME_FROM, "the same thread", _COUNTERPART)


def _by_terms(around: Surroundings, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    item, own = around.items[ref], around.terms[ref]
    for other, used in around.terms.items():
        if item.type == "GlossaryTerm" and ref.id in used:
            yield other, _reason(RelationReason.USED_BY, "", _TERMS)
        elif around.items[other].type == "GlossaryTerm" and other.id in own:
            if other.edition == ref.edition:
                yield other, _reason(RelationReason.USES, "", _TERMS)
        else:
            share, both = shared_terms(own, used, around.rarity)
            if both:
                names = ", ".join(term.removeprefix("term/") for term in both[:3])
                yield (
                    other,
                    _reason(RelationReason.TERM, names, _TERMS * share * _rare(around, both)),
                )


def _rare(around: Surroundings, terms: Sequence[str]) -> float:
    """From 0 to 1, how telling it is to share these terms: hardly, if every item uses them."""
    most = math.log(1 + len(around.terms))
    return max(around.rarity[term] for term in terms) / most


def _by_words(around: Surroundings, ref: Ref) -> Iterator[tuple[Ref, Reason]]:
    texts, key = around.texts, key_of(ref)
    for other in around.items:
        alike = texts.cosine(key, key_of(other))
        if alike >= _SIMILAR_FROM and other != ref:
            same = alike >= _SAME_WORDS
            said = "the same words" if same else ", ".join(texts.shared(key, key_of(other)))
            yield other, _reason(RelationReason.SIMILAR, said, min(alike, 1.0))


def _at(edition: Edition, item_id: str) -> Ref:
    return Ref(edition=edition.id, id=item_id)


def _reason(why: RelationReason, detail: str, weight: float) -> Reason:
    return Reason(why=why, detail=detail, weight=round(weight, 4))
