"""
Two statements with the same content and different force: one has "must", the other "may".

Statements are compared as in [near-duplicate-statement](near-duplicate-statement.md), without words
of force.

## Why

Nobody knows what is required, and everybody follows the statement that suits them.

## Example

```markdown
## Value 1) PRIVACY

### Practice: RESPECT PRIVACY

- Peer supporters must keep what they are told in confidence.

## Value 2) TRUST

### Practice: BUILD TRUST

- Peer supporters may keep what they are told in confidence.
```

Instead:

```markdown
## Value 1) PRIVACY

### Practice: RESPECT PRIVACY

- Peer supporters must keep what they are told in confidence.

## Value 2) TRUST

### Practice: BUILD TRUST

- Peer supporters build trust over time.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.statements import Force, force_of, similar
from guidegraph.language.words import forms
from guidegraph.model.edition import Item


@rule(severity="warning", groups=("statements",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    forces = {item.id: force_of(item.text) for item in context.edition.items if item.text}
    bare: dict[tuple[str, ...], list[Item]] = {}
    for id_, force in forces.items():
        item = replace(context.edition.by_id[id_], text=force.rest)
        if len(forms(force.rest)) > 3:
            bare.setdefault(forms(force.rest), []).append(item)
    pairs = [(same[0], other) for same in bare.values() for other in same[1:]]
    pairs += [
        (found.one, found.other)
        for found in similar([same[0] for same in bare.values()])
        if found.same_words
    ]
    for one, other in pairs:
        if _differ(forces[one.id], forces[other.id]):
            yield Observation(
                items=(other.id, one.id),
                message=f"says {forces[other.id].phrase!r}, while {one.id} says the same with "
                f"{forces[one.id].phrase!r}; decide how binding it is",
                quote=context.edition.by_id[other.id].text or "",
            )


def _differ(one: Force, other: Force) -> bool:
    """Whether both have words of force, and of different strength."""
    return bool(one.strength and other.strength) and one.strength != other.strength
