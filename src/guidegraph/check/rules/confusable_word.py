"""
A word that is used instead of another one that sounds or looks like it.

It is found by the words around it, from a list of unambiguous contexts.

## Why

No spelling checker finds it, and it has another meaning: a complimentary service is free of charge.

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
from guidegraph.check.text.passages import passages, replacement_in
from guidegraph.language.spelling import pattern_matches
from guidegraph.model.excerpt import around


@rule(severity="warning", groups=("words",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in passages(context.edition):
        for hit in pattern_matches("confusable_contexts", passage.text):
            yield Observation(
                items=(passage.item.id,),
                message=f"{hit.word!r} seems to be a mistake for {hit.meant!r}; check the meaning",
                quote=around(passage.text, hit.start, hit.end),
                fix=replacement_in(context, passage.item, hit.word, hit.meant),
            )
