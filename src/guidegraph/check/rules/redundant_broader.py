"""
A step up the hierarchy that skips concepts in between.

## Why

The direct step adds nothing to the longer path, and shows the concept at two depths.

## Example

```turtle
:green-tea a skos:Concept ; skos:broader :tea, :drink .
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```

Instead, keep only the steps to the next concept:

```turtle
:green-tea a skos:Concept ; skos:broader :tea .
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.paths import reached
from guidegraph.graph.vocab import SKOS
from guidegraph.model.findings import Fix


@rule(severity="info", groups=("structure", "qskos", "skosify"), aliases=("qskos:hr",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    direct = v.direct_parents
    questions = (
        (child, parents, frozenset(parents))
        for child, parents in direct.items()
        if len(parents) > 1
    )
    for child, skipped in reached(direct, questions):
        for parent in skipped - {child}:
            if child in direct.get(parent, ()):
                continue
            statements = [
                v.statement(one, predicate, other)
                for one, predicate, other in (
                    (child, SKOS.broader, parent),
                    (parent, SKOS.narrower, child),
                )
                if v.has(one, predicate, other)
            ]
            yield Observation(
                items=(v.name_of(child), v.name_of(parent)),
                message=f"{v.label(parent)} is already above {v.label(child)}, through another "
                "concept; remove the direct step",
                fix=Fix(title="remove the direct step", safe=False, deletions=tuple(statements)),
            )
