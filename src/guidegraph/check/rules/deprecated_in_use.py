"""
A deprecated concept that is broader than, related to, or a member of something in use.

## Why

Readers are led to a concept that they should not use.

## Example

```turtle
:green-tea a skos:Concept ; skos:broader :tea .
:tea a skos:Concept ; owl:deprecated true .
```

Instead:

```turtle
:green-tea a skos:Concept ; skos:broader :hot-drink .
:tea a skos:Concept ; owl:deprecated true .
:hot-drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.graph.vocab import SKOS


@rule(severity="info", groups=("deprecation", "skosify"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    if not v.deprecated:
        return
    pairs = {(child, parent) for child, parents in v.parents.items() for parent in parents}
    pairs.update(v.pairs(SKOS.related, SKOS.member))
    for node, other in pairs:
        if other in v.deprecated and node not in v.deprecated:
            yield Observation(
                items=(v.name_of(node), v.name_of(other)),
                message=f"{v.label(node)} leads to {v.label(other)}, which is deprecated; relate "
                "it to the successor",
            )
