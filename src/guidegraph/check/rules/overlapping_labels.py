"""
Two concepts of a scheme with the same label.

Capitals and spaces at the ends are ignored; languages are not.

## Why

A reader who searches for the label, or sees it in a list, does not know which concept is meant.

## Example

```turtle
:bank-money a skos:Concept ; skos:prefLabel "Bank"@en .
:bank-river a skos:Concept ; skos:prefLabel "Shore"@en ; skos:altLabel "bank"@en .
```

Instead, distinguish them, usually by a qualifier:

```turtle
:bank-money a skos:Concept ; skos:prefLabel "Bank (finance)"@en .
:bank-river a skos:Concept ; skos:prefLabel "Shore"@en ; skos:altLabel "bank (river)"@en .
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.notice import names


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:ol",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    first: dict[tuple[str, str], Node] = {}
    shared: dict[tuple[str, str], dict[Node, Node]] = {}
    for node, _, label in v.labelled():
        key = (v.text(label).strip().casefold(), v.language(label))
        before = first.setdefault(key, node)
        if before != node and key[0]:
            shared.setdefault(key, {before: label})[node] = label
    for owners in shared.values():
        concepts = {node: label for node, label in owners.items() if node in v.concepts}
        together = _in_one_scheme(v, concepts)
        if len(together) > 1:
            label = concepts[min(together, key=v.name_of)]
            yield Observation(
                items=names(v, together),
                message=f"{len(together)} concepts have the label {v.quoted(label)}; "
                "distinguish them, or merge them",
                quote=v.quoted(label),
            )


def _in_one_scheme(v: Vocabulary, nodes: Collection[Node]) -> Collection[Node]:
    """The largest set of concepts in one scheme; those that are in none belong to all."""
    free = [node for node in nodes if node not in v.schemes_of]
    members: dict[Node, list[Node]] = {}
    for node in nodes:
        for scheme in v.schemes_of.get(node, ()):
            members.setdefault(scheme, []).append(node)
    largest = max(members.values(), key=len, default=[])
    return [*free, *largest]
