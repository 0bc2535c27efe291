"""
A top concept of a scheme that has a broader concept in that scheme.

A broader concept of another scheme or publisher is not reported.

## Why

It is shown at the top and further down at the same time.

## Example

```turtle
:drinks a skos:ConceptScheme ; skos:hasTopConcept :tea .
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept ; skos:inScheme :drinks .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; skos:hasTopConcept :drink .
:tea a skos:Concept ; skos:broader :drink ; skos:inScheme :drinks .
:drink a skos:Concept ; skos:inScheme :drinks .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule


@rule(severity="warning", groups=("structure", "qskos"), aliases=("qskos:tchbc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for scheme, tops in v.top_concepts.items():
        for node in tops:
            for parent in v.parents.get(node, ()):
                schemes = v.schemes_of.get(parent)
                loose = schemes is None and parent in v.described and v.is_ours(parent)
                if loose or scheme in (schemes or ()):
                    yield Observation(
                        items=(v.name_of(node), v.name_of(parent)),
                        message=f"{v.label(node)} is a top concept of {v.label(scheme)} and has "
                        f"{v.label(parent)} above it; remove one of the two",
                        quote=v.name_of(scheme),
                    )
                    break
