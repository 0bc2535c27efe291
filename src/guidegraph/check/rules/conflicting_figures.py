"""
Different figures for what seems to be one fact: 98 % and 98.5 %, nearly 1,000 and over 1,000.

Figures are taken as one fact if they count the same thing (shares, people, or one noun), if their
sentences have the same subject (approval, a survey, cost …), and if their values are close.

## Why

Only one of them can be right, and a reader who quotes the other one makes a mistake.

## Example

```markdown
## Background

The guidelines were endorsed with 98.5% approval.

## Method

Responses were consistent (98%) in their approval of the guidelines.
```

Instead:

```markdown
## Background

The guidelines were endorsed with 98.5% approval.

## Method

Responses were consistent (98.5%) in their approval of the guidelines.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.figures import conflicts, figures


@rule(severity="warning", groups=("facts",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for together in conflicts(figures(context.edition)):
        shown = "; ".join(f"{figure.text!r} in {figure.item.id}" for figure in together)
        yield Observation(
            items=tuple(dict.fromkeys(figure.item.id for figure in together)),
            message=f"these figures seem to be about one fact: {shown}; check which one is right",
            quote=" / ".join(dict.fromkeys(figure.text for figure in together)),
        )
