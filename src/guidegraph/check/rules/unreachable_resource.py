"""
A resource that no concept, collection or scheme leads to.

Classes, properties and descriptions of the file itself are ignored.

## Why

It is left over from an earlier version, or the statement that led to it was lost.

## Example

```turtle
:tea a skos:Concept .
:note-7 rdf:value "Says who?"@en .
```

Instead, state what it belongs to:

```turtle
:tea a skos:Concept ; skos:editorialNote :note-7 .
:note-7 rdf:value "Says who?"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node


_APART = (
    *known.OWL_CLASSES,
    *known.PROPERTY_CLASSES,
    "http://www.w3.org/2002/07/owl#Ontology",
    "http://www.w3.org/2002/07/owl#Axiom",
    "http://www.w3.org/ns/dcat#Dataset",
    "http://rdfs.org/ns/void#Dataset",
    "http://www.w3.org/ns/adms#AssetRepository",
)


@rule(severity="info", groups=("documentation", "skosify"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    roots = v.concepts | v.collections | v.schemes | v.instances(*_APART)
    left = set(v.described) - roots
    if not left or not v.concepts:
        return
    waiting: list[Node] = []
    onward: dict[Node, list[Node]] = {}
    for subjects, objects in v.columns.values():
        for one, other in zip(subjects, objects, strict=True):
            if other not in left:
                # What refers to a concept belongs to it, too: an annotation, a mapping.
                if one in left and other in v.concepts:
                    waiting.append(one)
            elif one in left:
                onward.setdefault(one, []).append(other)
            else:
                waiting.append(other)
    while waiting:
        node = waiting.pop()
        if node in left:
            left.discard(node)
            waiting.extend(onward.get(node, ()))
    for node in left:
        yield Observation(
            items=(v.name_of(node),),
            message=f"no concept, collection or scheme leads to {v.label(node)}; link it, or "
            "remove it",
        )
