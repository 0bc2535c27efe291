"""
A successor that is also deprecated, or that is not described.

## Why

A user who follows the advice has to search again, or finds nothing.

## Example

```turtle
:tea a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :brew .
:brew a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :hot-drink .
:hot-drink a skos:Concept .
```

Instead, name the latest successor:

```turtle
:tea a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :hot-drink .
:brew a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :hot-drink .
:hot-drink a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.graph.vocab import DCTERMS


@rule(severity="warning", groups=("deprecation",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, successor in v.pairs(DCTERMS.isReplacedBy):
        if successor in v.deprecated:
            problem = "is also deprecated"
        elif successor not in v.described and v.is_ours(successor):
            problem = "is not described"
        else:
            continue
        yield Observation(
            items=(v.name_of(node), v.name_of(successor)),
            message=f"the successor of {v.label(node)}, {v.label(successor)}, {problem}; name one "
            "that can be used",
        )
