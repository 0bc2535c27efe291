"""
A concept scheme without the date of its creation or last change.

## Why

Two copies of it cannot be distinguished, and nobody knows whether theirs is the latest.

## Example

```turtle
:drinks a skos:ConceptScheme ; dcterms:title "Drinks"@en .
```

Instead:

```turtle
:drinks a skos:ConceptScheme ; dcterms:title "Drinks"@en ;
    dcterms:modified "2024-05-01"^^xsd:date .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.notice import schemes_without


_DATES = (
    "http://purl.org/dc/terms/created",
    "http://purl.org/dc/terms/issued",
    "http://purl.org/dc/terms/modified",
    "http://purl.org/dc/terms/date",
    "http://purl.org/dc/elements/1.1/date",
    "https://schema.org/dateModified",
    "http://www.w3.org/2002/07/owl#versionInfo",
)


@rule(severity="info", groups=("documentation", "skosify"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    yield from schemes_without(v, _DATES, "has no date; add dcterms:issued or dcterms:modified")
