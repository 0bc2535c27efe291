"""
A collection without members.

## Why

It groups nothing; its members may have been lost.

## Example

```turtle
:milks a skos:Collection ; skos:prefLabel "Milk by source"@en .
```

Instead:

```turtle
:milks a skos:Collection ; skos:prefLabel "Milk by source"@en ; skos:member :cow-milk .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.graph.vocab import SKOS


@rule(severity="info", groups=("structure",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node in v.collections:
        if node not in v.objects(SKOS.member) and node not in v.objects(SKOS.memberList):
            yield Observation(
                items=(v.name_of(node),),
                message=f"the collection {v.label(node)} has no members; add them, or remove it",
            )
