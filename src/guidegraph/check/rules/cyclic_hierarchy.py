"""
A concept that is above itself in the hierarchy, through one or more others.

Each cycle is reported once, with a shortest path around it.
A concept directly above itself is found by [`related-to-itself`](related-to-itself.md).

## Why

No concept of the cycle is more general than the others, and programs that follow the hierarchy
upwards never reach the top.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept ; skos:broader :tea .
```

Instead, remove the step that points the wrong way:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.paths import cycles, shortest_cycle


_SHOWN = 5


@rule(severity="error", groups=("structure", "qskos", "skosify"), aliases=("qskos:chr",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for part in cycles(v.parents):
        start = min(part, key=v.name_of)
        path = shortest_cycle(v.parents, part, start)
        shown = [v.label(node) for node in path[:_SHOWN]]
        dots = [f"… {len(path) - _SHOWN} more …"] if len(path) > _SHOWN else []
        yield Observation(
            items=tuple(v.name_of(node) for node in path[:20]),
            message=f"the hierarchy has a cycle of {len(part)} concepts; remove a step that "
            "points the wrong way",
            quote=" → ".join([*shown, *dots, v.label(start)]),
        )
