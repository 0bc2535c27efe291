"""
A concept with more than one preferred label in a language.

## Why

SKOS allows one (S14): with two, tools show different ones.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en, "Brew"@en .
```

Instead, keep one and make the others alternative:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en ; skos:altLabel "Brew"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.graph.vocab import SKOS
from guidegraph.model.excerpt import listed


@rule(
    severity="error",
    groups=("labels", "integrity", "qskos", "skosify"),
    aliases=("qskos:ipl", "skos:S14"),
)
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, labels in v.labels[SKOS.prefLabel].items():
        if len(labels) < 2:
            continue
        by_language: dict[str, list[Node]] = {}
        for label in labels:
            by_language.setdefault(v.language(label), []).append(label)
        for language, these in by_language.items():
            if len(these) > 1:
                shown = listed(sorted(v.quoted(label) for label in these), 3)
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.label(node)} has {len(these)} preferred labels "
                    f"{f'in {language!r}' if language else 'without a language'}; "
                    "keep one and make the others skos:altLabel",
                    quote=shown,
                )
