"""
A concept scheme without a top concept.

## Why

Browsers begin at the top concepts; without any, they have to guess where.

## Example

```turtle
:drinks a skos:ConceptScheme .
:tea a skos:Concept ; skos:inScheme :drinks .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; skos:hasTopConcept :tea .
:tea a skos:Concept ; skos:inScheme :drinks .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule


@rule(severity="warning", groups=("structure", "qskos"), aliases=("qskos:otc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for scheme in v.schemes:
        if scheme not in v.top_concepts:
            yield Observation(
                items=(v.name_of(scheme),),
                message=f"the scheme {v.label(scheme)} has no top concept; add skos:hasTopConcept "
                "for the concepts without a broader one",
            )
