"""
A verb in a form that does not fit the words around it: "refers to set", "each of them recognize".

It is found by a list of unambiguous contexts.

## Why

Readers notice the mistake, and it often shows that a sentence was changed in haste.

## Example

```markdown
## Value 1) TRANSPARENCY

Transparency refers to set expectations with each person.
```

Instead:

```markdown
## Value 1) TRANSPARENCY

Transparency refers to setting expectations with each person.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import prose
from guidegraph.language.spelling import pattern_matches
from guidegraph.model.excerpt import around


@rule(severity="warning", groups=("grammar",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in prose(context.edition):
        for hit in pattern_matches("verb_forms", passage.text):
            yield Observation(
                items=(passage.item.id,),
                message=f"{hit.word!r} is in the wrong form; write {hit.meant}",
                quote=around(passage.text, hit.start, hit.end),
            )
