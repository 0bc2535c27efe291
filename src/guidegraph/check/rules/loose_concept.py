"""
A concept with nothing above it that is not a top concept of its scheme either.

Looked at only in schemes that name top concepts.

## Why

Browsers that begin at the top concepts never come to it.

## Example

```turtle
:drinks a skos:ConceptScheme ; skos:hasTopConcept :drink .
:drink a skos:Concept ; skos:inScheme :drinks .
:tea a skos:Concept ; skos:inScheme :drinks .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; skos:hasTopConcept :drink .
:drink a skos:Concept ; skos:inScheme :drinks .
:tea a skos:Concept ; skos:inScheme :drinks ; skos:broader :drink .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule


@rule(severity="info", groups=("structure", "skosify"), aliases=("poolparty:loose",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, schemes in v.schemes_of.items():
        if v.parents.get(node) or node not in v.concepts or node in v.deprecated:
            continue
        for scheme in schemes:
            tops = v.top_concepts.get(scheme)
            if tops and node not in tops:
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.label(node)} has nothing above it and is not a top concept; "
                    "say what is above it, or make it one",
                    quote=v.name_of(scheme),
                )
