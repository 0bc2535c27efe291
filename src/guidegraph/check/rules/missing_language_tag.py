"""
A label or note without a language tag.

If no label or note of the vocabulary has one, that is reported once.

## Why

Without the language, programs cannot choose a text for a reader, and cannot see that two labels are
translations of each other.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea" .
```

Instead, add the tag:

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
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="warning", groups=("labels", "qskos", "skosify"), aliases=("qskos:oilt",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    languages = [v.literal(node) is not None and v.language(node) for node in range(len(v.terms))]
    total = untagged = 0
    bare: dict[Node, Node] = {}
    for node, text in _texts(v):
        if languages[text] is False:
            continue
        total += 1
        if not languages[text] and v.text(text).strip():
            untagged += 1
            bare.setdefault(node, text)
    yield from each_or_all(
        v,
        bare,
        len(bare) if untagged == total else -1,
        lambda node: Observation(
            items=(v.name_of(node),),
            message="a text without a language tag; add it",
            quote=v.quoted(bare[node]),
        ),
        "no label or note has a language tag; add the language of the vocabulary",
    )


def _texts(v: Vocabulary) -> Iterator[tuple[Node, Node]]:
    for node, _, label in v.labelled():
        yield node, label
    yield from v.pairs(*known.DOCUMENTATION)
