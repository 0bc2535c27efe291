"""
A successor that is itself deprecated, or that nothing is said about.

## Why

Whoever follows the advice has to look again, or finds nothing.

## Example

```turtle
:tea a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :brew .
:brew a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :hot-drink .
:hot-drink a skos:Concept .
```

Instead, name the last of the line:

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
            problem = "is deprecated itself"
        elif successor not in v.described and v.is_ours(successor):
            problem = "is described nowhere"
        else:
            continue
        yield Observation(
            items=(v.name_of(node), v.name_of(successor)),
            message=f"the successor of {v.label(node)}, {v.label(successor)}, {problem}; name one "
            "that can be used",
        )
