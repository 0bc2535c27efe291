"""
A deprecated concept without a successor.

## Why

Its users do not know what to use instead.

## Example

```turtle
:tea a skos:Concept ; owl:deprecated true .
```

Instead:

```turtle
:tea a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :hot-drink .
:hot-drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.graph.vocab import DCTERMS, SKOS


_SUCCESSORS = (DCTERMS.isReplacedBy, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)


@rule(severity="warning", groups=("deprecation", "skosify"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    replaced = {*v.subjects(DCTERMS.replaces)}
    for predicate in _SUCCESSORS:
        replaced.update(v.objects(predicate))
    for node in (v.deprecated & v.concepts) - replaced:
        yield Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} is deprecated and has no successor; add "
            "dcterms:isReplacedBy, or a mapping to the closest concept",
        )
