"""
A collection with a relation that only concepts can have.

## Why

`skos:broader`, `skos:narrower` and `skos:related` relate concepts (S19, S20).
A collection cannot be a concept (S37).

## Example

```turtle
:milks a skos:Collection ; skos:member :cow-milk .
:cow-milk a skos:Concept ; skos:broader :milks .
```

Instead:

```turtle
:milks a skos:Collection ; skos:member :cow-milk .
:cow-milk a skos:Concept ; skos:broader :milk .
:milk a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.graph.vocab import SKOS
from guidegraph.model.findings import Fix


@rule(severity="error", groups=("integrity", "structure", "skosify"), aliases=("skos:S19",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    if not v.collections:
        return
    for predicate in (*known.SEMANTIC, *known.MAPPINGS, SKOS.topConceptOf, SKOS.hasTopConcept):
        name = predicate.rpartition("#")[2]
        for subject, object_ in v.pairs(predicate):
            for collection, other in ((subject, object_), (object_, subject)):
                if collection in v.collections:
                    yield Observation(
                        items=(v.name_of(collection), v.name_of(other)),
                        message=f"the collection {v.label(collection)} cannot have the "
                        f"relation skos:{name}; use skos:member, or a concept instead",
                        quote=name,
                        fix=Fix(
                            title=f"remove the skos:{name}",
                            safe=False,
                            deletions=(v.statement(subject, predicate, object_),),
                        ),
                    )
