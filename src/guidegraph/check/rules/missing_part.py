"""
An item without what its siblings have: a value without practice, statements, roles or description.

A part is reported if at least three siblings, and at least three in four of them, have it.
Items without a type of their own are compared by their labels and texts only, and a part is
reported if nineteen in twenty have it.

## Why

Something was lost, or was never written.

## Example

```markdown
## Value 1) HOPE

### Practice: SHARE HOPE

- Peer supporters tell their stories.

## Value 2) RESPECT

### Practice: BE CURIOUS

- Peer supporters embrace diversity.

## Value 3) TRUST

### Practice: KEEP PROMISES

- Peer supporters keep their promises.

## Value 4) HONESTY

They say what they mean.
```

Instead, give it what the others have:

```markdown
## Value 1) HOPE

### Practice: SHARE HOPE

- Peer supporters tell their stories.

## Value 2) RESPECT

### Practice: BE CURIOUS

- Peer supporters embrace diversity.

## Value 3) TRUST

### Practice: KEEP PROMISES

- Peer supporters keep their promises.

## Value 4) HONESTY

### Practice: BE HONEST

- Peer supporters say what they mean.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import sibling_groups


_FEWEST = 3
_SHARE = 0.75
_SHARE_OF_GENERIC = 0.95
_GENERIC = "Item"
_FREE = ("Section",)
"""The types whose items need not have the same parts."""


@rule(
    severity="warning",
    groups=("structure",),
    aliases=("value-without-practice", "value-without-statements", "value-without-roles"),
)
def check(context: EditionContext) -> Iterator[Observation]:
    edition = context.edition
    families: dict[str, list[str]] = {}
    for siblings in sibling_groups(edition):
        # Practices have one parent each; they are compared with those of the other values.
        for item in siblings:
            families.setdefault(item.type, []).append(item.id)
    for type_, ids in families.items():
        if type_ in _FREE or len(ids) <= _FEWEST:
            continue
        parts = {
            id_: {child.type for child in edition.children.get(id_, ()) if type_ != _GENERIC}
            | ({"text"} if edition.by_id[id_].text else set())
            | ({"label"} if edition.by_id[id_].label else set())
            for id_ in ids
        }
        for part in sorted(set().union(*parts.values())):
            having = sum(part in has for has in parts.values())
            share = _SHARE_OF_GENERIC if type_ == _GENERIC else _SHARE
            if having == len(ids) or having < max(_FEWEST, share * len(ids)):
                continue
            for id_, has in parts.items():
                if part not in has:
                    yield Observation(
                        items=(id_,),
                        message=f"has no {part}, which {having} of {len(ids)} items of the type "
                        f"{type_} have; add it, or find out where it is",
                        quote=f"{edition.by_id[id_].name} ({part})",
                    )
