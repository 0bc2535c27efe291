"""
A resource that is both a concept scheme and a concept.

## Why

SKOS does not allow both (S9): a scheme contains concepts and is not one of them.
Tools show it both as a container and as its content.

## Example

```turtle
:drinks a skos:ConceptScheme, skos:Concept .
```

Instead, make the top concept a separate resource:

```turtle
:drinks a skos:ConceptScheme ; skos:hasTopConcept :drink .
:drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule


@rule(severity="error", groups=("integrity", "structure"), aliases=("skos:S9",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node in v.schemes & v.concepts:
        yield Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} is a concept scheme and a concept; give the concept its own "
            "IRI",
        )
