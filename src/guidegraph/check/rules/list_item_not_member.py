"""
A concept in the list of an ordered collection that is not stated to be its member.

## Why

SKOS implies that it is a member (S36), but programs without inference see an empty collection.

## Example

```turtle
:sizes a skos:OrderedCollection ; skos:memberList ( :small :large ) ; skos:member :small .
```

Instead, state each, or check with `--infer`:

```turtle
:sizes a skos:OrderedCollection ; skos:memberList ( :small :large ) ; skos:member :small, :large .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.infer import list_items
from guidegraph.graph.vocab import SKOS
from guidegraph.model.findings import Fix


@rule(severity="info", groups=("integrity", "structure"), aliases=("skos:S36",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    members = v.objects(SKOS.member)
    for collection, head in v.pairs(SKOS.memberList):
        for item in list_items(v, head):
            if item not in members.get(collection, ()):
                yield Observation(
                    items=(v.name_of(collection), v.name_of(item)),
                    message=f"{v.label(item)} is in the list of {v.label(collection)} but is not "
                    "its member; add skos:member",
                    fix=Fix(
                        title="add the member",
                        safe=True,
                        additions=(v.statement(collection, SKOS.member, item),),
                    ),
                )
