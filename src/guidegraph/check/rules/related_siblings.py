"""
Two concepts with the same broader concept that are also stated to be related.

## Why

Siblings are related anyway; the relation is useful only where the hierarchy does not show it.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink ; skos:related :coffee .
:coffee a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```

Instead, relate concepts that the hierarchy does not connect:

```turtle
:tea a skos:Concept ; skos:broader :drink ; skos:related :teapot .
:coffee a skos:Concept ; skos:broader :drink .
:teapot a skos:Concept ; skos:broader :vessel .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.notice import names
from guidegraph.graph.vocab import SKOS


@rule(severity="info", groups=("structure", "qskos"), aliases=("qskos:var",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    pairs = {(min(pair), max(pair)) for pair in v.pairs(SKOS.related) if pair[0] != pair[1]}
    for one, other in pairs:
        shared = set(v.parents.get(one, ())).intersection(v.parents.get(other, ()))
        if shared:
            yield Observation(
                items=names(v, (one, other)),
                message=f"{v.label(one)} and {v.label(other)} are siblings below "
                f"{v.label(min(shared))} and also related; remove the relation, which adds nothing",
            )
