"""
Several notations of one kind on a concept, or one notation on several concepts of a scheme.

Notations of different datatypes belong to different systems and are not compared.
A deprecated concept and its successor may have the same notation.

## Why

A notation has to identify one concept of its scheme.

## Example

```turtle
:tea a skos:Concept ; skos:inScheme :drinks ; skos:notation "1" .
:milk a skos:Concept ; skos:inScheme :drinks ; skos:notation "1" .
```

Instead:

```turtle
:tea a skos:Concept ; skos:inScheme :drinks ; skos:notation "1" .
:milk a skos:Concept ; skos:inScheme :drinks ; skos:notation "2" .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import names
from guidegraph.graph.vocab import SKOS
from guidegraph.model.excerpt import listed


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:anr",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for notation, bearers in v.subjects(SKOS.notation).items():
        if len(bearers) < 2:
            continue
        by_scheme: dict[Node | None, list[Node]] = {}
        for node in bearers:
            for scheme in v.schemes_of.get(node) or (None,):
                by_scheme.setdefault(scheme, []).append(node)
        for members in by_scheme.values():
            together = v.in_use(members)
            if len(together) > 1:
                yield Observation(
                    items=names(v, together),
                    message=f"{len(together)} concepts have the notation {v.quoted(notation)}: "
                    f"{listed(sorted(map(v.label, together)))}; give each its own",
                    quote=v.quoted(notation),
                )
    for node, notations in v.objects(SKOS.notation).items():
        kinds: dict[str, list[Node]] = {}
        for notation in notations:
            literal = v.literal(notation)
            kinds.setdefault(literal.datatype.value if literal else "", []).append(notation)
        for these in kinds.values():
            if len(these) > 1:
                shown = listed(sorted(v.quoted(notation) for notation in these))
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.label(node)} has {len(these)} notations; keep one, or give "
                    "a datatype to those of another system",
                    quote=shown,
                )
