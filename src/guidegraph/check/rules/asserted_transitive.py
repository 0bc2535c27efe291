"""
A transitive relation that is stated, although it follows from direct steps.

## Why

`skos:broaderTransitive` and `skos:narrowerTransitive` follow from the direct steps.
Written by hand, they soon become incomplete and misleading.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink ; skos:broaderTransitive :drink .
:drink a skos:Concept .
```

Instead, let programs infer them:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.notice import names
from guidegraph.graph.vocab import SKOS


@rule(severity="info", groups=("structure",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate in (SKOS.broaderTransitive, SKOS.narrowerTransitive):
        name = predicate.rpartition("#")[2]
        stated = v.objects(predicate)
        if stated:
            yield Observation(
                items=names(v, stated),
                message=f"{sum(map(len, stated.values()))} statements of skos:{name} follow from "
                "others, or should; state direct steps only",
                quote=name,
            )
