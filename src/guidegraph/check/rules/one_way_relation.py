"""
A relation that is said from one end and not from the other.

Where a vocabulary never says a relation from its other end, that is reported once.

## Why

The other end follows by SKOS, but programs that do not draw conclusions see half of the relations.

## Example

```turtle
:tea a skos:Concept ; skos:broader :drink .
:drink a skos:Concept .
```

Instead, say both, or check with `--infer`:

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
from guidegraph.model.findings import Fix


_MANY = 10


@rule(severity="info", groups=("structure", "qskos", "skosify"), aliases=("qskos:urc",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate, inverse in known.INVERSES.items():
        back = v.objects(inverse)
        alone = [
            (one, other)
            for one, other in v.pairs(predicate)
            if one not in back.get(other, ()) and v.literal(other) is None
        ]
        name, other_name = (each.rpartition("#")[2] for each in (predicate, inverse))
        if len(alone) >= _MANY and (not back or predicate == inverse):
            yield Observation(
                items=(min(v.name_of(one) for one, _ in alone),),
                message=f"skos:{name} is said from one end only, {len(alone)} times; "
                f"say skos:{other_name} from the other end, too",
                quote=f"{name} all",
            )
            continue
        for one, other in alone:
            yield Observation(
                items=(v.name_of(one), v.name_of(other)),
                message=f"{v.label(one)} has {v.label(other)} as skos:{name}, and "
                f"{v.label(other)} does not say skos:{other_name}; add it",
                quote=name,
                fix=Fix(
                    title=f"add the skos:{other_name}",
                    safe=True,
                    additions=(v.statement(other, inverse, one),),
                ),
            )
