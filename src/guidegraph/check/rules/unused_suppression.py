"""
A suppression that suppresses nothing.

Looked at only where the rules it names were run.
Its fix removes the comment.

## Why

What it was for has been mended; left in place, it would hide the next mistake.

## Example

```markdown
# Guide

<!-- guidegraph: ignore-file expired-suppression: the date will be changed -->

## Purpose

Why this was written.
```

Instead, remove it:

```markdown
# Guide

## Purpose

Why this was written.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guidegraph.check.context import ExemptionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.findings import Fix, Replacement


@rule(severity="info", groups=("suppressions",))
def check(context: ExemptionContext) -> Iterator[Observation]:
    order = context.exemption
    if context.expired or context.used or not context.ran:
        return
    fix = None
    if order.place is not None and order.text and "\n" not in order.text:
        replacement = Replacement(place=replace(order.place, column=1), old=order.text, new="")
        fix = Fix(title="remove the comment", safe=True, replacements=(replacement,))
    yield Observation(
        items=order.items,
        message=f"nothing is left of {', '.join(order.rules)} to suppress; remove the order",
        quote=order.reason,
        source=order.place,
        fix=fix,
    )
