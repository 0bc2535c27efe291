"""
A word in the place of another one that sounds or looks like it.

Found by the words around it, from a list of contexts that leave no doubt.

## Why

No spelling check finds it, and it says something else: a complimentary service is free of charge.

## Example

```markdown
## Value 1) EQUALITY

### Practice: EMBODY EQUALITY

- Peer supporters offer a complimentary service.
```

Instead:

```markdown
## Value 1) EQUALITY

### Practice: EMBODY EQUALITY

- Peer supporters offer a complementary service.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import mending, passages
from guidegraph.language.spelling import pattern_matches
from guidegraph.model.excerpt import around


@rule(severity="warning", groups=("words",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in passages(context.edition):
        for hit in pattern_matches("confusable_contexts", passage.text):
            yield Observation(
                items=(passage.item.id,),
                message=f"{hit.word!r} seems to stand for {hit.meant!r}; see which one is meant",
                quote=around(passage.text, hit.start, hit.end),
                fix=mending(context, passage.item, hit.word, hit.meant),
            )
