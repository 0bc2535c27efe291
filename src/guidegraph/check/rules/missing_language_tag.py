"""
A label or note without a language tag.

If (nearly) no label or note of one property has one, that is reported once for this property.

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
from guidegraph.check.vocabulary.notice import names, throughout


@rule(severity="warning", groups=("labels", "qskos", "skosify"), aliases=("qskos:oilt",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    languages = [v.literal(node) is not None and v.language(node) for node in range(len(v.terms))]
    seen: set[Node] = set()
    for predicate, texts in _texts(v):
        total = untagged = 0
        bare: dict[Node, Node] = {}
        for node, text in texts:
            if languages[text] is False:
                continue
            total += 1
            if not languages[text] and v.text(text).strip():
                untagged += 1
                bare.setdefault(node, text)
        name = predicate.rpartition("#")[2]
        untagged, total = v.extent(untagged, total, predicate)
        if throughout(untagged, total):
            share = f"all {total}" if untagged == total else f"{untagged} of {total}"
            yield Observation(
                items=names(v, bare, most=1),
                message=f"texts of skos:{name} have no language tag; add it ({share})",
                quote=name,
            )
            continue
        for node, text in bare.items():
            if node not in seen:
                seen.add(node)
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.label(node)} has a skos:{name} without a language tag; add it",
                    quote=v.quoted(text),
                )


def _texts(v: Vocabulary) -> Iterator[tuple[str, Iterator[tuple[Node, Node]]]]:
    """The labels and notes by their property: what they are about, and the text."""
    for predicate in known.LABELS:
        yield predicate, ((node, label) for node, _, label in v.labelled(predicate))
    for predicate in known.DOCUMENTATION:
        yield predicate, v.pairs(predicate)
