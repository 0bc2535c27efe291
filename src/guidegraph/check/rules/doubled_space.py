"""
Two spaces in a row, or spaces at a line's end, in the outline of an edition.

## Why

They cause differences between editions that nobody sees; the fix changes nothing that readers see.

## Example

```markdown
## Purpose

The guidelines  are for all.
```

Instead:

```markdown
## Purpose

The guidelines are for all.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.findings import Fix, Place, Replacement


_DOUBLED = re.compile(r"(?<!\S)\S++  +\S+")
_TRAILING = re.compile(r"(?<!\S)\S++[ \t]+$")


@rule(severity="info", groups=("typography",))
def check(context: EditionContext) -> Iterator[Observation]:
    begins = sorted((place.line, id_) for id_, place in context.edition.places.items())
    if not begins:
        return
    path = context.edition.places[begins[0][1]].path
    for number, line in enumerate(context.text.split("\n"), start=1):
        found = _DOUBLED.search(line) or _TRAILING.search(line)
        at = bisect_right(begins, (number, "\U0010ffff")) - 1
        if not found or at < 0:
            continue
        place = Place(path=path, line=number)
        new = " ".join(found[0].split())
        replacement = Replacement(place=place, old=found[0], new=new)
        yield Observation(
            items=(begins[at][1],),
            message="has superfluous spaces; remove them",
            quote=found[0],
            source=place,
            fix=Fix(title="remove the spaces", safe=True, replacements=(replacement,)),
        )
