"""
A notation with a language tag.

## Why

A notation is a code and has no language; its datatype shows which system of codes it belongs to.
A notation with a tag is not equal to the same code without one, and look-ups miss it.

## Example

```turtle
:tea a skos:Concept ; skos:notation "T1"@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:notation "T1" .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.graph.vocab import SKOS


@rule(severity="info", groups=("labels",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, notation in v.pairs(SKOS.notation):
        if v.language(notation):
            yield Observation(
                items=(v.name_of(node),),
                message=f"a notation of {v.label(node)} has a language tag, but codes "
                "have no language; remove the tag",
                quote=v.quoted(notation),
            )
