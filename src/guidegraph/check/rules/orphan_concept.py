"""
A concept without a relation to another concept.

If (nearly) no concept has one, the vocabulary is a flat list, and that is reported once.
Top concepts of a scheme are found by it, and deprecated concepts need not be found.

## Why

A reader who follows the hierarchy never finds it.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
:umbrella a skos:Concept .
```

Instead, state where it belongs:

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
from guidegraph.check.vocabulary.notice import each_or_all, throughout


@rule(severity="info", groups=("structure", "qskos"), aliases=("qskos:oc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    related = set[Node]()
    for predicate in (*known.SEMANTIC, *known.MAPPINGS):
        related.update(v.objects(predicate), v.subjects(predicate))
    orphans = v.concepts - related
    # In a flat list the top concepts count, too: it is flat with them.
    if not throughout(*v.extent(len(orphans), len(v.concepts))):
        orphans = orphans.difference(v.deprecated, *v.top_concepts.values())
    yield from each_or_all(
        v,
        orphans,
        len(v.concepts),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} has no relation to another concept; add skos:broader",
        ),
        "concepts have no relation to another one; if that is intended, ignore this rule",
    )
