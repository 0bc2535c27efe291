"""
A statement of an earlier edition that was replaced by a copy of another one of its list.

The list has one statement twice, and lacks one that the earlier edition had.

## Why

This is probably a copying mistake: the lost text was not removed on purpose.

## Example

```markdown old
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters exercise compassion and caring in relationships.
- Peer supporters do not make false promises or misrepresent themselves.
```

```markdown new
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters exercise compassion and caring in relationships.
- Peer supporters respect privacy and confidentiality.
```

Instead, restore the text:

```markdown old
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters exercise compassion and caring in relationships.
- Peer supporters do not make false promises or misrepresent themselves.
```

```markdown new
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters exercise compassion and caring in relationships.
- Peer supporters do not make false promises or misrepresent themselves.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.companions import dropped, successors_of
from guidegraph.model.edition import Item


@rule(severity="error", groups=("statements", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    items = context.edition.by_id
    pasted: dict[str | None, list[tuple[Item, Item]]] = {}
    for change in context.comparison.changes.changes:
        if change.duplicate_of is not None and len(change.new) == 1:
            again, first = items[change.new[0].id], items[change.duplicate_of.id]
            pasted.setdefault(again.parent, []).append((again, first))
    successors = successors_of(context.comparison.changes)
    for loss in dropped(context):
        for lost in loss.items:
            homes = successors.get((loss.edition.id, lost.parent or ""), ())
            places = [pair for home in homes for pair in pasted.get(home, ())]
            # Of several copies, the one nearest to the place of the lost statement counts.
            places.sort(key=lambda pair: abs(pair[0].position - lost.position))
            for again, first in places[:1]:
                yield Observation(
                    items=(again.id, first.id),
                    message=f"repeats {first.id} where {loss.edition.id} had {lost.id}, "
                    f"{lost.text or lost.name!r}, which is lost; restore it",
                    quote=again.text or again.name,
                )
