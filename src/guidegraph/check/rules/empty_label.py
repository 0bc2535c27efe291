"""
A label without any words.

## Why

An empty label shows as a blank line in lists and search results, and hides that the concept has no
name.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel " "@en .
```

Instead, write the label or leave the statement out:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.model.findings import Fix


_TITLES = tuple(each for each in known.TITLES if each not in known.LABELS)


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:el",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, predicate, label in v.labelled():
        if v.literal(label) is not None and not v.text(label).strip():
            yield _seen(v, node, predicate, label)
    for predicate in _TITLES:
        for node, label in v.pairs(predicate):
            if v.literal(label) is not None and not v.text(label).strip():
                yield _seen(v, node, predicate, label)


def _seen(v: Vocabulary, node: Node, predicate: str, label: Node) -> Observation:
    name = predicate.replace("#", "/").rpartition("/")[2]
    return Observation(
        items=(v.name_of(node),),
        message=f"the {name} of {v.label(node)} is empty; write it or remove it",
        quote=v.quoted(label),
        fix=Fix(
            title="remove the empty label",
            safe=True,
            deletions=(v.statement(node, predicate, label),),
        ),
    )
