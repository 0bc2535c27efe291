"""
A relation that is stated in one direction and not in the other.

If a vocabulary (nearly) never states the inverse of a relation, that is reported once.
Mappings to concepts of other publishers, and relations to what the file does not describe, are not
expected to have an inverse in the file.

## Why

SKOS implies the inverse, but programs without inference see only half of the relations.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```

Instead, state both, or check with `--infer`:

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept ; skos:narrower :tea .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.notice import throughout
from guidegraph.model.findings import Fix


_FEW = 3


@rule(severity="info", groups=("structure", "qskos", "skosify"), aliases=("qskos:urc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate, inverse in known.INVERSES.items():
        back = v.objects(inverse)
        known_here = _own(v) if predicate in known.MAPPINGS else v.described
        pairs = [(one, other) for one, other in v.pairs(predicate) if other in known_here]
        alone = [(one, other) for one, other in pairs if one not in back.get(other, ())]
        name, other_name = (each.rpartition("#")[2] for each in (predicate, inverse))
        if len(alone) >= _FEW and (len(alone) == len(pairs) or throughout(len(alone), len(pairs))):
            yield Observation(
                items=(min(v.name_of(one) for one, _ in alone),),
                message=f"skos:{name} is stated in one direction only, {len(alone)} of "
                f"{len(pairs)} times; state skos:{other_name} in the other direction, too",
                quote=f"{name} all",
            )
            continue
        for one, other in alone:
            yield Observation(
                items=(v.name_of(one), v.name_of(other)),
                message=f"{v.label(one)} has {v.label(other)} as skos:{name}, but "
                f"{v.label(other)} has no skos:{other_name} to it; add that",
                quote=name,
                fix=Fix(
                    title=f"add the skos:{other_name}",
                    safe=True,
                    additions=(v.statement(other, inverse, one),),
                ),
            )


def _own(v: Vocabulary) -> frozenset[Node]:
    """The concepts of this publisher: in the namespace of the file, or in one of its schemes."""
    return frozenset(
        node
        for node in v.concepts & v.described
        if v.is_ours(node) or not v.schemes.isdisjoint(v.schemes_of.get(node, ()))
    )
