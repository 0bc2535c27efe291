"""
A concept that is in no concept scheme.

If (nearly) no concept is in a scheme, that is reported once.

## Why

Programs load a vocabulary by its scheme and ignore concepts outside it.

## Example

```turtle
:drinks a skos:ConceptScheme .
:tea a skos:Concept .
```

Instead:

```turtle
:drinks a skos:ConceptScheme .
:tea a skos:Concept ; skos:inScheme :drinks .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="warning", groups=("structure", "skosify"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    yield from each_or_all(
        v,
        v.concepts - v.schemes_of.keys(),
        len(v.concepts),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} is in no scheme; add skos:inScheme",
        ),
        "concepts are in no scheme; create a skos:ConceptScheme and add skos:inScheme",
    )
