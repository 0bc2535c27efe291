"""
A name that another item had in an earlier edition.

Names are compared with those of the editions that this one revises or derives from.
An item that only got another number is still the same item, and not reported.

## Why

Courses and references that use the name now point to something else, and nothing shows it.

## Example

```markdown old
# Guide

## Value 1) HOPE

Recovery is possible for everyone who is given time.

## Value 2) RESPECT

Each person is worthy of being listened to.
```

```markdown new
# Guide

## Value 1) TRUST

Recovery is possible for everyone who is given time.

## Value 2) HOPE

Each person is worthy of being listened to.
```

Instead, choose a name that was not used before:

```markdown old
# Guide

## Value 1) HOPE

Recovery is possible for everyone who is given time.

## Value 2) RESPECT

Each person is worthy of being listened to.
```

```markdown new
# Guide

## Value 1) TRUST

Recovery is possible for everyone who is given time.

## Value 2) DIGNITY

Each person is worthy of being listened to.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.companions import successors_of
from guidegraph.model.edition import Edition


@rule(severity="warning", groups=("labels", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    all_successors = successors_of(context.comparison.changes)
    names = _names(context.edition)
    for companion in context.companions:
        for (kind, name), old_ids in _names(companion).items():
            new_ids = names.get((kind, name), [])
            if len(old_ids) != 1 or len(new_ids) != 1:
                continue
            successors = all_successors.get((companion.id, old_ids[0]), ())
            if successors and new_ids[0] not in successors:
                item = context.edition.by_id[new_ids[0]]
                yield Observation(
                    items=(item.id,),
                    message=f"{item.name!r} was the name of {old_ids[0]!r} in {companion.id}, "
                    f"which became {', '.join(sorted(successors))}; choose another name, or leave "
                    "it there",
                    quote=item.name,
                )


def _names(edition: Edition) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for item in edition.items:
        if item.pref_label:
            found.setdefault((item.type, item.pref_label.casefold()), []).append(item.id)
    return found
