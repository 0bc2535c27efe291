"""
A concept scheme that does not say how it may be used.

## Why

Whoever wants to use it has to ask, and will rather take another.

## Example

```turtle
:drinks a skos:ConceptScheme ; dcterms:title "Drinks"@en .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; dcterms:title "Drinks"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node


_SAYING = (
    "http://purl.org/dc/terms/license",
    "http://purl.org/dc/terms/rights",
    "http://purl.org/dc/elements/1.1/rights",
    "http://creativecommons.org/ns#license",
    "https://schema.org/license",
    "http://schema.org/license",
)


@rule(severity="info", groups=("documentation",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    saying = set[Node]().union(*(v.objects(each) for each in _SAYING))
    for scheme in v.schemes - saying:
        yield Observation(
            items=(v.name_of(scheme),),
            message=f"the scheme {v.label(scheme)} does not say how it may be used; add "
            "dcterms:license",
        )
