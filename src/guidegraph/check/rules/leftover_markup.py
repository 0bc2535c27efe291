"""
Traces of markup or of copying that are not part of the text: "~~", "-- ABOUT", "(16) (PDF) …
[accessed Nov 08 2018]".

## Why

They disturb readers, and everybody who quotes the text.

## Example

```markdown
## Purpose

~~The working definition of recovery.
```

Instead:

```markdown
## Purpose

The working definition of recovery.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages
from guidegraph.model.excerpt import around


_LEFTOVERS = re.compile(
    r"~~|^-- |\*\*|</?[a-z]{1,10}>|&(?:amp|nbsp|lt|gt|quot|#\d{1,5});|\^\{|\[\[|\]\]|\{\{|\}\}"
    r"|\(\d{1,4}\) \(PDF\)|\[accessed\b|Error! Reference|\ufffd|\\[nt]\b"
)


@rule(severity="info", groups=("typography",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in passages(context.edition):
        found = _LEFTOVERS.search(passage.text)
        if found:
            yield Observation(
                items=(passage.item.id,),
                message=f"{found[0].strip()!r} is left over from markup or copying; remove it",
                quote=around(passage.text, found.start(), found.end()),
            )
