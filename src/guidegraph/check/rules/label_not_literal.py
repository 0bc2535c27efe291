"""
A label that is not a plain text but a resource, a number or a date.

## Why

SKOS defines labels as plain texts, with or without a language (S12).
Labels that are resources are written with SKOS-XL (`skosxl:prefLabel`).

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel :tea-label .
```

Instead:

```turtle
:tea a skos:Concept ; skosxl:prefLabel :tea-label .
:tea-label a skosxl:Label ; skosxl:literalForm "Tea"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.graph.vocab import RDF, XSD


_TEXTS = (XSD.string, RDF.langString)


@rule(severity="error", groups=("labels", "integrity"), aliases=("skos:S12",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate in known.LABELS:
        for node, label in v.pairs(predicate):
            literal = v.literal(label)
            if literal is None or literal.datatype.value not in _TEXTS:
                name = predicate.rpartition("#")[2]
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"the {name} of {v.label(node)} is not a plain text; write it in "
                    "quotes, with its language",
                    quote=v.quoted(label),
                )
