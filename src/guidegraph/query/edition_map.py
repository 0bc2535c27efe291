"""
Which values of an edition are related: by the terms they use, and by practices with similar texts.

The weight of a tie between two values is what their words, their most similar statements and their
terms have in common. Ties well above the average are kept, and each value's strongest; clusters are
communities of these (Clauset, Newman and Moore, 2004), centrality is betweenness (Brandes, 2001).
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError
from guidegraph.model.network import Arrangement, Edge, Network
from guidegraph.model.relations import EditionMap, MappedItem, Tie
from guidegraph.query.relations import RelationContext, TextVectors, key_of, node_of, shared_terms
from guidegraph.query.search import searched_text


if TYPE_CHECKING:
    import networkx as nx


__all__ = ["edition_map"]

_MOST = 60
_MOST_ITEMS = 3000
_WORDS = 5


def edition_map(edition: Edition) -> EditionMap:
    """
    The map of an edition's values; of its top items, if it has no values.

    Raises:
        MisuseError: it has fewer than two parts, or too many for a map.
    """
    parts = _parts(edition)
    graph, ties = _tied(edition, parts)
    clusters = _clusters(graph, parts)
    group = {id_: number for number, cluster in enumerate(clusters) for id_ in cluster}
    centrality = _centrality(graph)
    terms = _terms(edition, parts)
    mapped = tuple(
        MappedItem(
            id=part.id,
            name=part.name,
            degree=graph.degree(part.id),
            strength=round(sum(tie.weight for tie in ties[part.id]), 4),
            centrality=centrality[part.id],
            cluster=group[part.id],
            terms=tuple(sorted(terms[part.id])),
            ties=ties[part.id],
        )
        for part in parts
    )
    words = _cluster_words(edition, parts, clusters)
    return EditionMap(
        edition=edition.id,
        items=mapped,
        clusters=words,
        network=_network(edition, mapped, graph, words),
    )


def _parts(edition: Edition) -> tuple[Item, ...]:
    values = tuple(item for item in edition.items if item.type == "CoreValue")
    parts = values or edition.children.get(None, ())
    if not 2 <= len(parts) <= _MOST:
        raise MisuseError(
            f"{edition.id!r} has {len(parts)} values or top items, and a map needs 2 to {_MOST}; "
            "choose an edition with values, or see 'guidegraph related'"
        )
    if len(edition.items) > _MOST_ITEMS:
        raise MisuseError(
            f"{edition.id!r} has {len(edition.items)} items, and a map compares up to "
            f"{_MOST_ITEMS} of them; see 'guidegraph related'"
        )
    return parts


def _below(edition: Edition, item: Item) -> list[Item]:
    found, waiting = [], [item]  # without recursion: hierarchies may be thousands deep
    while waiting:
        found.append(waiting.pop())
        waiting += reversed(edition.children.get(found[-1].id, ()))
    return found


def _terms(edition: Edition, parts: Sequence[Item]) -> Mapping[str, frozenset[str]]:
    used = RelationContext((edition,), ()).terms
    return {
        part.id: frozenset(
            term
            for item in _below(edition, part)
            for term in used[Ref(edition=edition.id, id=item.id)]
        )
        for part in parts
    }


def _tied(
    edition: Edition, parts: Sequence[Item]
) -> tuple[nx.Graph, Mapping[str, tuple[Tie, ...]]]:
    """The graph of the ties that are kept, and the kept ties of each part."""
    import networkx as nx

    context = RelationContext((edition,), ())
    below = {part.id: _below(edition, part) for part in parts}
    whole = TextVectors.of(
        {id_: "\n".join(map(searched_text, items)) for id_, items in below.items()}
    )
    single = TextVectors.of(
        {item.id: item.text or "" for items in below.values() for item in items}
    )
    terms = _terms(edition, parts)
    every = []
    for one, other in combinations(below, 2):
        closest = max(
            single.cosine(first.id, second.id) for first in below[one] for second in below[other]
        )
        share, both = shared_terms(terms[one], terms[other], context.rarity)
        weight = round((whole.cosine(one, other) + closest + share) / 3, 4)
        every.append((weight, one, other, both, whole.shared(one, other, _WORDS)))
    floor = statistics.fmean(weight for weight, *_ in every)
    kept = [tie for tie in every if tie[0] > floor * 1.25]
    for part in parts:
        kept.append(max((tie for tie in every if part.id in tie[1:3]), key=lambda tie: tie[0]))
    graph = nx.Graph()
    graph.add_nodes_from(below)
    ties: dict[str, list[Tie]] = {id_: [] for id_ in below}
    for weight, one, other, both, words in dict.fromkeys(tie for tie in kept if tie[0] > 0):
        graph.add_edge(one, other, weight=weight, words=words)
        ties[one].append(Tie(id=other, weight=weight, terms=both, words=words))
        ties[other].append(Tie(id=one, weight=weight, terms=both, words=words))
    order = {part.id: number for number, part in enumerate(parts)}
    return graph, {
        id_: tuple(sorted(found, key=lambda tie: (-tie.weight, order[tie.id])))
        for id_, found in ties.items()
    }


def _clusters(graph: nx.Graph, parts: Sequence[Item]) -> list[list[str]]:
    """The communities, each in the order of the document, sorted by their first part."""
    from networkx.algorithms.community import greedy_modularity_communities

    order = {part.id: number for number, part in enumerate(parts)}
    # Parts that have nothing in common are a cluster each.
    found = (
        greedy_modularity_communities(graph, weight="weight")
        if graph.number_of_edges()
        else [frozenset({part.id}) for part in parts]
    )
    return sorted(
        (sorted(cluster, key=order.__getitem__) for cluster in found),
        key=lambda cluster: order[cluster[0]],
    )


def _centrality(graph: nx.Graph) -> Mapping[str, float]:
    import networkx as nx

    lengths = {(one, other): 1 / data["weight"] for one, other, data in graph.edges(data=True)}
    nx.set_edge_attributes(graph, lengths, "length")
    found = nx.betweenness_centrality(graph, weight="length")
    return {id_: round(value, 4) for id_, value in found.items()}


def _cluster_words(
    edition: Edition, parts: Sequence[Item], clusters: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """The words that distinguish the clusters."""
    below = {part.id: _below(edition, part) for part in parts}
    texts = TextVectors.of(
        {
            str(number): "\n".join(searched_text(item) for id_ in cluster for item in below[id_])
            for number, cluster in enumerate(clusters)
        }
    )
    found = []
    for number in range(len(clusters)):
        weights = texts.vectors[str(number)]
        best = sorted(weights, key=lambda word: (-weights[word], word))
        found.append(tuple(texts.significant(best))[:_WORDS])
    return tuple(found)


def _network(
    edition: Edition,
    mapped: Sequence[MappedItem],
    graph: nx.Graph,
    clusters: Sequence[Sequence[str]],
) -> Network:
    strongest = max((item.strength for item in mapped), default=1.0) or 1.0
    said = (
        f"Cluster {number}: "
        + ", ".join(item.name for item in mapped if item.cluster == number - 1)
        + f" (shared words: {', '.join(words)})"
        for number, words in enumerate(clusters, start=1)
    )
    return Network(
        title=f"How the parts of {edition.title} are related",
        description=". ".join(said) + ".",
        arrangement=Arrangement.RING,
        nodes=tuple(
            node_of(
                Ref(edition=edition.id, id=item.id),
                edition.by_id[item.id],
                group=item.cluster,
                weight=round(item.strength / strongest, 4),
            )
            for item in mapped
        ),
        edges=tuple(
            Edge(
                origin=key_of(Ref(edition=edition.id, id=one)),
                destination=key_of(Ref(edition=edition.id, id=other)),
                label=", ".join(data["words"]),
                weight=data["weight"],
                directed=False,
            )
            for one, other, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2])
        ),
    )
