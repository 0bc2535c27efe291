"""
A resource that is a collection and also a concept or a concept scheme.

## Why

SKOS does not allow both (S37): a collection groups concepts and is not part of the hierarchy.

## Example

```turtle
:milks a skos:Collection, skos:Concept ; skos:member :cow-milk .
```

Instead:

```turtle
:milks a skos:Collection ; skos:member :cow-milk .
:milk a skos:Concept ; skos:narrower :cow-milk .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule


@rule(severity="error", groups=("integrity", "structure"), aliases=("skos:S37",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node in v.collections & (v.concepts | v.schemes):
        other = "a concept" if node in v.concepts else "a concept scheme"
        yield Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} is a collection and {other}; give each its own IRI",
        )
