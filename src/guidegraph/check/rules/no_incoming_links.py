"""
A concept without a link from another vocabulary of the same check.

Nothing is looked up on the network: links come from the other files of the same check, and without
other files nothing is reported.

## Why

A concept without links to it is hard to find, and perhaps not needed.

## Example

```turtle mine
:tea a skos:Concept .
:milk a skos:Concept .
```

```turtle theirs
other:cow-milk a skos:Concept ; skos:broadMatch :milk .
```

Instead, add a relation to the other vocabulary:

```turtle mine
:milk a skos:Concept ; skos:narrowMatch other:cow-milk .
```

```turtle theirs
other:cow-milk a skos:Concept ; skos:broadMatch :milk .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="info", groups=("links", "qskos"), aliases=("qskos:mil",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    if not context.others:
        return
    linked: set[str] = set()
    for other in context.others:
        theirs = {node for _, objects in other.columns.values() for node in objects}
        linked.update(other.name_of(node) for node in theirs if other.is_iri(node))
    yield from each_or_all(
        v,
        [node for node in v.concepts if v.is_ours(node) and v.name_of(node) not in linked],
        len(v.concepts),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"no other vocabulary of this check links to {v.label(node)}; map one of its "
            "concepts to it, if possible",
        ),
        "concepts have no link from another vocabulary of this check; map some",
    )
