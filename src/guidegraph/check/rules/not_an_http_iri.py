"""
A concept, collection or scheme whose IRI is not a web address.

If none of them has one, that is reported once.

## Why

Linked data is looked up by its IRIs. A blank node cannot be linked to at all.

## Example

```turtle
<urn:x-drinks:tea> a skos:Concept .
```

Instead:

```turtle
:tea a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="info", groups=("links", "qskos"), aliases=("qskos:husv",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    named = v.concepts | v.collections | v.schemes
    wrong = [
        node for node in named if not v.name_of(node).lower().startswith(("http://", "https://"))
    ]
    yield from each_or_all(
        v,
        wrong,
        len(named),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} cannot be looked up; give it an IRI that begins with https:",
            quote=v.name_of(node)[:200],
        ),
        "nothing here can be looked up; use IRIs that begin with https:",
    )
