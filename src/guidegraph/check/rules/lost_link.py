"""
Words that ask the reader to follow a link where there is none: "click here".

## Why

The link was lost when the text was copied or extracted, and readers cannot follow it.

## Example

```markdown
## Purpose

Click here to download the guidelines.
```

Instead:

```markdown
## Purpose

Click [here](https://www.who.int/publications) to download the guidelines.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import prose
from guidegraph.model.excerpt import around


_LINK = re.compile(
    r"\b(?:click|tap|press) (?:on )?(?:here|the (?:link|button|box)|below|this link)\b"
    r"|\b(?:the|this) link (?:below|above)\b|\bfollowing link\b",
    re.IGNORECASE,
)


@rule(severity="info", groups=("links",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in prose(context.edition):
        found = _LINK.search(passage.text)
        if found and not passage.item.links:
            yield Observation(
                items=(passage.item.id,),
                message=f"says {found[0]!r} but has no link; add the link",
                quote=around(passage.text, found.start(), found.end()),
            )
