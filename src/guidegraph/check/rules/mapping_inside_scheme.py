"""
A mapping between two concepts of the same scheme.

## Why

Mappings connect concepts of different vocabularies. Within one, use `skos:broader` and
`skos:related`; an exact match would mean that a concept is there twice.

## Example

```turtle
:tea a skos:Concept ; skos:inScheme :drinks ; skos:exactMatch :chai .
:chai a skos:Concept ; skos:inScheme :drinks .
```

Instead:

```turtle
:tea a skos:Concept ; skos:inScheme :drinks ; skos:exactMatch other:chai ; skos:related :chai .
:chai a skos:Concept ; skos:inScheme :drinks .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known


@rule(severity="warning", groups=("links", "qskos"), aliases=("qskos:mri",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate in known.MAPPINGS:
        name = predicate.rpartition("#")[2]
        for one, other in v.pairs(predicate):
            shared = v.schemes_of.get(one, frozenset()) & v.schemes_of.get(other, frozenset())
            if shared and one != other:
                yield Observation(
                    items=(v.name_of(one), v.name_of(other)),
                    message=f"{v.label(one)} and {v.label(other)} are in one scheme and mapped by "
                    f"skos:{name}; use a relation within the scheme, or merge them",
                    quote=name,
                )
