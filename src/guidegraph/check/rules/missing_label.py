"""
A concept, collection or scheme without a name.

A concept needs a `skos:prefLabel`, a collection any label, a scheme any label or title.

## Why

Without a name, only the IRI can be shown.

## Example

```turtle
:drinks a skos:ConceptScheme ; skos:prefLabel "Drinks"@en .
:tea a skos:Concept ; skos:inScheme :drinks ; skos:altLabel "Cuppa"@en .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; skos:prefLabel "Drinks"@en .
:tea a skos:Concept ; skos:inScheme :drinks ; skos:altLabel "Cuppa"@en ; skos:prefLabel "Tea"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.notice import each_or_all
from guidegraph.graph.vocab import SKOS


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:ml",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    preferred = v.labels[SKOS.prefLabel]
    titled = set[Node]().union(*(v.objects(each) for each in known.TITLES), preferred)
    yield from each_or_all(
        v,
        v.concepts - preferred.keys(),
        len(v.concepts),
        lambda node: _seen(v, node, "concept", "a skos:prefLabel"),
        "concepts have no preferred label; add skos:prefLabel",
    )
    for node in v.collections - titled - v.concepts:
        yield _seen(v, node, "collection", "a skos:prefLabel")
    for node in v.schemes - titled - v.concepts:
        yield _seen(v, node, "concept scheme", "a dcterms:title")


def _seen(v: Vocabulary, node: Node, kind: str, wanted: str) -> Observation:
    return Observation(
        items=(v.name_of(node),), message=f"the {kind} {v.label(node)} has no name; add {wanted}"
    )
