"""
A concept that stands above itself, over one or more others.

Each circle is reported once, with a shortest way around it.
A concept directly above itself is found by [`related-to-itself`](related-to-itself.md).

## Why

Nothing in the circle is more general than the rest, and programs that walk up the hierarchy never
arrive.

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
from guidegraph.check.vocabulary.paths import circle, circles


_SHOWN = 5


@rule(severity="error", groups=("structure", "qskos", "skosify"), aliases=("qskos:chr",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for part in circles(v.parents):
        start = min(part, key=v.name_of)
        way = circle(v.parents, part, start)
        shown = [v.label(node) for node in way[:_SHOWN]]
        dots = [f"… {len(way) - _SHOWN} more …"] if len(way) > _SHOWN else []
        yield Observation(
            items=tuple(v.name_of(node) for node in way[:20]),
            message=f"the hierarchy runs in a circle through {len(part)} concepts; remove a step "
            "that points the wrong way",
            quote=" → ".join([*shown, *dots, v.label(start)]),
        )
