"""
A text that is two kinds of label of the same concept: preferred, alternative, hidden.

## Why

SKOS does not allow this (S13): a label that readers see cannot also be hidden from them.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en ; skos:altLabel "Tea"@en .
```

Instead, keep the more important one:

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
    for stronger, weaker in combinations(known.LABELS, 2):
        others = v.labels[weaker]
        for node, labels in v.labels[stronger].items():
            if node not in others:
                continue
            for label in set(labels).intersection(others[node]):
                kinds = [each.rpartition("#")[2] for each in (stronger, weaker)]
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.quoted(label)} is both {kinds[0]} and {kinds[1]} of "
                    f"{v.label(node)}; remove the {kinds[1]}",
                    quote=v.quoted(label),
                    fix=Fix(
                        title=f"remove the {kinds[1]}",
                        safe=True,
                        deletions=(v.statement(node, weaker, label),),
                    ),
                )
