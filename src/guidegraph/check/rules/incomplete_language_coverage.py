"""
A concept without a label in a language in which most other concepts have one.

A language that fewer than half of the concepts use is reported once, for the vocabulary.

## Why

Readers of that language see gaps, or labels that they cannot read.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en, "Tee"@de .
:milk a skos:Concept ; skos:prefLabel "Milk"@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en, "Tee"@de .
:milk a skos:Concept ; skos:prefLabel "Milk"@en, "Milch"@de .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import names
from guidegraph.model.excerpt import listed


@rule(severity="info", groups=("labels", "qskos"), aliases=("qskos:ilc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    spoken = v.languages
    labelled = set[Node]().union(*spoken.values())
    missing: dict[Node, list[str]] = {}
    for language, nodes in sorted(spoken.items()):
        if len(nodes) * 2 < len(labelled):
            yield Observation(
                items=names(v, nodes),
                message=f"only {len(nodes)} of {len(labelled)} concepts have a label in "
                f"{language!r}; translate the others, or leave the language out",
                quote=language,
            )
            continue
        for node in labelled - nodes:
            missing.setdefault(node, []).append(language)
    for node, languages in missing.items():
        yield Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} has no label in {listed(sorted(languages), 10)}; "
            "translate it",
            quote=", ".join(languages),
        )
