"""
Two concepts that are mapped as the same and as broader, narrower or merely related.

Exact matches are followed through all steps and in both directions.

## Why

SKOS does not allow both (S46): what is the same as a concept is not broader than it.
If data is merged by the exact match, the concept is above itself.

## Example

```turtle
:tea a skos:Concept ; skos:exactMatch other:chai ; skos:broadMatch other:chai .
```

Instead:

```turtle
:tea a skos:Concept ; skos:exactMatch other:chai ; skos:broadMatch other:drink .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.paths import clusters
from guidegraph.graph.vocab import SKOS


@rule(severity="error", groups=("integrity", "links", "qskos"), aliases=("qskos:mc", "skos:S46"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    same = clusters(v.pairs(SKOS.exactMatch))
    for predicate in (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch):
        name = predicate.rpartition("#")[2]
        for one, other in v.pairs(predicate):
            if one != other and one in same and same[one] == same.get(other):
                yield Observation(
                    items=(v.name_of(one), v.name_of(other)),
                    message=f"{v.label(one)} has {v.label(other)} as skos:{name} and, directly or "
                    "through others, as skos:exactMatch; keep one of the two",
                    quote=name,
                )
