"""
A class or property that the file defines and does not use.

## Why

Readers search for data that uses it, and there is none.

## Example

```turtle
:Drink a owl:Class ; rdfs:subClassOf skos:Concept .
:tea a skos:Concept .
```

Instead, use it or remove it:

```turtle
:Drink a owl:Class ; rdfs:subClassOf skos:Concept .
:tea a :Drink .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.graph.vocab import RDF


_DEFINING = (known.RDFS_SUBCLASS, known.RDFS_SUBPROPERTY)


@rule(severity="info", groups=("documentation", "skosify"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    if not v.concepts:
        return
    kinds = v.subjects(RDF.type)
    derived = {node for each in _DEFINING for node in v.subjects(each)}
    for node in v.instances(*known.OWL_CLASSES):
        if node not in kinds and node not in derived:
            yield _seen(v, node, "class")
    for node in v.instances(*known.PROPERTY_CLASSES):
        if v.name_of(node) not in v.columns and node not in derived:
            yield _seen(v, node, "property")


def _seen(v: Vocabulary, node: Node, kind: str) -> Observation:
    return Observation(
        items=(v.name_of(node),),
        message=f"the {kind} {v.label(node)} is defined and not used; use it, or remove it",
    )
