"""
There is no language in which all concepts have a label.

## Why

Whatever language a reader chooses, some concepts have no name.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
:milk a skos:Concept ; skos:prefLabel "Milch"@de .
```

Instead, complete one of the languages:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
:milk a skos:Concept ; skos:prefLabel "Milch"@de, "Milk"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import names


@rule(severity="info", groups=("labels", "qskos"), aliases=("qskos:ncl",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    spoken = v.languages
    if not spoken:
        return
    everyone = set[Node]().union(*spoken.values())
    best = min(spoken, key=lambda language: (-len(spoken[language]), language))
    lacking = everyone - spoken[best]
    if lacking:
        yield Observation(
            items=names(v, lacking),
            message=f"no language has labels for all concepts; the most common, {best!r}, "
            f"lacks {len(lacking)} of {len(everyone)}: complete it",
            quote=best,
        )
