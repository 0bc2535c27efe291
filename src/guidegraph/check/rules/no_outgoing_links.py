"""
A concept that links to nothing outside its vocabulary.

If (nearly) no concept does, that is reported once.

## Why

With links to other vocabularies, data can be found and merged across them.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept ; skos:closeMatch other:beverage .
```

Instead:

```turtle
:tea a skos:Concept ; skos:broader :drink ; skos:exactMatch other:tea .
:drink a skos:Concept ; skos:closeMatch other:beverage .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import each_or_all
from guidegraph.graph.vocab import RDF, SKOS


_STRUCTURE = frozenset({RDF.type, SKOS.inScheme, SKOS.topConceptOf})


@rule(severity="info", groups=("links", "qskos"), aliases=("qskos:mol",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    outside = {node for node in range(len(v.terms)) if v.is_iri(node) and not v.is_ours(node)}
    outside -= v.schemes
    linking: set[Node] = set()
    for predicate, (subjects, objects) in v.columns.items():
        if predicate not in _STRUCTURE:
            linking.update(
                one for one, other in zip(subjects, objects, strict=True) if other in outside
            )
    yield from each_or_all(
        v,
        v.concepts - linking,
        len(v.concepts),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} links to nothing outside the vocabulary; map it",
        ),
        "concepts link to nothing outside the vocabulary; map some",
    )
