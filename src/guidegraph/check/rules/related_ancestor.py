"""
A concept that is related to one that is above it in the hierarchy, at any distance.

The hierarchy is followed upwards through all steps, stated in either direction, and mappings.

## Why

SKOS does not allow both relations (S27): what is above a concept cannot also be related to it.

## Example

```turtle
:green-tea a skos:Concept ; skos:broader :tea ; skos:related :drink .
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```

Instead, remove one of the two:

```turtle
:green-tea a skos:Concept ; skos:broader :tea ; skos:related :teapot .
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
:teapot a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.paths import reached
from guidegraph.graph.vocab import SKOS
from guidegraph.model.findings import Fix


@rule(
    severity="error",
    groups=("integrity", "structure", "qskos", "skosify"),
    aliases=("qskos:rc", "skos:S27"),
)
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    beside: dict[Node, set[Node]] = {}
    for one, other in v.pairs(SKOS.related, SKOS.relatedMatch):
        if one != other and v.literal(other) is None:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    questions = ((node, (node,), frozenset(others)) for node, others in beside.items())
    for node, above in reached(v.parents_and_matches, questions):
        for each in above:
            yield Observation(
                items=(v.name_of(node), v.name_of(each)),
                message=f"{v.label(node)} is related to {v.label(each)}, which is above it in the "
                "hierarchy; keep one of the two relations",
                fix=Fix(
                    title="remove the associative relation",
                    safe=False,
                    deletions=tuple(
                        v.statement(one, predicate, other)
                        for predicate in (SKOS.related, SKOS.relatedMatch)
                        for one, other in ((node, each), (each, node))
                        if v.has(one, predicate, other)
                    ),
                ),
            )
