"""
Groups of concepts without a relation to the other concepts.

Groups below a top concept of the same scheme are its branches, and count as connected.
Concepts without any relation are found by [`orphan-concept`](orphan-concept.md).

## Why

A few large groups may be facets; a small one was usually forgotten when the rest was organized.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
:umbrella a skos:Concept ; skos:broader :thing .
:thing a skos:Concept .
```

Instead, connect them:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept ; skos:broader :thing .
:umbrella a skos:Concept ; skos:broader :thing .
:thing a skos:Concept .
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.paths import clusters


@rule(severity="info", groups=("structure", "qskos"), aliases=("qskos:dcc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    relations = ((one, other) for one, other in v.pairs(*known.SEMANTIC) if v.is_iri(other))
    joined = clusters(chain(relations, _branches(v)))
    sizes = Counter(node for each, node in joined.items() if each not in v.schemes)
    if len(sizes) < 2:
        return
    # A group is named after its highest concept, as far as it has one.
    heads: dict[Node, Node] = {}
    for each, node in joined.items():
        if each not in v.schemes and not v.parents.get(each):
            heads[node] = min(heads.get(node, each), each)
    order = sorted(sizes, key=lambda node: (-sizes[node], v.name_of(node)))
    shown = [f"{v.label(heads.get(node, node))}: {sizes[node]}" for node in order[:5]]
    yield Observation(
        items=tuple(v.name_of(heads.get(node, node)) for node in order[:20]),
        message=f"{len(sizes)} groups of concepts are not connected; connect them, or make each a "
        "scheme",
        quote=", ".join(shown),
    )


def _branches(v: Vocabulary) -> Iterator[tuple[Node, Node]]:
    """The schemes with those of their top concepts that have a relation to another concept."""
    below = set(v.parents).union(*v.parents.values())
    for scheme, tops in v.top_concepts.items():
        yield from ((scheme, top) for top in sorted(tops & below))
