"""
A link that leads nowhere yet: "#", "TODO", an address reserved for examples.

## Why

A reader who follows it gets nowhere, and the intended target is lost.

## Example

```markdown
## Purpose

See the [definition of recovery](#).
```

Instead:

```markdown
## Purpose

See the [definition of recovery](https://www.samhsa.gov/recovery).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule


_PLACEHOLDERS = frozenset(("", "#", "link", "url", "todo", "tbd", "tba", "xxx", "about:blank"))
_RESERVED = ("example.com", "example.org", "example.net", ".example", ".invalid")


@rule(severity="warning", groups=("links",))
def check(context: EditionContext) -> Iterator[Observation]:
    for item in context.edition.items:
        for link in item.links:
            target = link.target.strip().casefold()
            scheme, _, rest = target.partition("://")
            host = rest.partition("/")[0].removeprefix("www.")
            empty = target in _PLACEHOLDERS or (scheme in ("http", "https") and not host)
            if empty or host.endswith(_RESERVED) or target.startswith("javascript:"):
                yield Observation(
                    items=(item.id,),
                    message=f"the link {link.words!r} leads to {link.target!r}, which is a "
                    "placeholder; add the address",
                    quote=link.words,
                )
