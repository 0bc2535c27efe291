"""
A concept without an explanation: no definition, note or example.

If (nearly) no concept has one, that is reported once.

## Why

A label is not enough to know what is meant and what is not; two people will use the concept for
different things.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en ; skos:scopeNote "The drink, not the meal."@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="info", groups=("labels", "qskos"), aliases=("qskos:uc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    documented = set[Node]().union(*(v.objects(each) for each in known.DOCUMENTATION))
    yield from each_or_all(
        v,
        v.concepts - documented,
        len(v.concepts),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} has no explanation; add a definition or a scope note",
        ),
        "concepts have no explanation; add definitions or scope notes",
    )
