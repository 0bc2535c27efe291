"""
A relation to a concept of this vocabulary that is not described.

## Why

Its IRI may be misspelt, or it was removed and the relation forgotten; a reader who follows it
finds nothing.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drinck .
:drink a skos:Concept .
```

Instead:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import names
from guidegraph.graph.vocab import SKOS
from guidegraph.model.excerpt import listed


@rule(severity="warning", groups=("structure",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    pointing: dict[Node, dict[Node, str]] = {}
    for predicate in (*known.SEMANTIC, SKOS.hasTopConcept, SKOS.member):
        for subject, object_ in v.pairs(predicate):
            if object_ not in v.described and v.is_ours(object_):
                pointing.setdefault(object_, {})[subject] = predicate.rpartition("#")[2]
    for object_, subjects in pointing.items():
        kinds = listed(sorted({f"skos:{name}" for name in subjects.values()}))
        yield Observation(
            items=(*names(v, subjects, most=10), v.name_of(object_)),
            message=f"{v.label(object_)} is the target of {kinds} but is not described; correct "
            "the IRI, or describe it",
            quote=v.name_of(object_),
        )
