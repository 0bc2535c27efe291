"""
A word that occurs twice in a row: "the the".

## Why

It is a copying mistake, and sometimes hides a missing word.

## Example

```markdown
## Purpose

The guidelines are for the the supervisor.
```

Instead:

```markdown
## Purpose

The guidelines are for the supervisor.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages, replacement_in
from guidegraph.language.lexicon import word_set
from guidegraph.language.words import words
from guidegraph.model.excerpt import around


@rule(severity="warning", groups=("words",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in passages(context.edition):
        if all(one != other for one, other in pairwise(passage.forms)):
            continue
        said = words(passage.text)
        for one, other in pairwise(said):
            same = one.form == other.form and one.form.isalpha()
            apart = passage.text[one.end : other.start] != " "
            if not same or apart or one.form in word_set("repeatable") or other.text.isupper():
                continue
            # A name may begin with the word before it: "the role. Role".
            if other.text[0].isupper() and not one.text[0].isupper():
                continue
            yield Observation(
                items=(passage.item.id,),
                message=f"{one.form!r} occurs twice; remove one",
                quote=around(passage.text, one.start, other.end),
                fix=replacement_in(context, passage.item, f"{one.text} {other.text}", one.text),
            )
