"""
Groups of concepts without a relation to the other concepts.

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

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.paths import clusters


@rule(severity="info", groups=("structure", "qskos"), aliases=("qskos:dcc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    relations = ((one, other) for one, other in v.pairs(*known.SEMANTIC) if v.is_iri(other))
    joined = clusters(relations)
    sizes = Counter(joined.values())
    if len(sizes) < 2:
        return
    order = sorted(sizes, key=lambda node: (-sizes[node], v.name_of(node)))
    shown = [f"{v.label(node)} ({sizes[node]})" for node in order[:5]]
    yield Observation(
        items=tuple(v.name_of(node) for node in order[:20]),
        message=f"{len(sizes)} groups of concepts are not connected; connect them, or make each a "
        "scheme",
        quote=", ".join(shown),
    )
