"""
A suppression without an effect.

It is reported only if all its rules were run.
Its fix removes the comment.

## Why

Its finding has been fixed; if the suppression stays, it hides the next mistake.

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
    suppression = context.exemption
    if context.expired or context.used or not context.ran:
        return
    fix = None
    if suppression.place is not None and suppression.text and "\n" not in suppression.text:
        replacement = Replacement(
            place=replace(suppression.place, column=1), old=suppression.text, new=""
        )
        fix = Fix(title="remove the comment", safe=True, replacements=(replacement,))
    yield Observation(
        items=suppression.items,
        message=f"there is no finding of {', '.join(suppression.rules)} to suppress; "
        "remove the suppression",
        quote=suppression.reason,
        source=suppression.place,
        fix=fix,
    )
