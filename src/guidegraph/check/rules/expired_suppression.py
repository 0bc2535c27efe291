"""
A suppression whose end date has passed.

It no longer has an effect: its findings are reported again.

## Why

The date was set as a reminder to check again.

## Example

```markdown
# Guide

<!-- guidegraph: ignore-file name-given-to-another until=2020-01-31: to be decided by the board -->

## Purpose

Why this was written.
```

Instead, set another date or none, or remove it:

```markdown
# Guide

<!-- guidegraph: ignore-file name-given-to-another until=9999-01-31: to be decided by the board -->

## Purpose

Why this was written.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import ExemptionContext
from guidegraph.check.rule import Observation, rule


@rule(severity="info", groups=("suppressions",))
def check(context: ExemptionContext) -> Iterator[Observation]:
    suppression = context.exemption
    if context.expired:
        yield Observation(
            items=suppression.items,
            message=f"the suppression of {', '.join(suppression.rules)} ended on "
            f"{suppression.until}; check again, then set another date or remove it",
            quote=suppression.reason,
            source=suppression.place,
        )
