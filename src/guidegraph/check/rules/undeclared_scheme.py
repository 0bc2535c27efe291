"""
A scheme that has concepts but is not declared as a scheme.

## Why

It has no title and no top concepts, and a search for the schemes of the file does not find it; its
IRI may be misspelt.

## Example

```turtle
:tea a skos:Concept ; skos:inScheme :drinks .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; dcterms:title "Drinks"@en .
:tea a skos:Concept ; skos:inScheme :drinks .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.graph.vocab import SKOS


@rule(severity="warning", groups=("structure",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    used = {*v.subjects(SKOS.inScheme), *v.subjects(SKOS.topConceptOf)}
    used.update(v.objects(SKOS.hasTopConcept))
    for scheme in used - v.schemes:
        members = len(v.subjects(SKOS.inScheme).get(scheme, ()))
        yield Observation(
            items=(v.name_of(scheme),),
            message=f"the scheme {v.label(scheme)} has {members} concepts but is not declared as a "
            "skos:ConceptScheme; declare it, or correct its IRI",
            quote=v.quoted(scheme),
        )
