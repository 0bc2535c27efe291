"""
Two concepts that are connected by a transitive relation, but not by direct steps.

## Why

`skos:broaderTransitive` should be inferred from `skos:broader`, not stated: browsers that show
direct steps do not show it.

## Example

```turtle
:tea a skos:Concept ; skos:broaderTransitive :drink .
:drink a skos:Concept .
```

Instead:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.paths import reached
from guidegraph.graph.vocab import SKOS


@rule(severity="warning", groups=("structure", "qskos"), aliases=("qskos:strc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    stated: dict[Node, set[Node]] = {}
    for child, parent in v.pairs(SKOS.broaderTransitive):
        stated.setdefault(child, set()).add(parent)
    for parent, child in v.pairs(SKOS.narrowerTransitive):
        stated.setdefault(child, set()).add(parent)
    if not stated:
        return
    questions = ((child, (child,), frozenset(parents)) for child, parents in stated.items())
    founded = dict(reached(v.direct_parents, questions))
    for child, parents in stated.items():
        for parent in parents - founded.get(child, frozenset()) - {child}:
            yield Observation(
                items=(v.name_of(child), v.name_of(parent)),
                message=f"{v.label(parent)} is above {v.label(child)} by a transitive relation "
                "only; state the direct steps with skos:broader",
            )
