"""
A concept scheme without a licence or a statement of rights.

## Why

Users have to ask whether they may use it, and may choose another.

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
from guidegraph.check.vocabulary.notice import schemes_without


_RIGHTS = (
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
    yield from schemes_without(v, _RIGHTS, "does not state how it may be used; add dcterms:license")
