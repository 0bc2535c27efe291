"""
A concept without a broader concept that is not a top concept of its scheme.

Only schemes with top concepts are checked.

## Why

Browsers that begin at the top concepts never reach it.

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
                    message=f"{v.label(node)} has no broader concept and is not a top concept of "
                    f"{v.label(scheme)}; add skos:broader, or make it a top concept",
                    quote=v.name_of(scheme),
                )
