"""
A concept that is related, broader, narrower or mapped to itself.

## Why

It has no meaning, and programs that follow the relation may never end.

## Example

```turtle
:tea a skos:Concept ; skos:related :tea .
```

Instead:

```turtle
:tea a skos:Concept ; skos:related :teapot .
:teapot a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.model.findings import Fix


@rule(severity="error", groups=("structure", "qskos"), aliases=("qskos:rrc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate in (*known.SEMANTIC, *known.MAPPINGS):
        name = predicate.rpartition("#")[2]
        for one, other in v.pairs(predicate):
            if one == other:
                yield Observation(
                    items=(v.name_of(one),),
                    message=f"{v.label(one)} has itself as skos:{name}; remove that",
                    quote=name,
                    fix=Fix(
                        title=f"remove the skos:{name}",
                        safe=True,
                        deletions=(v.statement(one, predicate, other),),
                    ),
                )
