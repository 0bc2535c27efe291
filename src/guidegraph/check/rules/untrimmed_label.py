"""
A label or note with spaces at its ends, or several between two words.

## Why

Two labels that look the same are then not equal, and are sorted separately.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Green  tea "@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:prefLabel "Green tea"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known


@rule(severity="info", groups=("labels", "skosify", "style"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, _, label in v.labelled():
        text = v.text(label)
        if (text != text.strip() or "  " in text) and text.strip():
            yield Observation(
                items=(v.name_of(node),),
                message=f"a label of {v.label(node)} has superfluous spaces; remove them",
                quote=v.quoted(label),
            )
    for predicate in known.DOCUMENTATION:
        for node, note in v.pairs(predicate):
            text = v.text(note)
            if text != text.strip() and text.strip():
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"a note of {v.label(node)} has spaces at its ends; remove them",
                    quote=v.quoted(note),
                )
