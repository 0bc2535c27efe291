"""
A punctuation mark without the space that it needs: "reciprocal –Both", "power- Peer", "end.Begin".

A hyphen within a word and an address need none.

## Why

Readers notice the mistake, and searches for the words on either side fail.

## Example

```markdown
## Purpose

Peer support is mutual –Both benefit.
```

Instead:

```markdown
## Purpose

Peer support is mutual – Both benefit.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages, replacement_in, without_addresses
from guidegraph.model.excerpt import around


_MISSING = re.compile(
    r"\w (?P<dash>[–—-])[A-Za-z]{2}"  # a dash without a space after it
    r"|[a-z]{2}(?P<before>[–—-]) [A-Z][a-z]"  # a dash without a space before it
    r"|[a-z]{2}(?P<stop>[.!?])[A-Z][a-z]"
    r"|[a-z]{2}(?P<comma>[,;])[a-z]{2}"
    r"|[a-z]{2}(?P<bracket>\))[a-z]{2}"
)


@rule(severity="warning", groups=("typography",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in passages(context.edition):
        text = without_addresses(passage.text)
        for found in _MISSING.finditer(text):
            side = found.lastgroup or ""
            at = found.end(side) if side != "before" else found.start(side)
            start = text.rfind(" ", 0, found.start()) + 1
            end = text.find(" ", found.end())
            old = text[start : end if end > 0 else len(text)]
            new = old[: at - start] + " " + old[at - start :]
            yield Observation(
                items=(passage.item.id,),
                message=f"a space is missing at {found[side]!r}; add one",
                quote=around(passage.text, found.start(), found.end(), margin=20),
                fix=replacement_in(context, passage.item, old, new),
            )
