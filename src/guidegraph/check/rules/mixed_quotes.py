"""
Straight and curly quotation marks or apostrophes in one edition.

## Why

It shows where text was pasted from elsewhere, and searches for quoted words fail.

## Example

```markdown
## Purpose

It’s a guide. The supervisor's role is told here.
```

Instead:

```markdown
## Purpose

It’s a guide. The supervisor’s role is told here.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages


_KINDS = (("apostrophes", "'", "‘’"), ("quotation marks", '"', "“”"))


@rule(severity="info", groups=("typography",))
def check(context: EditionContext) -> Iterator[Observation]:
    for kind, straight, curly in _KINDS:
        ids: dict[bool, dict[str, None]] = {True: {}, False: {}}
        times = {True: 0, False: 0}
        for passage in passages(context.edition):
            for is_curly, marks in ((False, straight), (True, curly)):
                count = sum(passage.text.count(mark) for mark in marks)
                times[is_curly] += count
                if count:
                    ids[is_curly][passage.item.id] = None
        if all(times.values()):
            rarer = times[True] < times[False]
            yield Observation(
                items=tuple(ids[rarer]),
                message=f"{times[False]} {kind} are straight and {times[True]} are curly; "
                "use one kind",
                quote=kind,
            )
