"""
A text that is two kinds of label of one concept: preferred, alternative, hidden.

## Why

SKOS keeps the three apart (S13): a label offered to readers cannot be the one hidden from them.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en ; skos:altLabel "Tea"@en .
```

Instead, keep the weightier:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en ; skos:altLabel "Brew"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.model.findings import Fix


@rule(
    severity="error",
    groups=("labels", "integrity", "qskos", "skosify"),
    aliases=("qskos:dlv", "skos:S13"),
)
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for weightier, lighter in combinations(known.LABELS, 2):
        others = v.labels[lighter]
        for node, labels in v.labels[weightier].items():
            if node not in others:
                continue
            for label in set(labels).intersection(others[node]):
                kinds = [each.rpartition("#")[2] for each in (weightier, lighter)]
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.quoted(label)} is both {kinds[0]} and {kinds[1]}; "
                    f"remove the {kinds[1]}",
                    quote=v.quoted(label),
                    fix=Fix(
                        title=f"remove the {kinds[1]}",
                        safe=True,
                        deletions=(v.statement(node, lighter, label),),
                    ),
                )
