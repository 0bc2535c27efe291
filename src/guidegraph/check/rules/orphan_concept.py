"""
A concept that is related to no other.

Where no concept is related to any, the vocabulary is a flat list, and that is reported once.

## Why

A reader who walks the hierarchy never meets an orphan.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
:umbrella a skos:Concept .
```

Instead, say where it belongs:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
:umbrella a skos:Concept ; skos:broader :thing .
:thing a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="info", groups=("structure", "qskos"), aliases=("qskos:oc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    related = set[Node]()
    for predicate in (*known.SEMANTIC, *known.MAPPINGS):
        related.update(v.objects(predicate), v.subjects(predicate))
    yield from each_or_all(
        v,
        v.concepts - related,
        len(v.concepts),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} is related to no other concept; say what is above it",
        ),
        "no concept is related to another; if that is meant, ignore this rule",
    )
