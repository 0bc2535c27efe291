"""
A figure that differs from the figure in a related edition.

Related editions are those that this one revises or derives from; figures are taken as one fact as
in [conflicting-figures](conflicting-figures.md).

## Why

Only one of them can be right, unless the fact has changed; then state that.

## Example

```markdown old
## Background

The guidelines were endorsed with 98.5% approval.
```

```markdown new
## Method

Responses were consistent (98%) in their approval of the guidelines.
```

Instead:

```markdown old
## Background

The guidelines were endorsed with 98.5% approval.
```

```markdown new
## Method

Responses were consistent (98.5%) in their approval of the guidelines.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.figures import conflicts, figures


@rule(severity="warning", groups=("facts", "editions"), languages=("en",))
def check(context: CompanionsContext) -> Iterator[Observation]:
    here = context.edition.id
    all_ = chain(figures(context.edition), *(figures(each) for each in context.companions))
    for together in conflicts(all_):
        own = [figure for figure in together if figure.edition == here]
        others = [figure for figure in together if figure.edition != here]
        if not own or not others:
            continue
        shown = "; ".join(
            f"{figure.text!r} in {figure.edition} {figure.item.id}" for figure in together
        )
        yield Observation(
            items=tuple(dict.fromkeys(figure.item.id for figure in own)),
            message=f"these figures seem to be about one fact: {shown}; check which one is right",
            quote=" / ".join(dict.fromkeys(figure.text for figure in together)),
        )
