"""
A suppression whose last day is over.

It suppresses nothing any more, so what it was for is reported again.

## Why

The date was set so that someone looks again.

## Example

```markdown
# Guide

<!-- guidegraph: ignore-file name-given-to-another until=2020-01-31: to be decided by the board -->

## Purpose

Why this was written.
```

Instead, decide, then give another date or none, or remove it:

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
    order = context.exemption
    if context.expired:
        yield Observation(
            items=order.items,
            message=f"the suppression of {', '.join(order.rules)} ended on {order.until}; look "
            "again, then give another date or remove it",
            quote=order.reason,
            source=order.place,
        )
