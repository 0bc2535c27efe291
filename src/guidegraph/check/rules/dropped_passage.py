"""
A paragraph, a section or a whole list of an earlier edition that is missing.

## Why

It was probably removed on purpose; check that everybody knows.

## Example

```markdown old
## Purpose

These guidelines say what good supervision is.

## Co-supervision

The term co-supervision has several meanings, and is avoided here.
```

```markdown new
## Purpose

These guidelines say what good supervision is.
```

Instead, keep what is still valid:

```markdown old
## Purpose

These guidelines say what good supervision is.

## Co-supervision

The term co-supervision has several meanings, and is avoided here.
```

```markdown new
## Purpose

These guidelines say what good supervision is.

## Co-supervision

The term co-supervision has several meanings, and is avoided here.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.companions import dropped


@rule(severity="info", groups=("statements", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    for loss in dropped(context):
        if not loss.from_a_list:
            yield Observation(
                items=tuple(item.id for item in loss.items),
                target=loss.edition.id,
                message=f"has no successor in {context.edition.id}; check that this is intended",
                quote=loss.items[0].text or loss.items[0].name,
            )
