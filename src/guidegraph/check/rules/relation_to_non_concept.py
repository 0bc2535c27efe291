"""
A hierarchical or associative relation with a text or a concept scheme at one of its ends.

## Why

Both ends of these relations are concepts (S19, S20).
A text is a label at best, and a scheme cannot be a concept (S9).

## Example

```turtle
:tea a skos:Concept ; skos:broader "Drinks"@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept ; skos:prefLabel "Drinks"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known


@rule(severity="error", groups=("integrity", "structure"), aliases=("skos:S19", "skos:S20"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate in (*known.SEMANTIC, *known.MAPPINGS):
        name = predicate.rpartition("#")[2]
        for subject, object_ in v.pairs(predicate):
            if v.literal(object_) is not None:
                wrong = "a text"
            elif object_ in v.schemes or subject in v.schemes:
                wrong = "a concept scheme"
            else:
                continue
            yield Observation(
                items=(v.name_of(subject),),
                message=f"{wrong} is in a skos:{name} relation of {v.label(subject)}; "
                "relate only concepts, and state the scheme with skos:inScheme",
                quote=f"{name} {v.quoted(object_)}",
            )
