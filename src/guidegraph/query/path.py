"""
The shortest explanation of how two items are related.

A step costs more the less it explains: a step to a term or a section that everything belongs to is
expensive. If nothing links two items, the similarity of texts may. Between two items of an edition
the path leaves the edition only if there is none within it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.network import Arrangement, Edge, Network
from guidegraph.model.relations import RelationReason, Route, Step
from guidegraph.query.relations import Counterpart, RelationContext, key_of, node_of


if TYPE_CHECKING:
    import networkx as nx


__all__ = ["route"]

_SIMILAR_FROM = 0.35

Link = tuple[Ref, Ref, float, RelationReason, RelationReason, str]
"""From, to, cost, the reason in this direction and in the other, and the detail."""


def route(
    editions: Sequence[Edition],
    counterparts: Sequence[Counterpart],
    origin: Ref,
    destination: Ref,
) -> Route:
    """The path from one item to another with the lowest cost; no steps if there is none."""
    import networkx as nx

    context = RelationContext(editions, counterparts)
    contexts = [context]
    if origin.edition == destination.edition:
        contexts.insert(0, RelationContext([context.by_id[origin.edition]], ()))
    places = [origin]
    for graph in _graphs(contexts):
        with suppress(nx.NetworkXNoPath):
            places = nx.dijkstra_path(graph, origin, destination, weight="cost")
            break
    steps = tuple(_step(context, graph, one, other) for one, other in pairwise(places))
    found = context.items[origin]
    return Route(
        origin=origin,
        destination=destination,
        name=found.name,
        text=found.text or "",
        steps=steps,
        network=_network(context, origin, destination, steps),
    )


def _graphs(contexts: Sequence[RelationContext]) -> Iterator[nx.Graph]:
    """The links within the edition and with the similarities of its texts, then those of all."""
    for context in contexts:
        links = list(_links(context))
        yield _graph(context, links)
        yield _graph(context, (*links, *_similarities(context)))


def _graph(context: RelationContext, links: Sequence[Link] | Iterator[Link]) -> nx.Graph:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(context.items)
    for one, other, cost, why, back, detail in links:
        if one in context.items and other in context.items and one != other:
            known = graph.get_edge_data(one, other)
            if known is None or cost < known["cost"]:
                said = {one: why, other: back}
                graph.add_edge(one, other, cost=cost, said=said, detail=detail)
    return graph


def _links(context: RelationContext) -> Iterator[Link]:
    for edition in context.editions:
        for item in edition.items:
            if item.parent is not None:
                many = math.log2(len(edition.children[item.parent])) / 2
                cost = 1.0 if item.type != "GlossaryTerm" else 1 + many
                here, above = Ref(edition=edition.id, id=item.id), item.parent
                there = Ref(edition=edition.id, id=above)
                yield here, there, cost, RelationReason.PART_OF, RelationReason.HAS_PART, ""
        for link in edition.associations:
            here = Ref(edition=edition.id, id=link.origin)
            there = Ref(edition=link.edition or edition.id, id=link.destination)
            yield here, there, 0.9, RelationReason.LINKED, RelationReason.LINKED_FROM, link.type
    for pair in context.counterparts:
        yield pair.old, pair.new, 0.8, RelationReason.BECAME, RelationReason.CAME_FROM, pair.how
    spread = Counter(
        Ref(edition=ref.edition, id=term) for ref, used in context.terms.items() for term in used
    )
    for ref, used in context.terms.items():
        for term in sorted(used):
            there = Ref(edition=ref.edition, id=term)
            cost = 1.2 + math.log2(spread[there]) / 3
            yield ref, there, cost, RelationReason.USES, RelationReason.USED_BY, ""


def _similarities(context: RelationContext) -> Iterator[Link]:
    refs = list(context.items)
    for number, one in enumerate(refs):
        for other in refs[number + 1 :]:
            alike = context.texts.cosine(key_of(one), key_of(other))
            if alike >= _SIMILAR_FROM:
                shared = ", ".join(context.texts.shared(key_of(one), key_of(other)))
                yield (
                    one,
                    other,
                    5 - 2 * alike,
                    RelationReason.SIMILAR,
                    RelationReason.SIMILAR,
                    shared,
                )


def _step(context: RelationContext, graph: nx.Graph, one: Ref, other: Ref) -> Step:
    edge, item = graph.edges[one, other], context.items[other]
    return Step(
        origin=one,
        why=edge["said"][one],
        detail=edge["detail"],
        destination=other,
        name=item.name,
        text=item.text or "",
    )


def _network(
    context: RelationContext, origin: Ref, destination: Ref, steps: Sequence[Step]
) -> Network:
    places = [origin, *(step.destination for step in steps)]
    if not steps and destination != origin:
        places.append(destination)
    said = "; ".join(
        f"{key_of(step.origin)} {step.why.words} {key_of(step.destination)}" for step in steps
    )
    return Network(
        title=f"From {key_of(origin)} to {key_of(destination)}",
        description=said or "No path leads from one to the other.",
        arrangement=Arrangement.CHAIN,
        nodes=tuple(node_of(ref, context.items[ref]) for ref in places),
        edges=tuple(
            Edge(
                origin=key_of(step.origin),
                destination=key_of(step.destination),
                label=f"{step.why.words} ({step.detail})" if step.detail else step.why.words,
            )
            for step in steps
        ),
    )
